import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainGap, layFilms, type Span, type Stop, TOLERANCE_MS } from './axis.ts';

const minute = 60_000;
const span = (from: number, to: number): Span => ({ from: from * minute, to: to * minute });
const minutes = (spans: readonly Span[]) => spans.map(({ from, to }) => [from / minute, to / minute]);

describe('films on one axis', () => {
  it('leave the thirteen minutes in which the battery was changed', () => {
    const { covered, gaps } = layFilms([span(2, 31), span(44, 80)], span(2, 108));
    expect(minutes(covered)).toEqual([
      [2, 31],
      [44, 80],
    ]);
    expect(minutes(gaps)).toEqual([
      [31, 44],
      [80, 108],
    ]);
  });

  it('of two officers cover what either missed, and overlap where both ran', () => {
    const { gaps, overlaps } = layFilms([span(0, 30), span(20, 60), span(25, 28)], span(0, 60));
    expect(gaps).toEqual([]);
    expect(overlaps).toEqual([{ ...span(20, 30), times: 3 }]);
  });

  it('that follow each other within a second leave nothing', () => {
    const { covered, gaps } = layFilms(
      [
        { from: 0, to: 500 },
        { from: 1400, to: 5000 },
      ],
      { from: 0, to: 5000 },
    );
    expect(gaps).toEqual([]);
    expect(covered).toEqual([{ from: 0, to: 5000 }]);
  });
});

const films = fc.array(
  fc.tuple(fc.integer({ min: -50_000, max: 150_000 }), fc.integer({ min: 0, max: 60_000 })),
  { maxLength: 12 },
);
const reach = fc
  .tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 60_000 }))
  .map(([from, length]) => ({ from, to: from + length }));

describe('whatever films there are', () => {
  it('what is covered and what is missing make up the reach, in order and apart', () => {
    fc.assert(
      fc.property(films, reach, (drawn, whole) => {
        const laid = layFilms(
          drawn.map(([from, length]) => ({ from, to: from + length })),
          whole,
        );
        const all = [...laid.covered, ...laid.gaps].sort((a, b) => a.from - b.from);
        let at = whole.from;
        for (const piece of all) {
          expect(piece.from).toBe(at);
          expect(piece.to).toBeGreaterThan(piece.from);
          at = piece.to;
        }
        expect(at).toBe(whole.to);
        for (const gap of laid.gaps) expect(gap.to - gap.from).toBeGreaterThan(TOLERANCE_MS);
      }),
    );
  });

  it('no moment of a gap is filmed, and a moment lies in an overlap only where two films run', () => {
    fc.assert(
      fc.property(films, reach, fc.integer({ min: 0, max: 110_000 }), (drawn, whole, moment) => {
        const spans = drawn.map(([from, length]) => ({ from, to: from + length }));
        const laid = layFilms(spans, whole);
        const running = spans.filter(({ from, to }) => from <= moment && moment < to).length;
        const inside = moment >= whole.from && moment < whole.to;
        const isIn = (list: readonly Span[]) => list.some(({ from, to }) => from <= moment && moment < to);
        if (isIn(laid.gaps)) expect(running).toBe(0);
        expect(isIn(laid.overlaps)).toBe(inside && running >= 2);
      }),
    );
  });

  it('their order does not matter', () => {
    fc.assert(
      fc.property(films, reach, (drawn, whole) => {
        const spans = drawn.map(([from, length]) => ({ from, to: from + length }));
        expect(layFilms(spans.toReversed(), whole)).toEqual(layFilms(spans, whole));
      }),
    );
  });
});

describe('a gap', () => {
  const stop = (id: string, from: number, to: number | null): Stop => ({
    ...{ id, cause: 'lowBattery', from: from * minute },
    to: to === null ? null : to * minute,
  });
  it('is named by the interruption that lies in it, and only as far as that reaches', () => {
    const pieces = explainGap(span(31, 50), [stop('a', 31, 44)]);
    expect(pieces.map(({ stop: by, ...rest }) => [minutes([rest])[0], by?.id ?? null])).toEqual([
      [[31, 44], 'a'],
      [[44, 50], null],
    ]);
  });

  it('is wholly explained by one without an end, and not by one of another time', () => {
    expect(explainGap(span(80, 108), [stop('b', 80, null)])[0]?.stop?.id).toBe('b');
    expect(explainGap(span(80, 108), [stop('a', 31, 44)])).toEqual([{ ...span(80, 108), stop: null }]);
  });

  it('is told in pieces that make it up', () => {
    const stops = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 200 }), fc.option(fc.integer({ min: 0, max: 60 }))),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(stops, (drawn) => {
        const list = drawn
          .map(([from, length], i) => stop(`${i}`, from, length === null ? null : from + length))
          .sort((a, b) => a.from - b.from);
        let at = 60 * minute;
        for (const piece of explainGap(span(60, 120), list)) {
          expect(piece.from).toBe(at);
          expect(piece.to).toBeGreaterThan(piece.from);
          at = piece.to;
        }
        expect(at).toBe(120 * minute);
      }),
    );
  });
});
