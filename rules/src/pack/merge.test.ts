import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPack } from '../../test/any-pack.ts';
import type { InterruptionCause } from '../vocabulary.ts';
import type { KeepingTime } from './duration.ts';
import { joinSections, mergeSections, type Said, type SectionValues, sectionsOf } from './merge.ts';
import { type Pack, type PeriodRule, type SectionName, sectionNames } from './pack.ts';

const anySaid = (id: string) => anyPack(id).map(sectionsOf);

describe('laying packs over each other', () => {
  it('does not depend on which two of a chain are joined first', () => {
    fc.assert(
      fc.property(anySaid('aa'), anySaid('bb'), anySaid('cc'), (a, b, c) => {
        expect(joinSections(joinSections(a, b), c)).toEqual(joinSections(a, joinSections(b, c)));
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing when a pack is laid over itself, or over silence', () => {
    fc.assert(
      fc.property(anySaid('aa'), (a) => {
        const silence = mergeSections([]);
        const nothing = Object.fromEntries(sectionNames.map((name) => [name, silence[name].value]));
        expect(joinSections(a, a)).toEqual(a);
        expect(joinSections(a, nothing as SectionValues)).toEqual(a);
        expect(joinSections(nothing as SectionValues, a)).toEqual(a);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps what each pack of the chain says, the organ first', () => {
    fc.assert(
      fc.property(anyPack('aa'), anyPack('bb'), (a, b) => {
        const merged = mergeSections([a, b]);
        for (const name of sectionNames) {
          const said = [a, b].filter((pack) => sectionsOf(pack)[name] !== null);
          expect(merged[name].kept).toEqual(said.map((pack) => ({ pack, value: pack[name] })));
          expect(merged[name].value === null).toBe(said.length === 0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never leaves an empty list of causes for an interruption', () => {
    fc.assert(
      fc.property(anyPack('aa'), anyPack('bb'), anyPack('cc'), (...chain) => {
        expect(mergeSections(chain).interruption.value?.causes).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

type AtLeast = { [K in SectionName]: (strict: Said[K], loose: Said[K]) => boolean };
const holds = <T>(all: readonly T[], part: readonly T[]) => part.every((one) => all.includes(one));
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
const kept = (a: boolean, b: boolean) => a || !b;
const notAfter =
  (...order: string[]) =>
  (a: string, b: string) =>
    order.indexOf(a) <= order.indexOf(b);
const wide = (a: 'all' | string[], b: 'all' | string[]) => a === 'all' || (b !== 'all' && holds(a, b));
const narrow = (a: InterruptionCause[], b: InterruptionCause[]) =>
  b.includes('other') || (holds(b, a) && !a.includes('other'));
function asLong(a: KeepingTime | null, b: KeepingTime | null): boolean {
  if (a === null || b === null)
    return a === b || (a === null ? b?.rule !== 'permanent' : a.rule === 'permanent');
  if (a.rule === 'permanent' || b.rule === 'permanent') return a.rule === 'permanent';
  const months = ({ rule, value }: typeof a) => (rule === 'years' ? 12 : 1) * value;
  return months(a) >= months(b);
}
const always = () => true;

/** What it means that the left demands at least as much as the right; said apart from how the two are joined. */
const atLeast: AtLeast = {
  scope: (a, b) => holds(a.kinds, b.kinds),
  officers: (a, b) => (a.minimum ?? 0) >= (b.minimum ?? 0) && kept(a.established, b.established),
  assistants: (a, b) => notAfter('assistQualification', 'nothing')(a.needs, b.needs),
  enforcementDays: (a, b) => holds(a.activities, b.activities),
  storage: always,
  filming: (a, b) => b.every((rule) => a.some((one) => same(one, rule))),
  textSuffices: (a, b) => kept(a.reasonRequired, b.reasonRequired),
  preUseCheck: (a, b) => holds(a.items, b.items),
  openingStatement: (a, b) => notAfter('spoken', 'focus')(a.manner, b.manner) && holds(a.fields, b.fields),
  recordingNotice: (a, b) =>
    notAfter('before', 'atStart', 'during')(a.when, b.when) && holds(a.occasions, b.occasions),
  coverage: (a, b) =>
    notAfter('arrival', 'start')(a.from, b.from) &&
    notAfter('leaving', 'activityEnd')(a.to, b.to) &&
    kept(a.continuous, b.continuous) &&
    kept(b.mandatoryContinuousOnly, a.mandatoryContinuousOnly),
  interruption: (a, b) =>
    narrow(a.causes, b.causes) &&
    kept(a.voiceOnRestart, b.voiceOnRestart) &&
    kept(a.reportTo !== null, b.reportTo !== null) &&
    kept(a.writtenAfter, b.writtenAfter),
  keyContents: (a, b) => holds(ids(a.items), ids(b.items)),
  fallback: (a, b) =>
    kept(a.keyLinks, b.keyLinks) && kept(a.document, b.document) && kept(a.explanation, b.explanation),
  bystanders: (a, b) => notAfter('mustBeTold', 'notRestricted')(a.rule, b.rule),
  textRecord: (a, b) => holds(ids(a.items), ids(b.items)),
  evidenceFilm: (a, b) => holds(a.note, b.note) && kept(a.disc, b.disc),
  routineKeeping: (a, b) => asLong(a.time, b.time) && wide(a.activities, b.activities),
  evidenceKeeping: (a, b) => holds(a.scopes, b.scopes),
  longTermKeeping: (a, b) => holds(a.triggers, b.triggers) && asLong(a.time, b.time),
  noDestruction: always,
  viewing: (a, b) => kept(a.steps.length > 0, b.steps.length > 0),
  disclosure: (a, b) => kept(a.steps.length > 0, b.steps.length > 0),
  externalProvision: (a, b) => kept(a.retainCopy, b.retainCopy) && kept(a.approval, b.approval),
  retrieval: (a, b) => holds(a.by, b.by),
  partyAccess: always,
  excuses: (a, b) => kept(a.steps.length > 0, b.steps.length > 0),
  keeper: always,
  classification: (a, b) => holds(a.keys, b.keys),
  inspection: (a, b) => kept(a.by !== null, b.by !== null),
  bulletin: (a, b) => kept(a.appraisal, b.appraisal),
  supervision: always,
  obstruction: (a, b) => holds(a.to, b.to),
  budget: always,
  matterList: (a, b) => kept(a.publish, b.publish) && holds(a.contents, b.contents),
  violations: (a, b) => holds(ids(a.grounds), ids(b.grounds)),
  periods: (a, b) => b.every((rule) => a.some((one) => same(one, rule))),
};
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function expectAtLeast<K extends SectionName>(name: K, strict: SectionValues, loose: SectionValues) {
  const above: Said[K] | null = strict[name];
  const below: Said[K] | null = loose[name];
  if (below === null) return;
  expect(above !== null && atLeast[name](above, below), name).toBe(true);
}

describe('strictness', () => {
  it('is never less than that of the pack below', () => {
    fc.assert(
      fc.property(anySaid('aa'), anySaid('bb'), (child, parent) => {
        for (const name of sectionNames) expectAtLeast(name, joinSections(child, parent), child);
      }),
      { numRuns: 40 },
    );
  });

  it('does not become less when the pack above becomes stricter', () => {
    fc.assert(
      fc.property(anySaid('aa'), anySaid('bb'), anySaid('cc'), (child, parent, more) => {
        const now = joinSections(child, parent);
        const then = joinSections(child, joinSections(parent, more));
        for (const name of sectionNames) expectAtLeast(name, then, now);
      }),
      { numRuns: 40 },
    );
  });
});

describe('by hand', () => {
  const chain = (aa: Partial<Pack>, bb: Partial<Pack>): Pack[] => [
    { ...empty('aa'), ...aa },
    { ...empty('bb'), ...bb },
  ];
  const empty = (id: string) =>
    fc.sample(anyPack(id), 1).map((pack): Pack => {
      const nothing = sectionNames.map((name) => [name, Array.isArray(pack[name]) ? [] : null]);
      return { ...pack, ...Object.fromEntries(nothing) };
    })[0] as Pack;
  const interrupted = (article: string, causes: InterruptionCause[]) => ({
    interruption: { article, also: [], causes, voiceOnRestart: false, reportTo: null, writtenAfter: false },
  });
  const causesOf = (mine: InterruptionCause[], theirs: InterruptionCause[]) =>
    mergeSections(chain(interrupted('AA-1', mine), interrupted('BB-1', theirs))).interruption.value?.causes;

  it('accepts as a cause what both levels accept, and lets "other" narrow nothing', () => {
    expect(causesOf(['deviceFault', 'weather'], ['weather', 'damage'])).toEqual(['weather']);
    expect(causesOf(['lowBattery'], ['weather', 'other'])).toEqual(['lowBattery']);
    expect(causesOf(['weather', 'other'], ['lowBattery'])).toEqual(['lowBattery']);
    expect(causesOf(['deviceFault'], ['weather'])).toEqual(['deviceFault']);
  });

  it('lets the place of an item of the pack above be told', () => {
    const [child, parent] = [
      { article: 'AA-5', also: [], items: [{ id: 'place', zh: '现场', en: 'place' }] },
      {
        article: 'BB-7',
        also: ['BB-8'],
        items: [
          { id: 'place', zh: '地点', en: 'where' },
          { id: 'goods', zh: '物品', en: 'goods' },
        ],
      },
    ];
    expect(mergeSections(chain({ keyContents: child }, { keyContents: parent })).keyContents.value).toEqual({
      article: 'AA-5',
      also: ['BB-7', 'BB-8'],
      items: [
        { id: 'place', zh: '现场', en: 'place' },
        { id: 'goods', zh: '物品', en: 'goods', article: 'BB-7' },
      ],
    });
  });

  const kept = (article: string, time: KeepingTime | null) => ({
    longTermKeeping: { article, also: [], triggers: ['partyObjects' as const], time },
  });
  it.each<[string, KeepingTime | null, KeepingTime | null, KeepingTime | null]>([
    [
      'years of months',
      { rule: 'months', value: 18 },
      { rule: 'years', value: 1 },
      { rule: 'months', value: 18 },
    ],
    ['no stated end beats a figure', { rule: 'years', value: 30 }, null, null],
    ['permanence beats no stated end', null, { rule: 'permanent' }, { rule: 'permanent' }],
  ])('keeps longer: %s', (_, mine, theirs, expected) => {
    const merged = mergeSections(chain(kept('AA-1', mine), kept('BB-1', theirs)));
    expect(merged.longTermKeeping.value?.time).toEqual(expected);
  });

  it('keeps a period of each level, unless a special law takes the place of the one above', () => {
    const period = (article: string, value: number, overrides: PeriodRule['overrides']) => ({
      periods: [
        {
          ...{
            id: 'CF-60',
            article,
            also: [],
            what: { zh: '决定', en: 'decision' },
            whose: 'organ' as const,
          },
          ...{ from: 'caseFiled' as const, orFrom: null, kept: ['decisionMade' as const], keptBefore: false },
          ...{ time: { rule: 'days' as const, value }, direction: 'after' as const, roll: 'none' as const },
          ...{ extension: null, excluded: [], excludedWhenTold: [], overrides },
        },
      ],
    });
    const of = (overrides: PeriodRule['overrides']) => {
      const { value } = mergeSections(
        chain(period('AA-1', 180, overrides), period('CF-60', 90, null)),
      ).periods;
      return value?.map(({ article, time }) => `${article} ${time.value}`);
    };
    expect(of(null)).toEqual(['AA-1 180', 'CF-60 90']);
    expect(of({ article: 'AA-2', reason: { zh: '另有规定', en: 'a special law' } })).toEqual(['AA-1 180']);
  });

  it('asks whom the organ named, and the level above where it named nobody', () => {
    const viewing = (article: string, ...steps: ('teamHead' | 'organHead')[]) => ({
      viewing: { article, also: [], steps },
    });
    const asked = (mine: Partial<Pack>) =>
      mergeSections(chain(mine, viewing('BB-2', 'organHead'))).viewing.value;
    expect(asked(viewing('AA-1', 'teamHead'))).toEqual({ article: 'AA-1', also: [], steps: ['teamHead'] });
    expect(asked(viewing('AA-1'))).toEqual({ article: 'AA-1', also: ['BB-2'], steps: ['organHead'] });
  });
});
