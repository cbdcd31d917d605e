import type { Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { officerById } from '../roster/index.ts';

/** Refuses a unit or an officer that is not of the organ. Throws notFound. */
export async function requireInOrgan(
  ctx: Reading,
  { unitId, officerIds }: { unitId: string; officerIds: readonly string[] },
): Promise<void> {
  found(await ctx.tx.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst());
  for (const officerId of officerIds) await officerById(ctx, officerId);
}

/** Asks once for the officers of all these rows; what comes back names those of one row, in its order. */
export async function nameOfficers(
  ctx: Pick<Reading, 'tx'>,
  rows: readonly { officer_ids: string[] }[],
): Promise<(ids: readonly string[]) => { id: string; name: string }[]> {
  const ids = [...new Set(rows.flatMap((row) => row.officer_ids))];
  const officers =
    ids.length === 0
      ? []
      : await ctx.tx.selectFrom('officer').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  return (asked) => asked.map((id) => ({ id, name: names.get(id) ?? '' }));
}
