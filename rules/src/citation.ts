/** 《title》第…条 as a value: which article of which pack an answer rests on. */
export type Citation = {
  packId: string;
  /** Title of the regulation, Chinese, without the brackets. */
  title: string;
  titleEn: string;
  /** Stable id of the article: pack id in capitals and printed number, `XZ-11`; a number printed twice gets a letter, `DPH-4b`. */
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

/** The printed label that belongs to an article id: `XZ-11` → 第十一条, `DPH-4b` → 第四条(2). Null when it is no article id. */
export function labelOf(article: string): string | null {
  const parts = /^[A-Z][A-Z0-9]*-([1-9]\d{0,2})([a-z])?$/.exec(article);
  if (!parts) return null;
  const twin = parts[2] === undefined ? '' : `(${parts[2].charCodeAt(0) - 96})`;
  return `第${chineseNumeral(Number(parts[1]))}条${twin}`;
}

/** Renders a citation for people: 《title》第…条, or `title, art. 11`. */
export function renderCitation(citation: Citation, locale: 'zh' | 'en'): string {
  return locale === 'zh'
    ? `《${citation.title}》${citation.label}`
    : `${citation.titleEn}, art. ${citation.article.replace(/^.*-/, '')}`;
}
