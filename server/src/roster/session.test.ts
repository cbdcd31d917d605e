import { describe, expect, it } from 'vitest';
import { lockMinutes } from './lockout.ts';
import { isAlive } from './session.ts';

const now = '2026-10-14T02:00:00.000Z';
const session = (change = {}) => ({
  ...{ active: true, expires_at: '2026-10-14T08:00:00.000Z', seen_at: '2026-10-14T01:31:00.000Z' },
  ...change,
});

describe('a session', () => {
  it('opens until it has been idle for the set time, and not in that moment any more', () => {
    expect(isAlive(session({ seen_at: '2026-10-14T01:30:00.001Z' }), now, 30)).toBe(true);
    expect(isAlive(session({ seen_at: '2026-10-14T01:30:00.000Z' }), now, 30)).toBe(false);
  });
  it('ends at its hour, however busy it is', () => {
    expect(isAlive(session({ seen_at: now, expires_at: '2026-10-14T02:00:00.001Z' }), now, 30)).toBe(true);
    expect(isAlive(session({ seen_at: now, expires_at: now }), now, 30)).toBe(false);
  });
  it('of an account that was closed opens nothing', () => {
    expect(isAlive(session({ active: false }), now, 30)).toBe(false);
  });
});

describe('an account that is tried with wrong passwords', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 15],
    [6, 0], // that lock is over: four more tries
    [9, 0],
    [10, 30],
    [15, 60],
    [35, 960],
    [40, 1440],
    [45, 1440],
    [5000, 1440],
  ])('%d in a row: locked for %d minutes', (failures, minutes) => {
    expect(lockMinutes(failures)).toBe(minutes);
  });
});
