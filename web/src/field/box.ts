/** What is kept in the browser: sealed where the platform can, plain where the page is not served by https. */
export type Box = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } | { plain: ArrayBuffer };

/** WebCrypto is given to https pages and to the computer itself only. */
const subtle = (): SubtleCrypto | undefined => globalThis.crypto?.subtle as SubtleCrypto | undefined;

/** A key that never leaves the browser: nobody can read it out, also no program of this page. */
export async function makeKey(): Promise<CryptoKey | null> {
  const crypto = subtle();
  return crypto ? crypto.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']) : null;
}

export async function sealBytes(key: CryptoKey | null, bytes: ArrayBuffer): Promise<Box> {
  const crypto = subtle();
  if (key === null || crypto === undefined) return { plain: bytes };
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}

/** Throws when the key is not the one that sealed it, or it was changed. */
export async function openBytes(key: CryptoKey | null, box: Box): Promise<ArrayBuffer> {
  if ('plain' in box) return box.plain;
  const crypto = subtle();
  if (key === null || crypto === undefined) throw new Error('sealed, and there is no key');
  return crypto.decrypt({ name: 'AES-GCM', iv: box.iv }, key, box.sealed);
}

const bytesOf = (value: unknown): ArrayBuffer => new TextEncoder().encode(JSON.stringify(value)).buffer;

export const sealValue = (key: CryptoKey | null, value: unknown): Promise<Box> =>
  sealBytes(key, bytesOf(value));

export const openValue = async <T>(key: CryptoKey | null, box: Box): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await openBytes(key, box))) as T;
