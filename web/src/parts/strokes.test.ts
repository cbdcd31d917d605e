import { expect, test } from 'vitest';
import { beginStroke, countPoints, frameOf, goOn, isDrawn, lineOf, mostPoints, pointAt } from './strokes.ts';

const pad = { left: 10, top: 20, width: 300 };

test('a place is kept in ten-thousandths of the width, whatever the screen', () => {
  expect(pointAt({ x: 160, y: 95 }, pad, 12.4)).toEqual([5000, 2500, 12]);
  expect(pointAt({ x: -5, y: 0 }, pad, 0)).toEqual([0, 0, 0]);
  expect(pointAt({ x: 900, y: 4000 }, pad, 1)).toEqual([10_000, 30_000, 1]);
});

test('a resting hand adds nothing, a moving one does', () => {
  const begun = beginStroke([], [100, 100, 0]);
  expect(goOn(begun, [[105, 103, 8]])).toBe(begun);
  expect(
    goOn(begun, [
      [130, 100, 8],
      [133, 100, 12],
      [170, 100, 16],
    ]),
  ).toEqual([
    [
      [100, 100, 0],
      [130, 100, 8],
      [170, 100, 16],
    ],
  ]);
  expect(goOn([], [[1, 1, 1]])).toEqual([]);
});

test('a pad that is full takes no more', () => {
  const full = [Array.from({ length: mostPoints }, (_, i): [number, number, number] => [i % 10_000, 0, i])];
  expect(beginStroke(full, [1, 1, 1])).toBe(full);
  expect(countPoints(goOn(full, [[9000, 9000, 1]]))).toBe(mostPoints);
});

test('a touch by mistake is no signature', () => {
  expect(isDrawn([[[5, 5, 0]], [[90, 90, 0]]])).toBe(false);
  expect(
    isDrawn([
      [
        [5, 5, 0],
        [400, 5, 9],
      ],
    ]),
  ).toBe(true);
});

test('what is drawn is shown again by its own frame; a dot is seen too', () => {
  expect(lineOf([[5, 6, 0]])).toBe('M 5 6 L 5 6');
  expect(frameOf([[[1000, 500, 0]], [[3000, 900, 5]]])).toEqual([800, 300, 2400, 800]);
  expect(frameOf([])).toEqual([0, 0, 10_000, 4_000]);
});
