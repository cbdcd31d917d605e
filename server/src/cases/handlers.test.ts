import type { Participant } from '@liuhen/rules';
import { expect, it } from 'vitest';
import { judgeHandlers } from './handlers.ts';

const person = (
  id: string,
  name: string,
  until: string | null,
  more: Partial<Participant> = {},
): Participant => ({
  ...{ id, name, kind: 'officer', established: true, assistQualified: false },
  certificates: until === null ? [] : [{ number: `no-${id}`, from: null, until }],
  ...more,
});
const people = [person('a', '李明远', '2030-12-31'), person('b', '张若兰', '2026-09-01')];
const recused = [
  { officerId: 'a', name: '李明远', decidedAt: '2026-09-01T02:00:00.000Z', from: 'case' as const },
  { officerId: 'z', name: '别人', decidedAt: '2026-09-01T02:00:00.000Z', from: 'case' as const },
];

it('counts a handler whose certificate holds to its last day', () => {
  expect(judgeHandlers(people, [], '2026-09-01')).toEqual({ officers: 2, doubts: [], recused: [] });
});

it('does not count who has none of the day, and says until when the last one was valid', () => {
  const { officers, doubts } = judgeHandlers([...people, person('c', '无证', null)], [], '2026-09-02');
  expect(officers).toBe(1);
  expect(doubts.map(({ zh }) => zh)).toEqual([
    '张若兰的执法证件（no-b）有效期至2026年9月1日，办理当天已经过期',
    '登记册里没有无证的执法证件',
  ]);
});

it('counts neither assistants nor who was recused, who is named once though the certificate is over too', () => {
  const assistant = person('d', '协管员', null, { kind: 'assistant' });
  const judged = judgeHandlers([...people, assistant], recused, '2026-09-01');
  expect([judged.officers, judged.recused.map(({ name }) => name)]).toEqual([1, ['李明远']]);
  expect(judged.doubts[0]?.zh).toContain('李明远已经回避本案（2026-09-01 决定）');
  expect(judgeHandlers(people, recused, '2026-09-02').officers).toBe(0);
});
