import type { Duty } from '@liuhen/contract';
import { dutiesOfAll } from '../obligations/index.ts';
import { type CaseFrame, type Happening, joined, nameOf, type Source } from './happening.ts';
import { stageOfAct } from './source-acts.ts';

const tones: Partial<Record<Duty['state'], NonNullable<Happening['state']>['tone']>> = {
  ...{
    discharged: 'good',
    dischargedLate: 'bad',
    excused: 'bad',
    overdue: 'bad',
    undetermined: 'open',
    due: 'open',
  },
};

/** When a duty stands in the line of time: when it was done, else by when it is to be done, else since when it is owed. */
const momentOf = ({ dischargedAt, dueBefore, countedFrom, opensAt }: Duty, begin: string): string =>
  dischargedAt ?? dueBefore ?? countedFrom ?? opensAt ?? begin;

function show(one: CaseFrame, duty: Duty): Happening {
  const ofFilm = duty.subject.type === 'recording';
  return {
    ...{ key: `duty:${duty.id}`, kind: 'duty', lane: ofFilm ? 'film' : 'paper' },
    ...{ at: momentOf(duty, one.openedAt), until: null },
    stage: ofFilm ? 'archive' : stageOfAct(one, duty.subject.id),
    title: duty.what ?? nameOf('duties.duty', duty.duty),
    line: joined(duty.subject.title),
    state: { tone: tones[duty.state] ?? 'quiet', said: nameOf('duties.state', duty.state) },
    ...{ citation: duty.citation, link: { type: 'duty', id: duty.id, seconds: null } },
    ...{ sealedAs: duty.id, proof: null },
  };
}

/** What the acts owe and the film linked to them, with the verdict and the article on which it rests. */
export const readDutyLine: Source = async (ctx, one, most) => {
  const duties = [
    ...(await dutiesOfAll(ctx, 'act', [...one.acts.keys()])),
    ...(await dutiesOfAll(ctx, 'recording', one.film)),
  ];
  return duties.map((duty) => show(one, duty)).slice(0, most);
};
