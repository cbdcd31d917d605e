import { sql } from 'kysely';
import { type Clock, plusMillis } from '../base/clock.ts';
import type { Reading, Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import type { Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import { tell } from './notices.ts';
import { ownersOf, type Tellable, tellableOf } from './owners.ts';
import { type Coming, sayReminder } from './reminder-words.ts';

const batch = 200;
const hour = 3_600_000;
/** What has been missed for longer stands on the workbench and surprises nobody: an old house that starts reminding tells no pile. */
const lookBackMillis = 30 * 24 * hour;

/** What the job that reminds works with. */
export interface RemindingHouse {
  database: Database;
  clock: Clock;
  log: Log;
  /** There is something to sequence. */
  wake: () => void;
  /** Hours before the due time at which owners are told; 0 when it has passed. */
  remindHours: readonly number[];
  /** Hours after the due time at which the organ's heads are told of what is still open. */
  escalateHours: readonly number[];
}

/** The room's jobs; `remind` is for every minute. */
export function reminderJobs(hands: RemindingHouse): Jobs {
  return { remind: (_, signal) => remind(hands, signal) };
}

/** Tells whoever has to be told now, batch by batch, each in a transaction of its own. */
async function remind(hands: RemindingHouse, signal: AbortSignal): Promise<void> {
  const { database, clock, remindHours, escalateHours } = hands;
  for (const leads of [remindHours, escalateHours.map((hours) => -hours)]) {
    for (let told = leads.length > 0 ? batch : 0; told === batch && !signal.aborted; )
      told = await transact(database, house, (tx) =>
        remindBatch({ tx, actor: house, clock, writing: true }, leads),
      );
  }
  hands.wake();
}

interface Due extends Coming {
  id: string;
  organId: string;
  subjectType: 'recording' | 'act';
  subjectId: string;
  lead: number;
}

/**
 * Open duties of the organs for which the last lead that was reached is not told yet: those before it are not made up
 * for. Leads are all of owners, or all below 0 of heads.
 */
async function dueNow({ tx, clock }: Reading, leads: readonly number[]): Promise<Due[]> {
  const now = clock.now();
  const earliest = plusMillis(now, -lookBackMillis + Math.min(...leads, 0) * hour);
  const { rows } = await sql<Due>`
    select o.id, o.organ_id as "organId", o.subject_type as "subjectType", o.subject_id as "subjectId",
      o.duty, o.what, o.citation, o.due_before as "dueBefore", o.provisional, l.lead
    from obligation o cross join lateral (
      select min(lead) as lead from unnest(${leads}::int[]) as lead
      where o.due_before <= ${now}::timestamptz + lead * interval '1 hour') l
    where o.judgement = 'judged' and o.discharged_at is null and o.whose = 'organ' and o.duty <> 'keeping'
      and not o.excused and (o.opens_at is null or o.opens_at <= ${now})
      and o.due_before > ${earliest} and o.due_before <= ${plusMillis(now, Math.max(...leads) * hour)}
      and not exists (select from reminder r where r.obligation_id = o.id and r.due_before = o.due_before
        and r.lead <= l.lead and (r.lead < 0) = (l.lead < 0))
    order by o.subject_id, l.lead, o.due_before, o.id limit ${batch}`.execute(tx);
  return rows;
}

/** Whom a lead concerns: heads of what was missed, else the owners, and who receives what is handed over. */
function addresseesOf({ lead, duty }: Due, { owners, custodians, heads }: Tellable): string[] {
  if (lead < 0) return heads;
  if (owners.length === 0) return custodians;
  return duty === 'handover' ? [...new Set([...owners, ...custodians])] : owners;
}

const nobody: Tellable = { owners: [], custodians: [], heads: [] };

/** Tells one batch and notes it; nothing while another server does. Returns how many duties it was. */
async function remindBatch(ctx: Writing, leads: readonly number[]): Promise<number> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('liuhen.remind')) as free`.execute(ctx.tx);
  if (!rows[0]?.free) return 0;
  const due = await dueNow(ctx, leads);
  if (due.length === 0) return 0;
  const owned = await ownersOf(ctx, [...new Set(due.map(({ subjectId }) => subjectId))]);
  const tellable = await tellableOf(ctx, owned);
  const told = due.flatMap((one) => {
    const accounts = addresseesOf(one, tellable.get(one.subjectId) ?? nobody);
    return (accounts.length > 0 ? accounts : [null]).map((accountId) => ({ ...one, accountId }));
  });
  const notices = Map.groupBy(told, (one) => `${one.accountId} ${one.subjectId} ${one.lead}`);
  for (const together of notices.values())
    await tellTogether(ctx, together, owned.get(together[0]?.subjectId ?? '')?.title ?? '');
  return due.length;
}

/** One notice of all that one person must be told of one subject, and a line for each duty that it was told. */
async function tellTogether(
  ctx: Writing,
  duties: readonly (Due & { accountId: string | null })[],
  title: string,
): Promise<void> {
  const [first] = duties;
  if (first === undefined) return;
  const { accountId, organId, subjectType: type, subjectId: id, lead } = first;
  const kind = lead < 0 ? 'duty.escalated' : lead > 0 ? 'duty.due' : 'duty.missed';
  const telling = { organId, kind, subject: { type, id }, said: sayReminder(title, lead, duties) };
  const sealedAs = lead < 0 ? 'duty.escalated' : 'notice.sent';
  const noticeId = accountId === null ? null : await tell(ctx, { ...telling, accountId }, sealedAs);
  const at = ctx.clock.now();
  const lines = duties.map((one) => ({
    ...{ id: makeId(ctx.clock), organ_id: organId, obligation_id: one.id, account_id: accountId },
    ...{ notice_id: noticeId, lead, due_before: one.dueBefore, at },
  }));
  await ctx.tx.insertInto('reminder').values(lines).execute();
}
