/** Lengths of the beginnings under which a run of letters or digits is found. */
const beginnings = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 24, 32];
/** The same of a run that follows another one: the `12` of `2026 12号`, the `12345` of `a 12345`. */
const followings = [1, 2, 3, 4, 5, 6, 8];
const longest = 32;

/** FNV-1a over UTF-16 units, as a signed 32-bit number. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** Two neighbouring signs: the number is the pair itself where both are of the first plane. */
const pairOf = (first: string, second: string): number =>
  first.length === 1 && second.length === 1
    ? (first.charCodeAt(0) << 16) | second.charCodeAt(0)
    : hashOf(first + second);

const words = /\p{Script=Han}|[^\p{Script=Han}\s]+/gu;
const han = /^\p{Script=Han}/u;
const isSign = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || (code > 0x7f && han.test(word));
};
const firstSign = (run: string): string => String.fromCodePoint(run.codePointAt(0) ?? 0);

/** Which of these lengths a run is taken at: all in a text; in a question the longest, which says the most. */
type Lengths = (run: string, lengths: readonly number[]) => number[];
const all: Lengths = (run, lengths) => lengths.filter((one) => one <= run.length);
const greatest: Lengths = (run, lengths) => all(run, lengths).slice(-1);

/**
 * The numbers of a folded text: each pair of neighbours, where a run of letters or digits is one, two runs with the sign
 * after each, and the beginnings of each run. What is followed by something is whole; the last run of a question may be the beginning of a longer one.
 */
function gramsBy(lengths: Lengths, folded: string): Set<number> {
  const grams = new Set<number>();
  for (const field of folded.split('\n')) {
    let before = '';
    let wasSign = false;
    let numbered = '';
    for (const [word] of field.matchAll(words)) {
      const isNowSign = isSign(word);
      if (before !== '') {
        const whole = before.slice(0, longest);
        if (wasSign) grams.add(pairOf(before, isNowSign ? word : firstSign(word)));
        else if (isNowSign) {
          // `2026年3月` and `3月5日`: of dates and numbers of articles the parts alone are in every other text.
          if (numbered !== '') grams.add(hashOf(`${numbered}${whole}${word}`));
          numbered = whole + word;
          grams.add(hashOf(numbered));
        } else
          for (const one of lengths(word, followings)) grams.add(hashOf(`${whole} ${word.slice(0, one)}`));
      }
      if (!isNowSign) for (const one of lengths(word, beginnings)) grams.add(hashOf(word.slice(0, one)));
      if (wasSign && isNowSign) numbered = '';
      before = word;
      wasSign = isNowSign;
    }
  }
  return grams;
}

/** Under which numbers a folded text stands in the index. */
export const gramsOf = (folded: string): Set<number> => gramsBy(all, folded);
/** Under which numbers a text stands that holds this one. */
export const gramsAsked = (folded: string): Set<number> => gramsBy(greatest, folded);

/** Whose, of what kind and when a row is, as numbers of the same index. */
export const gramOfKind = (ofId: string, kind: string): number => hashOf(`${ofId}/${kind}`);
/** `ofId` is an organ or one of its units; `day` a civil date, or the seven signs of a month. */
export const gramOfTime = (ofId: string, kind: string, day: string): number =>
  hashOf(`${ofId}/${kind}/${day}`);
export const gramOfOwner = (id: string): number => hashOf(`own/${id}`);
