import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { describeError, isErrorCode } from '@liuhen/contract';
import { type Clock, millisOf, toInstant } from '../base/clock.ts';
import { type Database, house, transact } from '../base/database.ts';
import { isMissing } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { personOfAccount } from '../roster/index.ts';
import type { LineHouse } from './line.ts';
import { parseMetadata } from './metadata.ts';
import { writeChunk } from './staging.ts';
import { noteReceived, openUpload, type UploadRow } from './uploads.ts';

export interface DropParts {
  database: Database;
  clock: Clock;
  log: Log;
  line: LineHouse;
  /** `<folder>/<organ code>/…` is what stations write; `已入库` and `未入库` beside it is what became of it. */
  folder: string;
  /** Account in whose name files are received: `<organ code>.<account>`. */
  account: string;
}

export interface DropFolder {
  /** Looks once and takes what lies still. Returns how many files were taken or refused. */
  look(): Promise<number>;
  stop(): Promise<void>;
}

const lookMillis = 2000;
/** A file that was changed less than this ago may still be on its way from the station. */
const stillMillis = 5000;
const stored = '已入库';
const refused = '未入库';

/** Watches the folder a collection station exports to. Files go down the same line as an upload. */
export async function watchDropFolder(parts: DropParts): Promise<DropFolder> {
  await mkdir(parts.folder, { recursive: true });
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<number> = Promise.resolve(0);
  const look = () => {
    looking = looking
      .then(() => lookOnce(parts))
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

async function lookOnce(parts: DropParts): Promise<number> {
  let taken = 0;
  for (const organ of await readdir(parts.folder, { withFileTypes: true })) {
    if (!organ.isDirectory() || organ.name.startsWith('.')) continue;
    const home = join(parts.folder, organ.name);
    for (const file of await listFiles(home)) {
      if (await takeFile(parts, organ.name, home, file)) taken++;
    }
  }
  return taken;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => ![stored, refused].includes(relative(folder, path).split('/')[0] ?? ''))
    .sort();
}

async function takeFile(parts: DropParts, organCode: string, home: string, path: string): Promise<boolean> {
  const before = await stat(path).catch(() => null);
  if (before === null || millisOf(parts.clock.now()) - before.mtimeMs < stillMillis) return false;
  const login = `${organCode}.${parts.account}`;
  const person = await transact(parts.database, house, (tx) => personOfAccount(tx, login));
  if (person === null) {
    await moveAside({
      home,
      path,
      into: refused,
      why: `没有名为 ${login} 的账号，请管理员开设采集站账号后，把文件移回上一级目录。`,
    });
    return true;
  }
  const relativePath = relative(home, path);
  const upload = await transact(parts.database, person, async (tx) =>
    openUpload({ tx, actor: person, clock: parts.clock }, makeId(parts.clock), before.size, {
      ...parseMetadata(`filename ${Buffer.from(basename(path)).toString('base64')}`),
      relativePath,
      source: 'station',
      modifiedAt: toInstant(before.mtime.toISOString()),
    }),
  );
  await copyIn(parts, upload, path);
  if (before.size > 0)
    await transact(parts.database, person, (tx) =>
      noteReceived({ tx, clock: parts.clock }, upload, before.size),
    );
  const ended = await settle(parts, upload.id);
  if (ended === null) return false;
  const because = ended.state === 'refused' ? reasonOf(ended) : '';
  await moveAside({ home, path, into: ended.state === 'refused' ? refused : stored, why: because });
  return true;
}

async function copyIn({ line }: DropParts, upload: UploadRow, path: string): Promise<void> {
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
  parts.line.advance(uploadId);
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
async function moveAside({
  home,
  path,
  into,
  why,
}: {
  home: string;
  path: string;
  into: string;
  why: string;
}): Promise<void> {
  const target = await freeName(join(home, into, relative(home, path)));
  await mkdir(dirname(target), { recursive: true });
  await rename(path, target);
  if (why !== '')
    await appendFile(join(home, into, '原因.txt'), `${relative(join(home, into), target)}\t${why}\n`);
}

async function freeName(wanted: string): Promise<string> {
  for (let n = 0; ; n++) {
    const candidate = n === 0 ? wanted : `${wanted}.${n}`;
    try {
      await stat(candidate);
    } catch (error) {
      if (isMissing(error)) return candidate;
      throw error;
    }
  }
}
