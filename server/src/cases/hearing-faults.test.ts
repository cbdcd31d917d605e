import type { StatedMove } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { hearingFaults } from './hearing-faults.ts';

const known = {
  ...{ at: '2026-10-22T02:00:00.000Z', hearing: 'notified' as const, on: '2026-10-22' },
  ...{ askedAt: '2026-09-28T02:00:00.000Z', lastDayToAsk: '2026-09-29', handlers: ['investigator'] },
};
const faults = (move: object, more: Partial<Parameters<typeof hearingFaults>[1]> = {}) =>
  hearingFaults(move as StatedMove, { ...known, ...more }).map(({ path, message }) => [path, message]);
const waive = (detail: object) => ({ kind: 'waiveHearing', detail });

it('who asked for a hearing was not late, and may take it back', () => {
  expect(faults(waive({ expired: false }))).toEqual([]);
  expect(faults(waive({ expired: true }))).toEqual([
    ['move.detail.expired', expect.stringContaining('已在期限内要求听证')],
  ]);
  expect(
    faults(waive({ expired: true }), { hearing: 'rightNotified', at: '2026-09-29T15:00:00.000Z' }),
  ).toEqual([['move.detail.expired', expect.stringContaining('2026-09-29 之前（含当日）')]]);
  expect(
    faults(waive({ expired: true }), { hearing: 'rightNotified', at: '2026-09-29T16:00:00.000Z' }),
  ).toEqual([]);
});

it('only who was called stays away, and not before the day', () => {
  const absent = waive({ expired: false, absent: true });
  expect(faults(absent)).toEqual([]);
  expect(faults(absent, { hearing: 'set' })).toEqual([
    ['move.detail.absent', expect.stringContaining('还没有通知')],
  ]);
  expect(faults(absent, { at: '2026-10-21T15:00:00.000Z' })).toEqual([
    ['move.detail.absent', expect.stringContaining('听证定于 2026-10-22 举行')],
  ]);
});

it('a hearing is not held before its day, nor presided over by who investigates', () => {
  expect(faults({ kind: 'holdHearing', detail: {} })).toEqual([]);
  expect(faults({ kind: 'holdHearing', detail: {} }, { at: '2026-10-21T02:00:00.000Z' })).toEqual([
    ['move.at', expect.stringContaining('2026-10-22')],
  ]);
  const set = { kind: 'setHearing', detail: { on: '2026-10-22', presiderId: 'investigator' } };
  expect(faults(set).map(([path]) => path)).toEqual(['move.detail.on', 'move.detail.presiderId']);
});

it('who asked too late may be refused the hearing, while it was not set', () => {
  const asked = { hearing: 'requested' as const, askedAt: '2026-09-29T16:00:00.000Z' };
  expect(faults(waive({ expired: true }), asked)).toEqual([]);
  expect(faults(waive({ expired: true }), { ...asked, hearing: 'set' })).toHaveLength(1);
  expect(faults(waive({ expired: true }), { ...asked, askedAt: '2026-09-29T15:00:00.000Z' })).toHaveLength(1);
});
