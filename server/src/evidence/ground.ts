import { type FieldFault, sayInstant, type Term } from '@liuhen/contract';
import { certificateHolds, type Participant } from '@liuhen/rules';
import { sql } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import { mayChangeCase, participantsOf } from '../cases/index.ts';
import { isAhead } from '../recordings/index.ts';

/** The case, for this transaction and for whoever may change it: numbers within it have no gaps, and nobody passes by. */
export async function holdCase(ctx: Writing, id: string) {
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['id', 'number', 'officer_ids', 'created_by'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { officer_ids: officerIds, created_by: createdBy, ...one } = found(row);
  permit(mayChangeCase(personOf(ctx), { officerIds, createdBy }));
  return one;
}

/** Whether the person may change the case. Throws notFound. */
export async function mayChange(ctx: Reading, caseId: string): Promise<boolean> {
  const { officer_ids: officerIds, created_by: createdBy } = found(
    await ctx.tx
      .selectFrom('enforcement_case')
      .select(['officer_ids', 'created_by'])
      .where('id', '=', caseId)
      .executeTakeFirst(),
  );
  return mayChangeCase(personOf(ctx), { officerIds, createdBy }) === true;
}

/** The next number within a case, which is held. */
export async function nextNumber(
  ctx: Writing,
  table: 'evidence_item' | 'goods_list' | 'service',
  caseId: string,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(number), 0) as last from ${sql.table(table)} where case_id = ${caseId}`.execute(
    ctx.tx,
  );
  return (rows[0]?.last ?? 0) + 1;
}

/** What is found wrong, all of it before anything is refused. */
export class Faults {
  readonly all: FieldFault[] = [];
  add(path: string, said: Term): void {
    this.all.push(faultAt(path, said));
  }
  /** Refuses times that lie ahead. */
  ahead(now: string, times: Readonly<Record<string, string | null>>): void {
    for (const [path, at] of Object.entries(times))
      if (at !== null && isAhead(at, now)) this.add(path, { zh: '不能晚于现在', en: 'It cannot lie ahead' });
  }
  refuse(): void {
    if (this.all.length > 0) throw new DomainError('input.invalid', {}, this.all);
  }
}

/** An act that serves the case, and had begun by the time at which something was done in it. */
export async function actOfCase(
  ctx: Writing,
  faults: Faults,
  actId: string,
  { caseId, times }: { caseId: string; times: Readonly<Record<string, string>> },
): Promise<void> {
  const query = ctx.tx.selectFrom('act').select(['case_id', 'started_at']).where('id', '=', actId);
  const act = found(await query.executeTakeFirst());
  if (act.case_id !== caseId)
    faults.add('actId', { zh: '请选择本案的执法活动', en: 'Choose an act of this case' });
  else
    for (const [path, at] of Object.entries(times))
      if (at < act.started_at) faults.add(path, beforeAct(act.started_at));
}

const beforeAct = (startedAt: string): Term => ({
  zh: `不能早于所选执法活动开始的时间（${sayInstant(startedAt)}）`,
  en: `It cannot be before the chosen act began (${sayInstant(startedAt)})`,
});

/** That one thing cannot come before another, and when that was. */
export const notBefore = (other: Term, at: string): Term => ({
  zh: `不能早于${other.zh}（${sayInstant(at)}）`,
  en: `It cannot be before ${other.en} (${sayInstant(at)})`,
});

/** How many officers it takes, and which article says so. */
export interface Wanted {
  least: number;
  article: Term;
}

/** Words with the article that they rest on. */
export const cite = ({ zh, en }: Term, article: Term): Term => ({
  zh: `${zh}（${article.zh}）`,
  en: `${en} (${article.en})`,
});

/** Why none of somebody's certificates holds on a day: over, or else not begun. */
function sayNotHeld({ name, certificates }: Participant, on: string): Term {
  const ends = certificates.flatMap(({ until }) => (until !== null && until < on ? [until] : []));
  const [until] = ends.toSorted().toReversed();
  if (until !== undefined)
    return {
      zh: `${name}的执法证件有效期到 ${until}，${on} 已经失效`,
      en: `The certificate of ${name} was valid until ${until}, no longer on ${on}`,
    };
  const begins = certificates.flatMap(({ from }) => (from === null ? [] : [from])).toSorted()[0] ?? '';
  return {
    zh: `${name}的执法证件从 ${begins} 起有效，${on} 还没有生效`,
    en: `The certificate of ${name} is valid from ${begins}, not yet on ${on}`,
  };
}

/**
 * Looks whether enough officers took part whose certificates were valid on the day. Throws notFound for one of another
 * organ.
 */
export async function checkOfficers(
  ctx: Writing,
  faults: Faults,
  ids: readonly string[],
  at: string,
  { least, article }: Wanted,
): Promise<void> {
  const people = await participantsOf(ctx, ids);
  if (people.length < ids.length) throw new DomainError('notFound');
  const on = beijingDate(at);
  const officers = people.filter(({ kind }) => kind === 'officer');
  const holds = ({ certificates }: Participant) => certificates.some((one) => certificateHolds(one, on));
  for (const officer of officers)
    if (officer.certificates.length > 0 && !holds(officer))
      faults.add('officerIds', cite(sayNotHeld(officer, on), article));
  const valid = officers.filter(holds);
  if (valid.length < least)
    faults.add('officerIds', {
      zh: `应有至少 ${least} 名持有有效执法证件的执法人员（${article.zh}）`,
      en: `At least ${least} officers with a valid certificate are wanted (${article.en})`,
    });
}
