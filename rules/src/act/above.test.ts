import { describe, expect, it } from 'vitest';
import { county, judgeFacts } from '../../test/acts.ts';
import { calendar, invented, packs } from '../../test/shelf.ts';
import { explainObligation, judgeAct, lawOn, type Obligation, type Pack } from '../index.ts';
import type { ActFacts, Step } from './facts.ts';

const at = (time: string, day = '2026-03-02') => `${day}T${time}:00+08:00`;
const step = (id: string, kind: Step['kind'], when: string, detail: Step['detail'] = {}): Step => ({
  ...{ id, kind, at: when, until: null, detail },
});
const act = (facts: Partial<ActFacts>): ActFacts => ({
  ...{ activity: 'seal', circumstances: [], procedure: 'ordinary', officers: 2, filmed: true },
  ...{ startedAt: at('09:00'), endedAt: at('11:00'), boundFrom: '2020-01-01', listed: null, excused: [] },
  film: [{ id: 'f', start: at('09:00'), end: at('11:00'), asEvidence: false }],
  steps: [],
  ...facts,
});
const articles = ({ citations }: Obligation) => citations.map(({ article }) => article);
const named = (judged: readonly Obligation[], name: string) => {
  const found = judged.find(({ rule, key }) => `${rule}/${key}` === name);
  if (!found) throw new Error(`no ${name} among ${judged.map(({ rule, key }) => `${rule}/${key}`).join()}`);
  return found;
};

describe('a missed duty of the own text', () => {
  it('that the province asks for as well: telling nobody of the film under XZ breaches SX-14', () => {
    const judged = judgeFacts('xz', act({ excused: ['recordingNotice/'] }));
    const notice = named(judged, 'recordingNotice/');
    expect(notice).toMatchObject({ tier: 'local', excusable: false, excused: false });
    expect(articles(notice).some((article) => article.startsWith('SX-14'))).toBe(true);
    const { zh, en } = explainObligation(notice);
    expect(zh).toContain('也有这项要求，没有做到的，不能以说明免除。');
    expect(en).toContain('no explanation excuses it');
  });

  it('stays owed where only the own text lets words do in place of film', () => {
    const text = (id: string, sections: object = {}) => {
      const article = `${id.toUpperCase()}-1`;
      const asking = { article, duty: 'whenFeasible', activities: ['onSiteInspection'] };
      return county({ id, filming: [asking], textSuffices: { article, reasonRequired: true }, ...sections });
    };
    const inspected = act({
      ...{ activity: 'onSiteInspection', filmed: false, film: [] },
      steps: [step('t', 'textSuffices', at('10:00'), { reason: '当场制作笔录' })],
    });
    const settled = (...shelf: readonly Pack[]) =>
      named(judgeFacts('zz', inspected, [...packs, ...shelf]), 'filming/').settled;
    expect(settled(text('zz'))).toBe('notApplicable');
    const own = text('zz', { extends: 'dd' });
    expect(settled(own, text('dd'))).toBe('notApplicable');
    expect(settled(own, text('dd', { textSuffices: null }))).toBe(null);
  });

  it('can be excused where the level above was met', () => {
    const shelf = [...packs, ...invented];
    const judged = judgeFacts('qh', act({ activity: 'penalty', officers: 2 }), shelf);
    expect(named(judged, 'officers/')).toMatchObject({ tier: 'local', excusable: true });
  });
});

/** A pack below the national frame that sets a time of its own for one period, and no more. */
const below = (period: object, rest: object = {}): Pack =>
  county({
    periods: [
      {
        ...{ article: 'ZZ-1', what: { zh: '处理', en: 'decide' }, whose: 'organ', roll: 'none' },
        ...period,
      },
    ],
    ...rest,
  });
const judgeBelow = (pack: Pack, facts: Partial<ActFacts>) => {
  const entered = act({ activity: 'penalty', ...facts });
  const law = lawOn([...packs, pack], 'zz', { on: entered.startedAt.slice(0, 10), boundFrom: null });
  return judgeAct(law, calendar, entered);
};
const dues = (judged: readonly Obligation[], id: string) =>
  judged
    .filter(({ rule, key }) => rule === 'period' && key.startsWith(id))
    .map(({ tier, due }) => `${tier} ${due.dueBefore?.slice(0, 10)}`);

describe('a period of two levels', () => {
  const registration = { id: 'CF-56', from: 'registrationStarted', kept: ['registrationDecided'] };
  const registered = [step('s', 'registrationStarted', at('10:00', '2026-09-30'))];

  it('ten days below seven working days are due before them over the holiday, and stay so', () => {
    const pack = below({ ...registration, time: { rule: 'days', value: 10 } });
    // seven working days: 10-08, 09, 10, 12, 13, 14, 15
    expect(dues(judgeBelow(pack, { steps: registered }), 'CF-56')).toEqual([
      'local 2026-10-11',
      'national 2026-10-16',
    ]);
  });

  it('equal hours with a later end below do not loosen the protective limit above', () => {
    const pack = below({
      ...{ id: 'QZ-25', from: 'measureTaken', kept: ['measureEnded'], time: { rule: 'days', value: 30 } },
      ...{ roll: 'forward', excluded: ['testing'] },
    });
    const steps = [
      step('s', 'measureTaken', at('10:00', '2026-09-03')),
      { ...step('t', 'testing', at('10:00', '2026-09-10')), until: at('10:00', '2026-09-12') },
    ];
    const judged = judgeBelow(pack, { steps });
    // 10-03 on the national level: the party was not told of the testing, and nothing rolls
    expect(dues(judged, 'QZ-25')[1]).toBe('national 2026-10-04');
    expect(dues(judged, 'QZ-25')).toHaveLength(2);
  });

  it('the one above binds alone on a day before the own text applied', () => {
    const pack = below({ ...registration, time: { rule: 'workingDays', value: 5 } });
    const steps = [step('s', 'registrationStarted', at('10:00', '2024-12-30'))];
    expect(dues(judgeBelow(pack, { steps }), 'CF-56')).toEqual(['national 2025-01-10']);
  });

  const special = {
    ...{ id: 'CF-60', from: 'caseFiled', kept: ['decisionMade'], time: { rule: 'days', value: 180 } },
    overrides: { article: 'TB-9', reason: { zh: '特别办法另有规定', en: 'a special text sets another' } },
  };
  const sources = { TB: { title: { zh: '特别办法', en: 'Special Measures' }, effectiveFrom: '2026-01-01' } };
  const filed = (day: string) => [step('s', 'caseFiled', at('10:00', day))];

  it('a special law takes the place of the one above, and is cited with its reason', () => {
    const judged = judgeBelow(below(special, { sources }), { steps: filed('2026-03-02') });
    expect(dues(judged, 'CF-60')).toEqual(['local 2026-08-30']);
    const only = named(judged, 'period/CF-60#s');
    expect(articles(only)).toEqual(['ZZ-1', 'TB-9']);
    expect(only.excusable).toBe(false);
    expect(explainObligation(only).zh).toContain('特别办法另有规定');
  });

  it('a special law that did not apply yet takes the place of nothing', () => {
    const judged = judgeBelow(below(special, { sources }), { steps: filed('2025-12-31') });
    expect(dues(judged, 'CF-60')).toEqual(['local 2026-06-30', 'national 2026-04-01']);
  });
});
