import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';

/** Whether nothing may be added to the case: it was filed, and not reopened since. */
export async function isVolumeClosed(ctx: Pick<Reading, 'tx'>, caseId: string): Promise<boolean> {
  const { rows } = await sql<{
    number: string | null;
  }>`select volume_closed(${caseId}::uuid) as number`.execute(ctx.tx);
  return (rows[0]?.number ?? null) !== null;
}
