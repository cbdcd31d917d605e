/**
 * A text as it is compared. Width, case, blanks and signs between words do not count; letters and digits are runs, each
 * with a blank before it, so that `晋A·12345` is `晋 a 12345`, however it was typed, and a number is found from its
 * beginning and never from its middle.
 */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text` the place in the original that it stands for. */
  places: number[];
}

type Sort = 'han' | 'letter' | 'digit' | null;

const isHan = /^\p{Script=Han}/u;
const isLetter = /^\p{L}/u;
const isDigit = /^\p{N}/u;
const isMark = /^\p{M}/u;

function sortOf(sign: string, code: number): Sort {
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return 'letter';
    return code >= 0x30 && code <= 0x39 ? 'digit' : null;
  }
  if (isHan.test(sign)) return 'han';
  if (isLetter.test(sign)) return 'letter';
  return isDigit.test(sign) ? 'digit' : null;
}

/** What a sign is compared as: most Chinese signs are themselves. */
function plain(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0x4e00 && code <= 0x9fff) return sign;
  return code < 0x80 ? sign.toLowerCase() : sign.normalize('NFKC').toLowerCase();
}

/** Folds a text and tells where each part of it came from. The text is composed (NFC), as everything stored is. */
export function foldWithPlaces(text: string): Folded {
  const out: string[] = [];
  const places: number[] = [];
  let before: Sort = null;
  let at = 0;
  for (const sign of text) {
    for (const one of plain(sign)) {
      const code = one.codePointAt(0) ?? 0;
      const sort = sortOf(one, code);
      if (sort === null && code > 0x7f && isMark.test(one)) continue;
      if (sort !== null) {
        if (sort !== 'han' && sort !== before) {
          out.push(' ');
          places.push(at);
        }
        out.push(one);
        for (let i = 0; i < one.length; i++) places.push(at);
      }
      before = sort;
    }
    at += sign.length;
  }
  return { text: out.join(''), places };
}

export const fold = (text: string): string => foldWithPlaces(text.normalize('NFC')).text;
