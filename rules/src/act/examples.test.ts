import { describe, expect, it } from 'vitest';
import { actExamplesOf } from '../../test/acts.ts';
import { calendar, packIds, packs } from '../../test/shelf.ts';
import { explainObligation } from '../index.ts';
import { type ActExample, actOutcome, judgeActExample, unwantedRules } from './example.ts';

/** The acceptance scenarios that each pack's examples have to work through. */
const scenarios: Record<string, readonly string[]> = {
  cn: ['S10', 'S10b', 'S11', 'S12', 'S14', 'S18', 'S20', 'S20b', 'S21', 'S24', 'S26'],
  xz: ['S08', 'S09', 'S11', 'S12', 'S14', 'S15', 'S16', 'S18', 'S24', 'S25', 'S07', 'S23'],
  sx: ['S08', 'S09', 'S11', 'S14', 'S15', 'S18', 'S25', 'S23'],
  ql: ['S08', 'S09', 'S12', 'S14', 'S15', 'S16', 'S18', 'S24', 'S07', 'S23'],
  hd: ['S08', 'S09', 'S14', 'S15', 'S16', 'S18', 'S24', 'S07'],
  dph: ['S08', 'S09', 'S14', 'S15', 'S16', 'S18', 'S24', 'S25', 'S07', 'S23'],
};

describe.each(packIds)('acts under %s', (packId) => {
  const examples = actExamplesOf(packId);
  const judge = (one: ActExample) => judgeActExample(packs, packId, calendar, one);

  it('are enough: the scenarios that concern it and at least five more, each named once', () => {
    const names = examples.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const told = names.flatMap((name) => /^S\d\d[a-z]?/.exec(name)?.[0] ?? []);
    expect(told).toEqual(scenarios[packId]);
    expect(names.length - told.length).toBeGreaterThanOrEqual(5);
  });

  it.each(examples)('$name', (one) => {
    const judged = judge(one);
    expect(actOutcome(judged, one)).toEqual(one.expect);
    expect(unwantedRules(judged, one)).toEqual([]);
  });

  it.each(examples)('$name, in sentences', (one) => {
    for (const obligation of judge(one)) {
      const { zh, en } = explainObligation(obligation);
      expect(zh).toMatch(/^依《.+。$/);
      expect(en).toMatch(/^Under .+\.$/);
      expect(`${zh}${en}`).not.toMatch(/\b(undefined|null|NaN)\b|\[object/);
      for (const { title, titleEn } of obligation.citations) {
        expect(zh).toContain(`《${title}》`);
        expect(en).toContain(titleEn);
      }
    }
  });
});
