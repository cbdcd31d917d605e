import { matterShapes } from '@liuhen/contract';
import { activities, circumstances, filmingDuties, lawOn } from '@liuhen/rules';
import { describe, expect, it } from 'vitest';
import { lowerPack, trialPacks, upperPack } from './matter-for-tests.ts';
import { faultsOf, listedFor, rowsOfLaw, weakerRows } from './matter-law.ts';

const on = '2026-10-14';
const lawOf = (id: string, day = on) => lawOn(trialPacks, id, { on: day, boundFrom: '2020-01-01' });
const lower = lawOf('xz');
const drafted = rowsOfLaw(lower);

it('the words of the contract are those of the packs', () => {
  expect(matterShapes.activity.options).toEqual(
    Object.keys(activities).filter((one) => one !== 'caseProcedure'),
  );
  expect(matterShapes.circumstance.options).toEqual(Object.keys(circumstances));
  expect(matterShapes.filmingDuty.options).toEqual(Object.keys(filmingDuties));
});

describe('a draft from the law', () => {
  it('has each subject once, under the strictest rule of the packs, with its article', () => {
    const said = drafted.map(({ activities, circumstances, duty, articles }) => [
      [activities, circumstances].flat(),
      ...[duty, articles],
    ]);
    expect(said).toEqual([
      [['dailyPatrol'], 'whenFeasible', ['XZ-6']],
      [['seal', 'detain'], 'mandatoryContinuous', ['SX-10(1)']],
      [['personalLiberty'], 'mandatoryContinuous', ['SX-10(2)']],
      [['hearing'], 'situational', ['SX-11']],
      [['disputeProne'], 'situational', ['SX-11']],
    ]);
  });
  it('says what to film above all, and from where to where', () =>
    expect(drafted[1]).toMatchObject({
      ...{ matter: '查封、扣押', content: '现场环境；当事人', methods: ['video'] },
      link: '自到达执法现场起，至执法活动结束止',
    }));
  it('falls short nowhere', () => expect(faultsOf(lower, drafted)).toEqual([]));
  it('is empty where nothing is in force', () => expect(rowsOfLaw(lawOf('xz', '2019-01-01'))).toEqual([]));
  it('names every act where the law does', () =>
    expect(rowsOfLaw(lawOf('ql'))).toMatchObject([{ matter: '各类执法活动', activities: 'all' }]));
});

describe('measured by the law, a list', () => {
  const change = (at: number, changed: object) =>
    drafted.map((row, i) => (i === at ? { ...row, ...changed } : row));
  it('that asks for less is named with the row and the article that demands more', () => {
    const faults = weakerRows(lower, change(1, { duty: 'mandatory' }));
    expect(faults).toMatchObject([
      { row: 1, field: 'duty', article: 'SX-10(1)' },
      { row: 1, field: 'duty', article: 'SX-10(1)' },
    ]);
    expect(faults[0]?.zh).toBe(
      '“查封”的录制要求低于规定：《试验规定sx》第十条第（一）项要求“应当全程无间断录制”',
    );
  });
  it('that asks for more is welcome', () =>
    expect(faultsOf(lower, change(0, { duty: 'mandatoryContinuous' }))).toEqual([]));
  it('that leaves a subject out is told which', () => {
    const faults = faultsOf(lower, drafted.slice(0, -1));
    expect(faults).toMatchObject([{ row: null, article: 'SX-11' }]);
    expect(faults[0]?.zh).toContain('缺少“容易引发争议”');
  });
  it('that films every act covers each activity as far as it is strict enough, and no circumstance', () => {
    const every = (duty: 'situational' | 'mandatoryContinuous') =>
      faultsOf(lower, change(0, { activities: 'all', duty }).toSpliced(1, 1)).map(({ zh }) => zh.slice(0, 9));
    expect(every('situational')).toEqual(['缺少“日常巡查”：', '缺少“查封”：《试', '缺少“扣押”：《试']);
    expect(every('mandatoryContinuous')).toEqual([]);
  });
  it('with an empty column is told which the law wants', () =>
    expect(faultsOf(lower, change(2, { methods: [], link: '' }))).toMatchObject([
      { row: 2, field: 'link', article: 'SX-8' },
      { row: 2, field: 'methods', article: 'SX-8' },
    ]));
  it('with nothing on it is told so', () => expect(faultsOf(lower, [])[0]).toMatchObject({ row: null }));
  it('is free where the law says nothing', () => {
    const silent = { ...lowerPack, extends: null, filming: [] };
    const law = lawOn([silent], 'xz', { on, boundFrom: null });
    expect(faultsOf(law, drafted.slice(0, 1))).toEqual([]);
  });
});

describe('what a list asks for of an act', () => {
  const list = { version: 3, rows: drafted };
  it('is the row of its activity', () =>
    expect(listedFor(list, 'seal', [])).toEqual({
      ...{ duty: 'mandatoryContinuous', matter: '查封、扣押', version: 3 },
    }));
  it('is the strictest of its activity and its circumstances, in whatever order they stand', () => {
    for (const rows of [drafted, drafted.toReversed()])
      expect(listedFor({ version: 3, rows }, 'hearing', ['disputeProne', 'personalLiberty'])).toMatchObject({
        ...{ duty: 'mandatoryContinuous', matter: '直接涉及人身自由' },
      });
  });
  it('is nothing for an act of which it does not speak', () =>
    expect(listedFor(list, 'licence', [])).toBeNull());
  it('is the row of every act where there is one', () => {
    const rows = [...drafted, { ...rowsOfLaw(lawOf('ql'))[0], duty: 'situational' }] as typeof drafted;
    expect(listedFor({ version: 3, rows }, 'licence', [])).toMatchObject({ duty: 'situational' });
    expect(listedFor({ version: 3, rows }, 'dailyPatrol', [])).toMatchObject({ duty: 'whenFeasible' });
  });
  it('of equals takes the first', () => {
    const [first] = drafted;
    const rows = [first, { ...first, matter: '第二' }] as typeof drafted;
    expect(listedFor({ version: 1, rows }, 'dailyPatrol', [])?.matter).toBe('日常巡查');
  });
});

it('a pack above alone gives its own rows', () => expect(rowsOfLaw(lawOf(upperPack.id))).toHaveLength(4));
