import { expect, test } from 'vitest';
import { foundAt, type Position, watchPosition } from './position.ts';

/** A phone whose answers are given by hand. */
function phone() {
  const given: { found?: PositionCallback; failed?: PositionErrorCallback; stopped: number[] } = {
    stopped: [],
  };
  const asked = {
    watchPosition: (found: PositionCallback, failed?: PositionErrorCallback | null) => {
      given.found = found;
      if (failed) given.failed = failed;
      return 7;
    },
    clearWatch: (id: number) => void given.stopped.push(id),
  };
  return { given, asked };
}
const coords = { latitude: 38.41612345678, longitude: 112.73412345, accuracy: 11.6 };
const answer = { coords } as GeolocationPosition;
const refusal = (code: number) => ({ code }) as GeolocationPositionError;

test('what the phone knows is entered to a tenth of a metre, with how sure it is', () => {
  expect(foundAt(coords)).toEqual({
    ...{ state: 'found', metres: 12 },
    coordinates: { latitude: 38.416123, longitude: 112.734123 },
  });
  expect(foundAt({ ...coords, accuracy: 0.2 })).toMatchObject({ metres: 1 });
});

test('it asks, tells what it finds and what it finds better, and stops when told', () => {
  const { given, asked } = phone();
  const told: Position[] = [];
  const stop = watchPosition((one) => told.push(one), asked);
  given.found?.(answer);
  given.found?.({ coords: { ...coords, accuracy: 4 } } as GeolocationPosition);
  expect(told.map((one) => ('metres' in one ? one.metres : one.state))).toEqual(['asking', 12, 4]);
  stop();
  expect(given.stopped).toEqual([7]);
});

test.each([
  [1, 'denied'],
  [2, 'unknown'],
  [3, 'unknown'],
])('a refusal of kind %i is told as %s', (code, state) => {
  const { given, asked } = phone();
  let last: Position | null = null;
  watchPosition((one) => {
    last = one;
  }, asked);
  given.failed?.(refusal(code));
  expect(last).toEqual({ state });
});

test('a browser that cannot tell is no fault', () => {
  const told: Position[] = [];
  watchPosition((one) => told.push(one), undefined)();
  expect(told).toEqual([{ state: 'unknown' }]);
});
