import type { Duty } from '@liuhen/contract';
import { expect, it } from 'vitest';
import type { CaseFrame } from './happening.ts';
import { whoOwes } from './source-duties.ts';

const act = { id: 'a', number: 'XZ-1', type: 'seal', startedAt: '', officers: ['李明远', '张若兰'] };
const frame = { acts: new Map([['a', act]]) } as unknown as CaseFrame;
const films = new Map([['f', '郭秀英']]);
const owes = (type: 'act' | 'recording', id: string, whose: Duty['whose'] = 'organ') =>
  whoOwes(frame, { whose, subject: { type, id, title: '' } }, films);

it('names the officers of an act, the officer of a film, and nobody of the organ for what others owe', () => {
  expect(owes('act', 'a')).toEqual(['李明远', '张若兰']);
  expect(owes('recording', 'f')).toEqual(['郭秀英']);
  expect(owes('act', 'a', 'party')).toEqual([]);
  expect([owes('act', 'other'), owes('recording', 'other')]).toEqual([[], []]);
});
