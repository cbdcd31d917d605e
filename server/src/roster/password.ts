import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be shown once: four groups of four signs that cannot be mistaken for each other (about 79 bits). */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

const common = [
  'password',
  '12345678',
  '1234567890',
  'qwertyuiop',
  'iloveyou',
  'admin',
  'abc123',
  '111111',
  '88888888',
  'liuhen',
];

const withoutTail = (text: string) => text.replace(/[^\p{L}]+$/u, '');

/** Whether a text is this word, once or several times, with nothing behind it but digits and signs. */
function isMadeOf(text: string, word: string): boolean {
  let rest = text;
  while (word !== '' && rest.startsWith(word)) rest = rest.slice(word.length);
  return rest !== text && withoutTail(rest) === '';
}

/** Whether a password may be used: at least 10 characters, not the sign-in name, not one of the common ones, neither of them repeated or lengthened by digits. */
export function isStrongEnough(password: string, loginName: string): boolean {
  const plain = password.toLowerCase();
  if ([...password].length < 10 || new Set(plain).size < 5) return false;
  return ![...common, loginName, withoutTail(loginName)].some((word) => isMadeOf(plain, word));
}

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let dummy: Promise<string> | null = null;

/** Compares in about the same time whether the account exists or not. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await dummy), password);
  return matches && stored !== null;
}
