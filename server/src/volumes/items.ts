import { terms, type volumeShapes } from '@liuhen/contract';
import { type CaseProof, type RecordRules, textCompleteness, textItemsOf } from '@liuhen/rules';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import type { CaseItem } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { mayChangeCase } from '../cases/index.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { type RecordOfCase, recordOfCase, sayProofs } from './completeness.ts';
import { both } from './happening.ts';

type Statements = z.output<typeof volumeShapes.itemStatements>;
type Statement = Statements['statements'][number];

/** The case, for this transaction: whoever else states something about it waits, and then sees what was stated. */
async function holdCase(ctx: Writing, id: string): Promise<void> {
  const one = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['officer_ids as officerIds', 'created_by as createdBy'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  permit(mayChangeCase(personOf(ctx), found(one)));
}

/** What tells against a statement that an item does not apply, or is one that the law does not have. */
function faultOf(record: RecordOfCase, rules: RecordRules, { item, applicable }: Statement) {
  const { refusal } = terms.volumes;
  const rule = rules.items.get(item);
  if (!record.found.some(({ id }) => id === item)) return refusal.unknownItem;
  if (applicable) return null;
  if (rule?.always) return refusal.always;
  const items = textItemsOf(record.law.merged, rules).filter(({ id }) => id === item);
  const [judged] = textCompleteness({
    ...{ items, rules: rules.items, procedure: record.procedure, proofs: proofsIn(record) },
    stated: [{ item, applicable: false, id: '' }],
  });
  if (!judged || judged.contradicted.length === 0) return null;
  const what = sayProofs(record, judged.contradicted);
  return both(({ t, pick }) => t('volumes.refusal.shown', { what: pick(what) }));
}

const proofsIn = ({ happenings }: RecordOfCase): CaseProof[] =>
  happenings.flatMap(({ key, proof }) => (proof === null ? [] : [{ ...proof, id: key }]));

function requireSound(record: RecordOfCase, rules: RecordRules, statements: readonly Statement[]): void {
  const faults = statements.flatMap((one, place) => {
    const said = faultOf(record, rules, one);
    return said === null ? [] : [faultAt(`statements.${place}.item`, said)];
  });
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

const overtaken = () => new DomainError('conflict.changed');

/** The statement that holds of each of these items. */
async function lastOf(ctx: Writing, caseId: string, items: readonly string[]) {
  const rows = await ctx.tx
    .selectFrom('case_item')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('item', 'in', [...items])
    .execute();
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return new Map(rows.filter(({ id }) => !replaced.has(id)).map((row) => [row.item, row]));
}

type RowOf = Pick<
  Selectable<CaseItem>,
  'id' | 'case_id' | 'item' | 'applicable' | 'reason' | 'withdrawn' | 'replaces'
>;

/** Whether these very statements are there: they were sent again because the answer was lost. */
async function areStated(ctx: Writing, rows: readonly Omit<RowOf, 'replaces'>[]): Promise<boolean> {
  const ids = rows.map(({ id }) => id);
  const known = await ctx.tx.selectFrom('case_item').selectAll().where('id', 'in', ids).execute();
  if (known.length === 0) return false;
  const { accountId } = personOf(ctx);
  const same = rows.every((row) => {
    const before = known.find(({ id }) => id === row.id);
    return (
      before?.stated_by === accountId &&
      Object.entries(row).every(([name, value]) => Reflect.get(before, name) === value)
    );
  });
  if (!same) throw overtaken();
  return true;
}

const write = (ctx: Writing, row: RowOf, kind: 'case.itemStated' | 'case.itemWithdrawn') => {
  const stated = { stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() };
  const explain = (error: unknown) => (isDuplicateKey(error) ? overtaken() : error);
  const values = { ...row, organ_id: organOf(ctx), ...stated };
  return sealNew(ctx, { kind, table: 'case_item', values, explain }, { id: row.id });
};

/**
 * States of items of a case's record that they are there and where, or that they do not apply and why. Each sealed as
 * `case.itemStated`; all or none. Throws input.invalid with every fault, conflict.changed when somebody stated something
 * of one of them meanwhile.
 */
export async function stateCaseItems(
  ctx: Writing,
  law: Law,
  rules: RecordRules,
  { caseId, statements }: Statements,
): Promise<Sealed<{ id: string }>> {
  await holdCase(ctx, caseId);
  const rows = statements.map(({ id, item, applicable, reason, replaces }) => ({
    seen: replaces,
    row: { id, case_id: caseId, item, applicable, reason, withdrawn: false },
  }));
  const [first] = statements;
  if (
    await areStated(
      ctx,
      rows.map(({ row }) => row),
    )
  )
    return sealedBefore(ctx, 'case_item', { id: first?.id ?? '' });
  const last = await lastOf(
    ctx,
    caseId,
    statements.map(({ item }) => item),
  );
  requireSound(await recordOfCase(ctx, law, rules, caseId), rules, statements);
  let sealed: Sealed<{ id: string }> | null = null;
  for (const { seen, row } of rows) {
    const before = last.get(row.item);
    // After a withdrawal nothing is seen; the chain goes on from it.
    if ((before?.withdrawn ? null : (before?.id ?? null)) !== seen) throw overtaken();
    sealed = await write(ctx, { ...row, replaces: before?.id ?? null }, 'case.itemStated');
  }
  if (sealed === null) throw new Error('no statement');
  return sealed;
}

/** Takes a statement back, with the reason; that it was made stays on record. Sealed as `case.itemWithdrawn`. */
export async function withdrawCaseItem(
  ctx: Writing,
  { id, replaces, reason }: z.output<typeof volumeShapes.itemWithdrawal>,
): Promise<Sealed<{ id: string }>> {
  const query = ctx.tx.selectFrom('case_item').selectAll().where('id', '=', replaces);
  const { case_id, item, applicable, withdrawn } = found(await query.executeTakeFirst());
  await holdCase(ctx, case_id);
  const row = { id, case_id, item, applicable, reason, withdrawn: true, replaces };
  if (await areStated(ctx, [row])) return sealedBefore(ctx, 'case_item', { id });
  if (withdrawn) throw overtaken();
  return write(ctx, row, 'case.itemWithdrawn');
}
