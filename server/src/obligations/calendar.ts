import {
  type CalendarChange,
  type CalendarDay,
  type CalendarView,
  type Route,
  routes,
} from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import { type Binding, type HttpHouse, inputOf, mutate, requirePerson } from '../base/http.ts';
import {
  type ChangeRow,
  datesOf,
  type Law,
  lawOfOrgan,
  mayDecideChange,
  proposeChange,
  readChanges,
} from '../law/index.ts';
import { installationCode } from '../roster/index.ts';
import { decideCalendarChange } from './rejudge.ts';

/** What the installation decides holds for all organs, so it is decided where all of them are seen. */
const sightOf = (person: Person) => (person.organCode === installationCode ? house : person);

function showChange(row: ChangeRow, person: Person, gone: ReadonlySet<string | null>): CalendarChange {
  const isOwn = row.organ_id === person.organId;
  const state = row.state === 'approved' && gone.has(row.id) ? 'superseded' : row.state;
  return {
    id: row.id,
    scope: row.scope as CalendarChange['scope'],
    documentNo: row.document_no,
    title: row.title,
    source: row.source,
    content: row.content as CalendarChange['content'],
    state: state as CalendarChange['state'],
    supersedes: row.supersedes,
    proposed: { by: row.proposed_name, at: row.proposed_at },
    decided:
      row.decided_at === null
        ? null
        : {
            by: row.decided_name ?? '',
            at: row.decided_at,
            reason: row.decision_reason,
          },
    abilities: {
      supersede: isOwn && state === 'approved' && person.permissions.has('calendar.propose'),
      decide: mayDecideChange(person, row),
    },
  };
}

function daysOf(law: Law, year: number): CalendarDay[] {
  const changed = new Set(
    law.standing
      .flatMap(({ content }) => (content.kind === 'days' ? content.days : []))
      .map((day) => day.date),
  );
  return datesOf(year).map((date) => {
    const { working, kind, name } = law.calendar.dayOf(date);
    return { date, working, kind, name, changed: changed.has(date) };
  });
}

function noticesOf(law: Law, rows: readonly ChangeRow[]): CalendarView['notices'] {
  const found = new Map<number, CalendarView['notices'][number]>();
  for (const file of law.files)
    if (file.kind === 'notice')
      found.set(file.year, {
        year: file.year,
        title: file.title,
        source: file.sources[0] ?? null,
        changeId: null,
      });
  for (const { id, content } of law.standing) {
    const row = rows.find((one) => one.id === id);
    if (content.kind === 'notice' && row)
      found.set(content.year, { year: content.year, title: row.title, source: row.source, changeId: id });
  }
  return [...found.values()].sort((a, b) => b.year - a.year);
}

/** The first year from this one on whose notice is not loaded. */
export function missingYear(law: Law, today: string): number {
  let year = Number(today.slice(0, 4));
  while (law.calendar.coveredYears.includes(year)) year += 1;
  return year;
}

/** Open duties whose due time may still move: of the organ, or of all for the installation's own organ. */
export async function countProvisional(ctx: Reading): Promise<number> {
  const { organCode, organId } = personOf(ctx);
  const { rows } = await sql<{ n: number }>`select count(*) as n from obligation
    where provisional and discharged_at is null and judgement = 'judged' and calendar_version is not null
      and ${organCode === installationCode ? sql`true` : sql`organ_id = ${organId}`}`.execute(ctx.tx);
  return rows[0]?.n ?? 0;
}

/** A year of working days with all that decides about them. */
export async function readCalendar(
  ctx: Reading,
  product: Law,
  { year }: { year?: number | undefined },
): Promise<CalendarView> {
  const person = personOf(ctx);
  const rows = await readChanges(ctx, organOf(ctx));
  const law = await lawOfOrgan(ctx, product, organOf(ctx));
  const today = beijingDate(ctx.clock.now());
  const shown = year ?? Number(today.slice(0, 4));
  const missing = missingYear(law, today);
  const gone = new Set(rows.filter((row) => row.state === 'approved').map((row) => row.supersedes));
  return {
    year: shown,
    covered: law.calendar.coveredYears.includes(shown),
    days: daysOf(law, shown),
    notices: noticesOf(law, rows),
    coveredUntil: law.calendar.coveredYears.includes(missing - 1) ? `${missing - 1}-12-31` : null,
    provisional: await countProvisional(ctx),
    missingYear: missing,
    scope: person.organCode === installationCode ? 'house' : 'organ',
    changes: rows.map((row) => showChange(row, person, gone)),
    mayPropose: person.permissions.has('calendar.propose'),
  };
}

/** Binds a reading route that shows the installation's own organ something of all organs. */
export function queryWide<In extends z.ZodType, Out extends z.ZodType>(
  route: Route<In, Out>,
  read: (ctx: Reading, input: z.output<In>) => Promise<z.output<Out>>,
): Binding {
  const serve = async (http: HttpHouse, request: Parameters<typeof requirePerson>[1]) => {
    const actor = await requirePerson(http, request, route.permission);
    const input = inputOf(route, request);
    const value = await transact(http.database, sightOf(actor), (tx) =>
      read({ tx, actor, clock: http.clock }, input),
    );
    return route.output.parse(value);
  };
  return { route, attach: (app, http) => void app.get(route.path, (request) => serve(http, request)) };
}

function decidingIn(law: Law): Binding {
  const route = routes.decideCalendarChange;
  const serve = async (http: HttpHouse, request: Parameters<typeof requirePerson>[1]) => {
    const actor = await requirePerson(http, request, route.permission);
    const input = inputOf(route, request);
    const sealed = await transact(http.database, sightOf(actor), (tx) =>
      decideCalendarChange({ tx, actor, clock: http.clock, writing: true }, law, input),
    );
    http.wake();
    return route.output.parse(sealed.value);
  };
  return { route, attach: (app, http) => void app.post(route.path, (request) => serve(http, request)) };
}

/** The working-day calendar: read by all, changed by two. */
export const calendarRoutes = (law: Law): Binding[] => [
  queryWide(routes.readCalendar, (ctx, input) => readCalendar(ctx, law, input)),
  mutate(routes.proposeCalendarChange, (ctx, input) => proposeChange(ctx, law, input)),
  decidingIn(law),
];
