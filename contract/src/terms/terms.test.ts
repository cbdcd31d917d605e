import { describe, expect, test } from 'vitest';
import * as steps from '../act-steps.ts';
import { approvalMatters, caseMoveKinds, moveNeeds } from '../case-moves.ts';
import { caseStages, caseStates } from '../case-stages.ts';
import { actType, caseSources, caseWeights } from '../cases.ts';
import { excuseKind, excuseState } from '../excuses.ts';
import { numberKinds } from '../identity-numbers.ts';
import { dutyState } from '../obligations.ts';
import * as parties from '../parties.ts';
import { permissions, roles } from '../permissions.ts';
import { mediaKind, returnGround } from '../recordings.ts';
import { signerRoles } from '../signatures.ts';
import { findTerm, isTerm, placeholdersOf, sayTerm, type Term, termAt, terms } from './index.ts';

function everyTerm(at: unknown, path: string[] = []): { path: string; term: Term }[] {
  if (isTerm(at)) return [{ path: path.join('/'), term: at }];
  return Object.entries(at as object).flatMap(([key, value]) => everyTerm(value, [...path, key]));
}
const all = everyTerm(terms);

describe('every term', () => {
  test('there are some hundreds', () => expect(all.length).toBeGreaterThan(300));
  test.each(all)('$path is said in both languages with the same placeholders', ({ term }) => {
    expect(term.zh.trim()).not.toBe('');
    expect(term.en.trim()).not.toBe('');
    expect(placeholdersOf(term.en)).toEqual(placeholdersOf(term.zh));
  });
});

describe('closed lists have a name for each member', () => {
  const lists: [string, readonly string[]][] = [
    ['role', roles],
    ['permission', permissions],
    ['actType', actType.options],
    ['circumstance', steps.circumstances],
    ['procedure', steps.procedures],
    ['deviceCheck', steps.deviceChecks],
    ['statementField', steps.statementFields],
    ['interruptionCause', steps.interruptionCauses],
    ['restrictionGround', steps.restrictionGrounds],
    ['breach', steps.breaches],
    ['longTermTrigger', steps.longTermTriggers],
    ['noteField', steps.noteFields],
    ['stepKind', steps.stepKinds],
    ['stepGroup', Object.keys(steps.stepGroups)],
    ['signerRole', signerRoles],
    ['mediaKind', mediaKind.options],
    ['returnGround', returnGround.options],
    ['partyKind', parties.partyKinds],
    ['partyRole', parties.partyRoles],
    ['numberKind', numberKinds],
    ['caseSource', caseSources],
    ['caseWeight', caseWeights],
    ['approvalMatter', approvalMatters],
  ];
  test.each(lists)('%s', (list, members) => {
    for (const member of members) expect(findTerm(['names', list, member]), member).not.toBeNull();
    const named = Object.keys(terms.names[list as keyof typeof terms.names]);
    expect([...named].sort()).toEqual([...members].sort());
  });
  test('the course of a case', () => {
    const { stage, state, move, need } = terms.procedure;
    expect(Object.keys(stage)).toEqual([...caseStages]);
    expect(Object.keys(state).sort()).toEqual([...caseStates].sort());
    expect(Object.keys(move)).toEqual(caseMoveKinds);
    expect(Object.keys(need)).toEqual(Object.keys(moveNeeds));
  });
  test('kinds and states of explanations', () => {
    expect(Object.keys(terms.excuses.kind).sort()).toEqual([...excuseKind.options].sort());
    expect(Object.keys(terms.excuses.state).sort()).toEqual([...excuseState.options].sort());
  });
  test('duty states', () =>
    expect(Object.keys(terms.duties.state).sort()).toEqual([...dutyState.options].sort()));
});

describe('saying a term', () => {
  test('fills values', () =>
    expect(sayTerm(terms.duties.tag.left, 'zh', { span: '5 小时' })).toBe('还剩 5 小时'));
  test('leaves a missing value visible', () =>
    expect(sayTerm(terms.duties.tag.left, 'en')).toBe('{span} left'));
  test('finds keys that hold a dot', () => {
    expect(termAt('names.entryKind.act.created').zh).toBe('执法活动登记');
    expect(termAt('shell.page.log').en).toBe('Custody log');
  });
  test('knows nothing of inherited names', () => {
    expect(findTerm(['shell', 'constructor'])).toBeNull();
    expect(findTerm(['shell', 'word'])).toBeNull();
  });
});
