import type { DocumentContent } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { kindById } from './catalogue/index.ts';
import { officerDoubts } from './doubts.ts';

const register = [
  {
    name: '王建国',
    certificates: [
      { number: '14090001', from: '2022-01-01', until: '2026-06-30' },
      { number: '14080001', from: '2018-01-01', until: '2021-12-31' },
    ],
  },
  { name: '李卫东', certificates: [{ number: '14090002', from: null, until: '2030-12-31' }] },
  { name: '张协管', certificates: [] },
];
const said = (content: DocumentContent, id = 'onSceneRecord') => {
  const kind = kindById(id);
  if (kind === undefined) throw new Error(`no kind ${id}`);
  return officerDoubts(kind, content, register).map(({ field, zh }) => `${field} ${zh}`);
};
const officer = (name: string, certificateNo: string) => ({ name, certificateNo });

describe('officers that a document names', () => {
  it('a certificate that had expired on the day of the act is told with the article', () => {
    const officers = [officer('王建国', '14090001'), officer('李卫东', '14090002')];
    expect(said({ officers, startedAt: '2026-06-30T01:00:00.000Z' })).toEqual([]);
    // Late in the evening by UTC it is the next day in Beijing.
    const [late = ''] = said({ officers, startedAt: '2026-06-30T16:30:00.000Z' });
    expect(late).toContain('officers 王建国的执法证件（14090001）有效期至2026年6月30日');
    expect(late).toContain('2026年7月1日已经过期');
    expect(late).toContain('第四十二条');
  });

  it('the day is that of the service, or of the document where no act has one', () => {
    const handlers = [officer('王建国', '14090001')];
    expect(said({ handlers, date: '2026-07-01' }, 'caseFilingApproval')).toHaveLength(1);
    expect(said({ handlers, date: '2026-06-01' }, 'caseFilingApproval')).toEqual([]);
    expect(said({ handlers }, 'caseFilingApproval')).toEqual([]);
    const served = { officers: handlers, servedAt: '2026-08-01T02:00:00.000Z' };
    expect(said(served, 'serviceReceipt')).toHaveLength(1);
  });

  it('an earlier certificate held in its time, and no longer', () => {
    const officers = [officer('王建国', '14080001')];
    expect(said({ officers, startedAt: '2020-05-01T01:00:00.000Z' })).toEqual([]);
    expect(said({ officers, startedAt: '2026-05-01T01:00:00.000Z' })[0]).toContain('已经过期');
  });

  it('a number that is not theirs is told with that of the register', () => {
    const officers = [officer('李卫东', '14090020'), officer('李卫东', ' 1409 0002 ')];
    expect(said({ officers })).toEqual([
      'officers 李卫东的执法证号与登记册不一致，登记册中是 14090002，请核对',
    ]);
  });

  it('nothing is said of people of other organs, of those without a certificate, of empty rows', () => {
    const officers = [
      officer('赵外单位', '9'),
      officer('张协管', '1'),
      officer('', ''),
      officer('王建国', ''),
    ];
    expect(said({ officers, startedAt: '2026-07-01T01:00:00.000Z' })).toEqual([]);
  });
});
