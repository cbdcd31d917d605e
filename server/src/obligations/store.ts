import { sql } from 'kysely';
import type { Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { seal, sealNew } from '../custody/index.ts';
import { columnsOf, digestOf, type Judged } from './judge.ts';
import type { Subject } from './touched.ts';

/** What is stored of a duty, as far as judging again needs it. */
export interface Stored {
  id: string;
  subject_id: string;
  duty: string;
  key: string;
  tier: string;
  judgement: string;
  digest: string | null;
  due_before: string | null;
}

/** A duty whose due time a judgement moved. */
export interface Moved {
  id: string;
  subject: Subject;
  duty: string;
  organId: string;
  from: string;
  to: string;
}

/** The stored duties of these subjects, by subject. One question, however many there are. */
export async function storedOf(
  { tx }: Pick<Writing, 'tx'>,
  subjects: readonly Subject[],
): Promise<Map<string, Stored[]>> {
  const { rows } = await sql<Stored>`
    select id, subject_id, duty, key, tier, judgement, digest, due_before from obligation
    where (subject_type, subject_id) in (select t, i::uuid from unnest(
      ${subjects.map((one) => one.type)}::text[], ${subjects.map((one) => one.id)}::text[]) as s (t, i))`.execute(
    tx,
  );
  return Map.groupBy(rows, (row) => row.subject_id);
}

/**
 * Writes what a judgement changes for one subject, and nothing where it says the same. Sealed as `obligation.judged`,
 * with the due time as it was. Returns the open duties whose due time moved.
 */
export async function storeJudged(
  ctx: Writing,
  organId: string,
  subject: Subject,
  judged: readonly Judged[],
  before: readonly Stored[],
): Promise<Moved[]> {
  const moved: Moved[] = [];
  const left = new Map(before.map((row) => [nameOf(row), row]));
  for (const one of judged) {
    const known = left.get(nameOf(one));
    left.delete(nameOf(one));
    if (known === undefined) await insert(ctx, organId, subject, one);
    else if (known.digest !== digestOf(one)) {
      await update(ctx, known, one);
      const [from, to] = [known.due_before, one.due_before];
      if (from !== null && to !== null && from !== to && one.discharged_at === null)
        moved.push({ id: known.id, subject, duty: one.duty, organId, from, to });
    }
  }
  for (const row of left.values()) if (row.judgement !== 'withdrawn') await withdraw(ctx, row.id);
  return moved;
}

const nameOf = ({ duty, key, tier }: Pick<Stored, 'duty' | 'key' | 'tier'>) => `${duty}/${tier}/${key}`;
const sealing = { kind: 'obligation.judged', table: 'obligation' } as const;

async function insert(ctx: Writing, organId: string, subject: Subject, judged: Judged): Promise<void> {
  const owner = { organ_id: organId, subject_type: subject.type, subject_id: subject.id };
  const values = { id: makeId(ctx.clock), ...owner, ...columnsOf(judged), judged_at: ctx.clock.now() };
  await sealNew(ctx, { ...sealing, values }, null);
}

async function update(ctx: Writing, known: Stored, judged: Judged): Promise<void> {
  const { id, due_before } = known;
  const moves = due_before !== null && due_before !== judged.due_before;
  const row = {
    ...{ ...columnsOf(judged), judged_at: ctx.clock.now() },
    ...(moves ? { previous_due_before: due_before } : {}),
  };
  await seal(
    ctx,
    { ...sealing, id, by: ctx.tx.updateTable('obligation').set(row).where('id', '=', id) },
    null,
  );
}

/** A withdrawn duty forgets its digest, so that it is written anew when it comes back. */
async function withdraw(ctx: Writing, id: string): Promise<void> {
  const row = { judgement: 'withdrawn', digest: null, judged_at: ctx.clock.now() };
  await seal(
    ctx,
    { ...sealing, id, by: ctx.tx.updateTable('obligation').set(row).where('id', '=', id) },
    null,
  );
}
