import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';

/** A file on a card. Its path stays as bytes: a recorder may have written the name in GBK. */
export interface CardFile {
  path: Buffer;
  /** The name as a person reads it. */
  name: string;
  /** Path below the card's folder, as a person reads it. */
  relativePath: string;
  size: number;
  /** RFC 3339, from the card's file system. */
  modifiedAt: string;
}

const gb18030 = new TextDecoder('gb18030');
/** What operating systems leave on a card beside the record. */
const leavings = /^(\..*|Thumbs\.db|desktop\.ini|System Volume Information|\$RECYCLE\.BIN)$/i;

/** Reads the bytes of a file name: UTF-8 where they are, otherwise GB 18030. */
export const readName = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : gb18030.decode(bytes);

const slash = Buffer.from('/');

async function listFolder(folder: Buffer, below: string): Promise<CardFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) as Dirent<Buffer>[];
  const files: CardFile[] = [];
  for (const entry of entries) {
    const name = readName(entry.name);
    if (leavings.test(name)) continue;
    const path = Buffer.concat([folder, slash, entry.name]);
    if (entry.isDirectory()) files.push(...(await listFolder(path, `${below}${name}/`)));
    if (!entry.isFile()) continue;
    const { size, mtime } = await stat(path);
    files.push({ path, name, relativePath: `${below}${name}`, size, modifiedAt: mtime.toISOString() });
  }
  return files;
}

/** All files of a card or an export, in the order of their names. Throws ENOENT or ENOTDIR for what is no folder. */
export async function listCard(folder: string): Promise<CardFile[]> {
  const files = await listFolder(Buffer.from(folder.replace(/\/+$/, '') || '/'), '');
  return files.sort((a, b) => (a.relativePath < b.relativePath ? -1 : 1));
}

/** SHA-256 of a file in hex, read as a stream. */
export async function digestFile(path: Buffer, read: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    read((chunk as Buffer).length);
  }
  return hash.digest('hex');
}
