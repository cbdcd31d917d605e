import type { Duty, obligationShapes } from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { plusMillis, toInstant } from '../base/clock.ts';
import { personOf, type Reading } from '../base/context.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { isId } from '../base/ids.ts';
import { searchQuery } from '../base/words.ts';
import { concerning } from './concerning.ts';
import { type DutyQuery, readDuties } from './duties.ts';
import { deadlineDuties } from './requirements.ts';

type Filter = z.output<typeof obligationShapes.dutyFilter>;
type Condition = RawBuilder<boolean>;

/** Beijing midnight that opens a day. */
const startOf = (date: string) => toInstant(`${date}T00:00:00+08:00`);

/** Duties that a person may see, earliest due first, those without a due time last; one page by its keyset mark. */
export async function listDuties(
  ctx: Reading,
  filter: Filter,
): Promise<{ rows: Duty[]; next: string | null }> {
  const concerns = concerning(personOf(ctx));
  if (concerns === null) return { rows: [], next: null };
  const conditions = conditionsOf(filter, ctx.clock.now());
  const narrow = (query: DutyQuery) =>
    conditions.reduce((all, one) => all.where(one), concerns(query)).limit(filter.limit + 1);
  const rows = await readDuties(ctx, narrow);
  const last = rows[filter.limit - 1];
  return {
    rows: rows.slice(0, filter.limit),
    next: rows.length > filter.limit && last ? `${last.dueBefore ?? 'none'}_${last.id}` : null,
  };
}

/** What a filter asks, as conditions on the table of obligations. */
function conditionsOf(filter: Filter, now: string): Condition[] {
  const { duty, timed, tier, article, actId, caseId, recordingId, unitId, officerId, from, to, after } =
    filter;
  const words = searchQuery(filter.text ?? '');
  return [
    ...inState(filter.state, now),
    ...when(filter.id, (one) => sql`obligation.id = ${one}::uuid`),
    ...when(duty, (one) => sql`obligation.duty = ${one}`),
    ...when(
      timed || undefined,
      () => sql`(obligation.duty = any(${deadlineDuties}::text[]) and obligation.whose = 'organ')`,
    ),
    ...when(tier, (one) => sql`obligation.tier = ${one}`),
    ...when(article, onArticle),
    ...when(actId, (id) => sql`(obligation.subject_type = 'act' and obligation.subject_id = ${id}::uuid)`),
    ...when(caseId, ofCase),
    ...when(
      recordingId,
      (id) => sql`(obligation.subject_type = 'recording' and obligation.subject_id = ${id}::uuid)`,
    ),
    ...when(unitId, (id) => ofSubject(sql`act.unit_id = ${id}::uuid`, sql`s.unit_id = ${id}::uuid`)),
    ...when(officerId, (id) =>
      ofSubject(sql`${id}::uuid = any(act.officer_ids)`, sql`s.officer_id = ${id}::uuid`),
    ),
    ...when(words ?? undefined, (asked) =>
      ofSubject(
        sql`exists (select from act_search w where w.act_id = act.id and w.search @@ ${asked})`,
        sql`s.search @@ ${asked}`,
      ),
    ),
    ...when(from, (date) => sql`obligation.due_before > ${startOf(date)}`),
    ...when(to, (date) => sql`obligation.due_before <= ${plusMillis(startOf(date), 86_400_000)}`),
    ...when(after, (mark) => pastMark(mark)),
  ];
}

const when = <T>(value: T | undefined, condition: (value: T) => Condition): Condition[] =>
  value === undefined ? [] : [condition(value)];

/** Looks at the act or the recording that a duty is of. */
const ofSubject = (
  act: RawBuilder<unknown>,
  film: RawBuilder<unknown>,
): Condition => sql`case obligation.subject_type
  when 'act' then exists (select from act where act.id = obligation.subject_id and ${act})
  else exists (select from recording_shelf s where s.recording_id = obligation.subject_id and ${film}) end`;

/** Duties of the acts of a case, and of the film that is linked to them. */
const ofCase = (id: string): Condition => sql`(obligation.subject_type, obligation.subject_id) in (
  select 'act', a.id from act a where a.case_id = ${id}::uuid
  union all select 'recording', v.recording_id from act a join evidence v on v.act_id = a.id and v.removed_at is null
    where a.case_id = ${id}::uuid)`;

/** The article itself and what stands inside it, whether the duty rests on it or it only bears on the duty. */
function onArticle(article: string): Condition {
  const inside = `^${article.replace(/[()]/g, '\\$&').replace('.', '\\.')}([.(].*)?$`;
  return sql`(obligation.citation->>'article' ~ ${inside}
    or exists (select from jsonb_array_elements(obligation.also) c where c->>'article' ~ ${inside}))`;
}

const judged = sql`obligation.judgement = 'judged' and obligation.duty <> 'keeping'`;
const missedAt = (at: RawBuilder<unknown>) => sql`obligation.due_before <= ${at}`;

/** The states of a duty as the database can tell them; the same as `stateAt` tells of a row. */
function inState(state: Filter['state'], now: string): Condition[] {
  const open = sql`obligation.discharged_at is null and ${judged}`;
  const done = sql`obligation.discharged_at is not null and ${judged}`;
  const ours = sql`obligation.whose = 'organ'`;
  const late = sql`${done} and ${missedAt(sql`obligation.discharged_at`)}`;
  const over = sql`${open} and (obligation.opens_at is null or obligation.opens_at <= ${now}) and ${missedAt(sql`${now}`)}`;
  const begun = sql`(obligation.opens_at is null or obligation.opens_at <= ${now})`;
  switch (state) {
    case 'all':
      return [];
    case 'open':
      return [sql`(${open} and ${ours})`];
    case 'late':
      return [
        sql`(${sql.join(
          (['overdue', 'dischargedLate', 'excused'] as const).flatMap((one) => inState(one, now)),
          sql` or `,
        )})`,
      ];
    case 'notYet':
      return [sql`(${open} and obligation.opens_at > ${now})`];
    case 'due':
      return [
        sql`((${open} and ${begun} and (obligation.due_before is null or obligation.due_before > ${now}))
          or (obligation.duty = 'keeping' and obligation.judgement = 'judged'
            and (obligation.due_before is null or obligation.due_before > ${now})))`,
      ];
    case 'overdue':
      return [sql`(${over} and ${ours} and not obligation.excused)`];
    case 'over':
      return [sql`(${over} and not ${ours})`];
    case 'excused':
      return [sql`(obligation.excused and ((${over}) or (${late})))`];
    case 'dischargedLate':
      return [sql`(${late} and not obligation.excused)`];
    case 'discharged':
      return [
        sql`((${done} and (obligation.due_before is null or obligation.discharged_at < obligation.due_before))
          or (obligation.duty = 'keeping' and obligation.judgement = 'judged' and obligation.due_before <= ${now}))`,
      ];
    case 'undetermined':
    case 'noPackInForce':
    case 'notApplicable':
      return [sql`obligation.judgement = ${state}`];
  }
}

function pastMark(mark: string): Condition {
  const [due = '', id = ''] = mark.split('_');
  const isGood =
    due === 'none' || (/^[1-9]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/.test(due) && !Number.isNaN(Date.parse(due)));
  if (!isGood || !isId(id))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  if (due === 'none') return sql`(obligation.due_before is null and obligation.id > ${id}::uuid)`;
  return sql`(obligation.due_before is null or (obligation.due_before, obligation.id) > (${due}::timestamptz, ${id}::uuid))`;
}
