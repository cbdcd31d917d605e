import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actExamplesOf, judgeFacts } from '../../test/acts.ts';
import { anyPack } from '../../test/any-pack.ts';
import { calendar, packIds } from '../../test/shelf.ts';
import { judgeAct, type LawOfDay, mergeSections, type Obligation, type Pack, stateOf } from '../index.ts';
import { beijingInstant, epochMs } from '../time/civil.ts';
import * as words from '../vocabulary.ts';
import { keysOf } from '../vocabulary.ts';
import { factsOf, readActExamples } from './example.ts';
import { explainObligation } from './explain.ts';
import type { ActFacts, Step } from './facts.ts';
import { isMissed } from './obligation.ts';

const begin = epochMs('2026-10-13T09:00:00+08:00');
const clock = fc.integer({ min: -20, max: 100 }).map((minutes) => beijingInstant(begin + minutes * 60_000));
const one = <T extends Record<string, unknown>>(list: T) => fc.constantFrom(...keysOf(list));
/** Steps of a case lie days apart, as the periods that they open and keep. */
const days = fc
  .tuple(fc.integer({ min: -3, max: 120 }), fc.integer({ min: 0, max: 1439 }))
  .map(([day, minute]) => beijingInstant(begin + day * 86_400_000 + minute * 60_000));
const onSite = keysOf(words.stepKinds).slice(0, keysOf(words.stepKinds).indexOf('volumePeriodSet'));

const anyStep: fc.Arbitrary<Omit<Step, 'id'>> = fc.record({
  kind: fc.constantFrom(...onSite, 'measureTaken' as const, 'decisionServed' as const),
  at: clock,
  until: fc.option(clock, { nil: null }),
  detail: fc.record(
    {
      items: fc.subarray(['battery', 'storage', 'time', 'place', 'takenBy']),
      item: fc.constantFrom('place', 'goods', 'witness', 'parties'),
      applicable: fc.boolean(),
      reason: fc.constantFrom('', '现场无电'),
      ground: one(words.restrictionGrounds),
      cause: fc.constantFrom('lowBattery', 'weather', '没说'),
      voice: fc.boolean(),
      resumed: fc.boolean(),
      trigger: one(words.longTermTriggers),
    },
    { requiredKeys: [] },
  ),
});

const caseStep: fc.Arbitrary<Omit<Step, 'id'>> = fc
  .record({
    kind: fc.constantFrom(
      ...(['caseFiled', 'decisionMade', 'measureTaken', 'measureTakenUrgently', 'measureExtended'] as const),
      ...(['measureEnded', 'testing', 'thirdPartyAsked', 'thirdPartyAnswered'] as const),
    ),
    between: fc.tuple(days, days),
    open: fc.boolean(),
    detail: fc.record(
      { about: fc.constantFrom('case0', 'case1', 'step0'), notifiedAt: days, on: fc.constant('2026-11-20') },
      { requiredKeys: [] },
    ),
  })
  .map(({ kind, between, open, detail }) => {
    const [at = '', until = ''] = between.toSorted();
    return { kind, at, until: open ? null : until, detail };
  });

const anyFacts: fc.Arbitrary<ActFacts> = fc
  .record({
    activity: one(words.activities),
    circumstances: fc.subarray(keysOf(words.circumstances)),
    procedure: fc.constantFrom('summary' as const, 'ordinary' as const, null),
    startedAt: fc.constant(beijingInstant(begin)),
    endedAt: fc.constantFrom(beijingInstant(begin + 3_600_000), null),
    officers: fc.integer({ min: 1, max: 3 }),
    filmed: fc.boolean(),
    film: fc.array(
      fc
        .record({ between: fc.tuple(clock, clock), asEvidence: fc.boolean() })
        .map(({ between, asEvidence }) => {
          const [start = '', end = ''] = between.toSorted();
          return { start, end, asEvidence };
        }),
      { maxLength: 3 },
    ),
    steps: fc.array(anyStep, { maxLength: 12 }),
    ofCase: fc.array(caseStep, { maxLength: 6 }),
    boundFrom: fc.constant('2020-01-01'),
    listed: fc.constantFrom(null, { duty: 'mandatory' as const, matter: '巡查', version: 1 }),
    excused: fc.subarray(['filming/', 'coverage/', 'preUseCheck/']),
  })
  .map(({ ofCase, ...facts }) => ({
    ...facts,
    film: facts.film.map((film, index) => ({ ...film, id: `film${index}` })),
    steps: [
      ...facts.steps.map((step, index) => ({ ...step, id: `step${index}` })),
      ...ofCase.map((step, index) => ({ ...step, id: `case${index}` })),
    ],
  }));

const lawOf = (...chain: [Pack, ...Pack[]]): LawOfDay => ({
  ...{ own: chain[0], force: { state: 'inForce', from: '2020-01-01' }, chain },
  merged: mergeSections(chain),
});
const judge = (facts: ActFacts, ...chain: [Pack, ...Pack[]]) => judgeAct(lawOf(...chain), calendar, facts);
const nameOf = ({ rule, key }: Obligation) => `${rule}/${key}`;

describe('judging an act', () => {
  it('never depends on the order of what is entered', () => {
    const shuffled = anyFacts.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        other: fc.record({
          steps: fc.shuffledSubarray([...facts.steps], { minLength: facts.steps.length }),
          film: fc.shuffledSubarray([...facts.film], { minLength: facts.film.length }),
          circumstances: fc.shuffledSubarray([...facts.circumstances], {
            minLength: facts.circumstances.length,
          }),
          excused: fc.shuffledSubarray([...facts.excused], { minLength: facts.excused.length }),
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, anyPack('aa'), anyPack('bb'), ({ facts, other }, a, b) => {
        expect(judge({ ...facts, ...other }, a, b)).toEqual(judge(facts, a, b));
      }),
      { numRuns: 150 },
    );
  });

  it('tells each duty apart by rule and key', () => {
    fc.assert(
      fc.property(anyFacts, anyPack('aa'), anyPack('bb'), (facts, a, b) => {
        const names = judge(facts, a, b).map(nameOf);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 100 },
    );
  });

  /** A film has to reach further and is kept longer the stricter the law is: there a later end is the stricter one. */
  const reaching = ['coverage', 'keeping'];

  it('owes no less and nothing later when a level stands above', () => {
    fc.assert(
      fc.property(anyFacts, anyPack('aa'), anyPack('bb'), (facts, own, above) => {
        const strict = new Map(judge(facts, own, above).map((duty) => [nameOf(duty), duty]));
        for (const duty of judge(facts, own)) {
          if (duty.settled !== null) continue;
          const name = nameOf(duty);
          const same = strict.get(name);
          expect(same?.settled, name).toBe(null);
          const [before, after] = [duty.due.dueBefore, same?.due.dueBefore ?? null];
          if (before !== null && !reaching.includes(duty.rule))
            expect(after && after <= before, name).toBe(true);
          if (duty.rule === 'coverage') continue;
          const missing = same?.parts.filter(({ state }) => state === 'missing').map(({ id }) => id);
          for (const part of duty.parts)
            if (part.state === 'missing') expect(missing, name).toContain(part.id);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets nothing be excused that could not be before a level stood above', () => {
    fc.assert(
      fc.property(anyFacts, anyPack('aa'), anyPack('bb'), anyPack('cc'), (facts, own, above, top) => {
        for (const [chain, higher] of [
          [[own], [own, above]],
          [
            [own, above],
            [own, above, top],
          ],
        ] as [[Pack, ...Pack[]], [Pack, ...Pack[]]][]) {
          const strict = new Map(judge(facts, ...higher).map((duty) => [nameOf(duty), duty]));
          for (const duty of judge(facts, ...chain)) {
            const same = strict.get(nameOf(duty));
            if (!duty.excusable && duty.settled === null) expect(same?.excusable, nameOf(duty)).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets nothing be excused that the level above alone would hold against the organ', () => {
    fc.assert(
      fc.property(anyFacts, anyPack('aa'), anyPack('bb'), (facts, own, above) => {
        const prevails = own.periods.flatMap(({ id, overrides }) => (overrides ? [id] : []));
        const upper = new Map(judge(facts, above).map((duty) => [nameOf(duty), duty]));
        for (const duty of judge(facts, own, above)) {
          const same = upper.get(nameOf(duty));
          const replaced = prevails.some((id) => duty.key.startsWith(`${id}#`));
          if (duty.tier !== 'local' || !same || replaced || !isMissed(duty) || !isMissed(same)) continue;
          expect(duty.excusable, nameOf(duty)).toBe(false);
          expect(duty.citations.map(({ packId }) => packId)).toContain('bb');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never lets an accepted explanation reach what it cannot excuse', () => {
    fc.assert(
      fc.property(anyFacts, anyPack('aa'), anyPack('bb'), (facts, own, above) => {
        const names = judge(facts, own, above).map(nameOf);
        for (const duty of judge({ ...facts, excused: names }, own, above))
          expect(duty.excused, nameOf(duty)).toBe(duty.excusable && duty.tier === 'local');
      }),
      { numRuns: 100 },
    );
  });

  it('says the same whenever one asks, and each state only from the facts and the clock', () => {
    for (const id of packIds)
      for (const example of actExamplesOf(id)) {
        const judged = judgeFacts(id, factsOf(example));
        const before = structuredClone(judged);
        for (const now of ['2020-01-01T00:00:00Z', '2026-10-15T12:00:00+08:00', '2099-01-01T00:00:00+08:00'])
          for (const duty of judged) stateOf(duty, now);
        expect(judged).toEqual(before);
      }
  });

  it.each(['endedAt'] as const)('refuses a %s that cannot be read', (member) => {
    const [example] = actExamplesOf('ql');
    const facts = example && { ...factsOf(example), [member]: '2026-10-14 10:02' };
    expect(() => facts && judgeFacts('ql', facts)).toThrow('is not an instant');
  });
});

describe('accountability', () => {
  const nobodyFilmed = { activity: 'seal', from: '2026-10-13 09:00', to: '2026-10-13 10:00' };
  const filmed = { ...nobodyFilmed, film: [{ id: 'film', from: nobodyFilmed.from, to: nobodyFilmed.to }] };
  const filming = (packId: string, facts: object) => {
    const example = readActExamples(
      JSON.stringify({
        cases: [{ name: 'x', now: nobodyFilmed.to, facts, expect: [{ duty: 'filming', state: 'due' }] }],
      }),
    ).value?.cases[0];
    if (!example) throw new Error('an example that cannot be read');
    const duty = judgeFacts(packId, factsOf(example)).find(({ rule }) => rule === 'filming');
    return duty ? explainObligation(duty) : { zh: '', en: '' };
  };

  it.each([
    ['xz', '第二十二条第（一）项', 'Shanxi'], // the duty to film is the province's, and so is the ground
    ['hd', '第二十条第一款第（一）项', 'art. 20'],
    ['ql', '第二十三条第（一）项', 'art. 23'],
  ])('of film that was not made is told under %s', (packId, label, en) => {
    expect(filming(packId, nobodyFilmed).zh).toContain(`${label}列明的情形`);
    expect(filming(packId, nobodyFilmed).en).toContain(en);
    expect(filming(packId, filmed).zh).not.toContain('列明的情形');
  });
});

describe('a state', () => {
  const [example] = actExamplesOf('ql');
  const duties = example ? judgeFacts('ql', factsOf(example)) : [];
  const of = (rule: string, change: Partial<Obligation>) => {
    const found = duties.find((duty) => duty.rule === rule);
    if (!found) throw new Error(`no ${rule}`);
    return { ...found, ...change };
  };
  const due = { dueBefore: '2026-10-14T11:48:00+08:00', inclusive: true, status: 'final' as const };

  it.each([
    ['notYet', { dischargedAt: null }, '2026-10-14T10:01:59+08:00'],
    ['due', { dischargedAt: null }, '2026-10-14T11:48:00+08:00'],
    ['overdue', { dischargedAt: null }, '2026-10-14T11:48:00.001+08:00'],
    ['excused', { dischargedAt: null, excused: true }, '2026-10-14T12:00:00+08:00'],
    ['discharged', { dischargedAt: '2026-10-14T11:48:00+08:00' }, '2026-10-14T12:00:00+08:00'],
    ['late', { dischargedAt: '2026-10-14T11:49:00+08:00' }, '2026-10-14T12:00:00+08:00'],
    ['excused', { dischargedAt: '2026-10-14T11:49:00+08:00', excused: true }, '2026-10-14T12:00:00+08:00'],
    ['due', { dischargedAt: '2026-10-14T11:40:00+08:00' }, '2026-10-14T11:00:00+08:00'],
    ['undetermined', { settled: 'undetermined' as const }, '2026-10-14T12:00:00+08:00'],
  ])('%s', (state, change, now) => {
    expect(stateOf(of('recordingNotice', { due, ...change }), now)).toBe(state);
  });
});

describe.each(packIds)('under %s the act that carries the procedure of a case', (id) => {
  it('owes no film, whatever a list asks of all acts, and keeps its officers and its periods', () => {
    const filed: Step = {
      id: 's',
      kind: 'caseFiled',
      at: '2026-09-01T09:00:00+08:00',
      until: null,
      detail: {},
    };
    const judged = judgeFacts(id, {
      ...{ activity: 'caseProcedure', circumstances: ['disputeProne'], procedure: 'ordinary', officers: 2 },
      ...{ startedAt: filed.at, endedAt: null, filmed: false, film: [], steps: [filed], excused: [] },
      ...{ boundFrom: '2020-01-01', listed: { duty: 'mandatory', matter: '全部', version: 1 } },
    });
    const owed = new Set<string>(judged.map(({ rule }) => rule));
    for (const rule of [
      'filming',
      'preUseCheck',
      'openingStatement',
      'recordingNotice',
      'coverage',
      'keeping',
    ])
      expect([rule, owed.has(rule)]).toEqual([rule, false]);
    expect(judged.find(({ key }) => key.startsWith('CF-60'))?.due.dueBefore).toBe(
      '2026-12-01T00:00:00+08:00',
    );
    expect(judged.find(({ rule }) => rule === 'officers')?.dischargedAt).not.toBeNull();
  });
});
