import type { Readable } from 'node:stream';

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
