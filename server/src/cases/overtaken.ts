import { sayExact } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';

/** What somebody is told who did not see the last change: who made it, and when. */
export async function overtaken(
  ctx: Pick<Reading, 'tx'>,
  last: { changed_by: string | null; changed_at: string | null },
): Promise<DomainError> {
  const editor = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', last.changed_by)
    .executeTakeFirst();
  return new DomainError('conflict.edited', {
    name: editor?.display_name ?? '',
    at: sayExact(last.changed_at ?? ''),
  });
}
