import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import type { Findings } from './findings.ts';
import { line, list, shape } from './shape.ts';

/** data/log/keys.json: keys that the organ sends along. A convenience for readers; nothing is trusted for standing here. */
export interface CarriedKeys {
  /** Verifier keys. */
  log: string[];
  witnesses: string[];
  /** Certificates of time authorities, PEM. */
  authorities: { name: string; pem: string }[];
}

const isText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? null : '');
const isCarried = shape({
  authorities: list(shape({ name: line, pem: isText })),
  log: list(line),
  witnesses: list(line),
});

export function readKeys(bytes: Uint8Array, findings: Findings): CarriedKeys {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    const wrong = isCarried(value);
    if (wrong !== null) throw new Error(`not a list of keys: ${wrong}`);
    return value as CarriedKeys;
  } catch (error) {
    findings.add('keys.form', '', error);
    return { log: [], witnesses: [], authorities: [] };
  }
}

/** SHA-256 over the text of a verifier key, hex in groups of four parted by spaces. */
export const fingerprintOf = (key: string): string =>
  (toHex(sha256(utf8(key))).match(/.{4}/g) ?? []).join(' ');

/** The first eight groups, which people compare. */
export const shortFingerprint = (key: string): string => fingerprintOf(key).slice(0, 39);

/** Whether what a reader typed is the fingerprint of this key: at least its first eight groups, in any writing. */
export function isFingerprintOf(typed: string, key: string): boolean {
  const digits = typed.toLowerCase().replace(/[\s:-]/g, '');
  return (
    digits.length >= 32 &&
    /^[0-9a-f]+$/.test(digits) &&
    fingerprintOf(key).replaceAll(' ', '').startsWith(digits)
  );
}
