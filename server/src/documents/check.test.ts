import type { DocumentContent } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { catalogue, kindById } from './catalogue/index.ts';
import { faultsOf, faultsOfForm } from './check.ts';
import { sampleContent } from './sample-for-tests.ts';

const known = { now: '2026-11-21T00:00:00.000Z', openedAt: '2026-10-01T00:00:00.000Z' };
const kind = (id: string) => {
  const one = kindById(id);
  if (one === undefined) throw new Error(`no kind ${id}`);
  return one;
};
const faults = (id: string, change: DocumentContent, at = known) =>
  faultsOf(kind(id), { ...sampleContent(kind(id)), ...change }, at).map(({ field, zh }) => `${field} ${zh}`);

describe('what is missing', () => {
  it.each(catalogue.map((one) => [one.id, one] as const))(
    '%s: each required field by its own name, and no other',
    (_, one) => {
      const required = one.fields.filter((field) => field.required);
      const said = faultsOf(one, {}, known);
      const missing = said.filter(({ zh }) => zh.startsWith('没有填写'));
      expect(missing.map(({ field }) => field)).toEqual(required.map(({ id }) => id));
      for (const [at, fault] of missing.entries()) {
        expect(fault.zh).toContain(required[at]?.label.zh);
        expect(fault.en).toContain(required[at]?.label.en);
      }
      for (const field of required) {
        const without = faultsOf(one, { ...sampleContent(one), [field.id]: '  ' }, known);
        expect(without.map((fault) => fault.field)).toContain(field.id);
      }
    },
  );

  it('blank rows count as nothing', () => {
    const officers = [
      { name: ' ', certificateNo: '' },
      { name: '', certificateNo: '' },
    ];
    expect(faults('onSceneRecord', { officers })).toEqual(['officers 没有填写“执法人员”']);
    expect(faults('goodsList', { goods: [{}, { name: '  ' }] })).toEqual(['goods 没有填写“物品清单”']);
  });
});

describe('the form of a field', () => {
  it.each([
    ['date', 'priorNotice', '2026-13-01'],
    ['date', 'priorNotice', '明天'],
    ['answerBy', 'priorNotice', '2026-1-1'],
    ['date', 'priorNotice', '2026-02-30'],
    ['answerBy', 'priorNotice', '2026-11-31'],
    ['startedAt', 'onSceneRecord', '2026-10-14'],
    ['startedAt', 'onSceneRecord', '2026-10-13T09:30:00'],
    ['startedAt', 'onSceneRecord', '2026-02-30T01:30:00.000Z'],
    ['fine', 'penaltyDecision', '一百'],
    ['fine', 'penaltyDecision', '12.345'],
    ['fine', 'penaltyDecision', '-5'],
    ['servedHow', 'serviceReceipt', 'byPigeon'],
  ])('%s of %s is not %s', (field, id, value) => {
    expect(faults(id, { [field]: value }).map((line) => line.split(' ')[0])).toEqual([field]);
  });

  it('a year that cannot be right is asked about, not kept', () => {
    expect(faults('onSceneRecord', { startedAt: '1926-10-14T01:30:00.000Z' })).toEqual([
      'startedAt 日期不合情理，请核对年份',
    ]);
    expect(faults('priorNotice', { date: '2226-10-14' })).toContain('date 日期不合情理，请核对年份');
  });

  it('a draft takes what is half done, and nothing that is of another form', () => {
    expect(faultsOfForm(kind('priorNotice'), { facts: '', date: '不知道' })).toEqual([]);
    expect(faultsOfForm(kind('priorNotice'), { facts: [{ q: '' }], nobody: 'x' })).toMatchObject([
      { field: 'nobody' },
      { field: 'facts' },
    ]);
    expect(faultsOfForm(kind('goodsList'), { goods: '三台电视' })).toMatchObject([{ field: 'goods' }]);
  });

  it('control signs are no text, in a line as in a cell; lines and tabs are', () => {
    expect(faultsOfForm(kind('priorNotice'), { facts: '甲\u0000乙' })).toMatchObject([{ field: 'facts' }]);
    expect(faultsOfForm(kind('priorNotice'), { facts: '甲\ud800' })).toMatchObject([{ field: 'facts' }]);
    expect(faultsOfForm(kind('goodsList'), { goods: [{ name: '甲\u0007' }] })).toMatchObject([
      { field: 'goods' },
    ]);
    expect(faultsOfForm(kind('priorNotice'), { facts: '第一行\n\t第二行\r\n𠮷' })).toEqual([]);
  });

  it('pictures in colour would be missing on paper: they are named', () => {
    expect(faults('priorNotice', { facts: '看到一辆🚗' })).toEqual([
      'facts 表情符号“🚗”不能写入文书，请改用文字',
    ]);
    expect(faults('goodsList', { goods: [{ name: '警徽👮' }] })[0]).toContain('👮');
    expect(faults('priorNotice', { facts: '①★※©℃ 1#* 𠮷䶮' })).toEqual([]);
  });
});

describe('numbers of people', () => {
  it('what looks like an identity number or a credit code and is none is told with its standard', () => {
    const [idFault] = faults('interviewRecord', { askedId: '110105194912310021' });
    expect(idFault).toContain('askedId 最后一位校验码');
    expect(faults('interviewRecord', { askedId: '11010519491231002X' })).toEqual([]);
    expect(faults('interviewRecord', { askedId: '1101051949123100' })[0]).toContain('GB 11643');
    expect(faults('interviewRecord', { askedId: '护照 E12345678' })).toEqual([]);
    expect(faults('priorNotice', { partyId: '92140702MA0ABCDE1X' })[0]).toContain('GB 32100');
    expect(faults('priorNotice', { partyId: '11010519491231002x' })).toEqual([]);
    expect(faults('priorNotice', { partyId: '110105194912310021' })[0]).toContain('GB 11643');
  });

  it('a number whose middle is covered is of no use on paper', () => {
    for (const field of ['partyId', 'partyPhone'])
      expect(faults('closingReport', { [field]: '138****8000' })[0]).toMatch(`${field} 号码中间几位仍被遮盖`);
    expect(faults('priorNotice', { facts: '价签写着 5***' })).toEqual([]);
  });
});

describe('what has to hold between fields', () => {
  it('what follows is not before what it follows, which is named', () => {
    const early = (id: string, change: DocumentContent) => faults(id, change)[0] ?? '';
    expect(early('questioningNotice', { startedAt: '2026-10-13T01:00:00.000Z' })).toBe(
      'startedAt 早于“日期”2026年10月14日，请核对先后',
    );
    expect(early('priorNotice', { answerBy: '2026-10-13' })).toContain('answerBy 早于');
    expect(early('penaltyDecision', { payBy: '2026-10-13' })).toContain('payBy 早于');
    expect(early('hearingNotice', { hearingAt: '2026-10-01T01:00:00.000Z' })).toContain('hearingAt 早于');
    expect(early('closingReport', { servedOn: '2026-10-13' })).toBe(
      'servedOn 早于“决定日期”2026年10月14日，请核对先后',
    );
    expect(early('hearingReport', { hearingAt: '2026-12-01T01:00:00.000Z' })).toContain('时间还没有到');
  });

  it('two officers with certificates, all different', () => {
    const wang = { name: '王建国', certificateNo: '1' };
    const said = (officers: Record<string, string>[]) => faults('onSceneRecord', { officers });
    expect(said([wang])[0]).toContain('第四十二条');
    expect(said([wang, wang])).toHaveLength(2);
    expect(said([wang, { name: '李卫东', certificateNo: '' }])).toEqual(['officers 李卫东没有填写执法证号']);
    expect(said([wang, { name: '王建国', certificateNo: '2' }])).toEqual([]);
  });

  it('the end after the beginning, and not ahead of now', () => {
    expect(faults('onSceneRecord', { endedAt: '2026-10-14T01:29:00.000Z' })[0]).toContain('核对先后');
    expect(faults('onSceneRecord', { endedAt: '2026-11-22T00:00:00.000Z' })).toEqual([
      'endedAt 时间还没有到，请核对',
    ]);
    // A day bounds until it is over.
    expect(faults('rectificationOrder', { date: '2026-10-14', deadline: '2026-10-14' })).toEqual([]);
    expect(faults('rectificationOrder', { deadline: '2026-10-13' })[0]).toContain('deadline');
  });

  it('one record of one person', () => {
    for (const asked of ['张三、李四', '张三和李四', '张三/李四', '张建国 和 李四'])
      expect(faults('interviewRecord', { asked })[0]).toContain('asked');
    for (const asked of ['张建国与李四海', '欧阳娜娜及司马光', '甲公司；乙公司', '张三，李四'])
      expect(faults('interviewRecord', { asked })[0]).toContain('asked');
    for (const asked of ['买买提·艾力', '李和平', '和珅', '张永和', '何及第', '欧阳和', '与非'])
      expect(faults('interviewRecord', { asked })).toEqual([]);
  });

  it('each question with its answer, and silence is one', () => {
    expect(faults('interviewRecord', { dialogue: [{ q: '几点？', a: ' ' }] })[0]).toContain('dialogue');
    expect(faults('interviewRecord', { dialogue: [{ q: '几点？', a: '沉默' }] })).toEqual([]);
    expect(faults('interviewRecord', { dialogue: [{ q: '', a: '' }] })[0]).toContain('dialogue');
  });

  it('not before the case was filed, where it is in a case', () => {
    const early = { startedAt: '2026-09-30T01:00:00.000Z' };
    expect(faults('registrationNotice', early)[0]).toContain('早于立案时间');
    expect(faults('registrationNotice', early, { ...known, openedAt: null as never })).toEqual([]);
  });

  it('what the register says of officers comes with the others', () => {
    const doubts = [{ field: 'officers', zh: '证件已经过期', en: 'expired' }];
    expect(faults('onSceneRecord', { place: '' }, { ...known, doubts } as never)).toEqual([
      'place 没有填写“地点”',
      'officers 证件已经过期',
    ]);
  });

  it('all faults come at once, one rule of a field that is wrong already is not said twice', () => {
    const said = faults('interviewRecord', { endedAt: '昨天', asked: '甲、乙', officers: [], dialogue: [] });
    expect(said.map((line) => line.split(' ')[0]).sort()).toEqual([
      'asked',
      'dialogue',
      'endedAt',
      'officers',
    ]);
  });
});
