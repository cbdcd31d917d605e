import { describe, expect, it } from 'vitest';
import { millisOf } from './clock.ts';
import { makeId } from './ids.ts';

const at = (now: string) => ({ now: () => now });
const timeIn = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('an id', () => {
  const instants = [
    '1970-01-01T00:00:00.000Z',
    '1970-01-01T00:00:00.001Z',
    '1999-12-31T23:59:59.999Z',
    '2004-11-03T19:53:47.775Z', // 2^40 ms: one more byte
    '2026-10-14T02:00:00.000Z',
    '2199-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
  ];
  it.each(instants)('of %s is a UUID of version 7 that tells its time', (instant) => {
    const id = makeId(at(instant));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(timeIn(id)).toBe(millisOf(instant));
  });

  it('sorts as text by its time', () => {
    const ids = instants.map((instant) => makeId(at(instant)));
    expect([...ids].reverse().sort()).toEqual(ids);
  });

  it('is never made twice, also within one millisecond', () => {
    const clock = at('2026-10-14T02:00:00.000Z');
    const ids = Array.from({ length: 20_000 }, () => makeId(clock));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('uses all four variants: the bits that are free are free', () => {
    const clock = at('2026-10-14T02:00:00.000Z');
    const variants = new Set(Array.from({ length: 400 }, () => makeId(clock).at(19)));
    expect([...variants].sort()).toEqual(['8', '9', 'a', 'b']);
  });
});
