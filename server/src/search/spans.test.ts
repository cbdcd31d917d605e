import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramOfKind, gramOfTime } from './grams.ts';
import { gramsOfSpan, newestOf, spanBefore } from './spans.ts';

const at = (millis: number) => new Date(millis).toISOString();
const first = Date.parse('2010-01-01T00:00:00Z');
const instant = fc.integer({ min: first, max: Date.parse('2030-01-01T00:00:00Z') });

describe('a span', () => {
  it('has a number of the index for every row in it', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [from = 0, row = 0, until = 0] = [a, b, c].sort((x, y) => x - y);
        if (row === until) return;
        const grams = gramsOfSpan('o', 'case', { from: at(from), until: at(until) });
        const day = at(row + 8 * 3_600_000).slice(0, 10);
        const held = [
          gramOfKind('o', 'case'),
          gramOfTime('o', 'case', day),
          gramOfTime('o', 'case', day.slice(0, 7)),
        ];
        expect(held.some((gram) => grams.includes(gram))).toBe(true);
        expect(grams.length).toBeLessThanOrEqual(240);
      }),
    );
  });

  it('is followed by the one right before it until the oldest row is reached, and never by none', () => {
    fc.assert(
      fc.property(
        instant,
        fc.nat(3000),
        fc.constantFrom(4, Number.POSITIVE_INFINITY),
        (from, found, widest) => {
          const span = { from: at(from), until: at(from + 3_600_000) };
          const before = spanBefore(span, found, at(first), widest);
          if (from <= first) {
            expect(before).toBeNull();
            return;
          }
          expect(before?.until).toBe(span.from);
          expect(before?.from ?? at(first - 1) < span.from).toBeTruthy();
          if (found === 0 && widest > 4) expect(before?.from).toBeNull();
          if (found >= 1000 && before?.from)
            expect(Date.parse(before.from)).toBeGreaterThanOrEqual(from - 86_400_000);
        },
      ),
    );
  });

  it('that is too full is parted again and again down to a day', () => {
    let span = { from: at(first), until: at(first + 4000 * 86_400_000) };
    let steps = 0;
    for (let part = newestOf(span); part !== null; part = newestOf(span)) {
      expect(part.until).toBe(span.until);
      span = { from: part.from ?? '', until: span.until };
      steps++;
    }
    expect(Date.parse(span.until) - Date.parse(span.from)).toBe(86_400_000);
    expect(steps).toBeLessThan(6);
  });
});
