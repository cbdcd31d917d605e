import { fromBase64, fromUtf8, toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import { receiptMembers } from './entries.ts';
import type { Findings } from './findings.ts';
import { line, list, shape, text } from './shape.ts';

const readCarried = shape({
  /** Certificates of time authorities, PEM. */
  authorities: list(shape({ name: line, pem: text })),
  /** Verifier keys, as are those of the witnesses. */
  log: list(line),
  witnesses: list(line),
  /** One for each key that a former one vouched for: the entry `key.rotated` that names it. */
  succession: list(shape({ ...receiptMembers, checkpoint: text })),
});

/** data/log/keys.json: keys that the organ sends along. A convenience for readers; nothing is trusted for standing here. */
export type CarriedKeys = ReturnType<typeof readCarried>;

export function readKeys(bytes: Uint8Array | null, findings: Findings): CarriedKeys {
  const read = (): CarriedKeys => readCarried(JSON.parse(fromUtf8(bytes ?? utf8(''))), 'keys');
  const carried = bytes && findings.attempt('keys.form', '', read);
  return carried ?? { log: [], witnesses: [], authorities: [], succession: [] };
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
  return /^[0-9a-f]{32,}$/.test(digits) && fingerprintOf(key).replaceAll(' ', '').startsWith(digits);
}

/** The certificate of a time authority that the package names. */
export interface SeenAuthority {
  name: string;
  /** Whole; people compare its first eight groups. */
  fingerprint: string;
  trusted: boolean;
}

/** The one certificate of a PEM, in DER. */
function certificateIn(pem: string): Uint8Array {
  const body = /^-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----\s*$/.exec(pem)?.[1] ?? '';
  return fromBase64(body.replace(/\s/g, ''));
}

/** The authorities whose certificates go along, and all certificates (DER) that the reader trusts, those among them. */
export function seeAuthorities(
  { authorities }: CarriedKeys,
  trust: { certificates: readonly Uint8Array[]; fingerprints: readonly string[] },
  findings: Findings,
): { seen: SeenAuthority[]; certificates: Uint8Array[] } {
  const certificates = [...trust.certificates];
  const trusted = new Set(certificates.map(fingerprintOf));
  const seen: SeenAuthority[] = [];
  for (const { name, pem } of authorities.slice(0, mostKeys)) {
    const certificate = findings.attempt('keys.form', name, () => certificateIn(pem));
    if (certificate === null) continue;
    const fingerprint = fingerprintOf(certificate);
    if (
      !trusted.has(fingerprint) &&
      trust.fingerprints.some((typed) => isFingerprintOf(typed, certificate))
    ) {
      certificates.push(certificate);
      trusted.add(fingerprint);
    }
    seen.push({ name, fingerprint, trusted: trusted.has(fingerprint) });
  }
  return { seen, certificates };
}
