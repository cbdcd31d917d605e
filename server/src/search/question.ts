import { fold } from './fold.ts';
import { gramsAsked } from './grams.ts';

/** What a person typed, as it is asked: every term must be in the text, each whole. */
export interface Question {
  /** Folded. */
  terms: string[];
  /** Numbers of the index that all must be there. */
  grams: number[];
  /** Terms as they were typed that are the number of a person or of a firm, or a telephone. */
  identities: string[];
}

export type Understood = { state: 'asked'; question: Question } | { state: 'nothing' | 'tooShort' };

/** Between quotation marks blanks and commas do not part. */
const parts = /["“”「『]([^"“”「」『』]*)["“”」』]|[^\s,，、;；。!！?？"“”「」『』]+/gu;

const maxTerms = 8;
/** The text is compared with the terms anyway; more numbers would find no less. */
const maxGrams = 24;

/** Number of a person (GB 11643), unified credit code of an organisation (GB 32100) or telephone, as typed. */
const identity = /^(\d{17}[\dX]|[0-9A-HJ-NP-RTUWXY]{18}|1\d{10})$/;

/** Spread over the whole, where there are too many. */
function fewOf(grams: readonly number[]): number[] {
  const step = Math.ceil(grams.length / maxGrams);
  return grams.filter((_, i) => i % step === 0);
}

/**
 * Reads a question. `tooShort`: there are words, but none that the index knows: a single sign, letter or digit stands in
 * nearly every text.
 */
export function readQuestion(typed: string): Understood {
  const pieces = [...typed.normalize('NFC').matchAll(parts)].map((match) => match[1] ?? match[0]);
  const terms = [...new Set(pieces.map(fold))].filter((term) => term !== '').slice(0, maxTerms);
  if (terms.length === 0) return { state: 'nothing' };
  const grams = new Set(terms.flatMap((term) => [...gramsAsked(term)]));
  if (grams.size === 0) return { state: 'tooShort' };
  const upper = pieces.map((piece) => piece.normalize('NFKC').toUpperCase());
  const identities = upper.filter((piece) => identity.test(piece));
  return { state: 'asked', question: { terms, grams: fewOf([...grams]), identities } };
}
