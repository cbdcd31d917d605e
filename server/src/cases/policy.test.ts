import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import {
  mayBeChanged,
  mayChangeAct,
  mayChangeCase,
  mayChangeParty,
  mayDecideRecusal,
  mayLinkEvidence,
  mayRevealParty,
} from './policy.ts';

const strangers = { createdBy: 'you', officerIds: ['w'] };
const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const allowed = (may: (role: Role) => unknown) => everyRole.filter((role) => may(role) === true);
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason;

describe.each([
  ['an act', mayChangeAct],
  ['a case', mayChangeCase],
] as const)('to change %s', (_, may) => {
  it('of others is only for the custodian', () => {
    expect(allowed((role) => may(personWith([role], { officerId: 'l' }), strangers))).toEqual(['custodian']);
  });
  it('that one entered oneself is for officers and custodians, and for no other role', () => {
    const own = { createdBy: 'me', officerIds: [] };
    expect(allowed((role) => may(personWith([role]), own))).toEqual(['officer', 'custodian']);
  });
  it('is for the officer who takes part', () => {
    expect(may(personWith(['officer'], { officerId: 'w' }), strangers)).toBe(true);
  });
  it('is not for an account without an officer where nobody takes part yet', () => {
    expect(may(personWith(['officer']), { ...strangers, officerIds: [] })).not.toBe(true);
  });
  it('of others is refused to an officer as not their own, to a head as not their office', () => {
    expect(said(may(personWith(['officer']), strangers)).zh).toContain('本人');
    expect(said(may(personWith(['head']), strangers)).zh).toContain('由执法人员或专职人员办理');
  });
  it('is asked of all roles that somebody holds together', () => {
    expect(may(personWith(['head', 'custodian']), strangers)).toBe(true);
  });
});

describe('the act that carries the procedure of a case', () => {
  it('is changed with its case and by no other way', () => {
    expect(said(mayBeChanged('caseProcedure')).zh).toContain('案件页');
    for (const type of ['onSiteInspection', 'questioning', 'penalty', 'other'])
      expect(mayBeChanged(type)).toBe(true);
  });
});

describe('a party', () => {
  it.each<[string, Role, string, boolean, boolean]>([
    ['an officer who entered them', 'officer', 'me', false, true],
    ['an officer who handles their case', 'officer', 'you', true, true],
    ['another officer', 'officer', 'you', false, false],
    ['a custodian', 'custodian', 'you', false, true],
    ['a head, even of a case of theirs', 'head', 'me', true, false],
    ['a legal reviewer', 'legalReviewer', 'you', true, false],
    ['an assistant who entered them', 'assistant', 'me', true, false],
  ])('is corrected by %s: %s', (_, role, enteredBy, handles, may) => {
    expect(mayChangeParty(personWith([role]), enteredBy, handles) === true).toBe(may);
  });

  it('shows the whole number to an officer only in the cases they handle', () => {
    expect(mayRevealParty(personWith(['officer']), true)).toBe(true);
    expect(mayRevealParty(personWith(['officer']), false)).not.toBe(true);
  });
  it('shows the whole number to those who keep, review and approve, in all cases', () => {
    expect(allowed((role) => mayRevealParty(personWith([role]), false))).toEqual([
      'custodian',
      'head',
      'legalReviewer',
    ]);
  });
  it('never shows it to an administrator or an assistant, whatever they handle', () => {
    for (const role of ['administrator', 'assistant'] as const)
      expect(mayRevealParty(personWith([role]), true)).not.toBe(true);
  });
});

describe('a recusal', () => {
  it('is decided by the head alone', () => {
    expect(allowed((role) => mayDecideRecusal(personWith([role]), 'w'))).toEqual(['head']);
  });
  it('is not decided by the head on themselves, with the article', () => {
    const verdict = mayDecideRecusal(personWith(['head'], { officerId: 'w' }), 'w');
    expect(said(verdict).zh).toContain('行政处罚法》第四十三条');
    expect(said(verdict).en).toContain('Article 43');
  });
  it('is decided by a head who is another officer', () => {
    expect(mayDecideRecusal(personWith(['head'], { officerId: 'l' }), 'w')).toBe(true);
  });
});

it('film is linked to acts by officers and custodians', () => {
  expect(allowed((role) => mayLinkEvidence(personWith([role])))).toEqual(['officer', 'custodian']);
});
