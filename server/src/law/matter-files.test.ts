import type { PublicMatters } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { toCsv } from './matter-files.ts';
import { breakLines, renderPdf } from './matter-pdf.ts';

const citation = (article: string, label: string) => ({
  packId: 'xz',
  article,
  label,
  title: '试验规定',
  titleEn: 'Trial',
});
const matter: PublicMatters['matters'][number] = {
  ...{
    matter: '=cmd|"x"',
    activities: ['seal'],
    circumstances: ['personalLiberty'],
    content: '场所，"财物"',
  },
  ...{ link: '', methods: ['video', 'photo'], duty: 'mandatory', articles: ['SX-1', 'SX-2'] },
  citations: [citation('SX-1', '第一条'), citation('SX-2', '第二条')],
};
const list: PublicMatters = {
  ...{ organ: { code: 'xz', name: '试验局' }, kind: 'avMatters', title: '试验局音像记录事项清单' },
  ...{ version: 2, standing: 'superseded', effectiveFrom: '2026-01-01', effectiveUntil: '2026-06-30' },
  ...{ approvedOn: '2026-01-01', reviewedOn: '2025-12-30', matters: [matter], versions: [] },
};

it('CSV guards quotes and what a spreadsheet would reckon with', () => {
  const lines = toCsv(list).split('\r\n');
  expect(lines[0]).toBe('\uFEFF"试验局音像记录事项清单"');
  expect(lines[3]).toBe(
    '"1","\'=cmd|""x""","查封、直接涉及人身自由","场所，""财物""","","录像、照相","应当录制","《试验规定》第一条、第二条"',
  );
});

it('lines are no wider than told, keep figures whole and begin with no closing mark', () => {
  const width = (text: string) => [...text].length;
  const text = '查封、扣押财物，2026-10-14（含设施）；'.repeat(5);
  const lines = breakLines(width, text, 8);
  expect(lines.join('')).toBe(text);
  for (const line of lines) expect(line).toMatch(/^[^，、；）]{1}.{0,8}$/u);
  expect(breakLines(width, 'a'.repeat(20), 8)).toEqual(['a'.repeat(8), 'a'.repeat(8), 'a'.repeat(4)]);
});

it('a row that no page can hold goes on on the next, and the same list gives the same bytes', async () => {
  const long = { ...matter, content: '重要涉案财物及其特征；'.repeat(90) };
  const draw = () => renderPdf({ ...list, matters: [matter, long, matter] });
  const [one, two] = await Promise.all([draw(), draw()]);
  expect(one.equals(two)).toBe(true);
  expect(one.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
});
