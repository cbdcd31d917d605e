import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actExamplesIn } from '../test/acts.ts';
import { calendar, invented, packs } from '../test/shelf.ts';
import { actOutcome, judgeActExample } from './act/example.ts';
import type { ActFacts } from './act/facts.ts';
import { judgeAct } from './act/judge.ts';
import { obligationStates, ruleKinds } from './act/obligation.ts';
import { keepingTime, periodTime, storageTime, workingDays } from './pack/duration.ts';
import { resolvePack } from './pack/effective.ts';
import { lawOn } from './pack/law.ts';
import { sectionNames } from './pack/pack.ts';
import { dutyKinds, dutyStates } from './storage/duty.ts';
import { asExpected, judgeExample, readExamples } from './storage/example.ts';

/** The invented packs say what no regulation of the product says. What follows is counted by hand, on 2 March 2026. */
const on = '2026-03-02';
const shelf = [...packs, ...invented];
const lawOf = (id: string) => lawOn(shelf, id, { on, boundFrom: null });
const at = (time: string) => `2026-03-02T${time}:00+08:00`;
const act = (facts: Partial<ActFacts>): ActFacts => ({
  activity: 'sampling',
  circumstances: [],
  procedure: 'ordinary',
  startedAt: at('09:00'),
  endedAt: at('11:00'),
  officers: 3,
  filmed: true,
  film: [{ id: 'f', start: at('09:00'), end: at('11:00'), asEvidence: false }],
  steps: [],
  boundFrom: null,
  listed: null,
  excused: [],
  ...facts,
});
const owed = (id: string, rule: string, facts: Partial<ActFacts>) =>
  judgeAct(lawOf(id), calendar, act(facts)).filter((one) => one.rule === rule);
const articles = (one: ReturnType<typeof owed>[number] | undefined) =>
  one?.citations.map(({ article }) => article);

describe('qh', () => {
  it('asks for three officers where the statute asks for two', () => {
    expect(lawOf('qh').merged.officers.value).toMatchObject({ article: 'QH-3', minimum: 3 });
    const [two] = owed('qh', 'officers', { officers: 2 });
    const [three] = owed('qh', 'officers', { officers: 3 });
    expect(articles(two)?.[0]).toBe('QH-3');
    expect([two?.dischargedAt === null, three?.dischargedAt === null]).toEqual([true, false]);
  });

  it('has evidence under registration decided on in five working days, not in seven', () => {
    const step = { id: 's', kind: 'registrationStarted' as const, at: at('10:00'), until: null, detail: {} };
    const [period] = owed('qh', 'period', { activity: 'advanceRegistration', steps: [step] });
    expect(period).toMatchObject({ due: { dueBefore: '2026-03-10T00:00:00+08:00' } });
    expect(articles(period)?.[0]).toBe('QH-11');
  });

  it('keeps film of a patrol for three months', () => {
    const kept = owed('qh', 'keeping', { activity: 'dailyPatrol', procedure: null });
    expect(kept.map(({ due }) => due.dueBefore)).toEqual(['2026-06-03T00:00:00+08:00']);
  });

  it('has viewing and explanations agreed to by two, one after the other', () => {
    const { viewing, excuses } = lawOf('qh').merged;
    expect(viewing.value?.steps).toEqual(['unitHead', 'organHead']);
    expect(excuses.value?.steps).toEqual(['leaderInCharge', 'organHead']);
  });

  it('is not about licences', () => {
    const told = judgeAct(lawOf('qh'), calendar, act({ activity: 'licence' }));
    expect(told.find(({ packId }) => packId === 'qh')).toMatchObject({ settled: 'notApplicable' });
  });
});

describe('acts under qh', () => {
  it.each(actExamplesIn('test', 'packs', 'qh'))('$name', (one) => {
    expect(actOutcome(judgeActExample(shelf, 'qh', calendar, one), one)).toEqual(one.expect);
  });
});

describe('ly', () => {
  it('films a licence that is granted in person', () => {
    const [missing] = owed('ly', 'filming', { activity: 'licence', filmed: false, film: [] });
    expect(articles(missing)?.[0]).toBe('LY-3');
    expect(missing).toMatchObject({ settled: null, dischargedAt: null });
  });

  it('keeps its film for ever', () => {
    const kept = owed('ly', 'keeping', { activity: 'licence', procedure: null });
    expect(kept.map(({ due, citations }) => [due.dueBefore, citations[0].article])).toEqual([[null, 'LY-7']]);
  });
});

describe('the guide', () => {
  const docs = join(import.meta.dirname, '..', '..', 'docs');
  const read = (name: string) => readFileSync(join(docs, name), 'utf8');

  it('names every parameter in its table', () => {
    for (const name of sectionNames) expect(read('pack-words.md')).toContain(`| \`${name}\` |`);
  });

  it('quotes the invented pack as it is', () => {
    const ofQh = (...path: string[]) =>
      readFileSync(join(import.meta.dirname, '..', 'test', 'packs', 'qh', ...path), 'utf8');
    const qh = ofQh('pack.yaml');
    const blocks = [...read('new-regulation.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
    expect(blocks.length).toBe(6);
    expect(ofQh('examples', 'acts.yaml')).toContain(blocks[4]);
    expect(ofQh('articles.yaml')).toContain(blocks[5]);
    for (const block of blocks.slice(0, 3)) expect(qh).toContain(block);
  });

  it('shows an example of storing that comes out so', () => {
    const shown = [...read('new-regulation.md').matchAll(/```yaml\n([\s\S]*?)```/g)][3]?.[1] ?? '';
    const cases = readExamples(shown).value?.cases ?? [];
    expect(cases).toHaveLength(1);
    for (const one of cases) {
      const duties = judgeExample(resolvePack(shelf, 'qh'), calendar, one);
      expect(duties.map((duty, index) => asExpected(duty, one.expect[index]))).toEqual(one.expect);
    }
  });

  it('tells which units go where', () => {
    const said = (time: typeof storageTime | typeof periodTime | typeof keepingTime) =>
      time.options.map(({ shape }) => `\`${shape.rule.value}\``).join('、');
    const rows = read('new-regulation.md').replaceAll(/ +\|/g, ' |');
    for (const row of [
      `| \`storage.time\` | ${said(storageTime)} |`,
      `| \`storage.exception.time\` | \`${workingDays.shape.rule.value}\` |`,
      `| \`periods\` 的 \`time\`、\`extension.time\` | ${said(periodTime)} |`,
      `| \`routineKeeping.time\`、\`longTermKeeping.time\` | ${said(keepingTime)} |`,
    ])
      expect(rows).toContain(row);
  });

  it('names the states and the duties of examples, each where it can be written', () => {
    const rows = read('new-regulation.md').replaceAll(/ +\|/g, ' |');
    for (const state of new Set([...obligationStates, ...dutyStates])) {
      const [ofActs, ofStoring] = [obligationStates, dutyStates].map((states: readonly string[]) =>
        states.includes(state) ? ' 可用' : '',
      );
      expect(rows).toMatch(new RegExp(`\\| \`${state}\` \\| \\S+ \\|${ofActs} \\|${ofStoring} \\|`));
    }
    for (const word of [...ruleKinds, ...dutyKinds, ...obligationStates, ...dutyStates])
      expect(read('pack-words.md')).toContain(`| \`${word}\` |`);
  });
});
