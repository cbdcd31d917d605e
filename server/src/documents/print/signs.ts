import { create, type Font, type FontCollection } from 'fontkit';

/** Signs that take no room of their own: blanks, breaks, joiners, marks of direction and variation selectors. */
const unseen = /[\p{Cc}\p{Cf}\p{Z}\p{Variation_Selector}]/u;

/** Opens the faces in a font file. A file that is none has none. */
export function facesIn(bytes: Uint8Array): Font[] {
  try {
    const opened: Font | FontCollection = create(Buffer.from(bytes));
    return 'fonts' in opened ? opened.fonts : [opened];
  } catch {
    return [];
  }
}

/** Every sign of a text that has to be seen on paper and that none of the faces can draw, each once, as they come. */
export function signsWithoutFace(text: string, faces: readonly Font[]): string[] {
  return [...new Set(text)].filter(
    (sign) =>
      !unseen.test(sign) && !faces.some((face) => face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)),
  );
}

/** What printers set for a sign that they do not have. */
export const getaMark = '〓';

/** The text with the mark of a missing sign in the place of each of these. */
export const markSigns = (text: string, signs: readonly string[]): string =>
  signs.reduce((marked, sign) => marked.replaceAll(sign, getaMark), text);

/** A sign as an error names it, with the number under which an operator looks for a font. */
export const sayName = (sign: string): string =>
  `${sign}（U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}）`;
