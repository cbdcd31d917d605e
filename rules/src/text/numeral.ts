/** Numerals as they stand in headings: 十一, 二十, 一百零五, 〇, also 12 and １２. For a character class. */
export const NUMERAL = '[零〇一二三四五六七八九十百0-9０-９]+';

const VALUES = new Map([...'零一二三四五六七八九'].map((digit, value) => [digit, value]));
VALUES.set('〇', 0);

/** The number that a numeral of a heading says, up to 999; null when it says none, as 一一 or 十百. */
export function numberOf(numeral: string): number | null {
  const plain = numeral.normalize('NFKC');
  if (/^\d{1,3}$/.test(plain)) return Number(plain) || null;
  const parts = /^(?:(.)百)?零?(?:(.)?(十))?零?([^十百])?$/u.exec(plain);
  if (!parts) return null;
  const [, hundreds, tens, ten, ones] = parts;
  const value = (digit: string | undefined, missing: number) =>
    digit === undefined ? missing : (VALUES.get(digit) ?? Number.NaN);
  const number = 100 * value(hundreds, 0) + (ten ? 10 * value(tens, 1) : 0) + value(ones, 0);
  return Number.isNaN(number) || number === 0 ? null : number;
}
