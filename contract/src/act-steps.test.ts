import { describe, expect, it } from 'vitest';
import { type StepKind, stepCorrection, stepGroups, stepInput, stepKinds } from './act-steps.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const other = '018f0000-0000-7000-8000-000000000002';
const at = '2026-09-25T15:30:00+08:00';
const faultsOf = (given: object) => [
  ...new Set(
    stepInput.safeParse({ id, actId: other, ...given }).error?.issues.map(({ path }) => path.join('.')),
  ),
];
const step = (kind: string, detail: unknown = {}, until: string | null = null) => ({
  kind,
  at,
  until,
  detail,
});

/** What each kind asks for beside its time; the others ask for nothing. */
const details: Partial<Record<StepKind, object>> = {
  deviceChecked: { items: ['battery', 'storage'] },
  openingStated: { items: ['time', 'place'] },
  interrupted: { cause: 'weather', voice: false, resumed: true },
  interruptionReported: { about: null },
  interruptionExplained: { about: other },
  keyContentFilmed: { item: 'siteState', applicable: true },
  breachFound: { breach: 'privatelyKept', reason: '自带优盘拷贝' },
  bystandersRestricted: { ground: 'obstruction', reason: '挡住出口' },
  enforcedUrgently: { reason: '堤坝将溃' },
  filmingInfeasible: { reason: '设备丢失' },
  textSuffices: { reason: '仅送达文书' },
  textItemRecorded: { item: 'notice', applicable: true },
  evidenceNoted: { items: ['takenBy'], recording: other },
  discFiled: { recording: other },
  longTermTriggered: { trigger: 'partyObjects' },
  volumePeriodSet: { years: 'permanent', startsOn: '2026-09-25' },
  hearingSet: { on: '2026-10-15' },
  performanceSet: { on: '2026-10-15' },
};

it('every kind is looked for under one occasion', () => {
  expect(new Set(stepKinds).size).toBe(stepKinds.length);
  expect(Object.values(stepGroups).flat()).toEqual(stepKinds);
});

describe.each(stepKinds)('%s', (kind) => {
  const detail = details[kind] ?? {};
  it('is taken with what it asks for', () => {
    expect(faultsOf(step(kind, detail))).toEqual([]);
  });
  it('takes nothing else', () => {
    expect(faultsOf(step(kind, { ...detail, colour: 'red' }))).toEqual(['detail']);
  });
  it('names each member that is missing', () => {
    const members = Object.keys(detail);
    // Which shape an item has is told by whether it applies; until then that is all there is to say.
    const missing = 'applicable' in detail ? ['applicable'] : members;
    expect(faultsOf(step(kind))).toEqual(missing.map((member) => `detail.${member}`));
  });
});

it.each<[string, object, string[]]>([
  ['an interruption with an end', step('interrupted', details.interrupted, at), []],
  ['a test with an end', step('testing', {}, at), []],
  ['an arrival with an end', step('arrived', {}, at), ['until']],
  ['a step without a word on its end', { kind: 'arrived', at, detail: {} }, ['until']],
  ['a kind that nobody knows', step('danced'), ['kind']],
  ['a time without its offset', { ...step('arrived'), at: '2026-09-25T15:30:00' }, ['at']],
  ['a time that no clock would allow', { ...step('arrived'), at: '1989-01-01T00:00:00Z' }, ['at']],
  [
    'an id that is none, and a cause',
    { id: 'x', ...step('interrupted', { cause: 'mood', voice: 1 }) },
    [...['id', 'detail.cause', 'detail.voice', 'detail.resumed']],
  ],
  ['one item twice', step('deviceChecked', { items: ['battery', 'battery'] }), ['detail.items']],
  ['no item', step('openingStated', { items: [] }), ['detail.items']],
  [
    'an item that does not apply, with its reason',
    step('textItemRecorded', { item: 'a', applicable: false, reason: '无' }),
    [],
  ],
  [
    'an item that does not apply, without',
    step('textItemRecorded', { item: 'a', applicable: false }),
    ['detail.reason'],
  ],
  [
    'an item that applies, with a reason',
    step('textItemRecorded', { item: 'a', applicable: true, reason: '无' }),
    ['detail'],
  ],
  [
    'a content that there was not, with its reason',
    step('keyContentFilmed', { item: 'measures', applicable: false, reason: '没有采取措施' }),
    [],
  ],
  [
    'a content that there was not, without',
    step('keyContentFilmed', { item: 'measures', applicable: false }),
    ['detail.reason'],
  ],
  [
    'people restricted on a ground that nobody knows',
    step('bystandersRestricted', { ground: 'mood', reason: '不便' }),
    ['detail.ground'],
  ],
  ['a blank reason', step('textSuffices', { reason: ' ' }), ['detail.reason']],
  ['ten years', step('volumePeriodSet', { years: 10, startsOn: '2026-09-25' }), []],
  [
    'no years',
    step('volumePeriodSet', { years: 0, startsOn: '2026-02-30' }),
    ['detail.years', 'detail.startsOn'],
  ],
])('%s', (_, given, faulty) => {
  expect(faultsOf(given)).toEqual(faulty);
});

it('a correction says which version was seen, and why', () => {
  const given = { id, replaces: other, reason: '时间记错', ...step('arrived') };
  expect(stepCorrection.safeParse(given).success).toBe(true);
  const paths = stepCorrection
    .safeParse({ ...given, replaces: '', reason: '' })
    .error?.issues.map(({ path }) => path[0]);
  expect(paths).toEqual(['replaces', 'reason']);
});

it('ids are read in small letters, as the database keeps them', () => {
  expect(stepInput.parse({ id: id.toUpperCase(), actId: other, ...step('arrived') }).id).toBe(id);
});

it('a step may name what it is about, and testing when the party was told', () => {
  const read = (kind: StepKind, detail: object) =>
    stepInput.safeParse({ id, actId: other, ...step(kind, detail) }).success;
  expect([read('measureEnded', {}), read('measureEnded', { about: other })]).toEqual([true, true]);
  expect(read('measureTaken', { about: other })).toBe(false);
  expect(read('testing', { about: other, notifiedAt: '2026-09-25T15:30:00+08:00' })).toBe(true);
  expect(read('thirdPartyAsked', { notifiedAt: '2026-09-25T15:30:00+08:00' })).toBe(false);
});
