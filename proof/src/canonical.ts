import { utf8 } from './bytes.ts';
import { VerificationError } from './errors.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function refuse(what: string): never {
  throw new VerificationError('canonical', `${what} has no canonical form`);
}

function writeString(text: string): string {
  if (!text.isWellFormed()) refuse('a lone surrogate');
  return JSON.stringify(text);
}

/**
 * The one text of a JSON value (RFC 8785): no white space, keys in order of their UTF-16 code units,
 * numbers as ECMAScript writes them. Throws VerificationError 'canonical' for what JSON cannot hold.
 */
export function canonicalize(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : refuse('a number that is not finite');
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalize(item)).join(',')}]`;
  if (typeof value !== 'object') return refuse(typeof value);
  const members = Object.entries(value as Record<string, Json>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${writeString(key)}:${canonicalize(item)}`).join(',')}}`;
}

/** The bytes that are hashed for a value: its canonical text in UTF-8. */
export const canonicalBytes = (value: Json): Uint8Array => utf8(canonicalize(value));
