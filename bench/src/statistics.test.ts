import { describe, expect, it } from 'vitest';
import { makeRandom, median, p95, pairedRatio, quantile } from './statistics.ts';

describe('quantile', () => {
  it('takes the middle of an odd count and between the two of an even one', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('interpolates towards the end', () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    expect(p95(values)).toBe(95);
    expect(quantile(values, 0)).toBe(0);
    expect(quantile(values, 1)).toBe(100);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('has no answer for nothing', () => expect(() => median([])).toThrow('no values'));
});

describe('pairedRatio', () => {
  it('compares neighbours, so that a slow spell does not count', () => {
    expect(pairedRatio([100, 10, 100], [200, 20, 200])).toBe(0.5);
  });

  it('refuses runs that have no partner', () => expect(() => pairedRatio([1], [1, 2])).toThrow('pairs'));
});

describe('makeRandom', () => {
  it('repeats itself from the same seed and stays in range', () => {
    const [a, b] = [makeRandom(7), makeRandom(7)];
    const values = Array.from({ length: 1000 }, a);
    expect(values).toEqual(Array.from({ length: 1000 }, b));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(median(values)).toBeGreaterThan(0.4);
    expect(median(values)).toBeLessThan(0.6);
  });
});
