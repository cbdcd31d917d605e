import { describe, expect, it } from 'vitest';
import { checkPeople, type KnownPeople } from './people.ts';

const mapping = {
  name: 0,
  kind: 1,
  unit: 2,
  certificateNo: 3,
  certificateValidUntil: 4,
  loginName: 5,
  roles: 6,
};
const heads = ['姓名', '身份', '单位', '执法证号', '有效期至', '登录名', '角色'];
const known: KnownPeople = {
  units: new Map([['稽查科', 'unit-1']]),
  certificates: new Set(['晋A001']),
  logins: new Set(['xz.old']),
};
const check = (...rows: string[][]) => checkPeople({ cells: [heads, ...rows] }, mapping, known);
const row = (change: Partial<Record<keyof typeof mapping, string>> = {}) => {
  const plain = {
    name: '王五',
    kind: '执法人员',
    unit: '稽查科',
    certificateNo: '',
    loginName: '',
    roles: '',
  };
  const said: Record<string, string> = { certificateValidUntil: '', ...plain, ...change };
  return Object.keys(mapping).map((field) => said[field] ?? '');
};
const faultsOf = (...rows: string[][]) =>
  check(...rows).faults.map(({ row: at, field, zh }) => [at, field, zh] as const);

describe('a row of a file of people', () => {
  it('is taken as it stands, without an account where none is asked for', () => {
    expect(check(row()).inputs).toEqual([
      {
        row: 2,
        input: {
          officer: {
            ...{ name: '王五', kind: 'officer', unitId: 'unit-1', certificateNo: null },
            ...{ certificateValidUntil: null, deviceUserId: null },
          },
          account: null,
        },
      },
    ]);
  });

  it.each([
    ['2027-5-1', '2027-05-01'],
    ['2027/05/01', '2027-05-01'],
    ['2027年5月1日', '2027-05-01'],
    ['20270501', '2027-05-01'],
  ])('has the end of the certificate as people write it: %s', (typed, date) => {
    const [first] = check(row({ certificateNo: '晋A009', certificateValidUntil: typed })).inputs;
    expect(first?.input.officer).toMatchObject({ certificateNo: '晋A009', certificateValidUntil: date });
  });

  it('takes the words of both languages, and several roles in one cell', () => {
    const english = row({ kind: 'Assistant', loginName: 'XZ.New', roles: 'officer；专门保管人员' });
    const [first] = check(english).inputs;
    expect(first?.input.officer.kind).toBe('assistant');
    expect(first?.input.account).toEqual({ loginName: 'xz.new', roles: ['officer', 'custodian'] });
  });

  it.each([
    ['name', { name: ' ' }, '没有填写'],
    ['kind', { kind: '' }, '没有填写'],
    ['kind', { kind: '科长' }, '身份应为：执法人员、协助人员'],
    ['unit', { unit: '' }, '没有填写'],
    ['unit', { unit: '法制科' }, '没有“法制科”这个内设机构，请先在“人员与账号”里建立，或者改成已有的名称'],
    ['certificateNo', { certificateNo: '晋A001' }, '系统里已经有了'],
    [
      'certificateValidUntil',
      { certificateValidUntil: '2027-02-30' },
      '不是日期，或者没有这一天，请写成 2026-01-31 或者 2026-01-31 09:30',
    ],
    ['loginName', { loginName: '', roles: '执法人员' }, '填了角色就要填登录名'],
    ['loginName', { loginName: 'xz.old', roles: '执法人员' }, '系统里已经有了'],
  ])('is told at the cell of %s for %j', (field, change, said) => {
    expect(faultsOf(row(change))).toEqual([[2, field, said]]);
  });

  it.each(['', '局长', '执法人员、局长'])('wants roles that there are with a sign-in name: “%s”', (roles) => {
    const [fault, ...others] = check(row({ loginName: 'xz.new', roles })).faults;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ field: 'roles', column: 6 });
    expect(fault?.zh).toMatch(/^角色应为：执法人员、/);
    expect(fault?.en).toMatch(/^Roles are: /);
  });

  it('is told of a sign-in name that the roster would not take', () => {
    const [fault, ...others] = check(row({ loginName: '王五', roles: '执法人员' })).faults;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ field: 'loginName', value: '王五' });
  });

  it('has all its faults told at once, each once', () => {
    const wrong = row({ name: '', kind: '科长', unit: '', certificateNo: '晋A001', roles: '执法人员' });
    const fields = faultsOf(wrong).map(([, field]) => field);
    expect(fields.toSorted()).toEqual(['certificateNo', 'kind', 'loginName', 'name', 'unit']);
  });
});

describe('rows of one file', () => {
  it('are compared with each other: the second is told of the first', () => {
    const one = row({ certificateNo: '晋A009', loginName: 'xz.new', roles: '执法人员' });
    expect(faultsOf(one, one)).toEqual([
      [3, 'certificateNo', '与第 2 行重复'],
      [3, 'loginName', '与第 2 行重复'],
    ]);
  });

  it('keep their numbers in the file where rows between them are blank', () => {
    const { inputs, faults } = check(row(), ['', ' ', ''], row({ kind: '科长' }), row());
    expect(inputs.map(({ row: at }) => at)).toEqual([2, 5]);
    expect(faults.map(({ row: at }) => at)).toEqual([4]);
  });

  it('without a certificate are no doubles of each other', () => {
    expect(faultsOf(row(), row())).toEqual([]);
  });

  it('say nothing of a field that no column is matched to', () => {
    const { faults } = checkPeople({ cells: [heads, row()] }, { name: 0, kind: 1 }, known);
    expect(faults.map(({ field, column }) => [field, column])).toEqual([['unit', null]]);
  });
});
