import type { Volume, VolumeLine } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { composeSheet } from '../documents/compose.ts';
import { documentKind } from '../documents/index.ts';
import { sheetText } from '../documents/sheet.ts';
import {
  contentOfSheet,
  isVolumeSheet,
  placeOfLine,
  type VolumeSheet,
  volumeSheets,
} from './sheet-content.ts';

const line = (place: number, more: Partial<VolumeLine> = {}): VolumeLine => ({
  ...{ part: 'main', section: { id: 'filing', zh: '立案', en: 'Filing' }, place, responsible: '王建国' },
  ...{ title: { zh: '立案审批表', en: 'Approval' }, number: '立〔2026〕1号', on: '2026-09-01', pages: 2 },
  ...{ from: 1, to: 2, remark: null, sha256: null, link: { type: 'document', id: 'd', seconds: null } },
  ...more,
});
const volume: Parameters<typeof contentOfSheet>[1] = {
  number: '20260001',
  cover: {
    ...{ organ: '迅达区执法局', title: '张三占道经营案', caseNumber: '2026-0001', ownNumber: null },
    ...{ decisionNumber: '罚〔2026〕1号', unit: '一大队', officers: ['王建国', '李四'] },
    ...{ openedOn: '2026-09-01', closedOn: '2026-11-20', period: 30, periodFrom: '2027-01-01' },
    ...{ periodUntil: '2056-12-31', items: 3, pages: 5 },
  },
  lines: [
    line(1),
    line(2, {
      part: 'internal',
      from: 3,
      to: 3,
      pages: 1,
      title: { zh: '集体讨论记录', en: 'x' },
      number: null,
    }),
    line(3, { from: null, to: null, pages: null, remark: { zh: '存音像库', en: 'kept' } }),
  ],
  toTell: [{ code: 'dutyMissed', zh: '逾期入库', en: 'late', law: { zh: '法', en: 'law' }, link: null }],
  versions: [
    {
      ...{
        id: 'v',
        version: 1,
        note: '因设备故障逾期。',
        filedBy: '王建国',
        closedAt: '2026-11-21T17:00:00.000Z',
      },
      checked: { by: '赵检查', at: '2026-11-22T01:00:00.000Z', remarks: '齐全' },
      ...{ digest: 'a'.repeat(64), entry: null },
    },
  ],
};
const textOf = (sheet: VolumeSheet, of: Pick<Volume, keyof typeof volume>) => {
  const kind = documentKind(volumeSheets[sheet]);
  if (kind === undefined) throw new Error('no kind');
  const content = contentOfSheet(sheet, of);
  const base = {
    kind,
    body: kind.body,
    title: kind.title.zh,
    organ: '迅达区执法局',
    number: null,
    marks: [],
    approvals: [],
  };
  return sheetText(composeSheet({ ...base, content, draft: false, void: false }));
};

describe('the sheets of a volume', () => {
  it('the cover says what the case is, from when to when, how much it holds and how long it is kept', () => {
    const text = textOf('cover', volume);
    for (const words of [
      ...['张三占道经营案', '20260001', '罚〔2026〕1号', '一大队', '王建国、李四', '3件', '5页'],
      ...['2026年9月1日', '2026年11月20日', '30年（2027年1月1日至2056年12月31日）'],
    ])
      expect(text).toContain(words);
  });

  it('the catalogue lists in order, with pages as they are numbered, and where film lies', () => {
    const { catalogue } = contentOfSheet('catalogue', volume);
    expect(catalogue).toMatchObject([
      { title: '立案审批表', number: '立〔2026〕1号', pages: '1—2', on: '2026-09-01' },
      { title: '（副卷）集体讨论记录', number: '', pages: '3' },
      { pages: '存音像库' },
    ]);
    expect(textOf('catalogue', volume)).toContain('1　立案审批表　立〔2026〕1号');
    expect(placeOfLine({ from: null, to: null, remark: null })).toBe('');
  });

  it('the note says what was written and each thing that had to be told, who filed and who checked', () => {
    const text = textOf('note', volume);
    for (const words of [
      '因设备故障逾期。',
      '1. 逾期入库',
      '检查意见：齐全',
      '王建国',
      '赵检查',
      '2026年11月22日',
    ])
      expect(text).toContain(words);
    expect(
      textOf('note', {
        ...volume,
        toTell: [],
        versions: [{ ...volume.versions[0], note: '', checked: null }] as never,
      }),
    ).toContain('没有需要说明的情况');
  });

  it('what is not yet known stays to be written in', () => {
    const cover = { ...volume.cover, period: null, closedOn: null, decisionNumber: null };
    const open = { ...volume, cover, number: null, versions: [] };
    expect(contentOfSheet('cover', open)).not.toHaveProperty('closedOn');
    expect(contentOfSheet('note', open)).not.toHaveProperty('filer');
    expect(
      textOf('cover', { ...open, cover: { ...cover, period: 'permanent', periodFrom: null } }),
    ).toContain('永久');
    expect(textOf('cover', { ...volume, cover: { ...volume.cover, period: 'permanent' } })).toContain(
      '永久（自2027年1月1日起）',
    );
  });

  it('each sheet fills only fields that its kind has, and no other sheet is one', () => {
    for (const sheet of Object.keys(volumeSheets) as VolumeSheet[]) {
      const fields = documentKind(volumeSheets[sheet])?.fields.map(({ id }) => id) ?? [];
      for (const id of Object.keys(contentOfSheet(sheet, volume))) expect(fields).toContain(id);
    }
    expect(['cover', 'secret', 'constructor', ''].map(isVolumeSheet)).toEqual([true, false, false, false]);
  });
});
