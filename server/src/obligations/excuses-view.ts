import type { Excuse } from '@liuhen/contract';
import { type Selectable, sql } from 'kysely';
import { type Person, personOf, type Reading } from '../base/context.ts';
import type { Excuse as ExcuseTable, Obligation } from '../base/schema.d.ts';
import { decisionsOf, isExplainable } from './excuses.ts';
import {
  type Holder,
  isImpartial,
  lackingRole,
  mayDecide,
  mayExplain,
  mayRefuse,
  roleOf,
} from './excuses-policy.ts';
import { type Owners, ownersOf } from './owners.ts';
import type { Subject } from './touched.ts';

type Row = Selectable<ExcuseTable>;

/** Which duty of a subject an accepted explanation is of. */
export interface Accepted {
  duty: string;
  key: string;
  tier: string;
}

/** The duties of these subjects whose explanation was accepted, by subject. One question, however many there are. */
export async function acceptedExcuses(
  { tx }: Pick<Reading, 'tx'>,
  subjects: readonly Subject[],
): Promise<Map<string, Accepted[]>> {
  const { rows } = await sql<Accepted & { subject_id: string }>`
    select o.subject_id, o.duty, o.key, o.tier from obligation o join excuse e on e.obligation_id = o.id
    where e.state = 'accepted' and (o.subject_type, o.subject_id) in (select t, i::uuid from unnest(
      ${subjects.map((one) => one.type)}::text[], ${subjects.map((one) => one.id)}::text[]) as s (t, i))`.execute(
    tx,
  );
  return Map.groupBy(rows, (row) => row.subject_id);
}

/** What a duty's page says of explanations: the newest one, and whether the person may give one now. */
export interface Explained {
  excuse: Excuse | null;
  mayExplain: boolean;
}

const silent: Explained = { excuse: null, mayExplain: false };

/** What is to be said of explanations of these duties, by duty. A constant number of questions; none where nothing was missed. */
export async function explainedOf(
  ctx: Reading,
  duties: readonly Selectable<Obligation>[],
): Promise<(id: string) => Explained> {
  const now = ctx.clock.now();
  const missed = duties.filter((one) => one.excused || (one.due_before !== null && one.due_before <= now));
  if (missed.length === 0 || ctx.actor.kind !== 'person') return () => silent;
  const person = personOf(ctx);
  const newest = await newestOf(
    ctx,
    missed.map(({ id }) => id),
  );
  const owners = await ownersOf(
    ctx,
    missed.map((one) => one.subject_id),
  );
  const names = await namesOf(ctx, newest);
  const holders = await holdersFor(ctx, newest);
  const explained = new Map<string, Explained>();
  for (const duty of missed) {
    const row = newest.find((one) => one.obligation_id === duty.id);
    const whose = owners.get(duty.subject_id);
    const isOpen = row === undefined || row.state === 'refused' || row.state === 'withdrawn';
    explained.set(duty.id, {
      excuse: row === undefined ? null : show(row, { names, holders, person, owners: whose }),
      mayExplain: isOpen && isExplainable(duty, now) && mayExplain(person, whose) === true,
    });
  }
  return (id) => explained.get(id) ?? silent;
}

async function newestOf({ tx }: Reading, obligationIds: readonly string[]): Promise<Row[]> {
  return tx
    .selectFrom('excuse')
    .selectAll()
    .distinctOn('obligation_id')
    .where('obligation_id', '=', sql<string>`any(${obligationIds}::uuid[])`)
    .orderBy('obligation_id')
    .orderBy('version', 'desc')
    .execute();
}

/** Names of the people and films that explanations speak of, by id. */
async function namesOf({ tx }: Reading, rows: readonly Row[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const accounts = rows.flatMap((row) => [row.stated_by, ...decisionsOf(row).map(({ by }) => by)]);
  const recordings = rows.flatMap((row) => row.recording_ids);
  const { rows: named } = await sql<{ id: string; name: string }>`
    select id, display_name as name from account where id = any(${accounts}::uuid[])
    union all select id, name from recording where id = any(${recordings}::uuid[])`.execute(tx);
  return new Map(named.map(({ id, name }) => [id, name]));
}

/** The open accounts that can decide on what is still to be decided. */
async function holdersFor({ tx }: Reading, rows: readonly Row[]): Promise<Holder[]> {
  const open = rows.filter(({ state }) => state === 'stated');
  if (open.length === 0) return [];
  const roles = [...new Set(open.flatMap(({ steps }) => steps.map(roleOf)))];
  const { rows: found } = await sql<Holder>`
    select id as "accountId", officer_id as "officerId", display_name as name, roles from account
    where active and organ_id = any(${open.map((row) => row.organ_id)}::uuid[]) and roles && ${roles}::text[]
    order by display_name, id`.execute(tx);
  return found;
}

interface Seeing {
  names: Map<string, string>;
  holders: readonly Holder[];
  person: Person;
  owners: Owners | undefined;
}

function show(row: Row, { names, holders, person, owners }: Seeing): Excuse {
  const nameOf = (id: string) => names.get(id) ?? '';
  const decisions = decisionsOf(row);
  const decidedBy = decisions.map(({ by }) => by);
  const deciding = { statedBy: row.stated_by, awaits: row.awaits, decidedBy, owners };
  const impartial = row.state === 'stated' ? holders.filter((one) => isImpartial(one, deciding)) : [];
  const left = row.state === 'stated' ? row.steps.slice(decisions.length).map(roleOf) : [];
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as Excuse['kind'],
    ground: row.ground,
    note: row.note,
    recordings: row.recording_ids.map((id) => ({ id, name: nameOf(id) })),
    statedBy: nameOf(row.stated_by),
    statedAt: row.stated_at,
    state: row.state as Excuse['state'],
    steps: row.steps.map((office, step) => {
      const decision = decisions[step];
      const said = decision && { ...decision, by: nameOf(decision.by) };
      return { office, role: roleOf(office), decision: said ?? null };
    }),
    deciders: impartial.flatMap(({ name, roles }) => (roles.includes(row.awaits ?? '') ? [name] : [])),
    lacking: lackingRole(left, impartial),
    abilities: {
      decide: mayDecide(person, deciding) === true,
      refuse: mayRefuse(person, deciding) === true,
      withdraw: row.state === 'stated' && row.stated_by === person.accountId,
    },
  };
}

/** The missed duties whose explanation waits for one of the person's roles and was given by somebody else, the oldest first. */
export async function awaitingDecision(ctx: Reading, most: number): Promise<string[]> {
  const { accountId, organId, roles } = personOf(ctx);
  const rows = await ctx.tx
    .selectFrom('excuse')
    .select('obligation_id')
    .where('organ_id', '=', organId)
    .where('awaits', '=', sql<string>`any(${[...roles]}::text[])`)
    .where('stated_by', '<>', accountId)
    .where(sql<boolean>`not decisions @> ${JSON.stringify([{ by: accountId }])}::jsonb`)
    .orderBy('stated_at')
    .limit(most)
    .execute();
  return rows.map((row) => row.obligation_id);
}
