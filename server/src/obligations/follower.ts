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
import { actsWithin, spansOfLists } from './listed-acts.ts';
import { type Moved, type Stored, storedOf, storeJudged } from './store.ts';
import { type Subject, touchedBy } from './touched.ts';
import { worstOf } from './worst.ts';

export const storageFollowerName = 'obligations.storage';

/**
 * Follows the log and judges anew what an entry touches, and nothing else. What cannot be judged is left as it was and
 * told in the program log; it never keeps the entries after it waiting. A fault of the law itself does: nothing could be
 * judged rightly after it.
 */
export function storageFollower(law: Law, log: Log): Follower {
  return {
    name: storageFollowerName,
    async handle(ctx, entries) {
      const subjects = await touchedBy(ctx, entries);
      const spans = await spansOfLists(ctx, entries);
      if (subjects.length === 0 && spans.length === 0) return;
      await holdCalendars(ctx, 'shared');
      const refused: Refused = (subject, err) => log.error({ err, subject }, 'a duty could not be judged');
      if (subjects.length > 0) await judgeApart(ctx, law, subjects, refused);
      for (const span of spans)
        for await (const acts of actsWithin(ctx, span)) await judgeApart(ctx, law, acts, refused);
    },
  };
}

/** Is told which subject could not be judged, and why. */
export type Refused = (subject: Subject, error: unknown) => void;

/**
 * Whether trying again must fail again: no fault of the disk, the connection or the database's state. An organ that is
 * bound to a pack nobody knows is a fault of its data; that a pack in use is gone stops the start already.
 */
function isOfTheData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '22';
  return /^2[23]/.test(code);
}

/**
 * Judges these subjects together, and one by one where that fails, so that one that cannot be judged keeps none of the
 * others waiting. Returns the open duties whose due time moved.
 * @throws whatever is no fault of the data of a subject.
 */
export async function judgeApart(
  ctx: Writing,
  product: Law,
  subjects: readonly Subject[],
  refused: Refused,
): Promise<Moved[]> {
  const together = await tryJudging(ctx, product, subjects);
  if ('moved' in together) return together.moved;
  const moved: Moved[] = [];
  for (const subject of subjects) {
    const alone = await tryJudging(ctx, product, [subject]);
    if ('moved' in alone) moved.push(...alone.moved);
    else refused(subject, alone.error);
  }
  return moved;
}

async function tryJudging(
  ctx: Writing,
  product: Law,
  subjects: readonly Subject[],
): Promise<{ moved: Moved[] } | { error: unknown }> {
  let moved: Moved[] = [];
  const judging = async () => {
    moved = await judgeSubjects(ctx, product, subjects);
  };
  return (await tryApart(ctx.tx, judging, isOfTheData)) ?? { moved };
}

/** Judges these subjects, each under its organ's law. Returns the open duties whose due time moved. */
async function judgeSubjects(ctx: Writing, product: Law, subjects: readonly Subject[]): Promise<Moved[]> {
  const [cases, stored, accepted] = await Promise.all([
    casesOf(ctx, subjects),
    storedOf(ctx, subjects),
    acceptedExcuses(ctx, subjects),
  ]);
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
