import type { calendarShapes, FieldFault } from '@liuhen/contract';
import {
  type CalendarChange,
  CalendarError,
  type Fault,
  parseCalendarChange,
  readCalendarChange,
} from '@liuhen/rules';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, taken } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { CalendarChange as ChangeTable } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { installationCode } from '../roster/index.ts';
import { type ApprovedChange, makeCalendars } from './calendars.ts';
import { formerOf, readCalendarFiles } from './calendars-used.ts';
import { statutoryDaysOf } from './dates.ts';
import { type Law, underCalendars } from './packs.ts';

export type ChangeRow = Selectable<ChangeTable>;

const lock = 7_251_017;

/**
 * Keeps the calendars as they are until the transaction ends: who judges shares the hold, who changes a calendar holds
 * it alone. So no duty is judged under a calendar that a change beside it has just replaced.
 */
export async function holdCalendars(ctx: Writing, how: 'shared' | 'alone'): Promise<void> {
  const hold = how === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select ${hold}(${lock})`.execute(ctx.tx);
}

/** The changes that an organ sees: its own and those of the house, newest first. */
export function readChanges(ctx: Reading, organId: string): Promise<ChangeRow[]> {
  return ctx.tx
    .selectFrom('calendar_change')
    .selectAll()
    .where((eb) => eb.or([eb('organ_id', '=', organId), eb('scope', '=', 'house')]))
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

const known = new WeakMap<Law['files'], Map<string, Law>>();
const mostKnown = 500;

/** The law as an organ has it: the product's, with what was approved for the house and for the organ. */
export async function lawOfOrgan(ctx: Reading, product: Law, organId: string): Promise<Law> {
  const changes = await readChanges(ctx, organId);
  const approved = changes.filter((row) => row.state === 'approved').map(approvedOf);
  const editions = await readCalendarFiles(ctx);
  const key = [...editions, ...approved].map(({ id }) => id).join();
  const laws = known.get(product.files) ?? new Map<string, Law>();
  known.set(product.files, laws);
  const law =
    laws.get(key) ?? underCalendars(product, makeCalendars(product.files, approved, formerOf(editions)));
  if (laws.size >= mostKnown) laws.clear();
  laws.set(key, law);
  return law;
}

const approvedOf = (row: ChangeRow): ApprovedChange => ({
  id: row.id,
  scope: row.scope as ApprovedChange['scope'],
  content: row.content as CalendarChange,
  decidedAt: row.decided_at ?? '',
  supersedes: row.supersedes,
});

type Proposal = z.output<typeof calendarShapes.calendarProposal>;

/** Reads what is proposed. Throws input.invalid that names every fault at its place. */
function readContent(content: Proposal['content']): CalendarChange {
  try {
    return content.kind === 'yaml' ? parseCalendarChange(content.text).change : readCalendarChange(content);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw refuse(error.faults.map((fault) => placeOf(fault, content.kind === 'yaml')));
  }
}

const refuse = (fields: FieldFault[]) => new DomainError('input.invalid', {}, fields);

/** A fault of pasted text is told with its line at the one box there is; one of a form stands beside its field. */
function placeOf({ path, line, message: en, zh }: Fault, pasted: boolean): FieldFault {
  if (!pasted) return { path: `content.${path}`, message: zh, messageEn: en };
  const [zhLine, enLine] = line === null ? ['', ''] : [`第 ${line} 行，`, `line ${line}, `];
  return {
    path: 'content.text',
    message: `${zhLine}${path}：${zh}`,
    messageEn: `${enLine}${path}: ${en}`,
  };
}

/** Refuses what contradicts the product's notices or a change that stands in the same organ. */
function requireFree(law: Law, rows: readonly ChangeRow[], change: CalendarChange, asked: Asked): void {
  const { organId, supersedes } = asked;
  const own = new Set(rows.filter((row) => row.organ_id === organId).map((row) => row.id));
  const standing = law.standing.filter(({ id }) => id !== supersedes);
  const titleOf = (id: string) => rows.find((row) => row.id === id)?.document_no ?? id;
  if (change.kind === 'notice') {
    const { year } = change;
    const taken = standing.find(({ content }) => content.kind === 'notice' && content.year === year);
    const shipped = law.files.some((file) => file.kind === 'notice' && file.year === year);
    if (taken === undefined && !shipped) {
      requireStatutoryDays(law, change);
      return;
    }
    const by = taken ? titleOf(taken.id) : null;
    throw refuse([
      {
        path: 'content.year',
        message: `${year} 年的放假安排已经确定${by ? `（${by}）` : '（随系统载入）'}；个别日期请按日变更${by ? '，或提出替代该项的变更' : ''}`,
        messageEn: `The year ${year} is decided already${by ? ` (${by})` : ' (loaded with the product)'}; change single days${by ? ', or propose a change in its place' : ''}`,
      },
    ]);
  }
  const faults = change.days.flatMap(({ date, working }, i): FieldFault[] => {
    const path = `content.days.${i}.date`;
    const other = standing.find(
      ({ id, content }) =>
        own.has(id) && content.kind === 'days' && content.days.some((day) => day.date === date),
    );
    if (other)
      return [
        {
          path,
          message: `${date} 已由 ${titleOf(other.id)} 确定，如需改变请提出替代该项的变更`,
          messageEn: `${date} is decided by ${titleOf(other.id)}; propose a change in its place`,
        },
      ];
    const plain = law.calendar.dayOf(date);
    if (!working || !plain.working || plain.kind !== 'weekday') return [];
    return [
      {
        path,
        message: `${date} 不是休息日，本来就是工作日，不能作为补班日`,
        messageEn: `${date} is no day off: it is a working day already`,
      },
    ];
  });
  if (faults.length > 0) throw refuse(faults);
}

/** The statute's days are off whatever a notice arranges: one that leaves some out was not copied whole. */
function requireStatutoryDays(
  law: Law,
  { year, holidays }: Extract<CalendarChange, { kind: 'notice' }>,
): void {
  const isOff = (date: string) => holidays.some(({ off }) => off.from <= date && date <= off.to);
  const missing = statutoryDaysOf(law.files, year).filter(({ date }) => !isOff(date));
  if (missing.length === 0) return;
  const named = (language: 'zh' | 'en') =>
    missing.map(({ date, name }) => `${date} ${name?.[language] ?? ''}`);
  throw refuse([
    {
      path: 'content.year',
      message: `缺少法定节假日：${named('zh').join('、')}；请按通知原文补全`,
      messageEn: `Statutory holidays are missing: ${named('en').join(', ')}; complete them from the notice`,
    },
  ]);
}

interface Asked {
  organId: string;
  supersedes: string | null;
}

/** The law without a change that is to be superseded, so that its successor is not measured against it. */
async function requireSound(ctx: Reading, product: Law, change: CalendarChange, asked: Asked): Promise<void> {
  const rows = await readChanges(ctx, asked.organId);
  const left = rows.filter((row) => row.state === 'approved' && row.id !== asked.supersedes).map(approvedOf);
  if (asked.supersedes !== null) requireSupersedable(rows, asked);
  const law = underCalendars(product, makeCalendars(product.files, left));
  requireFree(law, rows, change, asked);
}

function requireSupersedable(rows: readonly ChangeRow[], { organId, supersedes }: Asked): void {
  const row = rows.find((one) => one.id === supersedes && one.organ_id === organId);
  const isGone = rows.some((one) => one.state === 'approved' && one.supersedes === supersedes);
  if (row?.state === 'approved' && !isGone) return;
  throw refuse([
    {
      path: 'supersedes',
      message: '只能替代本级已批准、仍然有效的变更，请刷新后再选',
      messageEn:
        'Only an approved change of your own level that still stands can be replaced. Reload and choose again.',
    },
  ]);
}

async function nameOf(ctx: Reading, accountId: string): Promise<string> {
  const account = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return account.display_name;
}

/** Proposes a change for the organ of who asks; the installation's own organ proposes for all. */
export async function proposeChange(
  ctx: Writing,
  product: Law,
  input: Proposal,
): Promise<Sealed<{ id: string }>> {
  const person = personOf(ctx);
  const organId = organOf(ctx);
  const content = readContent(input.content);
  await requireSound(ctx, product, content, { organId, supersedes: input.supersedes });
  const id = makeId(ctx.clock);
  const values = {
    ...{ id, organ_id: organId, scope: person.organCode === installationCode ? 'house' : 'organ' },
    ...{ document_no: input.documentNo, title: input.title, source: input.source },
    ...{ content: JSON.stringify(content), supersedes: input.supersedes, state: 'proposed' },
    ...{ proposed_by: person.accountId, proposed_at: ctx.clock.now() },
    proposed_name: await nameOf(ctx, person.accountId),
  };
  const explain = taken('calendar_change', input.documentNo);
  return sealNew(ctx, { kind: 'calendar.proposed', table: 'calendar_change', values, explain }, { id });
}

/** Whether somebody can decide a change now: of their own level, and as a second person. */
export const mayDecideChange = (
  person: Person,
  row: Pick<ChangeRow, 'organ_id' | 'state' | 'proposed_by'>,
): boolean =>
  row.organ_id === person.organId &&
  row.state === 'proposed' &&
  person.permissions.has('calendar.decide') &&
  row.proposed_by !== person.accountId;

type Decision = z.output<typeof calendarShapes.calendarDecision>;

/**
 * Approves or rejects a change, as a second person. What was sound when it was proposed may contradict what was approved
 * since; then it cannot be approved any more.
 */
export async function decideChange(
  ctx: Writing,
  product: Law,
  { id, approve, reason }: Decision,
): Promise<Sealed<ChangeRow>> {
  const person = personOf(ctx);
  const organId = organOf(ctx);
  const row = found(
    await ctx.tx
      .selectFrom('calendar_change')
      .selectAll()
      .where('id', '=', id)
      .where('organ_id', '=', organId)
      .forUpdate()
      .executeTakeFirst(),
  );
  if (row.state !== 'proposed') throw new DomainError('conflict.decided', { by: row.decided_name ?? '' });
  if (row.proposed_by === person.accountId) throw new DomainError('calendar.ownProposal');
  const content = row.content as CalendarChange;
  if (approve) await requireSound(ctx, product, content, { organId, supersedes: row.supersedes });
  const decided = {
    ...{ state: approve ? 'approved' : 'rejected', decision_reason: reason },
    ...{ decided_by: person.accountId, decided_name: await nameOf(ctx, person.accountId) },
    decided_at: ctx.clock.now(),
  };
  const by = ctx.tx.updateTable('calendar_change').set(decided).where('id', '=', id);
  return seal(ctx, { kind: 'calendar.decided', table: 'calendar_change', id, by }, { ...row, ...decided });
}
