/** Lengths of the beginnings under which a run of letters or digits is found. */
const beginnings = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 24, 32];

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

const han = /^\p{Script=Han}/u;
const isHan = (sign: string): boolean => {
  const code = sign.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || (code > 0x7f && han.test(sign));
};
const runEnd = /[\p{Script=Han}\s]/u;

function* pairsIn(folded: string): Generator<number> {
  let before = '';
  let wasHan = false;
  for (const sign of folded) {
    if (sign === ' ') continue;
    const isNowHan = sign !== '\n' && isHan(sign);
    // Within a run nothing is paired: it is found by its beginnings.
    if (before !== '' && sign !== '\n' && (wasHan || isNowHan)) yield pairOf(before, sign);
    before = sign === '\n' ? '' : sign;
    wasHan = isNowHan;
  }
}

function* runsIn(folded: string): Generator<string> {
  for (let from = folded.indexOf(' '); from >= 0; from = folded.indexOf(' ', from + 1)) {
    const rest = folded.slice(from + 1, from + 34);
    const end = rest.search(runEnd);
    yield end < 0 ? rest : rest.slice(0, end);
  }
}

/** Under which numbers a folded text stands in the index. */
export function gramsOf(folded: string): Set<number> {
  const grams = new Set(pairsIn(folded));
  for (const run of runsIn(folded))
    for (const length of beginnings) {
      if (length > run.length) break;
      grams.add(hashOf(run.slice(0, length)));
    }
  return grams;
}

/** Under which numbers a text stands that holds this one: of each run its longest beginning. */
export function gramsAsked(folded: string): Set<number> {
  const grams = new Set(pairsIn(folded));
  for (const run of runsIn(folded)) {
    const length = beginnings.findLast((one) => one <= run.length);
    if (length !== undefined) grams.add(hashOf(run.slice(0, length)));
  }
  return grams;
}

/** Whose, of what kind and when a row is, as numbers of the same index. */
export const gramOfKind = (organId: string, kind: string): number => hashOf(`${organId}/${kind}`);
/** `day` is a civil date, or the seven signs of a month. */
export const gramOfTime = (organId: string, kind: string, day: string): number =>
  hashOf(`${organId}/${kind}/${day}`);
export const gramOfUnit = (unitId: string): number => hashOf(`unit/${unitId}`);
export const gramOfOwner = (id: string): number => hashOf(`own/${id}`);
