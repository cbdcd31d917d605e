import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint, parseNote } from '@liuhen/proof';
import type { RefusalKind, Seen } from './judge.ts';

const separator = '\n\f\n';
/** So much of the end of a log's file is read at the start: more than the longest note. */
const readBack = 256 * 1024;
/** Refusals kept of one log: whoever holds its key could fill the disk otherwise. */
const mostRefusals = 1000;

/** A checkpoint that the log signed and the witness did not cosign: evidence, together with the one that it had cosigned. */
export interface Refusal {
  origin: string;
  kind: RefusalKind;
  /** By the witness's clock. */
  at: string;
  cosigned: string;
  refused: string;
}

/** What the witness remembers of one log. */
interface LogMemory {
  file: FileHandle;
  seen: Seen | null;
}

/** Ids of logs are long and hold signs that no file may have. */
const fileNameOf = (origin: string): string => createHash('sha256').update(origin).digest('hex').slice(0, 24);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Writes a file that is there whole or not at all, and stays. */
export async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  const file = await open(`${path}.part`, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  await syncFolder(folder);
}

/** Notes at the end of a log's file. What a power cut left half written was never answered for, and is cut off. */
async function readEnd(file: FileHandle, mayMend: boolean): Promise<string[]> {
  const { size } = await file.stat();
  const length = Math.min(size, readBack);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const end = buffer.lastIndexOf(separator);
  const whole = end < 0 ? 0 : end + separator.length;
  if (whole < length && mayMend) await file.truncate(size - length + whole);
  const notes = buffer.subarray(0, whole).toString('utf8').split(separator).slice(0, -1);
  return length < size ? notes.slice(1) : notes;
}

function seenIn(note: string): Seen {
  const { size, root } = parseCheckpoint(parseNote(note).text);
  return { size, root, note };
}

/**
 * All that a witness remembers, in a folder: for each log the checkpoints that it cosigned, one after another in a file that
 * is only appended to, and what it refused, one file each.
 */
export class Memory {
  readonly #folder: string;
  readonly #logs = new Map<string, LogMemory>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** For `reading` nothing is mended: another process may be writing just then. */
  static async open(
    folder: string,
    origins: readonly string[],
    purpose: 'keeping' | 'reading' = 'keeping',
  ): Promise<Memory> {
    await mkdir(join(folder, 'refused'), { recursive: true, mode: 0o700 });
    const memory = new Memory(folder);
    for (const origin of new Set(origins)) await memory.#openLog(origin, purpose === 'keeping');
    await syncFolder(folder);
    return memory;
  }

  async #openLog(origin: string, mayMend: boolean): Promise<void> {
    const file = await open(join(this.#folder, `${fileNameOf(origin)}.cosigned`), 'a+', 0o600);
    const last = (await readEnd(file, mayMend)).at(-1);
    this.#logs.set(origin, { file, seen: last === undefined ? null : seenIn(last) });
  }

  #log(origin: string): LogMemory {
    const log = this.#logs.get(origin);
    if (log === undefined) throw new Error(`nothing is remembered of ${origin}`);
    return log;
  }

  seen(origin: string): Seen | null {
    return this.#logs.get(origin)?.seen ?? null;
  }

  /** Returns once the note is durable; only then may its cosignature be told to anybody. */
  async remember(origin: string, note: string): Promise<void> {
    const log = this.#log(origin);
    const seen = seenIn(note);
    const { size: before } = await log.file.stat();
    try {
      await log.file.appendFile(note + separator);
      await log.file.datasync();
    } catch (error) {
      // Half a note would spoil the next one too.
      await log.file.truncate(before);
      throw error;
    }
    log.seen = seen;
  }

  /** Keeps a refused checkpoint with the one that was cosigned; false when it is kept already, or too many are. */
  async keepRefusal(refusal: Refusal): Promise<boolean> {
    const folder = join(this.#folder, 'refused');
    const { text } = parseNote(refusal.refused);
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 24);
    const name = `${fileNameOf(refusal.origin)}-${digest}.json`;
    const ofLog = readdirSync(folder).filter((each) => each.startsWith(fileNameOf(refusal.origin)));
    if (ofLog.includes(name) || ofLog.length >= mostRefusals) return false;
    await writeDurably(folder, name, `${JSON.stringify(refusal, null, 1)}\n`);
    return true;
  }

  /** What was refused, the earliest first. */
  refusals(): Refusal[] {
    const folder = join(this.#folder, 'refused');
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    return names
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Refusal)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  async close(): Promise<void> {
    for (const { file } of this.#logs.values()) await file.close();
  }
}
