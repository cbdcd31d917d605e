import { readCertificates } from '@liuhen/proof/time-stamp';

/** What a reader names as trusted. */
export interface TrustedKeys {
  /** Verifier keys of logs and witnesses. */
  keys: string[];
  /** Keys that their log has revoked. */
  revoked: string[];
  /** Certificates of time authorities, DER. */
  certificates: Uint8Array[];
}

const isVerifierKey = (line: string): boolean => /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(line);

/** The keys that a log publishes under /log/keys, newest first, each saying whether it revoked the one before. */
function readPublished(published: readonly unknown[]): TrustedKeys {
  const rows = published as { verifierKey?: unknown; replacing?: { revokes?: unknown } | null }[];
  const keys = rows.map(({ verifierKey }) => String(verifierKey));
  const wrong = keys.find((key) => !isVerifierKey(key));
  if (wrong !== undefined) throw new Error(wrong);
  const revoked = keys.filter((_key, i) => rows[i - 1]?.replacing?.revokes === true);
  return { keys, revoked, certificates: [] };
}

/** What a log publishes of its keys; or the file of keys of a package, when somebody trusted published the same. */
function readJson(text: string): TrustedKeys {
  const { keys: published, log, witnesses, authorities } = JSON.parse(text) as Record<string, unknown>;
  if (Array.isArray(published)) return readPublished(published);
  if (!Array.isArray(log) || !Array.isArray(witnesses) || !Array.isArray(authorities))
    throw new Error('not a list of keys');
  const keys = [...log, ...witnesses].map(String);
  const wrong = keys.find((key) => !isVerifierKey(key));
  if (wrong !== undefined) throw new Error(wrong);
  return { keys, revoked: [], certificates: authorities.flatMap(({ pem }) => readCertificates(String(pem))) };
}

/**
 * Reads keys that somebody typed, pasted or saved: verifier keys one a line, certificates as PEM, lines that begin with #
 * are passed over; or the JSON of /log/keys or of log/keys.json. Throws an error that names the line that is neither.
 */
export function readTrusted(text: string): TrustedKeys {
  if (text.trimStart().startsWith('{')) return readJson(text);
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
  const certificates = [...text.matchAll(certificate)].flatMap(([pem]) => readCertificates(pem));
  const lines = text.replace(certificate, '').split(/\r?\n/);
  const keys = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const wrong = keys.find((line) => !isVerifierKey(line));
  if (wrong !== undefined) throw new Error(wrong);
  return { keys, revoked: [], certificates };
}
