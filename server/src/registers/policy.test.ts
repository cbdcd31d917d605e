import { type RegisterKind, type Role, registerKindNames } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import { mayCorrect, mayKeep, mayReturnDevice } from './policy.ts';

const everyRole: Role[] = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'];
const said = (verdict: unknown) => (verdict as { reason: { zh: string; en: string } }).reason;

describe('a register is kept', () => {
  it.each<[RegisterKind, Role[]]>([
    ['training', ['custodian', 'head', 'legalReviewer', 'administrator']],
    ['budget', ['custodian', 'head', 'administrator']],
    ['procurement', ['custodian', 'head', 'administrator']],
    ['maintenance', ['officer', 'assistant', 'custodian', 'administrator']],
    ['fault', ['officer', 'assistant', 'custodian', 'administrator']],
    ['regime', ['custodian', 'head', 'legalReviewer']],
    ['phrase', ['head', 'legalReviewer']],
    ['entrusted', ['head', 'legalReviewer']],
  ])('%s: by %j', (kind, keepers) => {
    expect(everyRole.filter((role) => mayKeep(personWith([role]), kind) === true)).toEqual(keepers);
  });
  it('and whoever is refused is told who keeps it, each language by its own words', () => {
    for (const kind of registerKindNames) {
      const verdict = mayKeep(personWith([]), kind);
      expect(said(verdict).zh).toMatch(/^“\p{Script=Han}+”由[\p{Script=Han}、]+填写$/u);
      expect(said(verdict).en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('an entry is corrected', () => {
  it('by the officer who reported the fault, not by another', () => {
    expect(mayCorrect(personWith(['officer']), 'fault', 'me')).toBe(true);
    expect(said(mayCorrect(personWith(['officer']), 'fault', 'you')).zh).toContain('他人登记的');
    expect(mayCorrect(personWith(['assistant']), 'maintenance', 'you')).not.toBe(true);
  });
  it('by those who answer for the devices, whoever stated it', () => {
    for (const role of ['custodian', 'administrator'] as const)
      expect(mayCorrect(personWith([role]), 'fault', 'you')).toBe(true);
  });
  it('by any keeper where the register is one that is kept, not reported to', () => {
    expect(mayCorrect(personWith(['head']), 'regime', 'you')).toBe(true);
    expect(mayCorrect(personWith(['legalReviewer']), 'phrase', 'you')).toBe(true);
  });
  it('not by who may manage devices but does not keep the register', () => {
    expect(mayCorrect(personWith(['administrator']), 'phrase', 'me')).not.toBe(true);
  });
});

it('a device is put back into use by who answers for the devices, not by who uses it', () => {
  const may = (role: Role) => mayReturnDevice(personWith([role])) === true;
  expect(everyRole.filter(may)).toEqual(['custodian', 'administrator']);
});
