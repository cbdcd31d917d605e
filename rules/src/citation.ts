/** 《title》第…条 as a value: which article of which pack an answer rests on. */
export type Citation = {
  packId: string;
  /** Title of the regulation, Chinese, without the brackets. */
  title: string;
  titleEn: string;
  /**
   * Reference to the article: id of the text in capitals and printed number, `XZ-11`; 第十条之一 is `XZ-10-1`; a number
   * printed twice gets a letter, `DPH-4b`; a paragraph or an item follows, `XZ-12.2`, `SX-10(4)`.
   */
  article: string;
  /** The number as printed: `第十一条`. */
  label: string;
};

const DIGITS = '零一二三四五六七八九';

/** A number from 1 to 999 in the Chinese numerals that number articles: 11 → 十一, 20 → 二十, 105 → 一百零五. */
export function chineseNumeral(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const digit = (value: number) => DIGITS[value] ?? '';
  let text = hundreds > 0 ? `${digit(hundreds)}百` : '';
  if (tens > 0) text += `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十`;
  else if (hundreds > 0 && ones > 0) text += '零';
  return text + (ones > 0 ? digit(ones) : '');
}

/** How a reference to an article is written. */
export const REFERENCE =
  /^(?<base>[A-Z][A-Z0-9]*-(?<number>[1-9]\d{0,2})(?:-(?<inserted>[1-9]\d?))?(?<twin>[a-z])?)(?:\.(?<paragraph>[1-9]\d?))?(?:\((?<item>[1-9]\d?)\))?$/;

/**
 * The printed label that belongs to a reference: `XZ-11` → 第十一条, `XZ-12.2` → 第十二条第二款, `SX-10(4)` →
 * 第十条第（四）项, `XZ-10-1` → 第十条之一, `DPH-4b` → the second of two articles that bear one number, 第四条(2). Null when it is none.
 */
export function labelOf(article: string): string | null {
  const parts = REFERENCE.exec(article)?.groups;
  if (!parts) return null;
  const { number, inserted, twin, paragraph, item } = parts;
  return [
    `第${chineseNumeral(Number(number))}条`,
    inserted === undefined ? '' : `之${chineseNumeral(Number(inserted))}`,
    twin === undefined ? '' : `(${twin.charCodeAt(0) - 96})`,
    paragraph === undefined ? '' : `第${chineseNumeral(Number(paragraph))}款`,
    item === undefined ? '' : `第（${chineseNumeral(Number(item))}）项`,
  ].join('');
}

/** Paragraph and item that a reference names inside its article; null where it names none. */
export function placeIn(reference: string): { paragraph: number | null; item: number | null } {
  const { paragraph, item } = REFERENCE.exec(reference)?.groups ?? {};
  return {
    paragraph: paragraph === undefined ? null : Number(paragraph),
    item: item === undefined ? null : Number(item),
  };
}

/** The article that a reference points into: `SX-10(4)` → `SX-10`. Null when it is no reference. */
export const articleOf = (reference: string): string | null =>
  REFERENCE.exec(reference)?.groups?.base ?? null;

/** The regulation or statute that a reference belongs to, as its ids begin: `SX-10(4)` → `SX`. */
export const sourceOf = (reference: string): string => reference.slice(0, reference.indexOf('-'));

function sayReference(article: string): string {
  const parts = REFERENCE.exec(article)?.groups ?? {};
  const { number = '', inserted, twin = '', paragraph, item } = parts;
  return `art. ${number}${inserted ? `-${inserted}` : ''}${twin}${paragraph ? `, para. ${paragraph}` : ''}${item ? `, item ${item}` : ''}`;
}

const rendered = new WeakMap<Citation, { zh: string; en: string }>();

/** Renders a citation for people: 《title》第…条, or `title, art. 11`. */
export function renderCitation(citation: Citation, locale: 'zh' | 'en'): string {
  let said = rendered.get(citation);
  if (!said) {
    const { title, titleEn, label, article } = citation;
    said = { zh: `《${title}》${label}`, en: `${titleEn}, ${sayReference(article)}` };
    rendered.set(citation, said);
  }
  return said[locale];
}
