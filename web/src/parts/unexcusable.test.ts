import { describe, expect, test } from 'vitest';
import { whyUnexcusable } from './unexcusable.ts';

describe('why a missed duty cannot be explained', () => {
  const missed = { state: 'overdue', excusable: false, tier: 'local', excuse: null } as const;

  test('is said of what was missed: for want of a ground, or because a time from above was', () => {
    expect(whyUnexcusable(missed)).toBe('excuse.noGround');
    expect(whyUnexcusable({ ...missed, state: 'dischargedLate', tier: 'parent' })).toBe('excuse.higherTime');
    expect(whyUnexcusable({ ...missed, tier: 'national' })).toBe('excuse.higherTime');
  });

  test('is not said where it can be explained, or nothing was missed', () => {
    expect(whyUnexcusable({ ...missed, excusable: true })).toBeNull();
    expect(whyUnexcusable({ ...missed, state: 'due' })).toBeNull();
    expect(whyUnexcusable({ ...missed, state: 'excused' })).toBeNull();
  });
});
