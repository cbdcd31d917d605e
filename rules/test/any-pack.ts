import fc from 'fast-check';
import type { KeepingTime, PeriodTime } from '../src/pack/duration.ts';
import { type Pack, packShape, type Sections } from '../src/pack/pack.ts';
import * as words from '../src/vocabulary.ts';
import { keysOf } from '../src/vocabulary.ts';

/** Packs that say anything the shape allows, for statements that hold of every pack. */
const one = <T extends Record<string, unknown>>(list: T) => fc.constantFrom(...keysOf(list));
const some = <T extends Record<string, unknown>>(list: T) =>
  fc.uniqueArray(one(list), { minLength: 1, maxLength: 5 });
const listOf = <T extends Record<string, unknown>>(list: T) => fc.uniqueArray(one(list), { maxLength: 3 });
const flag = fc.boolean();
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 2 });
const text = fc.constantFrom('甲', '乙', '丙').map((zh) => ({ zh, en: `text ${zh}` }));
const amount = fc.integer({ min: 1, max: 90 });

const keeping: fc.Arbitrary<KeepingTime> = fc.oneof(
  fc.record({ rule: fc.constantFrom('months', 'years'), value: amount }),
  fc.constant({ rule: 'permanent' as const }),
);
const periodTime: fc.Arbitrary<PeriodTime> = fc.record({
  rule: fc.constantFrom('hours', 'workingDays', 'days', 'months'),
  value: amount,
});

/** What everything a pack says with this prefix is made of. */
function partsOf(prefix: string) {
  const reference = fc.integer({ min: 1, max: 30 }).map((number) => `${prefix}-${number}`);
  const heads = fc
    .uniqueArray(reference, { minLength: 1, maxLength: 3 })
    .map(([article = '', ...also]) => ({ article, also }));
  const said = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc
      .tuple(heads, fc.record(shape))
      .map(([head, rest]) => ({ ...head, ...(rest as { [K in keyof T]: T[K] }) }));
  const parameter = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => maybe(said(shape));
  const item = fc
    .tuple(
      fc.constantFrom('parties', 'place', 'goods', 'witness'),
      fc.option(reference, { nil: undefined }),
      text,
    )
    .map(([id, article, name]) => ({ id, ...name, ...(article === undefined ? {} : { article }) }));
  const items = fc.uniqueArray(item, { minLength: 1, maxLength: 4, selector: ({ id }) => id });
  return { reference, heads, said, parameter, items };
}
type Parts = ReturnType<typeof partsOf>;

const onSite = ({ said, parameter, items, reference }: Parts) => ({
  scope: parameter({ kinds: some(words.enforcementKinds) }),
  officers: parameter({
    who: maybe(text),
    minimum: maybe(fc.integer({ min: 1, max: 9 })),
    of: fc.uniqueArray(
      fc.tuple(reference, some(words.enforcementKinds)).map(([article, kinds]) => ({ article, kinds })),
      { maxLength: 2, selector: ({ article }) => article },
    ),
    established: flag,
    exam: maybe(text),
  }),
  assistants: parameter({ needs: fc.constantFrom('assistQualification', 'nothing') }),
  enforcementDays: parameter({ activities: some(words.activities) }),
  filming: fc.array(
    said({
      duty: one(words.filmingDuties),
      activities: fc.oneof(fc.constant('all' as const), some(words.activities)),
      circumstances: listOf(words.circumstances),
    }),
    { maxLength: 3 },
  ),
  textSuffices: parameter({ reasonRequired: flag }),
  preUseCheck: parameter({ items: some(words.deviceChecks) }),
  openingStatement: parameter({
    manner: fc.constantFrom('spoken', 'focus'),
    fields: some(words.statementFields),
  }),
  recordingNotice: parameter({
    when: fc.constantFrom('before', 'atStart', 'during'),
    occasions: some(words.noticeOccasions),
  }),
  coverage: parameter({
    from: fc.constantFrom('arrival', 'start'),
    to: fc.constantFrom('leaving', 'activityEnd'),
    continuous: flag,
    mandatoryContinuousOnly: flag,
  }),
  interruption: parameter({
    causes: some(words.interruptionCauses),
    voiceOnRestart: flag,
    reportTo: maybe(one(words.offices)),
    writtenAfter: flag,
  }),
  keyContents: parameter({ items }),
  fallback: parameter({ keyLinks: flag, document: flag, explanation: flag }),
  bystanders: parameter({ rule: fc.constantFrom('notRestricted', 'mustBeTold') }),
  textRecord: parameter({ items }),
  evidenceFilm: parameter({ note: some(words.noteFields), disc: flag }),
});

function listed({ reference, heads }: Parts) {
  const storing = heads.map((head) => ({
    ...head,
    time: { rule: 'hours' as const, value: 24 },
    anchor: 'recordingEnd' as const,
    place: { zh: '平台', en: 'the platform' },
    recipient: null,
    handover: 'none' as const,
    selfKeepingForbidden: false,
    exception: null,
  }));
  const ground = fc
    .tuple(fc.constantFrom('P1', 'P2', 'G1', 'G2'), reference, text, flag, some(words.breaches))
    .map(([id, article, name, seriousConsequence, breaches]) => ({
      ...{ id, article, ...name },
      ...{ seriousConsequence, breaches },
    }));
  const opening = fc.constantFrom('caseFiled' as const, 'measureTaken' as const);
  const span = fc.constantFrom('testing' as const, 'thirdPartyAsked' as const);
  const traits = fc.record({
    whose: fc.constantFrom('organ' as const, 'party' as const),
    from: opening,
    orFrom: maybe(
      fc.record({
        steps: fc.constantFrom('measureTakenUrgently' as const).map((step) => [step]),
        except: listOf(words.activities),
      }),
    ),
    kept: fc.subarray(['decisionMade' as const, 'measureEnded' as const]),
    keptBefore: flag,
    roll: fc.constantFrom('none' as const, 'forward' as const),
    excluded: fc.uniqueArray(span, { maxLength: 2 }),
    excludedWhenTold: fc.uniqueArray(span, { maxLength: 2 }),
    extended: flag,
    overriding: fc.constantFrom(false, false, true),
  });
  const period = fc
    .tuple(heads, fc.constantFrom('CF-60', 'QZ-25', 'CF-64.1'), text, periodTime, periodTime, flag, traits)
    .map(([head, id, what, time, more, back, { extended, overriding, ...rest }]) => ({
      ...{ ...head, ...rest, id, what },
      time: back ? { rule: 'workingDays' as const, value: time.value } : time,
      direction: back ? ('before' as const) : ('after' as const),
      extension: extended ? { step: 'measureExtended' as const, time: more } : null,
      overrides: overriding ? { article: head.article, reason: what } : null,
    }));
  return { storing, ground, period };
}

function afterwards(parts: Parts) {
  const { heads, parameter } = parts;
  const { storing, ground, period } = listed(parts);
  return {
    storage: maybe(storing),
    routineKeeping: parameter({
      time: keeping,
      activities: fc.oneof(fc.constant('all' as const), some(words.activities)),
    }),
    evidenceKeeping: parameter({ scopes: some(words.evidenceScopes) }),
    longTermKeeping: parameter({ triggers: some(words.longTermTriggers), time: maybe(keeping) }),
    noDestruction: maybe(heads),
    viewing: parameter({ steps: listOf(words.offices) }),
    disclosure: parameter({ steps: listOf(words.offices) }),
    externalProvision: parameter({ provider: maybe(one(words.offices)), retainCopy: flag, approval: flag }),
    retrieval: parameter({ by: some(words.offices) }),
    partyAccess: maybe(heads),
    excuses: parameter({ steps: listOf(words.offices) }),
    keeper: parameter({ office: one(words.offices), name: maybe(text) }),
    classification: parameter({ keys: some(words.classificationKeys) }),
    inspection: parameter({ by: maybe(one(words.offices)) }),
    bulletin: parameter({ appraisal: flag }),
    supervision: parameter({ by: one(words.offices) }),
    obstruction: parameter({ to: some(words.offices) }),
    budget: maybe(heads),
    matterList: parameter({
      kind: fc.constantFrom('avMatters', 'fullProcess'),
      publish: flag,
      contents: fc.uniqueArray(fc.constantFrom('matter', 'content', 'link', 'method'), { minLength: 1 }),
    }),
    violations: parameter({
      grounds: fc.uniqueArray(ground, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
      consequences: text,
    }),
    periods: fc.uniqueArray(period, { maxLength: 3, selector: ({ id }) => id }),
  };
}

function anySections(prefix: string): fc.Arbitrary<Sections> {
  const parts = partsOf(prefix);
  return fc.record<Sections>({ ...onSite(parts), ...afterwards(parts) });
}

/** A pack with this id; read through the shape, so that what is generated is what could be written. */
export const anyPack = (id: string): fc.Arbitrary<Pack> =>
  anySections(id.toUpperCase()).map((sections) =>
    packShape.parse({
      id,
      version: 1,
      title: { zh: `${id}办法`, en: `Measures of ${id}` },
      issuer: { zh: '某机关', en: 'an organ' },
      level: 'province',
      jurisdiction: { zh: '某地', en: 'somewhere' },
      issuedAt: null,
      effectiveFrom: '2020-01-01',
      extends: null,
      sources: { CF: { title: { zh: '法', en: 'Act' }, effectiveFrom: '2020-01-01' } },
      ...sections,
    }),
  );
