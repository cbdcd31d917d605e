import type { SignaturePoint, Strokes } from '@liuhen/contract';

/** A hand that rests sends the same place again and again; nearer than this (ten-thousandths of the width) is the same. */
const nearest = 12;
/** A pad that nobody lifts the finger from must not fill the memory of a phone. */
export const mostPoints = 15_000;

const distance = (a: SignaturePoint, b: SignaturePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const countPoints = (strokes: Strokes): number => strokes.reduce((sum, one) => sum + one.length, 0);

/** A place on the pad as it is kept, from where the pointer is on the screen. */
export function pointAt(
  pointer: { x: number; y: number },
  pad: { left: number; top: number; width: number },
  millis: number,
): SignaturePoint {
  const scaled = (length: number) => Math.round((length / Math.max(1, pad.width)) * 10_000);
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return [
    within(scaled(pointer.x - pad.left), 10_000),
    within(scaled(pointer.y - pad.top), 30_000),
    Math.max(0, Math.round(millis)),
  ];
}

/** Begins a stroke; a pad that is full takes no more. */
export const beginStroke = (strokes: Strokes, at: SignaturePoint): Strokes =>
  countPoints(strokes) >= mostPoints ? strokes : [...strokes, [at]];

/** Goes on with the last stroke. */
export function goOn(strokes: Strokes, points: readonly SignaturePoint[]): Strokes {
  const last = strokes.at(-1);
  if (last === undefined) return strokes;
  const room = mostPoints - countPoints(strokes);
  const added: SignaturePoint[] = [];
  let before = last.at(-1);
  for (const point of points) {
    if (added.length >= room) break;
    if (before !== undefined && distance(before, point) < nearest) continue;
    added.push(point);
    before = point;
  }
  return added.length === 0 ? strokes : [...strokes.slice(0, -1), [...last, ...added]];
}

/** Whether what is drawn can be a name: more than one touch by mistake. */
export const isDrawn = (strokes: Strokes): boolean =>
  strokes.some((one) => one.slice(1).reduce((sum, at, i) => sum + distance(one[i] ?? at, at), 0) > 200);

/** The line of a stroke for SVG. A dot is a line of no length, which round ends make visible. */
export function lineOf(stroke: Strokes[number]): string {
  const places = stroke.map(([x, y]) => `${x} ${y}`);
  return `M ${places.join(' L ')}${places.length === 1 ? ` L ${places[0]}` : ''}`;
}

/** The part of the pad that holds what is drawn, with a margin: left, top, width, height. */
export function frameOf(strokes: Strokes): [number, number, number, number] {
  const all = strokes.flat();
  if (all.length === 0) return [0, 0, 10_000, 4_000];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b)) - 200;
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b)) + 200;
  return [least(xs), least(ys), most(xs) - least(xs), most(ys) - least(ys)];
}
