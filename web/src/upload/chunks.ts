import { toBase64 } from '@liuhen/proof';
import { sha256 } from '@noble/hashes/sha2.js';
import type { FileSource } from 'tus-js-client';

/** Says that a file could not be read any more: its card is out. */
export class UnreadableFile extends Error {}

/** SHA-256 in base64. A page that is not served by https has no WebCrypto. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return toBase64(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes));
}

export interface ChunkSource extends FileSource {
  /** Checksum of the chunk that was read last, base64. */
  checksum: () => string;
}

/** Reads a file chunk by chunk, each wholly in memory, so that what is sent is what was hashed. */
export function openChunks(file: File): ChunkSource {
  let checksum = '';
  return {
    size: file.size,
    checksum: () => checksum,
    slice: async (start, end) => {
      const bytes = await file
        .slice(start, end)
        .arrayBuffer()
        .catch(() => {
          throw new UnreadableFile(file.name);
        });
      checksum = await digest(new Uint8Array(bytes));
      return { value: new Blob([bytes]), done: end >= file.size };
    },
    close: () => undefined,
  };
}
