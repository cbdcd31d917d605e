import type { calendarShapes } from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Writing } from '../base/context.ts';
import type { Sealed } from '../base/sealed.ts';
import { type ChangeRow, decideChange, holdCalendars, type Law } from '../law/index.ts';
import { judgeApart } from './follower.ts';
import { type Cause, noteOwners, type Told, tellOwners } from './notices.ts';
import type { Subject } from './touched.ts';

const batch = 200;

type Outcome = z.output<typeof calendarShapes.calendarOutcome>;
const nothing: Readonly<Outcome> = { judged: 0, failed: 0, moved: 0, told: 0 };

/** The next subjects of an organ with an open duty whose count asked the calendar. */
async function nextOpen({ tx }: Writing, organId: string, after: string): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select distinct subject_type as type, subject_id as id from obligation
    where organ_id = ${organId} and subject_id > ${after} and discharged_at is null and judgement = 'judged'
      and calendar_version is not null
    order by subject_id limit ${batch}`.execute(tx);
  return rows;
}

/**
 * Judges every open duty of these organs whose count asked the calendar, and tells the owners of those that moved; batch
 * by batch, in the caller's transaction and as the house. Duties that are discharged keep their verdict, and those of a
 * subject that cannot be judged: these are counted as failed and keep none of the others waiting.
 */
export async function rejudgeOpen(
  ctx: Writing,
  product: Law,
  organIds: readonly string[],
  cause: Cause,
): Promise<Outcome> {
  const told = new Map<string, Told>();
  const outcome: Outcome = { ...nothing };
  const refused = () => {
    outcome.failed += 1;
  };
  for (const organId of organIds) {
    const house: Writing = { ...ctx, actor: { kind: 'system', organId } };
    let after = '00000000-0000-0000-0000-000000000000';
    for (let open = await nextOpen(house, organId, after); open.length > 0; ) {
      const moved = await judgeApart(house, product, open, refused);
      await noteOwners(house, moved, told);
      outcome.judged += open.length;
      outcome.moved += moved.length;
      after = open.at(-1)?.id ?? after;
      open = await nextOpen(house, organId, after);
    }
  }
  await tellOwners({ ...ctx, actor: { kind: 'system', organId: null } }, told, cause);
  return { ...outcome, told: told.size };
}

/** Organs with a regulation to judge by. */
export async function boundOrgans({ tx }: Writing): Promise<string[]> {
  const query = tx.selectFrom('organ').select('id').where('pack_id', 'is not', null).orderBy('id');
  return (await query.execute()).map(({ id }) => id);
}

const causeOf = ({ id, title, document_no }: ChangeRow): Cause => ({
  zh: `《${title}》（${document_no}）已生效`,
  en: `"${title}" (${document_no}) is in effect`,
  subject: { type: 'calendar_change', id },
});

/**
 * Decides a change of the calendar. An approval takes effect at once: in the same transaction all open duties of the
 * organs concerned are judged under the new calendar, and their owners told.
 */
export async function decideCalendarChange(
  ctx: Writing,
  product: Law,
  input: z.output<typeof calendarShapes.calendarDecision>,
): Promise<Sealed<Outcome>> {
  await holdCalendars(ctx, 'alone');
  const sealed = await decideChange(ctx, product, input);
  const change = sealed.value;
  if (change.state !== 'approved') return { ...sealed, value: nothing };
  const ids = (await boundOrgans(ctx)).filter((id) => change.scope === 'house' || id === change.organ_id);
  return { ...sealed, value: await rejudgeOpen(ctx, product, ids, causeOf(change)) };
}
