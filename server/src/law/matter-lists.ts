import {
  isPlausible,
  type MatterFault,
  type matterShapes,
  refusals,
  sayExact,
  type Term,
  terms,
} from '@liuhen/contract';
import { articleOf, citeOf } from '@liuhen/rules';
import type { Updateable } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit, type Verdict } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { MatterList } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { faultsOf, rowsOfLaw, weakerRows } from './matter-law.ts';
import {
  type ListPeople,
  mayApproveList,
  mayEditList,
  mayReviewList,
  mayWithdrawList,
} from './matter-policy.ts';
import { approvedLists, demandsOn, type ListRow, mattersOf } from './matter-rows.ts';
import type { Law } from './packs.ts';
import type { ArticleGists } from './regulation-gists.ts';

type Taking<
  K extends 'matterDraftInput' | 'matterChange' | 'matterReview' | 'matterApproval' | 'matterWithdrawal',
> = z.output<(typeof matterShapes)[K]>;
/** The law with the articles that its texts have. */
export type KnowingLaw = Law & { gists: ArticleGists };
type Done = Promise<Sealed<{ id: string }>>;

const today = (ctx: Reading): string => beijingDate(ctx.clock.now());

/** The row of the organ, held until the transaction ends: of two who press at once the second sees what the first did. */
async function hold(ctx: Writing, id: string): Promise<ListRow> {
  const query = ctx.tx.selectFrom('matter_list').selectAll().where('id', '=', id).forUpdate();
  return found(await query.executeTakeFirst());
}

/** Refuses a sender who saw an older state of the list, with who changed it and when. */
async function requireSeen(ctx: Writing, row: ListRow, revision: number): Promise<void> {
  if (row.revision === revision) return;
  if (row.state !== 'draft') throw new DomainError('conflict.changed');
  const editor = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', row.changed_by)
    .executeTakeFirst();
  const detail = { name: editor?.display_name ?? '', at: sayExact(row.changed_at) };
  throw new DomainError('conflict.edited', detail);
}

export function peopleOf(row: ListRow, now: string): ListPeople {
  const upcoming = row.effective_from !== null && row.effective_from > beijingDate(now);
  return { state: row.state, editorIds: row.editor_ids, reviewedBy: row.reviewed_by, upcoming };
}

async function begin(
  ctx: Writing,
  { id, revision }: { id: string; revision: number },
  may: (person: ReturnType<typeof personOf>, list: ListPeople) => Verdict,
): Promise<ListRow> {
  const row = await hold(ctx, id);
  await requireSeen(ctx, row, revision);
  permit(may(personOf(ctx), peopleOf(row, ctx.clock.now())));
  return row;
}

type Kind =
  `matterList.${'drafted' | 'changed' | 'submitted' | 'reviewed' | 'returned' | 'approved' | 'withdrawn'}`;

/** Writes the list's next revision and seals it. */
function step(ctx: Writing, row: ListRow, kind: Kind, change: Updateable<MatterList>): Done {
  const by = ctx.tx
    .updateTable('matter_list')
    .set({ ...change, revision: row.revision + 1 })
    .where('id', '=', row.id);
  return seal(ctx, { kind, table: 'matter_list', id: row.id, by }, { id: row.id });
}

const inRow = (row: number, { zh, en }: Term): Term => ({
  zh: `第 ${row + 1} 项：${zh}`,
  en: `No. ${row + 1}: ${en}`,
});

const refuseFaults = (faults: readonly MatterFault[]): void => {
  if (faults.length === 0) return;
  const fields = faults.map(({ row, field, ...said }) =>
    row === null ? faultAt('rows', said) : faultAt(`rows.${row}.${field}`, inRow(row, said)),
  );
  throw new DomainError('matterList.faulty', { n: String(faults.length) }, fields);
};

/** Refuses a list that falls short of the law of the day from which it is to apply. */
async function requireLawful(ctx: Writing, law: Law, row: ListRow, from: string): Promise<void> {
  const demanded = await demandsOn(ctx, law, row.organ_id, from);
  if (demanded !== null) refuseFaults(faultsOf(demanded, mattersOf(row)));
}

/**
 * Begins a new version: from the law in force today, from the list in force, or empty. One is worked on at a time.
 * Sealed as `matterList.drafted`.
 */
export async function draftMatterList(ctx: Writing, law: Law, { from }: Taking<'matterDraftInput'>): Done {
  const organId = organOf(ctx);
  const [now, by] = [ctx.clock.now(), personOf(ctx).accountId];
  const demanded = await demandsOn(ctx, law, organId, today(ctx));
  const [current] = (await approvedLists(ctx, organId)).filter(
    (row) => (row.effective_from ?? '') <= today(ctx),
  );
  const kind = demanded?.merged.matterList.value?.kind ?? 'avMatters';
  const organ = await ctx.tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organId)
    .executeTakeFirstOrThrow();
  const rows = { law: () => (demanded === null ? [] : rowsOfLaw(demanded)), nothing: () => [] };
  const matters = from === 'current' ? mattersOf(found(current)) : rows[from]();
  if (from === 'law' && matters.length === 0) throw new DomainError('matterList.noLaw');
  const title = from === 'current' && current ? current.title : `${organ.name}${terms.matters.kind[kind].zh}`;
  const values = {
    ...{ id: makeId(ctx.clock), organ_id: organId, kind, state: 'draft', version: null, revision: 1 },
    ...{ title: title.slice(0, 100), matters: JSON.stringify(matters), publish: current?.publish ?? false },
    ...{ effective_from: null, drafted_by: by, drafted_at: now, editor_ids: [by] },
    ...{ changed_by: by, changed_at: now },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('matterList.open') : error);
  return sealNew(
    ctx,
    { kind: 'matterList.drafted', table: 'matter_list', values, explain },
    { id: values.id },
  );
}

const refuseDay = (said: Term) => new DomainError('input.invalid', {}, [faultAt('effectiveFrom', said)]);

function requirePlausibleDay(ctx: Writing, on: string | null): void {
  if (on !== null && !isPlausible(`${on}T00:00:00+08:00`, ctx.clock.now()))
    throw refuseDay(refusals.implausible);
}

/** Of a text whose articles the house has listed, only those exist; of statutes every number is taken. */
function requireKnownArticles({ packs, gists }: KnowingLaw, rows: Taking<'matterChange'>['rows']): void {
  const isKnown = (reference: string) => {
    try {
      const { packId } = citeOf(packs, reference);
      return gists.get(packId)?.has(articleOf(reference) ?? '') ?? true;
    } catch {
      return false;
    }
  };
  const fields = rows.flatMap((row, at) =>
    row.articles
      .filter((article) => !isKnown(article))
      .map((article) =>
        faultAt(
          `rows.${at}.articles`,
          inRow(at, { zh: `没有“${article}”这一条款`, en: `there is no article “${article}”` }),
        ),
      ),
  );
  if (fields.length > 0) throw new DomainError('input.invalid', {}, fields);
}

/** Saves a draft as typed. What is weaker than the law is refused; what is missing is only told. Sealed. */
export async function changeMatterList(ctx: Writing, law: KnowingLaw, input: Taking<'matterChange'>): Done {
  const row = await begin(ctx, input, mayEditList);
  requirePlausibleDay(ctx, input.effectiveFrom);
  requireKnownArticles(law, input.rows);
  const demanded = await demandsOn(ctx, law, row.organ_id, input.effectiveFrom ?? today(ctx));
  if (demanded !== null) refuseFaults(weakerRows(demanded, input.rows));
  const by = personOf(ctx).accountId;
  return step(ctx, row, 'matterList.changed', {
    ...{ title: input.title, publish: input.publish, effective_from: input.effectiveFrom },
    ...{ matters: JSON.stringify(input.rows), editor_ids: [...new Set([...row.editor_ids, by])] },
    ...{ changed_by: by, changed_at: ctx.clock.now() },
  });
}

/** Sends a draft to legal review. Refused while it falls short of the law. Sealed. */
export async function submitMatterList(
  ctx: Writing,
  law: Law,
  input: { id: string; revision: number },
): Done {
  const row = await begin(ctx, input, mayEditList);
  await requireLawful(ctx, law, row, row.effective_from ?? today(ctx));
  const submitted = { submitted_by: personOf(ctx).accountId, submitted_at: ctx.clock.now() };
  const unreviewed = { reviewed_by: null, reviewed_at: null, remarks: null };
  return step(ctx, row, 'matterList.submitted', { state: 'review', ...submitted, ...unreviewed });
}

/** A draft again, with what has to be mended. */
const returned = (remarks: string) =>
  ({ state: 'draft', reviewed_by: null, reviewed_at: null, remarks }) as const;

/** The legal reviewer's word: agreed, or returned with remarks. Sealed. */
export async function reviewMatterList(ctx: Writing, input: Taking<'matterReview'>): Done {
  const row = await begin(ctx, input, mayReviewList);
  if (!input.agrees) return step(ctx, row, 'matterList.returned', returned(input.remarks));
  return step(ctx, row, 'matterList.reviewed', {
    ...{ state: 'approval', reviewed_by: personOf(ctx).accountId, reviewed_at: ctx.clock.now() },
    remarks: input.remarks || null,
  });
}

/**
 * The day from which a list is to apply, that of the approval where none is given: never one that is past without a
 * word, and after that of the former.
 */
async function dayOfForce(ctx: Writing, row: ListRow, input: Taking<'matterApproval'>): Promise<string> {
  requirePlausibleDay(ctx, input.effectiveFrom);
  const from = input.effectiveFrom ?? today(ctx);
  if (from < today(ctx) && !input.retroactive)
    throw refuseDay({
      zh: '施行日期早于今天，请改期，或者确认追溯施行',
      en: 'The day is past; choose another, or confirm that it applies retroactively',
    });
  const [former] = await approvedLists(ctx, row.organ_id);
  if (former?.effective_from && from <= former.effective_from)
    throw refuseDay({
      zh: `应晚于第 ${former.version} 版的施行日期 ${former.effective_from}`,
      en: `It has to be after ${former.effective_from}, the day of version ${former.version}`,
    });
  return from;
}

/** The head's word: approved as the next version from a day on, or returned. Sealed. */
export async function approveMatterList(ctx: Writing, law: Law, input: Taking<'matterApproval'>): Done {
  const row = await begin(ctx, input, mayApproveList);
  if (!input.agrees) return step(ctx, row, 'matterList.returned', returned(input.remarks));
  const effectiveFrom = await dayOfForce(ctx, row, input);
  await requireLawful(ctx, law, row, effectiveFrom);
  const demanded = await demandsOn(ctx, law, row.organ_id, effectiveFrom);
  const last = await ctx.tx
    .selectFrom('matter_list')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('organ_id', '=', row.organ_id)
    .executeTakeFirst();
  return step(ctx, row, 'matterList.approved', {
    ...{ state: 'approved', version: (last?.version ?? 0) + 1, effective_from: effectiveFrom },
    ...{ approved_by: personOf(ctx).accountId, approved_at: ctx.clock.now() },
    publish: row.publish || demanded?.merged.matterList.value?.publish === true,
    remarks: input.remarks || row.remarks,
  });
}

/** Ends the work on a list, or takes an approved one back before its day. Sealed; nothing is deleted. */
export async function withdrawMatterList(ctx: Writing, input: Taking<'matterWithdrawal'>): Done {
  const row = await begin(ctx, input, mayWithdrawList);
  const withdrawn = { withdrawn_by: personOf(ctx).accountId, withdrawn_at: ctx.clock.now() };
  return step(ctx, row, 'matterList.withdrawn', { state: 'withdrawn', ...withdrawn, remarks: input.reason });
}
