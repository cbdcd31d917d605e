import type { Requirements } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { DutyQuery } from './duties.ts';

/** Duties that run against a time of their own; all others say what the record of an act has to hold. */
export const deadlineDuties = ['store', 'handover', 'period'] as const;
const shown = 50;

/** Narrows duties to those of the organ that run against a time of their own. */
export const withDeadline = (query: DutyQuery): DutyQuery =>
  query.where('obligation.duty', 'in', [...deadlineDuties]).where('obligation.whose', '=', 'organ');

/**
 * Acts whose record lacks something, the newest first: one line for an act, however much it lacks. What could only be
 * done while the act lasted counts as missed.
 */
export async function readRequirements(
  ctx: Reading,
  concerns: (query: DutyQuery) => DutyQuery,
  query: DutyQuery,
): Promise<Requirements[]> {
  const now = ctx.clock.now();
  const wanting = concerns(query)
    .where('obligation.subject_type', '=', 'act')
    .where('obligation.judgement', '=', 'judged')
    .where('obligation.discharged_at', 'is', null)
    .where('obligation.excused', '=', false)
    .where('obligation.duty', 'not in', [...deadlineDuties, 'keeping'])
    .where(sql<boolean>`(obligation.opens_at is null or obligation.opens_at <= ${now})`);
  const rows = await ctx.tx
    .selectFrom(wanting.as('d'))
    .innerJoin('act', 'act.id', 'd.subject_id')
    .select(['act.id', 'act.number', 'act.cause', 'act.started_at as startedAt'])
    .select(sql<number>`count(*)`.as('open'))
    .select(sql<number>`count(*) filter (where d.due_before <= ${now})`.as('missed'))
    .groupBy('act.id')
    .orderBy('act.started_at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(shown)
    .execute();
  return rows;
}
