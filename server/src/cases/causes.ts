import type { Cause, partyShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { found, orExists, taken } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { overtaken } from './overtaken.ts';

type CauseInput = z.output<typeof partyShapes.causeInput>;

/** The organ's causes by their codes, those no longer used too: cases were opened under them. */
export async function listCauses(ctx: Reading): Promise<{ causes: Cause[]; mayChange: boolean }> {
  const rows = await ctx.tx
    .selectFrom('cause')
    .select(['id', 'code', 'name', 'basis', 'active', 'revision'])
    .where('organ_id', '=', organOf(ctx))
    .orderBy('code')
    .execute();
  return { causes: rows, mayChange: personOf(ctx).permissions.has('cause.manage') };
}

const changedNow = (ctx: Writing) => ({ changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() });

/** Enters a cause. Sealed as `cause.entered`. Throws conflict.exists for a code that is there. */
export async function enterCause(ctx: Writing, input: CauseInput): Promise<Sealed<{ id: string }>> {
  const own = { id: makeId(ctx.clock), organ_id: organOf(ctx), revision: 1 };
  const values = { ...own, ...input, ...changedNow(ctx) };
  const explain = taken('cause', input.code);
  return sealNew(ctx, { kind: 'cause.entered', table: 'cause', values, explain }, { id: values.id });
}

/** Changes a cause; cases keep the words under which they were opened. Sealed as `cause.changed`. Throws conflict.edited. */
export async function changeCause(
  ctx: Writing,
  { id, revision, ...input }: z.output<typeof partyShapes.causeChange>,
): Promise<Sealed<{ id: string }>> {
  const query = ctx.tx.selectFrom('cause').selectAll().where('id', '=', id).forUpdate();
  const before = found(await query.executeTakeFirst());
  if (before.revision !== revision) throw await overtaken(ctx, before);
  const change = { ...input, ...changedNow(ctx), revision: revision + 1 };
  await orExists(input.code, ctx.tx.updateTable('cause').set(change).where('id', '=', id).execute());
  return seal(ctx, { kind: 'cause.changed', table: 'cause', id }, { id });
}

/** The name of a chosen cause where it is no longer used and not the one that a case had (`kept`). Throws notFound for one of another organ. */
export async function retiredCause(
  ctx: Reading,
  id: string | null,
  kept: string | null,
): Promise<string | null> {
  if (id === null) return null;
  const row = await ctx.tx
    .selectFrom('cause')
    .select(['name', 'active'])
    .where('id', '=', id)
    .where('organ_id', '=', organOf(ctx))
    .executeTakeFirst();
  const { name, active } = found(row);
  return active || id === kept ? null : name;
}
