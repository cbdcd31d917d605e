import { sayingIn } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { headOf, isSound, placeOfFault, remapped, saidMade } from './import-typed.ts';

const zh = sayingIn('zh');
const sound = { missing: [], faultCount: 0, knownAs: null, rows: 2 };

describe('a file that was looked at', () => {
  it.each([
    [{}, true],
    [{ rows: 0 }, false],
    [{ missing: ['name'] }, false],
    [{ faultCount: 1 }, false],
    [{ knownAs: { id: 'x', by: '李主任', at: '2026-10-14T01:00:00.000Z' } }, false],
  ])('with %j can be imported: %s', (change, can) => expect(isSound({ ...sound, ...change })).toBe(can));
});

describe('what the columns say', () => {
  const mapping = { name: 0, unit: 2 };
  it('changes for one field and leaves the others', () => {
    expect(remapped(mapping, 'unit', 1)).toEqual({ name: 0, unit: 1 });
    expect(remapped(mapping, 'kind', 0)).toEqual({ name: 0, unit: 2, kind: 0 });
    expect(remapped(mapping, 'unit', undefined)).toEqual({ name: 0 });
    expect(remapped({}, 'unit', undefined)).toEqual({});
    expect(mapping).toEqual({ name: 0, unit: 2 });
  });

  it('is told by head, or by place where there is none', () => {
    expect([0, 1, 7].map((at) => headOf(['姓名', ''], at, zh))).toEqual(['姓名', '第 2 列', '第 8 列']);
  });
});

describe('a fault', () => {
  it.each([
    [{ column: 1, field: 'unit' }, '科室'],
    [{ column: null, field: 'unit' }, '单位'],
    [{ column: 9, field: 'unit' }, '单位'],
    [{ column: null, field: null }, '—'],
  ])('at %j is told as %s', (fault, said) =>
    expect(placeOfFault(fault, 'people', ['姓名', '科室'], zh)).toBe(said),
  );
});

describe('what was made', () => {
  it('names only kinds of which there is some', () => {
    const made = { people: 2, accounts: 0, cases: 0, parties: 1, first: null, last: null };
    expect(saidMade(made, zh)).toEqual(['登记人员 2 人', '登记当事人 1 次']);
    expect(saidMade({ ...made, people: 0, parties: 0 }, zh)).toEqual([]);
  });
});
