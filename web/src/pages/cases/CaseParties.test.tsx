import type { CaseParty } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleCase, sampleId } from '../../samples-for-tests.ts';
import { CaseParties } from './CaseParties.tsx';

const line = (
  n: number,
  change: Partial<CaseParty['party']> = {},
  more: Partial<CaseParty> = {},
): CaseParty => ({
  ...{ id: sampleId(n), role: 'party', represents: null },
  party: {
    ...{ id: sampleId(n + 100), kind: 'person', name: 'Zhang San', numberKind: 'residentId' },
    ...{ number: '110***********002X', phone: '138****8000', address: 'Lane 3', revision: 1 },
    ...change,
  },
  ...more,
});
const known = (parties: CaseParty[], change = false) =>
  sampleCase({ parties, abilities: { change, rewrite: change, addAct: false } });

describe('the parties of a case', () => {
  it('stand with kind, covered number, covered telephone and address', () => {
    const words = wordsIn(draw(<CaseParties known={known([line(1)])} />, { roles: ['officer'] }));
    expect(words).toContain('Zhang San');
    expect(words).toContain('110***********002X · 138****8000 · Lane 3');
    expect(words).not.toMatch(/\d{7}/);
  });
  it('are listed as the law names them, the party first, however they were entered', () => {
    const witness = line(1, { name: 'Witness' }, { role: 'witness' });
    const agent = line(2, { name: 'Agent' }, { role: 'agent', represents: sampleId(3) });
    const words = wordsIn(draw(<CaseParties known={known([witness, agent, line(3)])} />));
    const places = ['Zhang San', 'Agent', 'Witness'].map((name) => words.indexOf(`\n${name}\n`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
  it('say for whom somebody acts', () => {
    const agent = line(2, { name: 'Agent' }, { role: 'agent', represents: sampleId(1) });
    expect(wordsIn(draw(<CaseParties known={known([line(1), agent])} />))).toContain('代表Zhang San');
  });
  it('say nothing of a number that nobody entered', () => {
    const bare = line(1, { numberKind: null, number: null, phone: null, address: null });
    const html = draw(<CaseParties known={known([bare])} />, { roles: ['custodian'] });
    expect(wordsIn(html)).not.toMatch(/null|undefined/);
    expect(buttonsIn(html)).not.toContain('查看完整号码');
  });
});

describe('whole numbers', () => {
  const reveals = (roles: Parameters<typeof draw>[1]) =>
    buttonsIn(draw(<CaseParties known={known([line(1)])} />, roles)).includes('查看完整号码');
  it('are offered to those who may see them', () => {
    for (const role of ['officer', 'custodian', 'head', 'legalReviewer'] as const)
      expect(reveals({ roles: [role] })).toBe(true);
  });
  it('are not offered to an assistant, an administrator or nobody', () => {
    for (const role of ['assistant', 'administrator'] as const)
      expect(reveals({ roles: [role] })).toBe(false);
    expect(reveals({})).toBe(false);
  });
});

describe('what can be done about parties', () => {
  it('is to add, change and take out, for who may change the case', () => {
    const html = draw(<CaseParties known={known([line(1)], true)} />, { roles: ['officer'] });
    expect(buttonsIn(html)).toEqual(expect.arrayContaining(['登记当事人', '修改', '移出本案']));
  });
  it('is nothing for who may not', () => {
    const buttons = buttonsIn(draw(<CaseParties known={known([line(1)])} />, { roles: ['head'] }));
    for (const word of ['登记当事人', '修改', '移出本案']) expect(buttons).not.toContain(word);
  });
  it('is told where there is none yet, with the first thing to do', () => {
    const html = draw(<CaseParties known={known([], true)} />, { roles: ['officer'] });
    expect(wordsIn(html)).toContain('还没有登记当事人');
    expect(buttonsIn(html)).toEqual(['登记当事人']);
    expect(buttonsIn(draw(<CaseParties known={known([])} />))).toEqual([]);
  });
});

it('in English there is no Chinese word', () => {
  const agent = line(
    2,
    { name: 'Agent', kind: 'organisation', numberKind: 'creditCode' },
    { role: 'agent', represents: sampleId(1) },
  );
  for (const parties of [[], [line(1), agent]]) {
    const html = draw(<CaseParties known={known(parties, true)} />, { language: 'en', roles: ['custodian'] });
    expect(chineseIn(html)).toEqual([]);
    expect(linksIn(html)).toEqual([]);
  }
});
