import type { Writing } from '../base/context.ts';
import { tryApart } from '../base/database.ts';
import type { Log } from '../base/log.ts';
import type { Follower } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { shelveStorage } from '../recordings/index.ts';
import { type Case, casesOf } from './gather.ts';
import { type Judged, judge } from './judge.ts';
import { type Stored, storedOf, storeJudged } from './store.ts';
import { type Subject, touchedBy } from './touched.ts';
import { worstOf } from './worst.ts';

/**
 * Follows the log and judges anew what an entry touches, and nothing else. What cannot be judged is left as it was and
 * told in the program log; it never keeps the entries after it waiting.
 */
export function storageFollower(law: Law, log: Log): Follower {
  return {
    name: 'obligations.storage',
    async handle(ctx, entries) {
      const subjects = await touchedBy(ctx, entries);
      if (subjects.length === 0) return;
      if ((await tryApart(ctx.tx, () => judgeSubjects(ctx, law, subjects), isOfTheData)) === null) return;
      for (const subject of subjects) {
        const fault = await tryApart(ctx.tx, () => judgeSubjects(ctx, law, [subject]), isOfTheData);
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

async function judgeSubjects(ctx: Writing, law: Law, subjects: readonly Subject[]): Promise<void> {
  const cases = await casesOf(ctx, subjects);
  const stored = await storedOf(ctx, subjects);
  for (const one of cases) await judgeCase(ctx, law, one, stored.get(one.subject.id) ?? []);
}

async function judgeCase(ctx: Writing, law: Law, one: Case, before: readonly Stored[]): Promise<void> {
  const judged: Judged[] = one.storage === null ? [] : judge(law, one, one.storage);
  await storeJudged(ctx, one.organId, one.subject, judged, before);
  if (one.subject.type === 'recording') await shelveStorage(ctx, one.subject.id, worstOf(judged));
}
