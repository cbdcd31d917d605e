import { describe, expect, it } from 'vitest';
import { strokesSvg } from './strokes.ts';

const boxOf = (svg: string) => (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
const lineOf = (svg: string) => /<path d="([^"]*)"/.exec(svg)?.[1];
const penOf = (svg: string) => Number(/stroke-width="([^"]*)"/.exec(svg)?.[1]);

/** A line across the lower right of the pad: across, down, milliseconds. */
const line = [
  [4000, 2000, 0],
  [5000, 2400, 120],
];

describe('a drawn signature as a picture', () => {
  it('is cut to its lines with room for the pen on every side', () => {
    expect(boxOf(strokesSvg([line]))).toEqual([0, 0, 1000 + 120, 400 + 120]);
  });
  it('begins at the corner wherever on the pad it was drawn', () => {
    const moved = line.map(([x = 0, y = 0, at = 0]) => [x - 4000, y - 2000, at]);
    expect(strokesSvg([moved])).toBe(strokesSvg([line]));
  });
  it('joins the points of a stroke in their order and lifts the pen between strokes', () => {
    const second = [
      [4000, 2400, 300],
      [4500, 2200, 350],
      [5000, 2000, 400],
    ];
    expect(lineOf(strokesSvg([line, second]))).toBe('M60 60L1060 460M60 460L560 260L1060 60');
  });
  it('shows a dot, which has no length', () => {
    const svg = strokesSvg([[[700, 800, 0]]]);
    expect(lineOf(svg)).toBe('M60 60L60 60');
    expect(boxOf(svg)).toEqual([0, 0, 120, 120]);
    expect(svg).toContain('stroke-linecap="round"');
  });
  it('is drawn with a pen that a small name does not clot and a large one does not lose', () => {
    expect(penOf(strokesSvg([[[0, 0, 0]]]))).toBe(20);
    const large = [
      [0, 0, 0],
      [10_000, 8000, 900],
    ];
    expect(penOf(strokesSvg([large]))).toBe(290);
  });
  it('is lines and nothing else: no fill, no text, nothing that could run', () => {
    const svg = strokesSvg([line]);
    expect(svg).toContain('fill="none"');
    expect([...svg.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).toEqual(['svg', 'path']);
  });
  it('does not show how fast it was drawn', () => {
    const slow = line.map(([x = 0, y = 0, at = 0]) => [x, y, at * 10]);
    expect(strokesSvg([slow])).toBe(strokesSvg([line]));
  });
});
