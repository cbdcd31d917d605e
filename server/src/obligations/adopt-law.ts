import type { Clock } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { replayFollower } from '../custody/index.ts';
import { adoptPacks, holdCalendars, type Law, noteCalendarFiles } from '../law/index.ts';
import { storageFollowerName } from './follower.ts';
import { boundOrgans, rejudgeOpen } from './rejudge.ts';

type Parts = { database: Database; clock: Clock };

/**
 * Takes the law that came with this version into use, before anybody is judged under it. Where a pack has a further
 * version, every duty is judged anew from the log; where a holiday notice came or changed, the open duties that asked
 * the calendar are, and their owners told.
 * @throws PackChangedError or PackMissingError as `adoptPacks` does.
 */
export async function adoptLaw(parts: Parts, law: Law): Promise<void> {
  await adoptPacks(parts, law.packs, (ctx) => replayFollower(ctx, storageFollowerName));
  await transact(parts.database, house, (tx) =>
    adoptCalendars({ tx, actor: house, clock: parts.clock, writing: true }, law),
  );
}

async function adoptCalendars(ctx: Writing, law: Law): Promise<void> {
  await holdCalendars(ctx, 'alone');
  const id = await noteCalendarFiles(ctx, law.files);
  if (id === null) return;
  await rejudgeOpen(ctx, law, await boundOrgans(ctx), {
    zh: '系统更新了放假安排',
    en: 'The system was updated with holiday notices',
    subject: { type: 'calendar_used', id },
  });
}
