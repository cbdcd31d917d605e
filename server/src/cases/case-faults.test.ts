import { expect, it } from 'vitest';
import { caseFaults, sayStep } from './case-faults.ts';

const now = '2026-11-23T02:00:00.000Z';
const faults = (
  entered: Parameters<typeof caseFaults>[0],
  more: Partial<Parameters<typeof caseFaults>[1]> = {},
) =>
  caseFaults(entered, { now, first: null, sameNumber: null, ...more }).map(({ path, message }) => [
    path,
    message,
  ]);

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
  expect(faults({ openedAt: '2026-09-09T02:00:00.000Z' }, { first })).toEqual([]);
  expect(faults({ openedAt: '2026-09-10T02:00:00.000Z' }, { first })).toEqual([
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
