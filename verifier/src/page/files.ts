import { digestStream, type FileDigests, type PackageSource, type SourceFile } from '@liuhen/proof';
import { createSHA256, createSM3 } from 'hash-wasm';
import { bounded, fromRoot, listMembers, type Member } from '../zip.ts';

/** A file of the package as a run of a file that the reader chose. */
export interface Chosen extends Member {
  blob: Blob;
}

const whole = (blob: Blob, path: string): Chosen => {
  const { size } = blob;
  return { path, blob, bytes: size, start: 0, packed: size, deflated: false };
};

/** Files of an archive. Rejects for what is none. */
export async function openArchive(blob: Blob): Promise<Chosen[]> {
  const readAt = async (start: number, length: number): Promise<Uint8Array> =>
    new Uint8Array(await blob.slice(start, start + length).arrayBuffer());
  const members = await listMembers(blob.size, readAt);
  return fromRoot(members.map((member) => ({ ...member, blob })));
}

/** Files of a folder, as the button for folders gives them. */
export const openFolder = (files: readonly File[]): Chosen[] =>
  fromRoot(files.map((file) => whole(file, file.webkitRelativePath || file.name)));

async function walk(handle: FileSystemHandle, below: string): Promise<Chosen[]> {
  const path = below === '' ? handle.name : `${below}/${handle.name}`;
  if (handle.kind === 'file') return [whole(await (handle as FileSystemFileHandle).getFile(), path)];
  const found: Chosen[] = [];
  for await (const child of (handle as FileSystemDirectoryHandle).values())
    found.push(...(await walk(child, path)));
  return found;
}

/** What was dropped: one archive, or a folder. */
export async function openDropped(transfer: DataTransfer): Promise<Chosen[]> {
  const [item] = [...transfer.items].filter(({ kind }) => kind === 'file');
  const [file] = transfer.files;
  // Not yet in the types of the DOM; a browser without it still takes archives, and folders by the button.
  const asking = item as { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> } | undefined;
  const handle = await asking?.getAsFileSystemHandle?.();
  if (handle?.kind === 'directory') return fromRoot(await walk(handle, ''));
  if (file === undefined) throw new Error('nothing was dropped');
  return openArchive(file);
}

const streamOf = ({ blob, start, packed, deflated }: Chosen): ReadableStream<Uint8Array> => {
  const raw = blob.slice(start, start + packed).stream();
  return deflated ? raw.pipeThrough(new DecompressionStream('deflate-raw')) : raw;
};

export const sourceOf = (files: readonly Chosen[]): PackageSource => ({
  files,
  open: (file) => bounded(streamOf(file as Chosen), file),
});

/** Bytes of a file for playing or saving; those of a stored member are not copied. */
export async function blobOf(file: Chosen, mime: string): Promise<Blob> {
  if (!file.deflated) return file.blob.slice(file.start, file.start + file.packed, mime);
  const blob = await new Response(streamOf(file)).blob();
  return blob.slice(0, blob.size, mime);
}

/** Digests files one after another, and remembers: a change of trust must not read a film again. */
export function rememberingDigest(source: PackageSource, sm3: boolean) {
  const known = new Map<SourceFile, FileDigests>();
  const ready = Promise.all([createSHA256(), sm3 ? createSM3() : null]);
  return async (file: SourceFile, onBytes: (count: number) => void): Promise<FileDigests> => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const [first, second] = await ready;
    const digests = await digestStream(source.open(file), first.init(), second?.init() ?? null, onBytes);
    known.set(file, digests);
    return digests;
  };
}
