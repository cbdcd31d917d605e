import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import { mayAttribute, mayClaimReturn, mayRead, mayReadAll, mayReceive } from './policy.ts';

const others = { officerId: 'w', uploadedBy: 'you' };
const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const allowed = (may: (role: Role) => unknown) => everyRole.filter((role) => may(role) === true);
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason.zh;

describe('film', () => {
  it('of all the organ is seen by those who keep, review and approve', () => {
    expect(allowed((role) => mayReadAll(personWith([role])))).toEqual(['custodian', 'head', 'legalReviewer']);
    expect(allowed((role) => mayRead(personWith([role]), others))).toEqual([
      ...['custodian', 'head', 'legalReviewer'],
    ]);
  });
  it('that one recorded or brought in is one’s own; the administrator sees none at all', () => {
    const sent = { officerId: null, uploadedBy: 'me' };
    expect(allowed((role) => mayRead(personWith([role]), sent))).toEqual(
      everyRole.filter((role) => role !== 'administrator'),
    );
    for (const role of ['officer', 'assistant'] as const)
      expect(mayRead(personWith([role], { officerId: 'w' }), others)).toBe(true);
    expect(mayRead(personWith(['administrator'], { officerId: 'w' }), others)).not.toBe(true);
  });
  it('of nobody is not that of an account without an officer', () => {
    const nobodys = { officerId: null, uploadedBy: 'you' };
    expect(said(mayRead(personWith(['officer']), nobodys))).toContain('本人拍摄或上传');
  });
});

describe('device, officer and time', () => {
  it('are confirmed by the custodian, and by the officer for their own film', () => {
    expect(allowed((role) => mayAttribute(personWith([role]), others))).toEqual(['custodian']);
    expect(mayAttribute(personWith(['officer'], { officerId: 'w' }), others)).toBe(true);
  });
  it('are not changed by who may merely see the film', () => {
    for (const role of ['head', 'legalReviewer'] as const)
      expect(said(mayAttribute(personWith([role]), others))).toContain('执法人员本人或专职人员');
    expect(mayAttribute(personWith(['assistant'], { officerId: 'w' }), others)).not.toBe(true);
  });
});

describe('a return from a remote place', () => {
  it('is stated by those whose film it is, an assistant among them', () => {
    for (const role of ['officer', 'assistant'] as const)
      expect(mayClaimReturn(personWith([role], { officerId: 'w' }), others)).toBe(true);
    expect(mayClaimReturn(personWith(['officer'], { officerId: 'l' }), others)).not.toBe(true);
  });
  it('is stated by the custodian, not by a head or reviewer', () => {
    expect(allowed((role) => mayClaimReturn(personWith([role]), others))).toEqual(['custodian']);
  });
});

it('film is received by the custodian alone', () => {
  expect(allowed((role) => mayReceive(personWith([role])))).toEqual(['custodian']);
});
