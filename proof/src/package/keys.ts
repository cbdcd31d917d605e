import { fromBase64, fromUtf8, toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import type { InclusionReceipt } from '../receipt.ts';
import type { Findings } from './findings.ts';
import { line, list, receiptMembers, shape, text } from './shape.ts';

/** data/log/keys.json: keys that the organ sends along. A convenience for readers; nothing is trusted for standing here. */
export interface CarriedKeys {
  /** Verifier keys. */
  log: string[];
  witnesses: string[];
  /** Certificates of time authorities, PEM. */
  authorities: { name: string; pem: string }[];
  /** One for each key that a former one vouched for: the entry `key.rotated` that names it. */
  succession: InclusionReceipt[];
}

const isCarried = shape({
  authorities: list(shape({ name: line, pem: text })),
  log: list(line),
  witnesses: list(line),
  succession: list(shape({ ...receiptMembers, checkpoint: text })),
});

const nothing: CarriedKeys = { log: [], witnesses: [], authorities: [], succession: [] };

export function readKeys(bytes: Uint8Array | null, findings: Findings): CarriedKeys {
  if (bytes === null) return nothing;
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    const wrong = isCarried(value);
    if (wrong !== null) throw new Error(`not a list of keys: ${wrong}`);
    return value as CarriedKeys;
  } catch (error) {
    findings.add('keys.form', '', error);
    return nothing;
  }
}

/** More of a kind than an honest package names are passed over. */
export const mostKeys = 200;

/** SHA-256 over the text of a verifier key, or over a certificate (DER): hex in groups of four parted by spaces. */
export const fingerprintOf = (key: string | Uint8Array): string =>
  (toHex(sha256(typeof key === 'string' ? utf8(key) : key)).match(/.{4}/g) ?? []).join(' ');

/** The first eight groups, which people compare. */
export const shortFingerprint = (key: string): string => fingerprintOf(key).slice(0, 39);

/** Whether what a reader typed is the fingerprint of this key: at least its first eight groups, in any writing. */
export function isFingerprintOf(typed: string, key: string | Uint8Array): boolean {
  const digits = typed.toLowerCase().replace(/[\s:-]/g, '');
  return (
    digits.length >= 32 &&
    /^[0-9a-f]+$/.test(digits) &&
    fingerprintOf(key).replaceAll(' ', '').startsWith(digits)
  );
}

/** The certificate of a time authority that the package names. */
export interface SeenAuthority {
  name: string;
  /** Whole; people compare its first eight groups. */
  fingerprint: string;
  trusted: boolean;
}

/** The authorities whose certificates go along, and all certificates (DER) that the reader trusts, those among them. */
export function seeAuthorities(
  { authorities }: CarriedKeys,
  trust: { certificates: readonly Uint8Array[]; fingerprints: readonly string[] },
  findings: Findings,
): { seen: SeenAuthority[]; certificates: Uint8Array[] } {
  const certificates = [...trust.certificates];
  const seen: SeenAuthority[] = [];
  for (const { name, pem } of authorities.slice(0, mostKeys)) {
    try {
      const body = /^-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----\s*$/.exec(pem)?.[1] ?? '';
      const certificate = fromBase64(body.replace(/\s/g, ''));
      const fingerprint = fingerprintOf(certificate);
      const named = trust.certificates.some((one) => fingerprintOf(one) === fingerprint);
      const accepted = trust.fingerprints.some((typed) => isFingerprintOf(typed, certificate));
      if (accepted && !named) certificates.push(certificate);
      seen.push({ name, fingerprint, trusted: named || accepted });
    } catch (error) {
      findings.add('keys.form', name, error);
    }
  }
  return { seen, certificates };
}
