import { occasionsOfAct } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { phrasesFor } from './phrase-order.ts';

const said = (entryId: string, content: Record<string, string>) => ({
  entryId,
  content: { occasion: 'opening', text: entryId, level: 'ownOrgan', from: '2026-01-01', ...content },
});
const names = (...given: Parameters<typeof phrasesFor>) => phrasesFor(...given).map(({ text }) => text);

describe('phrases of a day', () => {
  it('are those that hold on it, with its first and its last day', () => {
    const all = [
      said('a', { until: '2026-05-01' }),
      said('b', { from: '2026-05-01' }),
      said('c', { from: '2026-05-02' }),
      said('d', { until: '2026-04-30' }),
    ];
    expect(names(all, '2026-05-01', null)).toEqual(['b', 'a']);
    expect(names(all, '2025-12-31', null)).toEqual([]);
  });

  it('come in the order in which they are said, the nearest level first, of a level the newest', () => {
    const all = [
      said('leaving', { occasion: 'closing' }),
      said('of the province', { level: 'province', from: '2026-03-01' }),
      said('of the city', { level: 'city' }),
      said('older', {}),
      said('newer', { from: '2026-02-01' }),
      said('showing', { occasion: 'identity' }),
    ];
    expect(names(all, '2026-05-01', null)).toEqual([
      ...['newer', 'older', 'of the city', 'of the province', 'showing', 'leaving'],
    ]);
    // However the database gave them.
    expect(names(all.toReversed(), '2026-05-01', null)).toEqual(names(all, '2026-05-01', null));
  });

  it('are those of the kind of act, and tell who laid them down', () => {
    const all = [
      said('seal', { occasion: 'coercion', issuedBy: '市司法局', until: '2027-01-01' }),
      said('ask', { occasion: 'questioning' }),
    ];
    expect(names(all, '2026-05-01', occasionsOfAct('questioning'))).toEqual(['ask']);
    expect(phrasesFor(all, '2026-05-01', occasionsOfAct('seal'))).toEqual([
      {
        ...{ entryId: 'seal', occasion: 'coercion', text: 'seal', level: 'ownOrgan', issuedBy: '市司法局' },
        ...{ from: '2026-01-01', until: '2027-01-01' },
      },
    ]);
  });
});
