import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import {
  type ListPeople,
  mayApproveList,
  mayEditList,
  mayReviewList,
  mayWithdrawList,
} from './matter-policy.ts';

const list = (state: string, change: Partial<ListPeople> = {}): ListPeople => ({
  ...{ state, editorIds: ['you'], reviewedBy: null, upcoming: false },
  ...change,
});
const states = ['draft', 'review', 'approval', 'approved', 'withdrawn'];
const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason.zh;

const steps = [
  ['written', mayEditList, 'draft', ['custodian', 'legalReviewer']],
  ['reviewed', mayReviewList, 'review', ['legalReviewer']],
  ['approved', mayApproveList, 'approval', ['head']],
] as const;

describe.each(steps)('a list of matters is %s', (_, may, at, holders) => {
  it('by those of its office', () => {
    expect(everyRole.filter((role) => may(personWith([role]), list(at)) === true)).toEqual(holders);
  });
  it('at its own step and at no other', () => {
    const person = personWith([...holders]);
    expect(states.filter((state) => may(person, list(state)) === true)).toEqual([at]);
  });
});

describe('nobody checks their own work', () => {
  const all: Role[] = ['custodian', 'head', 'legalReviewer'];
  it('who wrote some of it neither reviews nor approves, whatever roles they hold', () => {
    const editorIds = ['you', 'me'];
    expect(said(mayReviewList(personWith(all), list('review', { editorIds })))).toContain(
      '另一名法制审核人员',
    );
    expect(said(mayApproveList(personWith(all), list('approval', { editorIds })))).toContain('您参与起草');
  });
  it('who reviewed it does not approve it', () => {
    const reviewed = list('approval', { reviewedBy: 'me' });
    expect(said(mayApproveList(personWith(all), reviewed))).toContain('您审核了');
    expect(mayApproveList(personWith(all), list('approval', { reviewedBy: 'you' }))).toBe(true);
  });
  it('who reviewed it before and gave it back can review it again', () => {
    expect(mayReviewList(personWith(['legalReviewer']), list('review', { reviewedBy: 'me' }))).toBe(true);
  });
  it('who wrote it goes on writing it', () => {
    expect(mayEditList(personWith(['custodian']), list('draft', { editorIds: ['me'] }))).toBe(true);
  });
});

describe('a list of matters is taken back', () => {
  it.each<[Role, string, boolean, boolean]>([
    ['custodian', 'draft', false, true],
    ['legalReviewer', 'review', false, true],
    ['head', 'approval', false, true],
    ['officer', 'draft', false, false],
    ['administrator', 'draft', false, false],
    ['head', 'approved', true, true],
    ['head', 'approved', false, false], // it is in force: another list replaces it
    ['custodian', 'approved', true, false],
    ['legalReviewer', 'approved', true, false],
    ['head', 'withdrawn', true, false],
  ])('by the %s, %s, upcoming %s: %s', (role, state, upcoming, may) => {
    expect(mayWithdrawList(personWith([role]), list(state, { upcoming })) === true).toBe(may);
  });
});
