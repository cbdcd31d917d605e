import { expect, test } from 'vitest';
import { compareClocks, houseTime, setBack } from './clock-check.ts';

const house = '2026-09-15T02:00:00.000Z';
const at = Date.parse(house);
/** The phone is 93 s fast; the answer took 400 ms. */
const compared = compareClocks({ wall: at + 92_800, mono: 1_000 }, { wall: at + 93_200, mono: 1_400 }, house);

test('the offset is that of the middle between asking and answer', () => {
  expect(compared).toMatchObject({ offsetMs: 93_000, measuredAt: house });
});

test('a tap is told in the time of the house', () => {
  expect(houseTime(compared, { wall: at + 153_200, mono: 61_400 })).toBe(at + 60_200);
  expect(houseTime(null, { wall: at, mono: 5 })).toBe(at);
});

test('a clock that is set back under the page is seen and made good', () => {
  const after = { wall: at + 93_200 - 3_600_000 + 60_000, mono: 61_400 };
  expect(setBack(compared, after)).toBe(3_600_000);
  expect(houseTime(compared, after)).toBe(at + 60_200);
});

test('a phone that slept is not taken for one whose clock was set', () => {
  const woke = { wall: at + 93_200 + 7_200_000, mono: 61_400 };
  expect(setBack(compared, woke)).toBe(0);
  expect(houseTime(compared, woke)).toBe(at + 7_200_200);
});

test('after a reload nothing is known of jumps, and the offset still counts', () => {
  const kept = { ...compared, moment: null };
  expect(setBack(kept, { wall: 0, mono: 10 ** 9 })).toBe(0);
  expect(houseTime(kept, { wall: at + 93_000, mono: 3 })).toBe(at);
});
