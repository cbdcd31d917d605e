import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import {
  type Deciding,
  type Holder,
  isImpartial,
  mayDecide,
  mayExplain,
  mayRefuse,
  roleOf,
} from './excuses-policy.ts';

const owners = { officerIds: ['w'], accountId: 'you' };
const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason.zh;
const explanation = (change: Partial<Deciding> = {}): Deciding => ({
  ...{ statedBy: 'you', awaits: 'head', decidedBy: [], owners },
  ...change,
});

describe('a missed duty is explained', () => {
  it('by the officer who owes it, or who sent in the film', () => {
    expect(mayExplain(personWith(['officer'], { officerId: 'w' }), owners)).toBe(true);
    expect(mayExplain(personWith(['officer']), { officerIds: [], accountId: 'me' })).toBe(true);
  });
  it('by no other officer, and for nothing that is gone', () => {
    expect(said(mayExplain(personWith(['officer'], { officerId: 'l' }), owners))).toContain('本人承担');
    expect(mayExplain(personWith(['officer'], { officerId: 'w' }), undefined)).not.toBe(true);
  });
  it('by the custodian, whoever owes it', () => {
    const may = (role: Role) => mayExplain(personWith([role]), owners) === true;
    expect(everyRole.filter(may)).toEqual(['custodian']);
  });
  it('not by an assistant, even of their own work', () => {
    expect(mayExplain(personWith(['assistant'], { officerId: 'w' }), owners)).not.toBe(true);
  });
});

describe('the office that a regulation names', () => {
  it.each([
    ['legalReviewer', 'legalReviewer'],
    ['legalSection', 'legalReviewer'],
    ['custodian', 'custodian'],
    ['organHead', 'head'],
    ['leaderInCharge', 'head'],
    ['', 'head'],
  ])('%s is held by the %s', (office, role) => {
    expect(roleOf(office)).toBe(role);
  });
});

describe('an explanation is accepted', () => {
  it('by the office that is next, and by no other', () => {
    const may = (awaits: string | null) => (role: Role) =>
      mayDecide(personWith([role]), explanation({ awaits })) === true;
    expect(everyRole.filter(may('head'))).toEqual(['head']);
    expect(everyRole.filter(may('legalReviewer'))).toEqual(['legalReviewer']);
    expect(everyRole.filter(may(null))).toEqual([]);
  });
  it('not by who gave it', () => {
    expect(said(mayDecide(personWith(['head']), explanation({ statedBy: 'me' })))).toContain('本人提出');
  });
  it('not by who owes the duty', () => {
    const head = personWith(['head'], { officerId: 'w' });
    expect(said(mayDecide(head, explanation()))).toContain('本人承担的义务');
  });
  it('not by who decided the step before', () => {
    const both = personWith(['head', 'legalReviewer']);
    expect(said(mayDecide(both, explanation({ decidedBy: ['me'] })))).toContain('另一人');
  });
  it('by a head who is an officer of other cases', () => {
    expect(mayDecide(personWith(['head'], { officerId: 'l' }), explanation())).toBe(true);
  });
});

describe('an explanation is refused', () => {
  it('also by a head who owes the duty or decided before, so that nothing waits for ever', () => {
    const head = personWith(['head'], { officerId: 'w' });
    expect(mayRefuse(head, explanation({ decidedBy: ['me'] }))).toBe(true);
  });
  it('not by who gave it: they withdraw', () => {
    expect(mayRefuse(personWith(['head']), explanation({ statedBy: 'me' }))).not.toBe(true);
  });
  it('not by another office', () => {
    expect(said(mayRefuse(personWith(['custodian']), explanation()))).toContain('规定的审批人');
  });
});

describe('who may agree at a step', () => {
  const holder = (change: Partial<Holder>): Holder => ({
    ...{ accountId: 'me', officerId: null, name: '王某', roles: ['head'] },
    ...change,
  });
  const of = { statedBy: 'you', decidedBy: ['they'], owners };
  it.each<[string, Partial<Holder>, boolean]>([
    ['somebody else', {}, true],
    ['an officer of other work', { officerId: 'l' }, true],
    ['who explained', { accountId: 'you' }, false],
    ['who decided before', { accountId: 'they' }, false],
    ['who owes the duty', { officerId: 'w' }, false],
  ])('%s', (_, change, may) => {
    expect(isImpartial(holder(change), of)).toBe(may);
  });
  it('is anybody else where nobody owns the duty any more', () => {
    expect(isImpartial(holder({ officerId: 'w' }), { ...of, owners: undefined })).toBe(true);
  });
});
