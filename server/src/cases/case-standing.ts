import type { CaseState } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { Standing } from './case-bounds.ts';

/** Where a case stands is what its last move led to; without a move it was received, or closed before there were moves. */
export const stateOfCase = sql<CaseState>`coalesce(
  (select m.to_state from case_move m where m.case_id = c.id order by m.place desc limit 1),
  case when c.closed_at is null then 'received' else 'closed' end
)`;
/** Where a case stands, and whether its moves led there. */
export async function standingOf(ctx: Reading, id: string): Promise<Standing> {
  const row = await ctx.tx
    .selectFrom('enforcement_case as c')
    .select([stateOfCase.as('state')])
    .select(sql<boolean>`exists (select from case_move m where m.case_id = c.id)`.as('moved'))
    .where('c.id', '=', id)
    .executeTakeFirst();
  return found(row);
}
