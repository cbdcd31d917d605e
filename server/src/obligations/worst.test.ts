import { describe, expect, it } from 'vitest';
import type { Judged } from './judge.ts';
import { worstOf } from './worst.ts';

const duty = (change: Partial<Judged>): Judged => ({
  ...{ duty: 'store', key: '', tier: 'local', judgement: 'judged', pack_id: 'sx', pack_fingerprint: '' },
  ...{
    citation: { packId: 'sx', title: '', titleEn: '', article: '', label: '' },
    ...{ what: null, also: [], opens_at: null, whose: 'organ', excused: false, parts: [] },
    counted_from: null,
    provisional: false,
  },
  ...{ excusable: false, exception_applied: false, exception_refused: null, steps: [] },
  ...{ explanation: { zh: '', en: '' }, calendar_version: null, due_before: null, discharged_at: null },
  ...change,
});
const early = '2026-10-01T00:00:00.000Z';
const middle = '2026-10-02T00:00:00.000Z';
const late = '2026-10-03T00:00:00.000Z';
const done = duty({ due_before: middle, discharged_at: early });
const wasLate = duty({ tier: 'parent', due_before: early, discharged_at: middle });
const open = duty({ duty: 'handover', due_before: late });
const unknown = duty({ judgement: 'undetermined', provisional: true });

/** Every order in which the same duties can come. */
const orders = <T>(list: T[]): T[][] =>
  list.length < 2
    ? [list]
    : list.flatMap((one, i) =>
        orders([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]),
      );

describe('the duty that stands for a recording', () => {
  it.each([
    ['what is open before all', [done, wasLate, open, unknown], { dueBefore: late, dischargedAt: null }],
    ['what was late before what is done', [done, wasLate, unknown], { tier: 'parent', dischargedAt: middle }],
    ['what cannot be judged before what is done', [done, unknown], { judgement: 'undetermined' }],
    ['what is done when that is all', [done], { dueBefore: middle, dischargedAt: early, lateSince: null }],
    ['the earlier of two that are open', [open, duty({ due_before: early })], { dueBefore: early }],
    [
      'nothing judged when there is none',
      [],
      { judgement: 'undetermined', dueBefore: null, lateSince: null },
    ],
  ])('is %s, in whatever order they come', (_, judged, worst) => {
    for (const order of orders(judged)) expect(worstOf(order)).toMatchObject(worst);
  });

  it('tells since when one of them is or may be late, and that one of them is provisional', () => {
    for (const order of orders([done, wasLate, open, unknown]))
      expect(worstOf(order)).toMatchObject({ lateSince: early, provisional: true });
    expect(worstOf([open])).toMatchObject({ lateSince: late, provisional: false });
  });

  it('is late when it was done at the very moment that was no longer in time', () => {
    expect(worstOf([duty({ due_before: middle, discharged_at: middle })])).toMatchObject({
      lateSince: middle,
    });
  });
});
