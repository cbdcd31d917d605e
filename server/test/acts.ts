import type { Writing } from '../src/base/context.ts';
import { found } from '../src/base/errors.ts';
import { changeAct } from '../src/cases/acts.ts';

type Change = Parameters<typeof changeAct>[1];

/** Changes an act as somebody does who saw its last state. */
export async function changeSeenAct(ctx: Writing, change: Omit<Change, 'revision'>) {
  const seen = ctx.tx.selectFrom('act').select('revision').where('id', '=', change.id);
  const { revision } = found(await seen.executeTakeFirst());
  return changeAct(ctx, { ...change, revision });
}
