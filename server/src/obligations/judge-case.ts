import type { Law } from '../law/index.ts';
import type { Case } from './gather.ts';
import { type Judged, judge } from './judge.ts';
import { judgeActUnder } from './judge-act.ts';

/** All duties of a recording or an act: to store and hand over film, and what else an act owes. */
export function judgeCase(law: Law, one: Case): Judged[] {
  return [
    ...(one.storage === null ? [] : judge(law, one, one.storage)),
    ...(one.act === null ? [] : judgeActUnder(law, one, { ...one.act, listed: one.listed, excused: [] })),
  ];
}
