import type { Duty } from '@liuhen/contract';
import { dutiesOfAll } from '../obligations/index.ts';
import { type CaseFrame, type Happening, joined, nameOf, type Source } from './happening.ts';
import { filmRows, stageOfAct } from './source-acts.ts';

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

/** What the organ owes is done by those whose act or film it is; what others owe says so itself. */
export function whoOwes(
  one: Pick<CaseFrame, 'acts'>,
  { whose, subject }: Pick<Duty, 'whose' | 'subject'>,
  ofFilms: ReadonlyMap<string, string>,
): string[] {
  if (whose !== 'organ') return [];
  if (subject.type === 'act') return [...(one.acts.get(subject.id)?.officers ?? [])];
  const officer = ofFilms.get(subject.id);
  return officer === undefined ? [] : [officer];
}

function show(one: CaseFrame, duty: Duty, ofFilms: ReadonlyMap<string, string>): Happening {
  const ofFilm = duty.subject.type === 'recording';
  return {
    ...{ key: `duty:${duty.id}`, kind: 'duty', lane: ofFilm ? 'film' : 'paper' },
    ...{ at: momentOf(duty, one.openedAt), until: null },
    stage: ofFilm ? 'archive' : stageOfAct(one, duty.subject.id),
    title: duty.what ?? nameOf('duties.duty', duty.duty),
    line: joined(duty.subject.title),
    who: whoOwes(one, duty, ofFilms),
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
  const films = (await filmRows(ctx, one, most)).map(({ id, by }): [string, string] => [id, by]);
  return duties.map((duty) => show(one, duty, new Map(films))).slice(0, most);
};
