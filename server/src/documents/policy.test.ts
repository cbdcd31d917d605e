import type { DocumentState, Role, SignatureRole } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import {
  type DocumentPeople,
  mayEditDocument,
  maySignAs,
  mayTakeSignature,
  mayVoidDocument,
  mayWriteDocument,
  outsideRoles,
} from './policy.ts';

const document = (state: DocumentState, change: Partial<DocumentPeople> = {}): DocumentPeople => ({
  ...{ state, createdBy: 'you', officerIds: ['w'] },
  ...change,
});
const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const states: DocumentState[] = ['draft', 'final', 'signed', 'void'];
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason;
const officer = personWith(['officer'], { officerId: 'w' });
const stranger = personWith(['officer'], { officerId: 'l' });

describe('a document is written', () => {
  it('by those who keep, review and approve, whosever it is; by officers only where it is their own', () => {
    const may = (role: Role) => mayWriteDocument(personWith([role]), document('draft')) === true;
    expect(everyRole.filter(may)).toEqual(['custodian', 'head', 'legalReviewer']);
    expect(mayWriteDocument(officer, document('draft'))).toBe(true);
    expect(said(mayWriteDocument(stranger, document('draft'))).zh).toContain('只能');
  });
  it('by the officer who began it', () => {
    expect(mayWriteDocument(stranger, document('draft', { createdBy: 'me' }))).toBe(true);
  });
  it('never by an assistant or an administrator, also where they began it', () => {
    for (const role of ['assistant', 'administrator'] as const)
      expect(mayWriteDocument(personWith([role]), document('draft', { createdBy: 'me' }))).not.toBe(true);
  });
});

describe('a document is changed', () => {
  it('as long as it is a draft, and never after', () => {
    expect(states.filter((state) => mayEditDocument(officer, document(state)) === true)).toEqual(['draft']);
    expect(said(mayEditDocument(officer, document('final'))).zh).toContain('作废后重新制作');
  });
  it('by nobody while it waits for approval, also not by who approves', () => {
    for (const person of [officer, personWith(['head']), personWith(['custodian'])])
      expect(said(mayEditDocument(person, document('draft', { asked: true }))).zh).toContain('正在审批');
  });
  it('by nobody else than who may write it', () => {
    expect(mayEditDocument(stranger, document('draft'))).not.toBe(true);
  });
});

describe('a document is voided', () => {
  it('by the officer whose it is, as long as it is not signed', () => {
    expect(states.filter((state) => mayVoidDocument(officer, document(state)) === true)).toEqual([
      ...['draft', 'final'],
    ]);
  });
  it('once it is signed, by the head and the custodian alone', () => {
    const may = (role: Role) => mayVoidDocument(personWith([role]), document('signed')) === true;
    expect(everyRole.filter(may)).toEqual(['custodian', 'head']);
    expect(said(mayVoidDocument(officer, document('signed'))).zh).toContain('由负责人或者专职人员作废');
  });
  it('once', () => {
    expect(said(mayVoidDocument(personWith(['head']), document('void'))).zh).toContain('已经作废');
  });
  it('not while it waits for approval', () => {
    expect(said(mayVoidDocument(personWith(['head']), document('final', { asked: true }))).zh).toContain(
      '正在审批',
    );
  });
  it('by no officer whose it is not', () => {
    expect(mayVoidDocument(stranger, document('final'))).not.toBe(true);
  });
});

describe('staff sign with their own password', () => {
  it('only what is final and still wants signatures', () => {
    const may = (state: DocumentState) => maySignAs(officer, document(state), 'officer') === true;
    expect(states.filter(may)).toEqual(['final']);
  });
  it.each<[SignatureRole, Role[]]>([
    ['legalReviewer', ['legalReviewer']],
    ['head', ['head']],
    ['recorder', ['officer', 'custodian', 'head', 'legalReviewer']],
    ['presider', ['officer', 'custodian', 'head', 'legalReviewer']],
    ['member', ['officer', 'custodian', 'head', 'legalReviewer']],
    ['officer', []], // none of these takes part in the case
    ['handler', []],
    ['party', []],
    ['witness', []],
    ['receiver', []],
  ])('as %s: %j', (role, holders) => {
    const may = (one: Role) => maySignAs(personWith([one]), document('final'), role) === true;
    expect(everyRole.filter(may)).toEqual(holders);
  });
  it('as officer or handler whoever takes part, and no other officer', () => {
    for (const role of ['officer', 'handler'] as const) {
      expect(maySignAs(officer, document('final'), role)).toBe(true);
      expect(maySignAs(stranger, document('final'), role)).not.toBe(true);
    }
  });
  it('not as an officer where they merely began the document', () => {
    expect(maySignAs(stranger, document('final', { createdBy: 'me' }), 'officer')).not.toBe(true);
  });
});

describe('the signature of somebody from outside is taken', () => {
  it('only for those who have no account', () => {
    const every: SignatureRole[] = [
      ...(['officer', 'handler', 'recorder', 'presider', 'member', 'legalReviewer', 'head'] as const),
      ...outsideRoles,
    ];
    const may = (role: SignatureRole) => mayTakeSignature(officer, document('final'), role) === true;
    expect(every.filter(may)).toEqual(['party', 'witness', 'receiver']);
    expect(said(mayTakeSignature(officer, document('final'), 'head')).zh).toContain('本人密码');
  });
  it('under a document that is final', () => {
    const may = (state: DocumentState) => mayTakeSignature(officer, document(state), 'party') === true;
    expect(states.filter(may)).toEqual(['final']);
  });
  it('by those who may write it', () => {
    expect(mayTakeSignature(stranger, document('final'), 'party')).not.toBe(true);
    expect(mayTakeSignature(personWith(['custodian']), document('final'), 'party')).toBe(true);
  });
});
