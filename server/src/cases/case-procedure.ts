import { type Procedure, terms } from '@liuhen/contract';
import type { Writing } from '../base/context.ts';
import { DomainError, faultAt, found } from '../base/errors.ts';

interface OfCase {
  caseId: string | null;
  procedure: Procedure | null;
}

/**
 * The procedure of an act: as entered, or that of its case. The case stays as it is until the transaction ends, so that
 * a change of its procedure cannot pass by the act. Throws input.invalid for another one than that of the case,
 * notFound for a case of another organ.
 */
export async function procedureOf(ctx: Writing, { caseId, procedure }: OfCase): Promise<Procedure | null> {
  if (caseId === null) return procedure;
  const served = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['number', 'procedure'])
    .where('id', '=', caseId)
    .forShare()
    .executeTakeFirst();
  const { number, procedure: ofCase } = found(served) as { number: string; procedure: Procedure };
  if (procedure === null || procedure === ofCase) return ofCase;
  const { zh, en } = terms.names.procedure[ofCase];
  const fault = faultAt('procedure', {
    zh: `与所属案件不一致：案件 ${number} 适用${zh}`,
    en: `It is not that of the case: case ${number} follows the ${en.toLowerCase()}`,
  });
  throw new DomainError('input.invalid', {}, [fault]);
}

/** Gives the acts of a case its procedure and tells which it was another for; they are still to be sealed. */
export async function spreadProcedure(ctx: Writing, caseId: string, procedure: Procedure): Promise<string[]> {
  const changed = await ctx.tx
    .updateTable('act')
    .set({ procedure })
    .where('case_id', '=', caseId)
    .where('procedure', 'is distinct from', procedure)
    .returning('id')
    .execute();
  return changed.map(({ id }) => id);
}
