import { VerificationError } from '../errors.ts';

/** A file of a package as it lies there; the same path may stand twice in an archive. */
export interface SourceFile {
  /** From the root of the bag, parted by slashes. */
  path: string;
  bytes: number;
}

/** Where a package is read from: a folder, an archive, files dropped into a page. */
export interface PackageSource {
  files: readonly SourceFile[];
  /** The bytes of one of them, in order. May reject; may give more or fewer than it said. */
  open(file: SourceFile): AsyncIterable<Uint8Array>;
}

/** What was found by reading a file once. Hex. */
export interface FileDigests {
  bytes: number;
  sha256: string;
  /** Null where it is switched off. */
  sm3: string | null;
}

/** A digest that is fed piece by piece. */
export interface StreamHasher {
  update(bytes: Uint8Array): unknown;
  /** Hex. */
  digest(): string;
}

/** Reads a stream to its end into both digests; `onBytes` is told how many came each time. */
export async function digestStream(
  stream: AsyncIterable<Uint8Array>,
  sha256: StreamHasher,
  sm3: StreamHasher | null,
  onBytes: (count: number) => void = () => {},
): Promise<FileDigests> {
  let bytes = 0;
  for await (const piece of stream) {
    sha256.update(piece);
    sm3?.update(piece);
    bytes += piece.length;
    onBytes(piece.length);
  }
  return { bytes, sha256: sha256.digest(), sm3: sm3?.digest() ?? null };
}

/** Reads a small file whole. Throws VerificationError 'tooLarge' as soon as it is longer than `most`. */
export async function readWhole(source: PackageSource, file: SourceFile, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source.open(file)) {
    bytes += piece.length;
    if (bytes > most) throw new VerificationError('tooLarge', `${file.path} has more than ${most} bytes`);
    pieces.push(piece);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
