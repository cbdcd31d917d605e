import { setTimeout as sleep } from 'node:timers/promises';
import { equalBytes, parseNote, parseVerifierKey, toBase64 } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Tx, Writing } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { type HouseFinding, makeFinding } from './findings.ts';
import type { LogKey } from './key.ts';
import { noteVerifierKey, takeNextKey } from './key-folder.ts';
import { sealNew } from './seal.ts';
import { type SequencerParts, startSequencer } from './sequence.ts';

/** A key on record, and what it replaces. */
export interface KeyRow {
  id: string;
  origin: string;
  verifier_key: string;
  revokes: boolean;
}

/** The key that signs: the one that no other replaces. Undefined before the first start. */
export async function currentKey(tx: Tx): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`
    select id, origin, verifier_key, revokes from log_key k
    where not exists (select from log_key later where later.replaces = k.id)`.execute(tx);
  return rows[0];
}

/** Puts the successor of a key on record, and whether the one before is revoked with it. */
export async function recordSuccessor(
  ctx: Writing,
  old: KeyRow,
  { next, revokes, reason }: { next: LogKey; revokes: boolean; reason: string },
): Promise<Sealed<null>> {
  const values = {
    ...{ id: makeId(ctx.clock), origin: old.origin, verifier_key: next.verifierKey },
    ...{ created_at: ctx.clock.now(), replaces: old.id, revokes, reason },
  };
  return sealNew(ctx, { kind: revokes ? 'key.revoked' : 'key.rotated', table: 'log_key', values }, null);
}

const mostTries = 100;

/**
 * Brings a succession that is on record to its end, also after a crash: a key that is merely replaced signs once more,
 * over the entry that names its successor, so that whoever trusts it can follow; one that is revoked signs nothing more.
 * Throws when the log cannot be sequenced; then nothing has changed and the next start tries again.
 */
export async function endSuccession(
  parts: Pick<SequencerParts, 'database' | 'clock' | 'log' | 'keep'>,
  folder: string,
  { old, next, row }: { old: LogKey; next: LogKey; row: KeyRow },
): Promise<void> {
  const isInTree = () => transact(parts.database, house, (tx) => leafOf(tx, row.id));
  if (!row.revokes && (await isInTree()) === null) {
    const quiet = { sequenced: () => undefined, passed: async () => undefined };
    const sequencer = startSequencer({ ...parts, ...quiet, key: old });
    try {
      for (let tries = 0; (await isInTree()) === null; tries++) {
        if (tries === mostTries) throw new Error('the entry of the new key does not enter the log');
        if ((await sequencer.runOnce()) === 0) await sleep(50);
      }
    } finally {
      await sequencer.stop();
    }
  }
  await noteVerifierKey(folder, next.verifierKey);
  await takeNextKey(folder);
}

/** Place in the log of the entry by which a key was put on record as another's successor; null while it waits. */
async function leafOf(tx: Tx, keyId: string): Promise<number | null> {
  const { rows } = await sql<{ leaf_index: number }>`
    select l.leaf_index from custody_entry e join custody_leaf l using (entry_id)
    where e.subject_type = 'log_key' and e.subject_id = ${keyId}`.execute(tx);
  return rows[0]?.leaf_index ?? null;
}

/**
 * Checkpoints that a key signed after it was replaced: later than the first one that names its successor, or than that
 * successor's entry where it was revoked.
 */
export async function findLateSignatures(tx: Tx, findings: HouseFinding[]): Promise<void> {
  const { rows } = await sql<{ old: string; at: number; revokes: boolean }>`
    select before.verifier_key as old, l.leaf_index as at, k.revokes
    from log_key k join log_key before on before.id = k.replaces
      join custody_entry e on e.subject_type = 'log_key' and e.subject_id = k.id
      join custody_leaf l using (entry_id) order by l.leaf_index`.execute(tx);
  for (const { old, at, revokes } of rows) {
    const last = revokes ? at : await firstCheckpointAfter(tx, at);
    for (const size of await signedAfter(tx, last, old))
      findings.push(makeFinding('log.lateKey', String(size)));
  }
}

async function firstCheckpointAfter(tx: Tx, leafIndex: number): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`
    select min(size) as size from custody_checkpoint where size > ${leafIndex}`.execute(tx);
  return rows[0]?.size ?? Number.MAX_SAFE_INTEGER;
}

/** Sizes of checkpoints beyond one that carry a signature of this key, a thousand at most. */
async function signedAfter(tx: Tx, size: number, verifierKey: string): Promise<number[]> {
  const { name, keyId } = parseVerifierKey(verifierKey);
  // Four bytes make five whole signs of base64; the sixth depends on the signature.
  const begun = `\n— ${name} ${toBase64(keyId).slice(0, 5)}`;
  const { rows } = await sql<{ size: number; note: string }>`
    select size, note from custody_checkpoint where size > ${size} and strpos(note, ${begun}) > 0
    order by size limit 1000`.execute(tx);
  const isBy = ({ note }: { note: string }) =>
    parseNote(note).signatures.some((one) => one.name === name && equalBytes(one.keyId, keyId));
  return rows.filter(isBy).map((row) => row.size);
}
