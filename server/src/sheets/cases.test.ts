import { describe, expect, it } from 'vitest';
import { checkCases, type KnownCases } from './cases.ts';

const fields = [
  ...['ownNumber', 'cause', 'procedure', 'unit', 'officers', 'openedAt', 'closedAt'],
  ...['partyName', 'partyKind', 'partyNumber', 'partyPhone', 'partyAddress'],
] as const;
type Field = (typeof fields)[number];
const mapping = Object.fromEntries(fields.map((field, at) => [field, at]));

const now = '2026-11-02T02:00:00.000Z';
const known: KnownCases = {
  now,
  units: new Map([['稽查科', 'unit-1']]),
  officers: [
    { id: 'wang', name: '王五', certificateNo: '晋A001' },
    { id: 'li-1', name: '李四', certificateNo: '晋A002' },
    { id: 'li-2', name: '李四', certificateNo: '晋A003' },
  ],
  causes: new Map(),
  ownNumbers: new Set(['晋财立〔2025〕1号']),
};
const plain: Partial<Record<Field, string>> = {
  ...{
    cause: '占道经营',
    procedure: '普通程序',
    unit: '稽查科',
    officers: '王五',
    openedAt: '2026-10-12 09:30',
  },
};
const row = (change: Partial<Record<Field, string>> = {}) =>
  fields.map((field) => ({ ...plain, ...change })[field] ?? '');
const check = (rows: string[][], house = known) =>
  checkCases({ cells: [[...fields], ...rows] }, mapping, house);
const only = (change: Partial<Record<Field, string>>, house = known) => {
  const { inputs, faults } = check([row(change)], house);
  expect(faults).toEqual([]);
  return inputs[0]?.input;
};
const faultsOf = (change: Partial<Record<Field, string>>, house = known) =>
  check([row(change)], house).faults.map(({ field, zh }) => [field, zh] as const);

describe('a row of a file of cases', () => {
  it('is opened as it stands, by the clock of Beijing', () => {
    expect(only({})).toEqual({
      opened: {
        ...{ ownNumber: null, cause: '占道经营', causeId: null, party: null, unitId: 'unit-1' },
        ...{ officerIds: ['wang'], procedure: 'ordinary' },
        ...{ openedAt: '2026-10-12T01:30:00.000Z', closedAt: null },
      },
      party: null,
    });
  });

  it.each<[Field, string, string]>([
    ['cause', '', '没有填写'],
    ['procedure', '', '没有填写'],
    ['unit', '', '没有填写'],
    ['officers', '', '没有填写'],
    ['openedAt', '', '没有填写'],
    ['ownNumber', '晋财立〔2025〕1号', '系统里已经有了'],
    ['officers', '赵六', '没有登记“赵六”'],
    ['officers', '李四', '有 2 人叫“李四”，请改填执法证号'],
    ['officers', '王五、晋A001', '同一人填了不止一次'],
    ['openedAt', '2026-02-29', '不是日期，或者没有这一天，请写成 2026-01-31 或者 2026-01-31 09:30'],
    ['openedAt', '2026-11-02 10:01', '不能晚于现在'],
    ['closedAt', '2026-10-12 09:29', '不能早于受理时间'],
  ])('is told at the cell of %s for “%s”', (field, typed, said) => {
    expect(faultsOf({ [field]: typed })).toEqual([[field, said]]);
  });

  it('names its officers by name where one bears it, by certificate where several do', () => {
    expect(only({ officers: '晋A003；王五' })?.opened.officerIds).toEqual(['li-2', 'wang']);
  });

  it('tells the words of the procedure where another one is written', () => {
    const [[field, said] = []] = faultsOf({ procedure: '特别程序' });
    expect(field).toBe('procedure');
    expect(said).toMatch(/^程序应为：.*普通程序/);
  });
});

describe('the cause of a row', () => {
  const cause = { id: 'cause-1', name: '擅自占用道路' };
  const house = {
    ...known,
    causes: new Map([
      ['擅自占用道路', cause],
      ['C-12', cause],
    ]),
  };

  it.each(['擅自占用道路', 'C-12'])('is that of the list by name or code: %s', (typed) => {
    expect(only({ cause: typed }, house)?.opened).toMatchObject({
      cause: '擅自占用道路',
      causeId: 'cause-1',
    });
  });

  it('is refused where the organ keeps a list and it is not on it', () => {
    expect(faultsOf({ cause: '占道经营' }, house).map(([field]) => field)).toEqual(['cause']);
    expect(faultsOf({ cause: '' }, house)).toEqual([['cause', '没有填写']]);
  });
});

describe('the party of a row', () => {
  it('is only words of the case where nothing but the name is told', () => {
    expect(only({ partyName: '张三' })).toMatchObject({ opened: { party: '张三' }, party: null });
  });

  it.each<[string, Partial<Record<Field, string>>, object]>([
    ['a person by the kind', { partyKind: '个人' }, { kind: 'person', numberKind: null }],
    [
      'a person by an identity number',
      { partyNumber: '11010519491231002X' },
      { kind: 'person', numberKind: 'residentId' },
    ],
    [
      'an organisation by a credit code',
      { partyNumber: '91350100M000100Y43' },
      { kind: 'organisation', numberKind: 'creditCode' },
    ],
    ['a person by a telephone', { partyPhone: '13800000000' }, { kind: 'person', phone: '13800000000' }],
  ])('is %s', (_, said, party) => {
    const input = only({ partyName: '张三', ...said });
    expect(input?.party).toMatchObject({ name: '张三', ...party });
    expect(input?.opened.party).toBeNull();
  });

  it.each<[Field, Partial<Record<Field, string>>]>([
    ['partyName', { partyPhone: '13800000000' }],
    ['partyName', { partyKind: '个人' }],
    ['partyKind', { partyName: '张三', partyKind: '公司' }],
    ['partyNumber', { partyName: '张三', partyNumber: '110105194912310021' }],
    ['partyNumber', { partyName: '张三', partyKind: '单位', partyNumber: '11010519491231002X' }],
    ['partyPhone', { partyName: '张三', partyPhone: '138x' }],
  ])('is told at the cell of %s for %j, once', (field, said) => {
    const { faults } = check([row(said)]);
    expect(faults.map((fault) => [fault.row, fault.field])).toEqual([[2, field]]);
    expect(faults[0]?.en).not.toMatch(/\p{Script=Han}/u);
  });
});

it('rows with the same number of their own are doubles', () => {
  const { inputs, faults } = check([row({ ownNumber: '甲1' }), row({ ownNumber: '甲1' })]);
  expect(inputs).toHaveLength(1);
  expect(faults).toMatchObject([{ row: 3, field: 'ownNumber', zh: '与第 2 行重复' }]);
});
