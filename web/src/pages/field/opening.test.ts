import type { FieldKit } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { openingOf } from './opening.ts';

const kit = {
  officers: [
    { id: 'a', name: '王建国', kind: 'officer', certificateNo: '晋-1' },
    { id: 'c', name: '赵六', kind: 'assistant', certificateNo: null },
  ],
  checklists: { statementFields: ['time'], keyContents: [], textRecord: [] },
  phrases: [],
} as unknown as FieldKit;
const act = { type: 'seal' as const, cause: '无证经营', party: null, place: '西街 3 号' };
const at = { organ: '某局', now: '2026-10-14T02:03:00.000Z' };

test('people of an act get their certificates from what the phone keeps', () => {
  const officers = ['a', 'c'].map((id) => ({ id, name: id }));
  expect(openingOf({ ...act, officers }, kit, at)).toMatchObject({
    ...{ ...act, ...at, notice: false },
    officers: [
      { id: 'a', name: 'a', kind: 'officer', certificateNo: '晋-1' },
      { id: 'c', name: 'c', kind: 'assistant', certificateNo: null },
    ],
  });
});

test('somebody of whom the phone knows nothing is named as an officer without a number', () => {
  const [unknown] = openingOf({ ...act, officers: [{ id: 'x', name: '新来' }] }, kit, at).officers;
  expect(unknown).toEqual({ id: 'x', name: '新来', kind: 'officer', certificateNo: null });
});
