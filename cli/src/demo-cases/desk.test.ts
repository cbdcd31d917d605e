import { signatureShapes } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { type Desk, dayOf, film, hoursAgo, on } from './desk.ts';
import { strokesOf } from './papers.ts';

test('a moment is said by the clock of Beijing, with or without its seconds', () => {
  expect(on('2026-09-15 10:02')).toBe('2026-09-15T02:02:00.000Z');
  expect(on('2026-09-15 00:00:07')).toBe('2026-09-14T16:00:07.000Z');
});

test('a day is that of Beijing, not of Greenwich', () => {
  expect(dayOf('2026-09-14T16:00:00.000Z')).toBe('2026-09-15');
  expect(dayOf(hoursAgo(Date.parse('2026-09-15T02:00:00.000Z'), 11))).toBe('2026-09-14');
});

test('film is found by words of its name; one that is not there ends the laying', () => {
  const desk = { films: [{ name: 'IMG_1.jpg' }], organ: { demo: { code: 'xz' } } } as unknown as Desk;
  expect(film(desk, 'IMG_').name).toBe('IMG_1.jpg');
  expect(() => film(desk, 'VID_')).toThrow('xz: no film VID_');
});

test.each(['孙桂兰', '高建军', '某某某某某某某某某某公司', 'A'])(
  '%s is signed with lines that a pad could have drawn',
  (name) => {
    const strokes = strokesOf(name);
    expect(signatureShapes.strokes.parse(strokes)).toEqual(strokes);
    expect(strokes).toHaveLength(name.length * 4);
    expect(strokesOf(name)).toEqual(strokes);
    const times = strokes.flat().map(([, , millis]) => millis);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  },
);
