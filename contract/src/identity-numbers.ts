import { sayTerm, type Term, type TermValues, terms } from './terms/index.ts';

export const numberKinds = ['residentId', 'creditCode', 'other'] as const;
export type NumberKind = (typeof numberKinds)[number];

/** A number as it is kept: without spaces, in half-width capitals, so that the same number is the same text. */
export const plainNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

const words = terms.parties.wrong;
const say = (term: Term, values: TermValues = {}): Term => ({
  zh: sayTerm(term, 'zh', values),
  en: sayTerm(term, 'en', values),
});

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentChecks = '10X98765432';
const gb11643 = 'GB 11643-1999';

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const at = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return (year ?? 0) >= 1850 && at.getUTCMonth() + 1 === month && at.getUTCDate() === day;
}

/** What is wrong with the number of a resident identity card (GB 11643), or null. Takes it as `plainNumber` gives it. */
export function residentIdFault(number: string): Term | null {
  if (number.length !== 18) return say(words.idCount, { n: number.length, standard: gb11643 });
  const odd = [...number].findIndex((sign, at) => !(at === 17 ? /[\dX]/ : /\d/).test(sign));
  if (odd >= 0) return say(words.idSign, { at: odd + 1, sign: number[odd] ?? '', standard: gb11643 });
  const born = number.slice(6, 14);
  if (!isDay(born)) return say(words.idBorn, { born, standard: gb11643 });
  const sum = residentWeights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return residentChecks[sum % 11] === number[17] ? null : say(words.idCheck, { standard: gb11643 });
}

const creditSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const gb32100 = 'GB 32100-2015';

/** What is wrong with a unified social credit code (GB 32100), or null. Takes it as `plainNumber` gives it. */
export function creditCodeFault(code: string): Term | null {
  if (code.length !== 18) return say(words.codeCount, { n: code.length, standard: gb32100 });
  const odd = [...code].findIndex((sign) => !creditSigns.includes(sign));
  if (odd >= 0) return say(words.codeSign, { at: odd + 1, sign: code[odd] ?? '', standard: gb32100 });
  let [sum, weight] = [0, 1];
  for (const sign of code.slice(0, 17)) {
    sum += creditSigns.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  const right = creditSigns[(31 - (sum % 31)) % 31] === code[17];
  return right ? null : say(words.codeCheck, { standard: gb32100 });
}

/** What is wrong with a number of this kind, or null. */
export function numberFault(kind: NumberKind, number: string): Term | null {
  if (kind === 'residentId') return residentIdFault(number);
  if (kind === 'creditCode') return creditCodeFault(number);
  return /^[\p{L}\p{N}()/.]{4,40}$/u.test(number) ? null : words.other;
}

/** What is wrong with a telephone number, or null: 11 digits of a mobile, or a line with its area code. */
export function phoneFault(phone: string): Term | null {
  if (/^1\d{10}$/.test(phone) || /^0\d{9,11}$/.test(phone) || /^[1-9]\d{6,7}$/.test(phone)) return null;
  return say(words.phone, { n: phone.length });
}

/** A number with all but its ends covered, so that people can tell whose it is and nobody can read it off. */
export function coverNumber(number: string): string {
  const [head, tail] = number.length >= 11 ? [3, 4] : [1, 2];
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(-tail)}`;
}
