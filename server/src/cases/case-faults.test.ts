import { expect, it } from 'vitest';
import { caseFaults, sayStep } from './case-faults.ts';

const now = '2026-11-23T02:00:00.000Z';
const faults = (
  entered: Parameters<typeof caseFaults>[0],
  more: Partial<Parameters<typeof caseFaults>[1]> = {},
) =>
  caseFaults(entered, {
    now,
    first: null,
    sameNumber: null,
    procedure: null,
    retiredCause: null,
    ...more,
  }).map(({ path, message }) => [path, message]);

it('names the time, the day of the source and the number that is taken all at once', () => {
  expect(
    faults({ openedAt: '2026-12-25T01:00:00.000Z', sourceOn: '2026-12-30' }, { sameNumber: '2026-0002' }),
  ).toEqual([
    ['openedAt', '不能晚于现在'],
    ['sourceOn', '线索不能晚于受理'],
    ['ownNumber', expect.stringContaining('2026-0002')],
  ]);
});

it('does not let a case be taken up after its first step, which is named with its time', () => {
  const first = { kind: 'file' as const, at: '2026-09-09T02:00:00.000Z' };
  expect(faults({ openedAt: '2026-09-09T02:00:00.000Z', source: 'complaint' }, { first })).toEqual([]);
  expect(faults({ openedAt: '2026-09-10T02:00:00.000Z', source: 'complaint' }, { first })).toEqual([
    ['openedAt', '不能晚于本案的第一步（立案，2026-09-09 10:00）'],
  ]);
});

it('a case is not closed before it was taken up', () => {
  const openedAt = '2026-09-09T02:00:00.000Z';
  expect(faults({ openedAt, closedAt: '2026-09-08T02:00:00.000Z' }).map(([path]) => path)).toEqual([
    'closedAt',
  ]);
  expect(faults({ openedAt, closedAt: openedAt, sourceOn: '2026-09-09' })).toEqual([]);
});

it('tells the step before by name, the taking up where there was none', () => {
  const said = { zh: '{step}，{at}', en: '{step} {at}' };
  expect(sayStep(said, { kind: null, at: now }).zh).toBe('受理，2026-11-23 10:00');
});

it('keeps what the first step rests on, and does not take a cause that is no longer used', () => {
  const first = { kind: 'file' as const, at: '2026-09-09T02:00:00.000Z' };
  const entered = { openedAt: first.at, procedure: 'summary' as const, source: null };
  const known = { first, procedure: 'ordinary' as const, retiredCause: '占道经营' };
  expect(faults(entered, known)).toEqual([
    ['procedure', expect.stringMatching(/“立案”，程序不能再改.*第五十一条/)],
    ['source', expect.stringMatching(/“立案”，案件来源不能去掉.*第五十四条/)],
    ['causeId', '案由“占道经营”已停用，请另选'],
  ]);
  expect(
    faults({ ...entered, procedure: 'ordinary', source: 'complaint' }, { ...known, retiredCause: null }),
  ).toEqual([]);
});

it('lets the procedure be changed until a step is made, and a penalty on the spot have no source', () => {
  const entered = { openedAt: '2026-09-09T02:00:00.000Z', procedure: 'summary' as const, source: null };
  expect(faults(entered, { procedure: 'ordinary' })).toEqual([]);
  const first = { kind: 'decideOnSpot' as const, at: entered.openedAt };
  expect(faults(entered, { first, procedure: 'summary' })).toEqual([]);
});
