import { organOf, type Writing } from '../base/context.ts';
import { searchVector } from '../base/words.ts';

/** Makes the words anew by which cases are found: those of one case, or of all in which a party is. */
export async function indexParties(
  ctx: Writing,
  which: { caseId: string } | { partyId: string },
): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('enforcement_case as c')
    .select(['c.id', 'c.number', 'c.own_number', 'c.cause', 'c.party'])
    .where((eb) =>
      'caseId' in which
        ? eb('c.id', '=', which.caseId)
        : eb(
            'c.id',
            'in',
            eb
              .selectFrom('case_party')
              .select('case_id')
              .where('party_id', '=', which.partyId)
              .where('removed_at', 'is', null),
          ),
    )
    .execute();
  for (const row of rows) {
    const parties = await ctx.tx
      .selectFrom('case_party as p')
      .innerJoin('party', 'party.id', 'p.party_id')
      .select('party.name')
      .where('p.case_id', '=', row.id)
      .where('p.removed_at', 'is', null)
      .execute();
    const names = parties.map(({ name }) => name);
    const search = searchVector([row.number, row.own_number, row.cause, row.party, ...names]);
    await ctx.tx
      .insertInto('case_search')
      .values({ case_id: row.id, organ_id: organOf(ctx), search })
      .onConflict((on) => on.column('case_id').doUpdateSet({ search }))
      .execute();
  }
}
