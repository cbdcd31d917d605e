import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './errors.ts';
import { OperatorFault } from './operator-fault.ts';

/**
 * Keeps short texts that nobody may read in the database: as cipher text (AES-256-GCM), and as a keyed digest by which
 * the exact value is found (HMAC-SHA-256). `place` names the row and column that a text belongs to: cipher text that was
 * moved to another place does not open.
 */
export interface NumberKeys {
  hide(text: string, place: string): string;
  show(cipher: string, place: string): string;
  indexOf(text: string): string;
  /** Whether the key under which this was hidden is there. */
  opens(cipher: string): boolean;
}

const bytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 12);

/** Writes a file with one new key, once, durable before it is used. Refuses to replace one. */
export async function createNumberKeys(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o400);
  await handle.writeFile(`${randomBytes(bytes).toString('base64')}\n`);
  await handle.sync();
  await handle.close();
  await rename(part, file);
}

/** Reads the keys, one a line: the last one hides, all show, the first one finds. Null where there is no file. */
export async function readNumberKeys(file: string): Promise<NumberKeys | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw new OperatorFault('cli.fault.numberKeysUnreadable', { file }, error);
  });
  if (text === null) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== bytes))
    throw new OperatorFault('cli.fault.numberKeysUnreadable', { file });
  return makeNumberKeys(keys);
}

export function makeNumberKeys(keys: readonly Buffer[]): NumberKeys {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [first, last] = [keys[0] as Buffer, keys.at(-1) as Buffer];
  const finding = Buffer.from(hkdfSync('sha256', first, '', 'liuhen number index', bytes));
  return {
    hide(text, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', last, nonce).setAAD(Buffer.from(place));
      const hidden = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `1.${idOf(last)}.${hidden.toString('base64url')}`;
    },
    show(hidden, place) {
      const [, id = '', body = ''] = hidden.split('.');
      const key = byId.get(id);
      if (key === undefined) throw new Error(`no key ${id} for ${place}`);
      const all = Buffer.from(body, 'base64url');
      const open = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonceBytes));
      open.setAAD(Buffer.from(place)).setAuthTag(all.subarray(-tagBytes));
      return `${open.update(all.subarray(nonceBytes, -tagBytes), undefined, 'utf8')}${open.final('utf8')}`;
    },
    indexOf: (text) => createHmac('sha256', finding).update(text).digest('hex'),
    opens: (hidden) => byId.has(hidden.split('.')[1] ?? ''),
  };
}
