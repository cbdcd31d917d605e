import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';

/** A part of an object: bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where originals lie, by the SHA-256 of their bytes. There is no verb to change one.
 * Implementations pass the shared suite (vault-suite.ts).
 */
export interface Vault {
  /**
   * Takes a finished file from the staging folder. Returns once the bytes are durable under their digest
   * (survive a power cut). Same bytes again: success, nothing is stored twice. Other bytes under the digest: throws.
   * The staged file stays and must not be written any more: until the row is registered it is what recovery starts from.
   */
  keep(stagedFile: string, sha256: string): Promise<void>;
  /** Streams the bytes; throws notFound when there are none. */
  read(sha256: string, range?: ByteRange): Promise<Readable>;
  /** Size in bytes, or null when the vault does not hold it. */
  stat(sha256: string): Promise<{ size: number } | null>;
  /** Every digest held, in no order. For doctor. */
  list(): AsyncIterable<string>;
  /** A path that a separate program (ffmpeg, a probe) may read. */
  localPath(sha256: string): Promise<string>;
}

/** Whether the vault holds these bytes whole: reads all of them. A file that cannot be read is not held. */
export async function holdsWhole(vault: Vault, sha256: string): Promise<boolean> {
  if ((await vault.stat(sha256)) === null) return false;
  const hash = createHash('sha256');
  try {
    for await (const piece of await vault.read(sha256)) {
      hash.update(piece as Buffer);
      await breathe(); // requests are served between pieces
    }
  } catch {
    return false;
  }
  return hash.digest('hex') === sha256;
}
