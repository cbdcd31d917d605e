import type { Pieces } from '@liuhen/contract';
import { foldWithPlaces } from './fold.ts';

interface Stretch {
  from: number;
  until: number;
}

/** Where in a text the terms stand, in their order, those that touch joined. */
function stretchesOf(text: string, terms: readonly string[]): Stretch[] {
  const folded = foldWithPlaces(text);
  const found: Stretch[] = [];
  for (const term of terms) {
    // The blank before a run has the place of its first sign.
    for (let at = folded.text.indexOf(term); at >= 0; at = folded.text.indexOf(term, at + 1)) {
      const last = folded.places[at + term.length - 1] ?? 0;
      const width = (text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
      found.push({ from: folded.places[at] ?? 0, until: last + width });
    }
  }
  found.sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const one of found) {
    const before = joined.at(-1);
    if (before !== undefined && one.from <= before.until) before.until = Math.max(before.until, one.until);
    else joined.push({ ...one });
  }
  return joined;
}

function piecesOf(text: string, stretches: readonly Stretch[]): Pieces {
  const pieces: Pieces = [];
  let at = 0;
  for (const { from, until } of stretches) {
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false });
    pieces.push({ text: text.slice(from, until), hit: true });
    at = until;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** A whole text with what was asked for marked. */
export const markIn = (text: string, terms: readonly string[]): Pieces =>
  piecesOf(text, stretchesOf(text, terms));

const before = 24;
const shown = 110;

/** A text of one line round the first place that was asked for; how it begins where nothing was. */
export function snippetOf(text: string, terms: readonly string[]): Pieces {
  const line = text.replace(/\s+/g, ' ').trim();
  const first = stretchesOf(line, terms)[0]?.from ?? 0;
  // Never half a sign.
  const signs = [...line.slice(Math.max(0, first - before * 2), first)].slice(-before).join('');
  const from = first - signs.length;
  const part = [...line.slice(from, from + shown * 2)].slice(0, shown).join('');
  const cut = `${from > 0 ? '…' : ''}${part}${from + part.length < line.length ? '…' : ''}`;
  return markIn(cut, terms);
}
