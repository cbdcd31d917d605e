import { describe, expect, it } from 'vitest';
import { type Happening, plain } from './happening.ts';
import { inTime, pageOfTime } from './timeline-order.ts';

const at = (time: string, change: Partial<Happening> = {}): Happening => ({
  ...{ key: `step:${time}`, kind: 'step', lane: 'paper', at: `2026-10-14T${time}:00.000Z`, until: null },
  ...{
    stage: 'investigation',
    title: plain(''),
    line: null,
    who: [],
    state: null,
    citation: null,
    proof: null,
  },
  ...{ link: { type: 'act', id: '', seconds: null }, sealedAs: null },
  ...change,
});
const line = [
  at('11:00', { stage: 'decision', key: 'step:d' }),
  at('09:00', { kind: 'act', key: 'act:a', until: '2026-10-14T11:00:00.000Z' }),
  at('09:00', { key: 'step:a' }),
  at('09:30', { kind: 'film', key: 'film:f' }),
  at('10:00', { key: 'step:c' }),
];
const keys = (rows: readonly Happening[]) => rows.map(({ key }) => key);

describe('the line of time', () => {
  it('stands by time, an act before what happened in it as it began', () =>
    expect(keys([...line].sort(inTime))).toEqual(['act:a', 'step:a', 'film:f', 'step:c', 'step:d']));

  it('is paged without a gap or a double, whatever the size of the page', () => {
    for (const limit of [1, 2, 3, 5]) {
      const seen: string[] = [];
      for (let after: string | undefined, more = true; more; ) {
        const { rows, next } = pageOfTime(line, { limit, after });
        seen.push(...keys(rows));
        after = next ?? undefined;
        more = next !== null;
      }
      expect(seen).toEqual(['act:a', 'step:a', 'film:f', 'step:c', 'step:d']);
    }
  });

  it('goes on where a line stood that was corrected meanwhile', () => {
    const { next } = pageOfTime(line, { limit: 3 });
    const corrected = line.filter(({ key }) => key !== 'film:f');
    expect(keys(pageOfTime(corrected, { limit: 3, after: next ?? '' }).rows)).toEqual(['step:c', 'step:d']);
  });

  it('shows the chosen kinds and stage, and counts what else the stage has', () => {
    const page = pageOfTime(line, { limit: 9, kinds: 'film,act', stage: 'investigation' });
    expect(keys(page.rows)).toEqual(['act:a', 'film:f']);
    expect(page.counts).toEqual({ act: 1, step: 2, film: 1 });
    expect(page.next).toBeNull();
  });

  it('refuses a mark and a kind of its sender’s own making', () => {
    expect(() => pageOfTime(line, { limit: 1, after: 'x_y' })).toThrow(/input.invalid/);
    expect(() => pageOfTime(line, { limit: 1, kinds: 'film,rumour' })).toThrow(/input.invalid/);
  });
});
