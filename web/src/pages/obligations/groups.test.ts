import { describe, expect, test } from 'vitest';
import { groupOf } from './groups.ts';

/** 22:10 on Wednesday 2026-09-30 in Beijing. */
const now = Date.parse('2026-09-30T14:10:00.000Z');
const missed = '2026-01-01T00:00:00.000Z';

describe('the group of a duty', () => {
  test.each([
    ['2026-09-30T14:10:00.000Z', 'overdue'],
    ['2026-09-30T14:10:00.001Z', 'today'],
    ['2026-09-30T16:00:00.000Z', 'today'],
    ['2026-09-30T16:00:00.001Z', 'soon'],
    ['2026-10-03T16:00:00.000Z', 'soon'],
    ['2026-10-03T16:00:00.001Z', 'later'],
  ] as const)('due before %s is %s', (dueBefore, group) => {
    expect(groupOf({ state: 'due', dueBefore, dischargedAt: null }, now)).toBe(group);
  });

  test('without a due time is undated; what is done or does not apply is closed', () => {
    expect(groupOf({ state: 'due', dueBefore: null, dischargedAt: null }, now)).toBe('undated');
    for (const state of ['discharged', 'dischargedLate', 'excused', 'notApplicable', 'undetermined'] as const)
      expect(groupOf({ state, dueBefore: missed, dischargedAt: '2026-01-02T00:00:00.000Z' }, now)).toBe(
        'closed',
      );
  });

  test('missed and still undone is overdue, also when its explanation was accepted', () => {
    expect(groupOf({ state: 'excused', dueBefore: missed, dischargedAt: null }, now)).toBe('overdue');
  });
});
