import { sql } from 'kysely';
import type { Writing } from '../base/context.ts';

/** Holds an id that its sender made until the transaction ends: of two that arrive at once the second waits, and then sees what the first wrote. */
export async function holdId(ctx: Writing, kind: 'act' | 'field' | 'signature', id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${id}`}, 0))`.execute(ctx.tx);
}
