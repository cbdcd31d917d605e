import { createHash } from 'node:crypto';
import type { CalendarFile } from '@liuhen/rules';
import type { Reading, Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { seal } from '../custody/index.ts';
import type { FormerFiles } from './calendars.ts';

/**
 * Writes down the calendar files that came with this version when they read otherwise than those of the last start.
 * Sealed as `calendar.adopted`. Returns the id of what was written; null when nothing changed.
 */
export async function noteCalendarFiles(
  ctx: Writing,
  files: readonly CalendarFile[],
): Promise<string | null> {
  const content = JSON.stringify(files);
  const fingerprint = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const last = await ctx.tx
    .selectFrom('calendar_used')
    .select('fingerprint')
    .orderBy('used_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.fingerprint === fingerprint) return null;
  const row = { id: makeId(ctx.clock), fingerprint, content, used_from: ctx.clock.now() };
  await ctx.tx.insertInto('calendar_used').values(row).execute();
  await seal(ctx, { kind: 'calendar.adopted', table: 'calendar_used', id: row.id }, null);
  return row.id;
}

interface Edition {
  id: string;
  content: string;
  used_from: string;
}

/** The calendar files of all versions that the house was started with, the oldest first. */
export const readCalendarFiles = ({ tx }: Reading): Promise<Edition[]> =>
  tx
    .selectFrom('calendar_used')
    .select(['id', 'content', 'used_from'])
    .orderBy('used_from')
    .orderBy('id')
    .execute();

/** Those that others took the place of, with the moment. */
export const formerOf = (editions: readonly Edition[]): FormerFiles[] =>
  editions.slice(1).map(({ used_from: until }, i) => {
    const files: CalendarFile[] = JSON.parse(editions[i]?.content ?? '[]');
    return { until, files };
  });
