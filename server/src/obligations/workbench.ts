import type { Duty, Workbench } from '@liuhen/contract';
import { sql } from 'kysely';
import { beijingDate, plusMillis, toInstant } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading } from '../base/context.ts';
import { readCaseAwaiting } from '../cases/index.ts';
import { readErasuresAwaiting } from '../custody/index.ts';
import { type Law, lawOfOrgan, readAwaiting } from '../law/index.ts';
import { countProvisional, missingYear } from './calendar.ts';
import { concerning } from './concerning.ts';
import { allDuties, countOpenDuties, type DutyQuery, readDuties } from './duties.ts';
import { awaitingDecision } from './excuses-view.ts';
import { countUnread, readNotices } from './notices.ts';
import { readRequirements, withDeadline } from './requirements.ts';

const lookBackMillis = 30 * 86_400_000;
const shown = 200;

/**
 * What somebody must do now, and until when: open duties by due time, then what was done late within 30 days.
 * The numbers count open duties, all of them; the list is cut.
 */
export async function readWorkbench(ctx: Reading, law: Law): Promise<Workbench> {
  const person = personOf(ctx);
  const now = ctx.clock.now();
  const concerns = concerning(person);
  const told = {
    notices: await readNotices(ctx),
    unread: await countUnread(ctx),
    calendarTask: await calendarTask(ctx, law),
  };
  const uploadsOpen = await countOpenUploads(ctx, person);
  const conflicts = await countConflicts(ctx, person);
  const decisions = await readDecisions(ctx, person);
  const awaiting = [
    ...(await readAwaiting(ctx)),
    ...(await readCaseAwaiting(ctx)),
    ...(await readErasuresAwaiting(ctx)),
  ];
  const waiting = { ...told, uploadsOpen, conflicts, decisions, awaiting };
  if (concerns === null)
    return {
      dueToday: 0,
      late: 0,
      waitingForMe: waitingFor(person, { ...waiting, handovers: 0 }),
      handovers: 0,
      duties: [],
      requirements: [],
      ...waiting,
    };
  const mine = (query: DutyQuery) => withDeadline(concerns(query));
  const since = plusMillis(now, -lookBackMillis);
  const open = await readDuties(ctx, (query) =>
    mine(query).where('judgement', '=', 'judged').where('discharged_at', 'is', null).limit(shown),
  );
  const doneLate = await readDuties(ctx, (query) =>
    mine(query)
      .where('judgement', '=', 'judged')
      .whereRef('discharged_at', '>=', 'due_before')
      .where('discharged_at', '>=', since)
      .limit(shown),
  );
  const tonight = toInstant(`${beijingDate(plusMillis(now, 86_400_000))}T00:00:00+08:00`);
  const counted = await countOpenDuties(ctx, mine, tonight);
  const handovers = person.permissions.has('handover.receive') ? counted.handovers : 0;
  const overdue = open.filter((duty) => duty.state === 'overdue');
  return {
    dueToday: counted.dueToday,
    late: counted.overdue,
    waitingForMe: waitingFor(person, { ...waiting, handovers }),
    handovers,
    duties: [...overdue, ...open.filter((duty) => duty.state !== 'overdue'), ...doneLate].slice(0, shown),
    requirements: await readRequirements(ctx, concerns, allDuties(ctx)),
    ...waiting,
  };
}

/** What somebody can do something about: what they may receive, confirm and decide; others wait for nobody. */
function waitingFor({ permissions }: Person, { handovers, conflicts, decisions, awaiting }: Waiting): number {
  const toConfirm = permissions.has('recording.attribute') ? conflicts : 0;
  return handovers + toConfirm + decisions.length + awaiting.length;
}

type Waiting = Pick<Workbench, 'handovers' | 'conflicts' | 'decisions' | 'awaiting'>;

/** The missed duties on whose explanation the person can decide now, the longest waiting first. */
async function readDecisions(ctx: Reading, person: Person): Promise<Duty[]> {
  if (!person.permissions.has('excuse.decide')) return [];
  const ids = await awaitingDecision(ctx, shown);
  if (ids.length === 0) return [];
  const duties = await readDuties(ctx, (query) => query.where('obligation.id', 'in', ids));
  const place = new Map(ids.map((id, at) => [id, at]));
  return duties
    .filter(({ excuse }) => excuse?.abilities.decide)
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

async function countOpenUploads(ctx: Reading, person: Person): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select from upload
    where organ_id = ${organOf(ctx)} and account_id = ${person.accountId} and state in ('receiving', 'received') limit 1000) u`.execute(
    ctx.tx,
  );
  return rows[0]?.n ?? 0;
}

/** Film whose hints disagree, of what the person may see. */
async function countConflicts(ctx: Reading, person: Person): Promise<number> {
  const { permissions, officerId, accountId } = person;
  if (!permissions.has('recording.readOwn')) return 0;
  const own = permissions.has('recording.readAll')
    ? sql`true`
    : sql`(officer_id = ${officerId} or uploaded_by = ${accountId})`;
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select from recording_shelf
    where organ_id = ${organOf(ctx)} and conflicts > 0 and ${own} limit 1000) c`.execute(ctx.tx);
  return rows[0]?.n ?? 0;
}

/** From October on next year's arrangement is usually out. */
const firstMonthOfNotice = 10;

/** The arrangement that who may propose it should load: due when duties wait for it, or the notice should be out. */
async function calendarTask(ctx: Reading, product: Law): Promise<Workbench['calendarTask']> {
  if (!personOf(ctx).permissions.has('calendar.propose')) return null;
  const law = await lawOfOrgan(ctx, product, organOf(ctx));
  const today = beijingDate(ctx.clock.now());
  const year = missingYear(law, today);
  const provisional = await countProvisional(ctx);
  const thisYear = Number(today.slice(0, 4));
  const isOut =
    year === thisYear || (year === thisYear + 1 && Number(today.slice(5, 7)) >= firstMonthOfNotice);
  return isOut || provisional > 0 ? { year, provisional } : null;
}
