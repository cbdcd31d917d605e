import { canonicalize, type EntryKind, type Json } from '@liuhen/proof';
import { sql } from 'kysely';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, isDuplicateKey } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealNew } from '../custody/index.ts';

/** Tables of this room whose rows are sent with their id. */
type Table =
  | 'evidence_item'
  | 'evidence_note'
  | 'evidence_transfer'
  | 'goods_list'
  | 'goods_event'
  | 'service_address'
  | 'service'
  | 'service_receipt';
type Content = Record<string, unknown> & { id: string };

const jsonColumns = new Set(['items', 'lines']);
const textOf = (value: unknown) => canonicalize(JSON.parse(JSON.stringify(value ?? null)) as Json);

/**
 * Whether a row that says this is there: it was sent again because its answer was lost. Throws conflict.changed for an
 * `id` under which something else was entered.
 */
export async function isEntered(ctx: Writing, table: Table, content: Content): Promise<boolean> {
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where id = ${content.id}`.execute(ctx.tx);
  const [known] = rows;
  if (known === undefined) return false;
  if (Object.entries(content).some(([column, value]) => textOf(known[column]) !== textOf(value)))
    throw new DomainError('conflict.changed');
  return true;
}

/** Who enters something now, as the tables of this room have it. */
export const entered = (ctx: Writing) => ({
  entered_by: personOf(ctx).accountId,
  entered_at: ctx.clock.now(),
});
export const stated = (ctx: Writing) => ({ stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() });

/** Inserts a row and seals it. Of two who were first at once, the second is told so. */
export function enterRow(
  ctx: Writing,
  kind: EntryKind,
  table: Table,
  row: Content,
): Promise<Sealed<{ id: string }>> {
  const sent = Object.entries({ organ_id: organOf(ctx), ...row }).map(([column, value]) => [
    column,
    jsonColumns.has(column) && value !== null ? JSON.stringify(value) : value,
  ]);
  const values = Object.fromEntries(sent) as never;
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : error);
  return sealNew(ctx, { kind, table, values, explain }, { id: row.id });
}
