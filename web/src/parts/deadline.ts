import { type DutyState, type Saying, saySpan } from '@liuhen/contract';

/** What a tag needs to know of a duty; rows of lists carry no more. */
export interface TagFacts {
  state: DutyState;
  dueBefore: string | null;
  provisional: boolean;
  countedFrom?: string | null;
}

/** Grey not yet due · blue due · amber under a quarter left · red overdue · green discharged · green with amber edge late · violet provisional. */
export type Tone = 'notYet' | 'due' | 'soon' | 'overdue' | 'done' | 'doneLate' | 'provisional' | 'unknown';

const day = 24 * 3_600_000;

const settledTones: Partial<Record<DutyState, Tone>> = {
  ...{
    discharged: 'done',
    over: 'unknown',
    dischargedLate: 'doneLate',
    excused: 'doneLate',
    notYet: 'notYet',
  },
  ...{ undetermined: 'unknown', noPackInForce: 'unknown', notApplicable: 'unknown' },
};

/**
 * The tone of a duty at a moment. A duty more than three days off is not yet due. The quarter is of the whole
 * time allowed; where a list does not carry when counting began, the last quarter of a day stands for it.
 */
export function toneOf(facts: TagFacts, now: number): Tone {
  const settled = settledTones[facts.state];
  if (settled !== undefined) return settled;
  if (facts.dueBefore === null) return 'due';
  const due = Date.parse(facts.dueBefore);
  if (facts.state === 'overdue' || now >= due) return 'overdue';
  if (facts.provisional) return 'provisional';
  const allowed = facts.countedFrom ? due - Date.parse(facts.countedFrom) : day;
  if (due - now < allowed / 4) return 'soon';
  return due - now > 3 * day ? 'notYet' : 'due';
}

/** The words on the tag: time left or late for open duties, the outcome for closed ones. Never colour alone. */
export function tagWords(facts: TagFacts, now: number, saying: Pick<Saying, 't' | 'nameOf'>): string {
  const tone = toneOf(facts, now);
  if (facts.state in settledTones || facts.dueBefore === null)
    return saying.nameOf('duties.state', facts.state);
  const due = Date.parse(facts.dueBefore);
  const span = saySpan(due - now, saying);
  const words =
    tone === 'overdue' ? saying.t('duties.tag.late', { span }) : saying.t('duties.tag.left', { span });
  return facts.provisional ? saying.t('duties.tag.provisional', { words }) : words;
}
