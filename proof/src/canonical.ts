import { utf8 } from './bytes.ts';
import { VerificationError } from './errors.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Deeper nesting is refused before it can exhaust the stack of whoever checks a hostile payload. */
const deepest = 200;

function refuse(what: string): never {
  throw new VerificationError('canonical', `${what} has no canonical form`);
}

function writeString(text: string): string {
  if (!text.isWellFormed()) refuse('a lone surrogate');
  return JSON.stringify(text);
}

function writeArray(items: readonly Json[], depth: number): string {
  // Array.from visits holes too, which are undefined and so refused.
  return `[${Array.from(items, (item) => write(item, depth + 1)).join(',')}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || prototype === Object.prototype;
  // A date, a map or a buffer would silently become something else.
  if (!plain || Object.getOwnPropertySymbols(value).length > 0) refuse('an object that is not plain');
  const members = value as Record<string, Json>;
  let text = '';
  // The order of sort() is that of UTF-16 code units.
  for (const key of Object.keys(members).sort())
    text += `${text === '' ? '{' : ','}${writeString(key)}:${write(members[key], depth + 1)}`;
  return text === '' ? '{}' : `${text}}`;
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) refuse(`a value nested deeper than ${deepest}`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : refuse('a number that is not finite');
  if (Array.isArray(value)) return writeArray(value, depth);
  return typeof value === 'object' ? writeObject(value, depth) : refuse(typeof value);
}

/**
 * The one text of a JSON value (RFC 8785): no white space, keys in order of their UTF-16 code units,
 * numbers as ECMAScript writes them. Throws VerificationError 'canonical' for what JSON cannot hold
 * and for nesting deeper than 200.
 */
export const canonicalize = (value: Json): string => write(value, 0);

/** The bytes that are hashed for a value: its canonical text in UTF-8. */
export const canonicalBytes = (value: Json): Uint8Array => utf8(canonicalize(value));
