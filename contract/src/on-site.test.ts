import { expect, it } from 'vitest';
import { outOfRange } from './on-site.ts';

it.each([
  [{ latitude: 95, longitude: 200 }, ['latitude', 'longitude']],
  [{ latitude: -90.1, longitude: -180 }, ['latitude']],
  [{ latitude: 90, longitude: 180.5 }, ['longitude']],
  [{ latitude: 38.4, longitude: 112.7 }, []],
  [{ longitude: 200 }, ['longitude']],
  [{ latitude: null }, []],
])('of %j lies outside of its range: %j', (typed, fields) => {
  expect(outOfRange(typed)).toEqual(fields);
});
