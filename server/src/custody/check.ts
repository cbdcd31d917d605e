import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import type { Vault } from '../base/vault.ts';
import { checkBytes, countOrphans, listKept } from './check-bytes.ts';
import { checkDerived } from './check-derived.ts';
import { checkLog } from './check-log.ts';
import { checkRows } from './check-rows.ts';
import { type HouseFinding, plainFinding } from './findings.ts';
import { rootOfEdge } from './right-edge.ts';
import { seal } from './seal.ts';

export type Stage = 'log' | 'rows' | 'bytes';

export interface CheckingHouse {
  database: Database;
  vault: Vault;
  clock: Clock;
  verifierKeys: readonly string[];
  /** Signed checkpoints kept outside the database. */
  keptElsewhere: readonly string[];
  progress: (stage: Stage, done: number, total: number) => void;
}

export interface Checked {
  findings: HouseFinding[];
  size: number;
  /** Base64. */
  root: string;
  rows: number;
  objects: number;
  bytes: number;
  /** Objects in the vault that nothing on record names; for information. */
  orphans: number;
  startedAt: string;
}

/** Re-verifies the whole house: the log, that each row is as sealed, every byte in the vault. Changes nothing. */
export async function checkHouse(checking: CheckingHouse): Promise<Checked> {
  const startedAt = checking.clock.now();
  const stored = await transact(checking.database, house, async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx); // log and rows are seen as of one moment
    const log = await checkLog({
      ...checking,
      tx,
      progress: (done, total) => checking.progress('log', done, total),
    });
    const rows = await checkRows(tx, (done, total) => checking.progress('rows', done, total));
    return { log, rows, derived: await checkDerived(tx), kept: await listKept(tx) };
  });
  const bytes = await checkBytes(checking.vault, stored.kept, (done, total) =>
    checking.progress('bytes', done, total),
  );
  return {
    findings: [...stored.log.findings, ...stored.rows.findings, ...stored.derived, ...bytes.findings],
    size: stored.log.edge.size,
    root: Buffer.from(await rootOfEdge(stored.log.edge)).toString('base64'),
    rows: stored.rows.rows,
    objects: bytes.objects,
    bytes: bytes.bytes,
    orphans: await countOrphans(checking.vault, stored.kept),
    startedAt,
  };
}

/** Puts the outcome of a check on record. Sealed as `log.verified`. */
export async function recordCheck(ctx: Writing, checked: Checked, askedBy: string): Promise<Sealed<string>> {
  const id = makeId(ctx.clock);
  await ctx.tx
    .insertInto('verification')
    .values({
      id,
      size: checked.size,
      root: checked.root,
      ok: checked.findings.length === 0,
      findings: JSON.stringify(checked.findings.slice(0, 1000).map(plainFinding)),
      entries: checked.size,
      rows: checked.rows,
      objects: checked.objects,
      bytes: checked.bytes,
      asked_by: askedBy,
      started_at: checked.startedAt,
      ended_at: ctx.clock.now(),
    })
    .execute();
  return seal(ctx, { kind: 'log.verified', table: 'verification', id }, id);
}
