import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Description, parseDescription, utf8 } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Tx } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { enqueue, type Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import type { Vault } from '../base/vault.ts';
import { cosignedNote, lastEntryOf, proveEntryAt, readSuccession, seal } from '../custody/index.ts';
import type { DocumentHouse } from '../documents/index.ts';
import {
  type BagFile,
  entryLine,
  keysFile,
  type ListedFile,
  sealFile,
  tagManifest,
  tagTexts,
} from './bag.ts';
import { capsules } from './eep.ts';
import { describe, FileFault, gather, readFiles } from './gather.ts';
import { readme } from './readme.ts';
import { reportSheet } from './report.ts';
import type { Selection } from './select.ts';
import { fileOf, keepFiles, listFiles, readMade } from './store.ts';
import { layOutZip } from './zip.ts';

/** What the job that puts packages together works with. */
export interface PackagingHouse {
  database: Database;
  clock: Clock;
  log: Log;
  vault: Vault;
  printer: DocumentHouse['printer'];
  /** Verifier keys that this log has had; the last one signs. */
  verifierKeys: readonly string[];
  /** Who cosigns checkpoints; their keys go along. */
  witnesses: readonly { verifierKey: string }[];
  /** Whose time stamps are believed here; their certificates go along. */
  authorities: readonly { name: string; pem: string }[];
  /** Has the checkpoint of a size stamped by authorities of time, where there are any; never rejects for their sake. */
  stamp: (size: number, signal: AbortSignal) => Promise<void>;
  /** Folder of the built verifier: verify.html and verify.mjs. */
  verifierFolder: string;
  wake: () => void;
}

/** The room's jobs: `package` puts one together. Cut off by a crash it goes on from what is known. */
export const packageJobs = (hands: PackagingHouse): Jobs => ({
  package: async ({ id = '' }, signal) => buildPackage(hands, id, signal),
});

/** Orders again what is under way at a start: a job that a crash cut off stays taken for hours. */
export async function reorderPackages({ database }: Pick<PackagingHouse, 'database'>): Promise<void> {
  await transact(database, house, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select p.id from evidence_package p left join evidence_package_progress g on g.package_id = p.id
      where p.state <> 'failed' and g.zip_bytes is null`.execute(tx);
    for (const { id } of rows) await enqueue(tx, 'package', { id }, `package ${id}`);
  });
}

interface Order {
  id: string;
  organId: string;
  selection: Selection;
  title: string;
  recipient: string;
  purpose: string;
  state: string;
  asOfSize: number | null;
  zipBytes: number | null;
}

async function readOrder({ database }: PackagingHouse, id: string): Promise<Order | null> {
  return transact(database, house, async (tx) => {
    const { rows } = await sql<Omit<Order, 'selection'> & { kind: Selection['kind']; ids: string[] }>`
      select p.id, p.organ_id as "organId", p.subject_kind as kind, p.subject_ids as ids, p.title, p.recipient,
        p.purpose, p.state, g.as_of_size as "asOfSize", g.zip_bytes as "zipBytes"
      from evidence_package p left join evidence_package_progress g on g.package_id = p.id where p.id = ${id}`.execute(
      tx,
    );
    const row = rows[0];
    return row === undefined ? null : { ...row, selection: { kind: row.kind, ids: row.ids } };
  });
}

/** Puts a package together, from wherever an earlier attempt came to. */
export async function buildPackage(hands: PackagingHouse, id: string, signal?: AbortSignal): Promise<void> {
  const order = await readOrder(hands, id);
  if (order === null || order.state === 'failed' || order.zipBytes !== null) return;
  try {
    if (order.state === 'ordered') await fixContent(hands, order, signal);
    await addProofs(hands, order, signal);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    await refusePackage(hands, order, error);
  }
}

const note = (hands: PackagingHouse, { id, organId }: Order, set: Record<string, number>): Promise<unknown> =>
  transact(hands.database, house, (tx) =>
    tx
      .insertInto('evidence_package_progress')
      .values({ package_id: id, organ_id: organId, ...set })
      .onConflict((on) => on.column('package_id').doUpdateSet(set))
      .execute(),
  );

const mostWaits = 600;

/** Waits until an entry about the package is in the tree, and gives its place and number. */
async function placeOf(hands: PackagingHouse, { id }: Order, kind: string, signal?: AbortSignal) {
  for (let waits = 0; waits < mostWaits; waits++) {
    signal?.throwIfAborted();
    const found = await transact(hands.database, house, async (tx) => {
      const entryId = await lastEntryOf({ tx }, id, kind);
      const leaf = await tx
        .selectFrom('custody_leaf')
        .select('leaf_index')
        .where('entry_id', '=', entryId)
        .executeTakeFirst();
      return leaf && { entryId, index: leaf.leaf_index };
    });
    if (found !== undefined) return found;
    hands.wake();
    await sleep(100);
  }
  throw new Error(`the entry ${kind} does not enter the log`);
}

/** The size of the log from which the content is read: of the first checkpoint over the order itself, kept for later attempts. */
async function settleSize(hands: PackagingHouse, order: Order, signal?: AbortSignal): Promise<number> {
  const { index } = await placeOf(hands, order, 'package.ordered', signal);
  const erased = await transact(hands.database, house, (tx) => lastErasure(tx, order.organId));
  if (order.asOfSize !== null && order.asOfSize > erased) return order.asOfSize;
  const size = await transact(hands.database, house, (tx) => sizeAfter(tx, Math.max(index, erased)));
  await note(hands, order, { as_of_size: size });
  return size;
}

const cosigningTries = 100;

/**
 * Size of the checkpoint that proves a place in the log: where there are witnesses the first that one of them has
 * cosigned within ten seconds, else the first over it. A witness that is silent holds up no package.
 */
async function proofSize(
  { database, witnesses }: PackagingHouse,
  index: number,
  signal?: AbortSignal,
): Promise<number> {
  for (let tries = 0; witnesses.length > 0 && tries < cosigningTries; tries++) {
    signal?.throwIfAborted();
    const { rows } = await transact(database, house, (tx) =>
      sql<{ size: number | null }>`
        select min(size) as size from checkpoint_cosignature where size > ${index}`.execute(tx),
    );
    if (rows[0]?.size) return Number(rows[0].size);
    await sleep(100);
  }
  return transact(database, house, (tx) => sizeAfter(tx, index));
}

/** Place of the last erasure in an organ, -1 without one: what came after a size could not be told in it. */
async function lastErasure(tx: Tx, organId: string): Promise<number> {
  const { rows } = await sql<{ index: number }>`
    select coalesce(max(l.leaf_index), -1) as index from custody_entry e join custody_leaf l using (entry_id)
    where e.organ_id = ${organId} and e.kind = 'payload.erased'`.execute(tx);
  return Number(rows[0]?.index);
}

async function sizeAfter(tx: Tx, index: number): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select min(size) as size from custody_checkpoint where size > ${index}`.execute(tx);
  return Number(rows[0]?.size);
}

const everyMillis = 500;

/** Tells how many bytes are done, twice a second at most. */
function progressOf(hands: PackagingHouse, order: Order, signal?: AbortSignal) {
  let done = 0;
  let told = performance.now();
  return async (count: number): Promise<void> => {
    signal?.throwIfAborted();
    done += count;
    if (performance.now() - told < everyMillis) return;
    told = performance.now();
    await note(hands, order, { done });
  };
}

/** Reads and verifies everything, describes it, and seals the description. */
async function fixContent(hands: PackagingHouse, order: Order, signal?: AbortSignal): Promise<void> {
  const { database, vault, printer, verifierKeys } = hands;
  const { organId, selection, recipient, purpose } = order;
  const size = await settleSize(hands, order, signal);
  const gathered = await transact(database, house, (tx) => gather(tx, { organId, selection, size }));
  await note(hands, order, { done: 0, total: gathered.files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const stored = await readFiles(vault, gathered, progressOf(hands, order, signal));
  const { archived, asOf } = gathered;
  const records = [...gathered.records, ...(await capsules(vault, archived, gathered.files, asOf))];
  const content = { ...gathered, records };
  const files = [...stored, ...records.map((record) => fileOf(record.path, record.bytes))];
  const subject = { kind: selection.kind, ids: [...selection.ids], title: order.title };
  const { description, bytes } = describe(content, files, subject);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { entries } = content;
  const verifierKey = verifierKeys.at(-1) ?? '';
  const sheet = reportSheet({ description, digest, entries, verifierKey, recipient, purpose });
  const report = await printer.print({ sheet, code: null, at: Date.parse(content.asOf.at) });
  const verifier = await Promise.all(
    ['verify.html', 'verify.mjs'].map(async (name) =>
      fileOf(name, await readFile(`${hands.verifierFolder}/${name}`)),
    ),
  );
  const made = [
    ...files,
    ...verifier,
    ...[fileOf('data/package.json', bytes), fileOf('data/report.pdf', report.bytes)],
  ];
  await sealDescription(hands, order, made, size);
}

/** Puts down what was made and seals what it is. Sealed as `package.described`. */
export async function sealDescription(
  { database, clock, wake }: Pick<PackagingHouse, 'database' | 'clock' | 'wake'>,
  { id, organId }: Pick<Order, 'id' | 'organId'>,
  made: readonly BagFile[],
  size: number,
): Promise<void> {
  const digestOf = (path: string) => made.find((file) => file.path === path)?.sha256 ?? null;
  const set = {
    ...{ state: 'described', as_of_size: size, ended_at: clock.now() },
    ...{ description_sha256: digestOf('data/package.json'), report_sha256: digestOf('data/report.pdf') },
    verifier_sha256: digestOf('verify.html'),
  };
  const actor = { kind: 'system', organId } as const;
  await transact(database, actor, async (tx) => {
    await keepFiles(tx, { id, organId }, made);
    const by = tx
      .updateTable('evidence_package')
      .set(set)
      .where('id', '=', id)
      .where('state', '=', 'ordered');
    const ctx = { tx, actor, clock, writing: true as const };
    await seal(ctx, { kind: 'package.described', table: 'evidence_package', id, by }, null);
  });
  wake();
}

/** Notes why there is no package. Sealed as `package.failed`. */
export async function refusePackage(
  { database, clock, wake }: Pick<PackagingHouse, 'database' | 'clock' | 'wake'>,
  { id, organId }: Pick<Order, 'id' | 'organId'>,
  { path, why }: FileFault,
): Promise<void> {
  const actor = { kind: 'system', organId } as const;
  const set = { state: 'failed', fault: JSON.stringify({ path, why }), ended_at: clock.now() };
  await transact(database, actor, async (tx) => {
    const by = tx.updateTable('evidence_package').set(set).where('id', '=', id);
    const ctx = { tx, actor, clock, writing: true as const };
    await seal(ctx, { kind: 'package.failed', table: 'evidence_package', id, by }, null);
  });
  wake();
}

/** Adds what proves the content, once its seal is in the tree: checkpoint, receipts, lists. Then the archive can go out. */
async function addProofs(hands: PackagingHouse, order: Order, signal?: AbortSignal): Promise<void> {
  const { database, verifierKeys, witnesses, authorities } = hands;
  const { entryId, index } = await placeOf(hands, order, 'package.described', signal);
  const size = await proofSize(hands, index, signal);
  await hands.stamp(size, signal ?? new AbortController().signal);
  await transact(database, house, async (tx) => {
    const there = await listFiles(tx, order.id);
    const { description, digest } = descriptionIn(await readMade(tx, order.id, 'data/package.json'));
    const sealed = await proveEntryAt({ tx }, entryId, { index, size });
    const logFiles = [
      fileOf('data/log/checkpoint', utf8(await cosignedNote(tx, size))),
      fileOf('data/log/seal.json', sealFile(sealed)),
      fileOf('data/log/entries.jsonl', utf8(await entryLines(tx, description, size))),
      fileOf(
        'data/log/keys.json',
        keysFile({
          log: [...verifierKeys],
          witnesses: witnesses.map(({ verifierKey }) => verifierKey),
          authorities: [...authorities],
          succession: await readSuccession(tx),
        }),
      ),
      ...(await stampFiles(tx, size)),
    ];
    const others = there.filter(({ path }) => !logFiles.some((file) => file.path === path));
    const whole = [...others, ...logFiles];
    const tags = [
      ...tagTexts(description, digest, whole).map(({ path, bytes }) => fileOf(path, bytes)),
      fileOf('README.txt', utf8(readme(digest))),
    ];
    const verifier = others.filter(({ path }) => path.startsWith('verify.'));
    const list = fileOf('tagmanifest-sha256.txt', tagManifest([...tags, ...verifier]));
    await keepFiles(tx, order, [...logFiles, ...tags, list]);
    const at = description.asOf.at;
    const layout = layOutZip(membersOf(digest, await listFiles(tx, order.id)), at);
    await sql`update evidence_package_progress set log_size = ${size}, zip_bytes = ${layout.size}, done = total
      where package_id = ${order.id}`.execute(tx);
  });
}

/** Name of the folder in the archive: it tells which package it is. */
export const bagName = (digest: string): string => `liuhen-${digest.slice(0, 16)}`;

/** The files of a package as members of its archive. */
export const membersOf = (digest: string, files: readonly ListedFile[]) =>
  files.map(({ path, size, crc32 }) => ({ path: `${bagName(digest)}/${path}`, size, crc32 }));

const descriptionIn = (bytes: Uint8Array): { description: Description; digest: string } => ({
  description: parseDescription(new Uint8Array(bytes)),
  digest: createHash('sha256').update(bytes).digest('hex'),
});

async function entryLines(tx: Tx, { entries }: Description, size: number): Promise<string> {
  const { rows } = await sql<{ entry_id: number; leaf_index: number }>`
    select entry_id, leaf_index from custody_leaf where leaf_index = any(${entries}::bigint[]) order by leaf_index`.execute(
    tx,
  );
  const lines: string[] = [];
  for (const { entry_id: entryId, leaf_index: index } of rows)
    lines.push(entryLine(await proveEntryAt({ tx }, entryId, { index, size })));
  return lines.join('');
}

async function stampFiles(tx: Tx, size: number): Promise<BagFile[]> {
  const stamps = await tx
    .selectFrom('checkpoint_stamp')
    .select('token')
    .where('size', '=', size)
    .orderBy('authority')
    .execute();
  return stamps.map(({ token }, i) => fileOf(`data/log/timestamps/${i + 1}.tsr`, token));
}
