import { sql } from 'kysely';
import { type Clock, plusMillis } from '../base/clock.ts';
import { type Database, house, transact } from '../base/database.ts';
import type { Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import type { Follower } from '../custody/index.ts';
import { sayFault } from './fault-words.ts';
import type { Message, Partner } from './partner.ts';

const longestWait = 6 * 60;
const mostAttempts = 14;
/** What was told longer ago, before a long stop, is not sent any more. */
const freshMillis = 7 * 86_400_000;
const noticeKinds = new Set(['notice.sent', 'duty.escalated']);

/** Follows the log and notes for each sealed notice that it has to go to each partner. */
export function deliveryFollower(partners: readonly Partner[]): Follower {
  return {
    name: 'exchange.deliver',
    async handle({ tx, clock }, entries) {
      const ids = entries.filter(({ kind }) => noticeKinds.has(kind)).map(({ subjectId }) => subjectId);
      if (ids.length === 0 || partners.length === 0) return;
      const now = clock.now();
      await sql`insert into delivery (notice_id, partner, organ_id, next_at, at)
        select n.id, p, n.organ_id, ${now}, ${now} from notice n, unnest(${partners.map(({ name }) => name)}::text[]) p
        where n.id = any(${ids}::uuid[]) and n.at > ${plusMillis(now, -freshMillis)}
        on conflict do nothing`.execute(tx);
    },
  };
}

/** What the job that delivers works with. */
export interface DeliveringHouse {
  database: Database;
  clock: Clock;
  log: Log;
  partners: readonly Partner[];
}

/** The room's jobs; `deliver` is for every minute. */
export function deliveryJobs(hands: DeliveringHouse): Jobs {
  return {
    deliver: async (_, signal) => {
      for (const partner of hands.partners) await deliverTo(hands, partner, signal);
    },
  };
}

/** Sends what waits, one by one; a partner that refuses is left alone until the next run. */
async function deliverTo(hands: DeliveringHouse, partner: Partner, signal: AbortSignal): Promise<void> {
  for (let taken = true; taken && !signal.aborted; ) {
    const claim = await claimNext(hands, partner);
    if (claim === null) return;
    const error = await partner.send(claim.message, signal).then(() => null, sayFault);
    await settle(hands, partner, claim, error);
    if (error !== null) hands.log.warn({ partner: partner.name, error }, 'a notice was not delivered');
    taken = error === null;
  }
}

interface Claim {
  attempts: number;
  message: Message;
}

/**
 * Takes the next that waits and puts it off to its next attempt, before it is sent: no other server takes it meanwhile,
 * and after a crash it is sent again. Null when none waits.
 */
function claimNext({ database, clock }: DeliveringHouse, { name }: Partner): Promise<Claim | null> {
  const now = clock.now();
  return transact(database, house, async (tx) => {
    const { rows } = await sql<Claim>`
      with taken as (
        update delivery set attempts = attempts + 1, at = ${now},
          next_at = ${now}::timestamptz + least(power(2, attempts), ${longestWait}) * interval '1 minute'
        where (notice_id, partner) = (select notice_id, partner from delivery
          where partner = ${name} and state = 'waiting' and next_at <= ${now}
          order by next_at, notice_id limit 1 for update skip locked)
        returning notice_id, attempts)
      select taken.attempts, jsonb_build_object('id', n.id, 'kind', n.kind,
        'at', to_char(n.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'organ', jsonb_build_object('code', o.code, 'name', o.name), 'to', a.display_name, 'said', n.said,
        'subject', jsonb_build_object('type', n.subject_type, 'id', n.subject_id)) as message
      from taken join notice n on n.id = taken.notice_id join organ o on o.id = n.organ_id
      join account a on a.id = n.account_id`.execute(tx);
    return rows[0] ?? null;
  });
}

async function settle(
  { database, clock }: DeliveringHouse,
  { name }: Partner,
  { attempts, message }: Claim,
  error: string | null,
): Promise<void> {
  const state = error === null ? 'sent' : attempts >= mostAttempts ? 'failed' : 'waiting';
  await transact(database, house, (tx) =>
    tx
      .updateTable('delivery')
      .set({ state, last_error: error, at: clock.now() })
      .where('notice_id', '=', message.id)
      .where('partner', '=', name)
      .execute(),
  );
}
