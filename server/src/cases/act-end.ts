import { sql } from 'kysely';
import { personOf, type Writing } from '../base/context.ts';
import { seal } from '../custody/index.ts';
import { reshelveOfAct } from './evidence.ts';

interface Leaving {
  actId: string;
  /** When the site was left, as it was stated before; null where nobody had stated it. */
  before: string | null;
  /** As it is stated now; null when it is taken back. */
  after: string | null;
}

/**
 * Leaving the site ends the act of which nobody has entered another end, so that what is due from its end on is counted
 * without anybody typing the time a second time. Where the leaving is corrected or taken back, the end that it gave goes
 * with it. Sealed as `act.changed`; an end that says something else stays as it was entered.
 */
export async function endByLeaving(ctx: Writing, { actId, before, after }: Leaving): Promise<void> {
  const ended = await ctx.tx
    .updateTable('act')
    .set({ ended_at: after, changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() })
    .set({ revision: sql`revision + 1` })
    .where('id', '=', actId)
    .where('type', '<>', 'caseProcedure')
    .where(sql<boolean>`ended_at is not distinct from ${before}::timestamptz`)
    .where(sql<boolean>`(${after}::timestamptz is null or ${after}::timestamptz >= started_at)`)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) return;
  await reshelveOfAct(ctx, actId);
  await seal(ctx, { kind: 'act.changed', table: 'act', id: actId }, null);
}
