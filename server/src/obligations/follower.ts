import type { Writing } from '../base/context.ts';
import { tryApart } from '../base/database.ts';
import type { Log } from '../base/log.ts';
import type { Follower } from '../custody/index.ts';
import { holdCalendars, type Law, lawOfOrgan } from '../law/index.ts';
import { shelveStorage } from '../recordings/index.ts';
import { type Accepted, acceptedExcuses } from './excuses-view.ts';
import { type Case, casesOf } from './gather.ts';
import { judgeInTime } from './in-time.ts';
import { withExcuses } from './judge.ts';
import { judgeCase } from './judge-case.ts';
import { type Moved, type Stored, storedOf, storeJudged } from './store.ts';
import { type Subject, touchedBy } from './touched.ts';
import { worstOf } from './worst.ts';

export const storageFollowerName = 'obligations.storage';

/**
 * Follows the log and judges anew what an entry touches, and nothing else. What cannot be judged is left as it was and
 * told in the program log; it never keeps the entries after it waiting.
 */
export function storageFollower(law: Law, log: Log): Follower {
  return {
    name: storageFollowerName,
    async handle(ctx, entries) {
      const subjects = await touchedBy(ctx, entries);
      if (subjects.length === 0) return;
      await holdCalendars(ctx, 'shared');
      const together = async () => void (await judgeSubjects(ctx, law, subjects));
      if ((await tryApart(ctx.tx, together, isOfTheData)) === null) return;
      for (const subject of subjects) {
        const alone = async () => void (await judgeSubjects(ctx, law, [subject]));
        const fault = await tryApart(ctx.tx, alone, isOfTheData);
        if (fault !== null) log.error({ err: fault.error, subject }, 'a duty could not be judged');
      }
    },
  };
}

/** Whether trying again must fail again: no fault of the disk, the connection or the database's state. */
function isOfTheData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '22';
  return /^2[23]/.test(code);
}

/** Judges these subjects, each under its organ's law. Returns the open duties whose due time moved. */
export async function judgeSubjects(
  ctx: Writing,
  product: Law,
  subjects: readonly Subject[],
): Promise<Moved[]> {
  const cases = await casesOf(ctx, subjects);
  const stored = await storedOf(ctx, subjects);
  const accepted = await acceptedExcuses(ctx, subjects);
  const laws = new Map<string, Law>();
  for (const { organId } of cases)
    if (!laws.has(organId)) laws.set(organId, await lawOfOrgan(ctx, product, organId));
  const moved: Moved[] = [];
  for (const one of cases) {
    const { id } = one.subject;
    const known = { before: stored.get(id) ?? [], accepted: accepted.get(id) ?? [] };
    moved.push(...(await settle(ctx, laws.get(one.organId) ?? product, one, known)));
  }
  return moved;
}

interface Known {
  before: readonly Stored[];
  accepted: readonly Accepted[];
}

async function settle(ctx: Writing, law: Law, one: Case, known: Known): Promise<Moved[]> {
  const found = judgeInTime(law, (then) => judgeCase(then, one));
  const judged = withExcuses(found, known.accepted);
  const moved = await storeJudged(ctx, one.organId, one.subject, judged, known.before);
  if (one.subject.type === 'recording') await shelveStorage(ctx, one.subject.id, worstOf(judged));
  return moved;
}
