import { type DocumentScan, type ScanResult, sayingIn } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { doublesIn, isOutOfOrder, tellScan } from './scan-words.ts';
import { isReading } from './words.ts';

const words = sayingIn('zh');
const scan = (filePage: number, documentId: string | null, page: number | null, more = {}): DocumentScan => ({
  ...{ id: `s${filePage}`, fileName: '扫描.pdf', mediaType: 'application/pdf', filePage, documentId, page },
  ...{ matched: documentId === null ? 'none' : 'code', fits: documentId === null ? null : true },
  ...{ at: '2026-10-14T00:00:00.000Z', by: '王建国', text: null, reading: 'waiting' },
  ...more,
});
const documents: ScanResult['documents'] = [
  { id: 'a', title: { zh: '询问笔录', en: 'Record' }, number: null, pages: 3 },
  { id: 'b', title: { zh: '送达回证', en: 'Receipt' }, number: '送〔2026〕1号', pages: 1 },
];
const told = (scans: DocumentScan[], missing: number[] = [], mine: string | null = 'a') =>
  tellScan({ scans, documents, missing }, mine, words);

describe('what is said of a file of scanned pages', () => {
  it('all there and in order: where each went, and that it is whole', () => {
    const lines = told([scan(1, 'a', 1), scan(2, 'a', 2), scan(3, 'a', 3)]);
    expect(lines.map(({ tone }) => tone)).toEqual(['good', 'good', 'good', 'good']);
    expect(lines[0]?.text).toBe('文件第 1 页是本文书第 1 页');
    expect(lines[3]?.text).toBe('本文书各页齐全');
  });

  it('in another order: put in place, and said', () => {
    const lines = told([scan(1, 'a', 3), scan(2, 'a', 1), scan(3, 'a', 2)]);
    expect(lines.map(({ text }) => text)).toContain('扫描时页序和文书不同，已按二维码归位');
    expect(lines.every(({ tone }) => tone !== 'bad')).toBe(true);
  });

  it('a page missing, one foreign, one of another document, one of an old print: each by its own sentence', () => {
    const lines = told(
      [scan(1, 'a', 1), scan(2, null, null), scan(3, 'b', 1), scan(4, 'a', 3, { fits: false })],
      [2],
    );
    const bad = lines.filter(({ tone }) => tone === 'bad').map(({ text }) => text);
    expect(bad).toHaveLength(4);
    expect(bad[0]).toContain('文件第 2 页认不出');
    expect(bad[1]).toBe('文件第 3 页是另一份文书《送达回证》送〔2026〕1号第 1 页，已归入那份文书');
    expect(bad[2]).toContain('文件第 4 页的二维码不是这一定稿的');
    expect(bad[3]).toBe('本文书还缺第 2 页');
  });

  it('the same page twice is said with both pages of the file', () => {
    const scans = [scan(1, 'a', 1), scan(2, 'a', 1)];
    expect(doublesIn(scans)).toMatchObject([{ from: [1, 2] }]);
    expect(told(scans).map(({ text }) => text)).toContain('本文书第 1 页有两份：文件第 1、2 页');
  });

  it('sent from a case there is no document of its own: each page by the name of where it went', () => {
    const lines = told([scan(1, 'a', 1), scan(2, 'b', 1)], [], null);
    expect(lines.map(({ text }) => text)).toEqual([
      '文件第 1 页是《询问笔录》第 1 页',
      '文件第 2 页是《送达回证》送〔2026〕1号第 1 页',
    ]);
  });

  it('says it in English as well', () => {
    const lines = tellScan({ scans: [scan(1, null, null)], documents, missing: [1, 2] }, 'a', sayingIn('en'));
    for (const { text } of lines) expect(text).toMatch(/^[\x20-\x7e、]+$/);
  });
});

it('order is that of the file, whatever order the answer has; other documents do not count', () => {
  expect(isOutOfOrder([scan(2, 'a', 2), scan(1, 'a', 1)], 'a')).toBe(false);
  expect(isOutOfOrder([scan(1, 'a', 2), scan(2, 'b', 1), scan(3, 'a', 3)], 'a')).toBe(false);
  expect(isOutOfOrder([scan(1, 'a', 2), scan(2, null, null), scan(3, 'a', 1)], 'a')).toBe(true);
});

it('a page is asked for again while a text is being read', () => {
  expect(isReading(undefined)).toBe(false);
  expect(isReading({ scans: [scan(1, 'a', 1)] })).toBe(true);
  expect(isReading({ scans: [scan(1, 'a', 1, { reading: 'read' })] })).toBe(false);
});
