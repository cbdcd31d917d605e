import { type VerificationCode, VerificationError } from './errors.ts';

const encoder = new TextEncoder();
// A byte order mark is a character like any other here: two byte strings must not read as one text.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of a text. Throws VerificationError 'encoding' for a lone surrogate, which UTF-8 cannot hold. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new VerificationError('encoding', 'a lone surrogate has no UTF-8');
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; throws VerificationError 'encoding' when they are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new VerificationError('encoding', 'not UTF-8');
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Reads lower- or upper-case hexadecimal; throws VerificationError 'encoding' on anything else. */
export function fromHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new VerificationError('encoding', 'not hexadecimal');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Reads standard base64 (RFC 4648 §4) in its one canonical form; throws VerificationError (`code`) on anything else. */
export function fromBase64(text: string, code: VerificationCode = 'encoding'): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new VerificationError(code, 'not base64');
  }
  if (btoa(binary) !== text) throw new VerificationError(code, 'not canonical base64');
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}
