import {
  type RegisterEntry,
  type RegisterKind,
  type RegisterRow,
  type RegisterSummary,
  registerKindNames,
  registerOf,
  type registerShapes,
} from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Reading } from '../base/context.ts';
import { DomainError, faultAt, found } from '../base/errors.ts';
import { isId } from '../base/ids.ts';
import { showCitation } from '../law/index.ts';
import { articlesOf } from './articles.ts';
import { type AskingLaw, contentOf, type EntryRow } from './entries.ts';
import { daysAfter, findingsOf, warnDays } from './findings.ts';
import { mayCorrect, mayKeep } from './policy.ts';

type Filter = z.output<typeof registerShapes.registerFilter>;
type Condition = RawBuilder<boolean>;

/** Later maintenance of the same device, which takes the place of what this one announced. */
const followed = sql<boolean>`exists (select from register_entry m where m.kind = 'maintenance'
  and m.device_id = e.device_id and not m.withdrawn and m.on_day > e.on_day
  and not exists (select from register_entry n where n.replaces = m.id))`;

const selectEntries = ({ tx }: Reading) =>
  tx
    .selectFrom('register_entry as e')
    .innerJoin('account as p', 'p.id', 'e.stated_by')
    .leftJoin('device as d', 'd.id', 'e.device_id')
    .selectAll('e')
    .select(['p.display_name', 'd.device_no'])
    .select(sql<boolean>`e.kind = 'maintenance' and ${followed}`.as('followed'));

type Row = EntryRow & { display_name: string; device_no: string | null; followed: boolean };

const isLast = sql<boolean>`not exists (select from register_entry n where n.replaces = e.id)`;
const field = (name: string) => sql`e.content ->> ${name}`;

/** What of a register is still running: a fault not put right, a training still planned, what is in force. */
function openIn(kind: RegisterKind, today: string): Condition {
  if (kind === 'fault') return sql`${field('returnedAt')} is null`;
  if (kind === 'training') return sql`${field('standing')} = 'planned'`;
  if ('from' in registerOf(kind).fields) return sql`coalesce(${field('until')}, ${today}) >= ${today}`;
  return sql`true`;
}

/** The same as a finding that is no mere note (findings.ts), as the database can tell it. */
function attentionIn(kind: RegisterKind, today: string): Condition {
  switch (kind) {
    case 'training':
      return sql`(${field('standing')} = 'planned' and ${field('on')} < ${today})`;
    case 'budget':
      return sql`(${field('spent')})::numeric > (${field('amount')})::numeric`;
    case 'maintenance':
      return sql`(${field('nextOn')} <= ${today} and not ${followed})`;
    case 'fault':
      return sql`(${field('returnedAt')} is null or ${field('repair')} = 'self')`;
    case 'entrusted':
      return sql`${field('until')} <= ${daysAfter(today, warnDays)}`;
    default:
      return sql`false`;
  }
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

function conditionsOf({ kind, standing, ...filter }: Filter, today: string): Condition[] {
  const all: Condition[] = [sql`e.kind = ${kind}`, isLast, sql`e.withdrawn = ${standing === 'withdrawn'}`];
  if (standing === 'open') all.push(openIn(kind, today));
  if (standing === 'attention') all.push(attentionIn(kind, today));
  if (filter.deviceId) all.push(sql`e.device_id = ${filter.deviceId}::uuid`);
  if (filter.officerId) all.push(sql`e.content -> 'officerIds' ? ${filter.officerId}`);
  if (filter.occasion) all.push(sql`${field('occasion')} = ${filter.occasion}`);
  for (const word of (filter.text ?? '').split(/\s+/).filter((one) => one !== ''))
    all.push(
      sql`(e.content::text ilike ${like(word)} or d.device_no ilike ${like(word)} or p.display_name ilike ${like(word)})`,
    );
  if (filter.after) all.push(past(filter.after));
  return all;
}

function past(mark: string): Condition {
  const [on = '', id = ''] = mark.split('_');
  if (!/^[1-2]\d{3}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on)) || !isId(id))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return sql`(e.on_day, e.id) < (${on}::date, ${id}::uuid)`;
}

/** Entries of a register that stand, the newest day first, by a keyset mark. */
export async function listRegister(
  ctx: Reading,
  law: AskingLaw,
  filter: Filter,
): Promise<{ rows: RegisterRow[]; next: string | null; mayKeep: boolean }> {
  const today = beijingDate(ctx.clock.now());
  const found = await conditionsOf(filter, today)
    .reduce((query, one) => query.where(one), selectEntries(ctx).where('e.organ_id', '=', organOf(ctx)))
    .orderBy('e.on_day', 'desc')
    .orderBy('e.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const rows = await show(ctx, law, found.slice(0, filter.limit));
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > filter.limit && last ? `${last.on}_${last.id}` : null,
    mayKeep: mayKeep(personOf(ctx), filter.kind) === true,
  };
}

/** An entry with all its versions, the one that holds first; any of them may be named. */
export async function readRegisterEntry(
  ctx: Reading,
  law: AskingLaw,
  { id }: { id: string },
): Promise<RegisterEntry> {
  const own = ctx.tx.selectFrom('register_entry').select('entry_id').where('id', '=', id);
  const rows = await selectEntries(ctx).where('e.entry_id', '=', own).orderBy('e.version', 'desc').execute();
  const last = found(rows[0]);
  const mayDo =
    !last.withdrawn && mayCorrect(personOf(ctx), last.kind as RegisterKind, last.stated_by) === true;
  return { versions: await show(ctx, law, rows), abilities: { correct: mayDo, withdraw: mayDo } };
}

/** All registers with how much is in them and what asks for each. */
export async function listRegisters(ctx: Reading, law: AskingLaw): Promise<RegisterSummary[]> {
  const today = beijingDate(ctx.clock.now());
  const cases = registerKindNames.map((kind) => sql`when ${kind} then ${attentionIn(kind, today)}`);
  const { rows } = await sql<{ kind: string; entries: number; attention: number }>`
    select e.kind, count(*) as entries, count(*) filter (where case e.kind ${sql.join(cases, sql` `)} end) as attention
    from register_entry e where e.organ_id = ${organOf(ctx)} and not e.withdrawn and ${isLast}
    group by e.kind`.execute(ctx.tx);
  const counted = new Map(rows.map((row) => [row.kind, row]));
  return Promise.all(
    registerKindNames.map(async (kind) => ({
      kind,
      entries: counted.get(kind)?.entries ?? 0,
      attention: counted.get(kind)?.attention ?? 0,
      citations: (await articlesOf(ctx, law, kind)).map((article) => showCitation(law.packs, article)),
      mayKeep: mayKeep(personOf(ctx), kind) === true,
    })),
  );
}

async function namesOf({ tx }: Reading, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = new Set(rows.flatMap((row) => (contentOf(row).officerIds as string[] | undefined) ?? []));
  const officers =
    ids.size === 0
      ? []
      : await tx
          .selectFrom('officer')
          .select(['id', 'name'])
          .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
          .execute();
  return new Map(officers.map(({ id, name }) => [id, name]));
}

async function show(ctx: Reading, law: AskingLaw, rows: readonly Row[]): Promise<RegisterRow[]> {
  const today = beijingDate(ctx.clock.now());
  const officers = await namesOf(ctx, rows);
  const kinds = [...new Set(rows.map((row) => row.kind as RegisterKind))];
  const cited = new Map(
    await Promise.all(
      kinds.map(async (kind) => {
        const articles = await articlesOf(ctx, law, kind);
        return [kind, articles.map((article) => showCitation(law.packs, article))] as const;
      }),
    ),
  );
  return rows.map((row) => {
    const kind = row.kind as RegisterKind;
    const content = contentOf(row);
    const named = ((content.officerIds as string[] | undefined) ?? []).map((id) => [
      id,
      officers.get(id) ?? '',
    ]);
    if (row.device_id !== null) named.push([row.device_id, row.device_no ?? '']);
    const findings = row.withdrawn ? [] : findingsOf(kind, content, { today, followed: row.followed });
    return {
      ...{ id: row.id, entryId: row.entry_id, kind, version: row.version, on: row.on_day },
      content: content as RegisterRow['content'],
      names: Object.fromEntries(named),
      ...{
        withdrawn: row.withdrawn,
        reason: row.reason,
        statedBy: row.display_name,
        statedAt: row.stated_at,
      },
      findings: findings.map((one) => ({ ...one, citations: [...(cited.get(kind) ?? [])] })),
    };
  });
}
