import { createReadStream, type Stats } from 'node:fs';
import { appendFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, isErrorCode } from '@liuhen/contract';
import { sql } from 'kysely';
import { type Clock, millisOf, toInstant } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { isMissing } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { personOfAccount } from '../roster/index.ts';
import type { LineHouse } from './line.ts';
import { parseMetadata } from './metadata.ts';
import { decodeName } from './naming.ts';
import { writeChunk } from './staging.ts';
import { cancelUpload, noteReceived, openUpload, type UploadRow } from './uploads.ts';

export interface DropParts {
  database: Database;
  clock: Clock;
  log: Log;
  line: LineHouse;
  /** `<folder>/<organ code>/…` is what stations write; `已入库` and `未入库` beside it is what became of it. */
  folder: string;
  /** Account in whose name files are received: `<organ code>.<account>`. */
  account: string;
  /** How often it looks by itself. */
  lookMillis?: number;
}

export interface DropFolder {
  /** Looks once and takes what lies still. Returns how many files were taken or refused. */
  look(): Promise<number>;
  stop(): Promise<void>;
}

const usualLookMillis = 2000;
/** A file that was changed less than this ago may still be on its way from the station. */
const stillMillis = 5000;
const stored = '已入库';
const refused = '未入库';

/** A path as the file system has it: names from a station may be GBK bytes, which no text can hold. */
type Parts = readonly Buffer[];

/** A file below the folder of an organ. */
interface Dropped {
  home: string;
  parts: Parts;
}

const slash = Buffer.from('/');
const under = (home: string, ...parts: Parts): Buffer =>
  Buffer.concat([Buffer.from(home), ...parts.flatMap((part) => [slash, part])]);
const pathOf = ({ home, parts }: Dropped): Buffer => under(home, ...parts);
const wordsOf = (parts: Parts): string => parts.map((part) => decodeName(part)).join('/');

/** Files that were copied in and wait on the line (a full disk), with their upload: they are not copied again. */
type Waiting = Map<string, UploadRow>;

/** Watches the folder a collection station exports to. Files go down the same line as an upload. */
export async function watchDropFolder(parts: DropParts): Promise<DropFolder> {
  await mkdir(parts.folder, { recursive: true });
  await cancelHalfCopied(parts);
  const waiting: Waiting = new Map();
  const lookMillis = parts.lookMillis ?? usualLookMillis;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<number> = Promise.resolve(0);
  const look = () => {
    looking = looking
      .then(() => lookOnce(parts, waiting))
      .catch((error: unknown) => {
        parts.log.error({ err: error }, 'drop folder');
        return 0;
      });
    return looking;
  };
  const tick = async () => {
    await look();
    if (!stopped) timer = setTimeout(() => void tick(), lookMillis);
  };
  timer = setTimeout(() => void tick(), lookMillis);
  return {
    look,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}

/** What an earlier run was copying when it ended is copied anew from the folder: those uploads are over. */
async function cancelHalfCopied(parts: DropParts): Promise<void> {
  const cancelled = await transact(parts.database, house, (tx) =>
    tx
      .updateTable('upload')
      .set({ state: 'cancelled', step: 'done', touched_at: parts.clock.now() })
      .where('state', '=', 'receiving')
      .where('source', '=', 'station')
      .where('received', '=', 0)
      .where('account_id', 'in', (eb) =>
        eb.selectFrom('account').select('id').where('login_name', 'like', `%.${parts.account}`),
      )
      .returning('id')
      .execute(),
  );
  for (const { id } of cancelled) await parts.line.staging.remove(id);
}

/** Each organ that has an account for its station finds its folder there, and nobody has to make it by hand. */
async function makeHomes(parts: DropParts): Promise<void> {
  const organs = await transact(parts.database, house, (tx) =>
    tx
      .selectFrom('organ as g')
      .innerJoin('account as a', 'a.organ_id', 'g.id')
      .select('g.code')
      .where(sql<boolean>`a.login_name = g.code || ${`.${parts.account}`}::text`)
      .where('a.active', '=', true)
      .execute(),
  );
  for (const { code } of organs)
    await mkdir(join(parts.folder, code), { recursive: true }).catch((error: unknown) =>
      parts.log.error({ err: error, organ: code }, 'an organ has no drop folder'),
    );
}

async function lookOnce(parts: DropParts, waiting: Waiting): Promise<number> {
  await makeHomes(parts);
  let taken = await refuseStray(parts);
  for (const organ of await readdir(parts.folder, { withFileTypes: true })) {
    if (!organ.isDirectory() || organ.name.startsWith('.') || organ.name === refused) continue;
    const home = join(parts.folder, organ.name);
    for (const file of await listFiles(home)) {
      const took = await takeFile(parts, waiting, organ.name, { home, parts: file }).catch(
        (error: unknown) => {
          parts.log.error({ err: error, file: wordsOf(file) }, 'a file in the drop folder waits');
          return false;
        },
      );
      if (took) taken++;
    }
  }
  return taken;
}

/** Lays aside what lies beside the folders of the organs: it belongs to none, and nobody would ever take it. */
async function refuseStray(parts: DropParts): Promise<number> {
  let laid = 0;
  for (const entry of await readdir(parts.folder, { withFileTypes: true, encoding: 'buffer' })) {
    if (!entry.isFile() || entry.name.toString().startsWith('.')) continue;
    const file = { home: parts.folder, parts: [entry.name] };
    const seen = await stat(pathOf(file)).catch(() => null);
    if (seen === null || millisOf(parts.clock.now()) - seen.ctimeMs < stillMillis) continue;
    const why = '不在任何机关的文件夹里，不知道归谁。请移到以机关代码命名的文件夹中，例如 xz。';
    await moveAside(file, refused, why);
    laid++;
  }
  return laid;
}

async function listFiles(home: string, folder: Parts = []): Promise<Parts[]> {
  const found: Parts[] = [];
  const entries = await readdir(under(home, ...folder), { withFileTypes: true, encoding: 'buffer' });
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    const name = entry.name.toString();
    if (name.startsWith('.') || (folder.length === 0 && [stored, refused].includes(name))) continue;
    const path = [...folder, entry.name];
    if (entry.isDirectory()) found.push(...(await listFiles(home, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

async function takeFile(
  parts: DropParts,
  waiting: Waiting,
  organCode: string,
  file: Dropped,
): Promise<boolean> {
  const before = await stat(pathOf(file)).catch(() => null);
  // By the time of change, which is the server's: the time of writing is what the station's clock made of it.
  if (before === null || millisOf(parts.clock.now()) - before.ctimeMs < stillMillis) return false;
  const login = `${organCode}.${parts.account}`;
  const person = await transact(parts.database, house, (tx) => personOfAccount(tx, login));
  if (person === null) {
    await moveAside(
      file,
      refused,
      `没有名为 ${login} 的账号，请管理员开设采集站账号后，把文件移回上一级目录。`,
    );
    return true;
  }
  const key = `${pathOf(file).toString('latin1')}:${before.size}:${before.ctimeMs}`;
  const upload = waiting.get(key) ?? (await bringIn(parts, person, file, before));
  const ended = await settle(parts, upload.id);
  if (ended === null) waiting.set(key, upload);
  if (ended === null) return false;
  waiting.delete(key);
  if (!(await isStill(file, before))) {
    parts.log.warn(
      { file: wordsOf(file.parts) },
      'a file was changed while it was stored: it is taken again',
    );
    return false;
  }
  const isRefused = ended.state === 'refused';
  await moveAside(file, isRefused ? refused : stored, isRefused ? reasonOf(ended) : '');
  return true;
}

/** Whether a file is what was read: a station that paused may have gone on writing, and its last bytes are nowhere else. */
async function isStill(file: Dropped, seen: Stats): Promise<boolean> {
  const now = await stat(pathOf(file)).catch(() => null);
  return now?.size === seen.size && now.mtimeMs === seen.mtimeMs && now.ctimeMs === seen.ctimeMs;
}

/** Copies a file into the house and sets it on the line; what fails on the way leaves nothing waiting. */
async function bringIn(parts: DropParts, person: Person, file: Dropped, seen: Stats): Promise<UploadRow> {
  const { database, clock, line } = parts;
  const name = file.parts.at(-1) ?? Buffer.alloc(0);
  const upload = await transact(database, person, (tx) =>
    openUpload({ tx, actor: person, clock }, makeId(clock), seen.size, {
      ...parseMetadata(`filename ${name.toString('base64')}`),
      relativePath: wordsOf(file.parts),
      source: 'station',
      modifiedAt: toInstant(seen.mtime.toISOString()),
    }),
  );
  try {
    await copyIn(parts, upload, pathOf(file));
    if (seen.size > 0)
      await transact(database, person, (tx) => noteReceived({ tx, clock }, upload, seen.size));
  } catch (error) {
    await transact(database, person, (tx) => cancelUpload({ tx, actor: person, clock }, upload.id));
    await line.staging.remove(upload.id);
    throw error;
  }
  line.advance(upload.id);
  return upload;
}

async function copyIn({ line }: DropParts, upload: UploadRow, path: Buffer): Promise<void> {
  await line.staging.create(upload.id);
  const source = createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  const written = await writeChunk(source, {
    path: line.staging.pathOf(upload.id),
    offset: 0,
    limit: upload.size,
    note: null,
  });
  if (written.fault !== null) throw written.fault;
  if (written.offset !== upload.size) throw new Error(`${path} changed while it was read`);
}

/** Waits until the line is done with an upload; null when it has to be tried again later. */
async function settle(parts: DropParts, uploadId: string): Promise<UploadRow | null> {
  await parts.line.settled(uploadId);
  const row = await transact(parts.database, house, (tx) =>
    tx.selectFrom('upload').selectAll().where('id', '=', uploadId).executeTakeFirst(),
  );
  return row && ['registered', 'duplicate', 'refused'].includes(row.state) ? row : null;
}

function reasonOf(upload: UploadRow): string {
  const code = upload.refusal_code ?? '';
  return isErrorCode(code)
    ? describeError(code, (upload.refusal_detail ?? {}) as Record<string, string>).message
    : code;
}

/** Moves a finished file out of the way, beside its fellows; what was refused gets a note that says why. */
async function moveAside({ home, parts }: Dropped, into: string, why: string): Promise<void> {
  const aside = join(home, into);
  const target = await freeName(aside, parts);
  await mkdir(under(aside, ...target.slice(0, -1)), { recursive: true });
  await rename(under(home, ...parts), under(aside, ...target));
  if (why !== '') await appendFile(join(aside, '原因.txt'), `${wordsOf(target)}\t${why}\n`);
}

async function freeName(aside: string, wanted: Parts): Promise<Parts> {
  const name = wanted.at(-1) ?? Buffer.alloc(0);
  for (let n = 0; ; n++) {
    const free = n === 0 ? name : Buffer.concat([name, Buffer.from(`.${n}`)]);
    const candidate = [...wanted.slice(0, -1), free];
    try {
      await stat(under(aside, ...candidate));
    } catch (error) {
      if (isMissing(error)) return candidate;
      throw error;
    }
  }
}
