import type { EnforcementCase } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { beginAct, readAct, type TypedAct } from './act-typed.ts';

const typed: TypedAct = {
  ...{ type: 'questioning', cause: '无照经营', party: ' ', unitId: 'u', officerIds: ['o'] },
  ...{
    startedAt: '2026-09-15T10:00:00',
    filmed: true,
    planned: false,
    circumstances: [],
    procedure: 'summary',
  },
};

describe('an act in its form', () => {
  test('is sent with what was typed, by the clock of Beijing, empty texts as nothing', () => {
    expect(readAct(typed)).toMatchObject({
      ...{ party: null, place: null, endedAt: null, caseId: null, procedure: 'summary' },
      startedAt: '2026-09-15T02:00:00.000Z',
    });
    expect(readAct({ ...typed, procedure: 'none' }).procedure).toBeNull();
  });

  test('says where it was only when both are typed, and a plan only when it was planned', () => {
    expect(readAct({ ...typed, coordinates: { latitude: 38.4 } }).coordinates).toBeNull();
    const position = { latitude: 0, longitude: 112.7 };
    expect(readAct({ ...typed, coordinates: position }).coordinates).toEqual(position);
    expect(readAct({ ...typed, planNote: '计划 3' }).planNote).toBeNull();
    expect(readAct({ ...typed, planned: true, planNote: '计划 3' }).planNote).toBe('计划 3');
  });

  test('of a case says no procedure of its own, also when one was chosen before', () => {
    expect(readAct({ ...typed, caseId: 'c' })).toMatchObject({ caseId: 'c', procedure: null });
    expect(readAct({ ...typed, caseId: null })).toMatchObject({ caseId: null, procedure: 'summary' });
  });

  test('begins with the person, or with what the case says', () => {
    const own = { officerIds: ['me'], unitId: 'mine' };
    expect(beginAct(own, null)).toMatchObject({ ...own, filmed: true });
    const served = {
      id: 'c',
      cause: '无照经营',
      party: null,
      unitId: 'u',
      officers: [{ id: 'o', name: '王' }],
    };
    expect(beginAct(own, served as unknown as EnforcementCase)).toMatchObject({
      ...{ caseId: 'c', cause: '无照经营', party: '', unitId: 'u', officerIds: ['o'] },
    });
  });
});
