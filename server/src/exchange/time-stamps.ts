import { type Output, routes } from '@liuhen/contract';
import { parseNote, utf8 } from '@liuhen/proof';
import { sql } from 'kysely';
import { type Clock, plusMillis } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { type Binding, query } from '../base/http.ts';
import type { Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import { latestCheckpoint } from '../custody/index.ts';
import { sayFault } from './fault-words.ts';
import { askForStamp, type TimeAuthority, type TimeStamping } from './time-authority.ts';

const longestWaitMinutes = 60;
const shown = 20;

/** What the job that has checkpoints stamped works with. */
export interface StampingHouse {
  database: Database;
  clock: Clock;
  log: Log;
  stamping: TimeStamping | null;
}

/** The job `stamp` is for every minute: each authority whose turn it is stamps the newest checkpoint. */
export function stampJobs(hands: StampingHouse): Jobs {
  return {
    stamp: async (_, signal) => {
      const { stamping } = hands;
      if (stamping === null) return;
      // Side by side: one that is silent holds up no other.
      await Promise.all(stamping.authorities.map((authority) => stampBy(hands, stamping, authority, signal)));
    },
  };
}

async function stampBy(
  hands: StampingHouse,
  stamping: TimeStamping,
  authority: TimeAuthority,
  signal: AbortSignal,
): Promise<void> {
  const checkpoint = await claim(hands, authority.name);
  if (checkpoint !== null) await askFor(hands, stamping, { authority, checkpoint, signal });
}

interface Asking {
  authority: TimeAuthority;
  checkpoint: { size: number; note: string };
  signal: AbortSignal;
}

async function askFor(
  hands: StampingHouse,
  stamping: TimeStamping,
  { authority, checkpoint: { size, note }, signal }: Asking,
): Promise<void> {
  try {
    const stamp = await askForStamp(authority, utf8(parseNote(note).text), stamping.trusted, signal);
    await keep(hands, { size, name: authority.name, everyMinutes: stamping.everyMinutes }, stamp);
  } catch (fault) {
    const error = sayFault(fault);
    hands.log.warn({ authority: authority.name, error }, 'a checkpoint was not stamped');
    await transact(hands.database, house, (tx) =>
      sql`update time_authority set last_error = ${error}, at = ${hands.clock.now()}
        where name = ${authority.name}`.execute(tx),
    );
  }
}

/**
 * Has every authority stamp a certain checkpoint now, whoever's turn it is. One that fails is noted and holds up nothing:
 * this never rejects for what is outside.
 */
export async function stampCheckpoint(
  hands: StampingHouse,
  size: number,
  signal: AbortSignal,
): Promise<void> {
  const { stamping, database } = hands;
  if (stamping === null) return;
  const { note, stamped } = await transact(database, house, async (tx) => {
    const row = tx.selectFrom('custody_checkpoint').select('note').where('size', '=', size);
    const there = tx.selectFrom('checkpoint_stamp').select('authority').where('size', '=', size);
    const names = (await there.execute()).map(({ authority }) => authority);
    return { ...(await row.executeTakeFirstOrThrow()), stamped: new Set(names) };
  });
  const open = stamping.authorities.filter(({ name }) => !stamped.has(name));
  const checkpoint = { size, note };
  await Promise.all(open.map((authority) => askFor(hands, stamping, { authority, checkpoint, signal })));
}

/**
 * The newest checkpoint, when it is the authority's turn and has no stamp of it yet. The turn is put off to the next
 * attempt before anybody is asked: no other server asks meanwhile, and a crash does not ask without end.
 */
function claim(
  { database, clock }: StampingHouse,
  name: string,
): Promise<{ size: number; note: string } | null> {
  const now = clock.now();
  return transact(database, house, async (tx) => {
    const checkpoint = await latestCheckpoint({ tx });
    if (checkpoint === null) return null;
    const { rows } = await sql`
      insert into time_authority as a (name, next_at, failures, at)
      select ${name}, ${plusMillis(now, 60_000)}, 1, ${now}
      where not exists (select from checkpoint_stamp where size = ${checkpoint.size} and authority = ${name})
      on conflict (name) do update set failures = a.failures + 1, at = excluded.at,
        next_at = excluded.at + least(power(2, a.failures), ${longestWaitMinutes}) * interval '1 minute'
        where a.next_at <= excluded.at
      returning name`.execute(tx);
    return rows.length === 0 ? null : checkpoint;
  });
}

async function keep(
  { database, clock }: StampingHouse,
  { size, name, everyMinutes }: { size: number; name: string; everyMinutes: number },
  stamp: Awaited<ReturnType<typeof askForStamp>>,
): Promise<void> {
  const now = clock.now();
  await transact(database, house, async (tx) => {
    await tx
      .insertInto('checkpoint_stamp')
      .values({
        ...{ size, authority: name, token: Buffer.from(stamp.response), received_at: now },
        ...{ at: stamp.at, accuracy_millis: stamp.accuracyMillis },
        ...{ signer: stamp.authority, certificate: stamp.certificate, serial: stamp.serial },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .updateTable('time_authority')
      .set({ failures: 0, last_error: null, at: now, next_at: plusMillis(now, everyMinutes * 60_000) })
      .where('name', '=', name)
      .execute();
  });
}

/** Who stamps, how that goes, and the newest stamps with all that somebody needs to verify them elsewhere. */
export async function readTimeStamps(
  { tx }: Reading,
  stamping: TimeStamping | null,
): Promise<Output<'timeStamps'>> {
  const names = stamping?.authorities.map(({ name }) => name) ?? [];
  const authorities = await sql<Output<'timeStamps'>['authorities'][number]>`
    select n.name, coalesce(a.failures, 0) as failures, a.last_error as "lastError", a.next_at as "nextAt",
      (select max(s.at) from checkpoint_stamp s where s.authority = n.name) as "lastAt"
    from unnest(${names}::text[]) with ordinality as n(name, place) left join time_authority a using (name)
    order by n.place`.execute(tx);
  const stamps = await sql<Output<'timeStamps'>['stamps'][number]>`
    select s.size, s.authority, s.at, s.accuracy_millis as "accuracyMillis", s.signer, s.certificate, s.serial,
      encode(s.token, 'base64') as token, c.note
    from checkpoint_stamp s join custody_checkpoint c using (size)
    order by s.size desc, s.authority limit ${shown}`.execute(tx);
  return { everyMinutes: stamping?.everyMinutes ?? null, authorities: authorities.rows, stamps: stamps.rows };
}

/** The door of the time stamps. */
export const timeStampRoutes = (stamping: TimeStamping | null): Binding[] => [
  query(routes.timeStamps, (ctx) => readTimeStamps(ctx, stamping)),
];
