import { sql } from 'kysely';
import type { Tx, Writing } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from './seal.ts';

/** More than one house will have; the note of a checkpoint has 64 signatures at most. */
const mostCosignatures = 60;

/** What a witness added to a checkpoint, verified. `witness` is its verifier key. */
export interface Cosignature {
  size: number;
  witness: string;
  /** As it stands in the note, with its newline. */
  line: string;
  /** By the clock of the witness. */
  at: string;
}

/** The signed note of a checkpoint with all cosignatures that were had for it, in one order. Throws notFound. */
export async function cosignedNote(tx: Tx, size: number): Promise<string> {
  const { rows } = await sql<{ note: string; lines: string }>`
    select c.note, coalesce((
      select string_agg(line, '' order by witness collate "C") from (
        select line, witness from checkpoint_cosignature where size = c.size
        order by witness collate "C" limit ${mostCosignatures}) kept), '') as lines
    from custody_checkpoint c where c.size = ${size}`.execute(tx);
  const { note, lines } = found(rows[0]);
  return note + lines;
}

/** Keeps the first cosignature of a witness under a checkpoint: the earlier, the more it proves. False when there is one. */
export async function keepCosignature(
  tx: Tx,
  { size, witness, line, at }: Cosignature,
  receivedAt: string,
): Promise<boolean> {
  const kept = await tx
    .insertInto('checkpoint_cosignature')
    .values({ size, witness, line, at, received_at: receivedAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('size')
    .executeTakeFirst();
  return kept !== undefined;
}

/** The newest checkpoint that a witness cosigned, as this house knows; null before the first. */
export async function lastCosigned(tx: Tx, witness: string): Promise<{ size: number; note: string } | null> {
  const { rows } = await sql<{ size: number; note: string }>`
    select s.size, c.note || s.line as note from checkpoint_cosignature s join custody_checkpoint c using (size)
    where s.witness = ${witness} order by s.size desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Why a witness refuses: it stands at a larger log than ours (ours was rolled back), at another one of the same size, or what
 * we have does not continue what it cosigned.
 */
export type RefusalKind = 'larger' | 'fork' | 'unproven';

export interface WitnessRefusal {
  witness: string;
  kind: RefusalKind;
  size: number;
  note: string;
  witnessSize: number;
  witnessNote: string | null;
}

/** Puts a refusal on record. Sealed as `witness.refused`. */
export async function recordRefusal(ctx: Writing, refusal: WitnessRefusal): Promise<Sealed<string>> {
  const id = makeId(ctx.clock);
  const { witness, kind, size, note, witnessSize, witnessNote } = refusal;
  const theirs = { witness_size: witnessSize, witness_note: witnessNote };
  await ctx.tx
    .insertInto('witness_refusal')
    .values({ id, witness, kind, size, note, ...theirs, at: ctx.clock.now() })
    .execute();
  return seal(ctx, { kind: 'witness.refused', table: 'witness_refusal', id }, id);
}
