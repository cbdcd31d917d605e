import fc from 'fast-check';
import { readXlsx, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, it, test } from 'vitest';
import { coverDigits, readTime } from './cell-texts.ts';
import { csvCell, csvLine, serialOf, xlsxCell } from './cells.ts';
import { matchColumns } from './columns.ts';
import { decode, readSheet } from './read.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'=+-@|\t\r\n\'",＝＋－＠ 案证\u0001\ufeff'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  ),
  maxLength: 12,
});

describe('text in a written sheet', () => {
  it('is no formula in CSV, whatever it begins with, and comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        fc.pre(!/[\p{Cn}\ufffd]/u.test(typed));
        const cell = csvCell('text', typed);
        expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@|＝＋－＠]/);
        const { cells } = await readSheet(
          base64(new TextEncoder().encode(`\ufeff${csvLine(['head', 'x'])}${csvLine([cell, 'x'])}`)),
        );
        const plain = typed.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');
        if (!/^'/.test(plain.trim())) expect(cells[1]?.[0]).toBe(plain.trim());
      }),
      { numRuns: 500 },
    );
  });

  it('is text in XLSX, and no cell of it a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (typed) => {
        const stream = writeXlsxStream([typed.map((one) => xlsxCell('text', one))], { name: '表' });
        const bytes = new Uint8Array(await new Response(stream as never).arrayBuffer());
        const { sheets } = await readXlsx(bytes, { readStyles: true });
        for (const { formula } of sheets[0]?.cells?.values() ?? []) expect(formula).toBeUndefined();
        typed.forEach((one, at) => {
          const said = String(sheets[0]?.rows[0]?.[at] ?? '').replaceAll('\r\n', '\n');
          expect(said).toBe(
            String(xlsxCell('text', one) ?? '')
              .replaceAll('\r\n', '\n')
              .replaceAll('\r', said.includes('\r') ? '\r' : '\n'),
          );
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('times', () => {
  test('are days of the sheet by the clock of Beijing', () => {
    expect(serialOf('1970-01-01')).toBe(25_569);
    expect(serialOf('2026-10-13T16:00:00.000Z')).toBe(serialOf('2026-10-14'));
    expect(serialOf('2026-10-14T04:00:00.000Z')).toBe(serialOf('2026-10-14') + 0.5);
    expect(csvCell('instant', '2026-10-13T16:00:00.000Z')).toBe('2026-10-14 00:00:00');
    expect([csvCell('number', -30), xlsxCell('number', -30), xlsxCell('date', null)]).toEqual([
      '-30',
      -30,
      null,
    ]);
  });

  test.each([
    ['2026-1-5', '2026-01-05', '2026-01-04T16:00:00.000Z'],
    ['2026/01/05 9:30', '2026-01-05', '2026-01-05T01:30:00.000Z'],
    ['2026年1月5日', '2026-01-05', '2026-01-04T16:00:00.000Z'],
    ['20260105', '2026-01-05', '2026-01-04T16:00:00.000Z'],
    ['２０２６．１．５', '2026-01-05', '2026-01-04T16:00:00.000Z'],
    ['2026年1月5日9时', '2026-01-05', '2026-01-05T01:00:00.000Z'],
  ])('%s is read', (typed, date, instant) => expect(readTime(typed)).toEqual({ date, instant }));
  test.each(['2026-02-30', '2026-13-01', '昨天', '', '45000', '2026-01-05 25:00'])('“%s” is none', (typed) =>
    expect(readTime(typed)).toBeNull(),
  );
});

describe('a file', () => {
  const refusalOf = (content: Uint8Array | string) =>
    readSheet(typeof content === 'string' ? content : base64(content)).then(
      () => null,
      (error) => (error.code === 'sheet.unreadable' ? error.detail.reason.zh : error.code),
    );

  it('of CSV is read in UTF-8, GBK and UTF-16, by any of the usual signs between cells', async () => {
    const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0x61, 0x0a, 0xcd, 0xf5, 0x3b, 0x62, 0x0a]); // 姓名;a 王;b
    expect(await readSheet(base64(gbk))).toMatchObject({
      encoding: 'gb18030',
      cells: [
        ['姓名', 'a'],
        ['王', 'b'],
      ],
    });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\ta\r\n王\tb\r\n', 'utf16le')]);
    expect(await readSheet(base64(utf16))).toMatchObject({
      encoding: 'utf-16le',
      cells: [
        ['姓名', 'a'],
        ['王', 'b'],
      ],
    });
    expect(decode(Buffer.from('\ufeff姓名,a')).encoding).toBe('utf-8');
  });

  it('that cannot be read is refused in words: broken, locked, old, empty, no table, too long, too wide', async () => {
    expect(await refusalOf(Buffer.from('PK\x03\x04 broken'))).toContain('不是完整的 Excel');
    const container = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusalOf(Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')]))).toContain(
      '密码',
    );
    expect(await refusalOf(container)).toContain('旧版');
    expect(await refusalOf('')).toContain('空的');
    expect(await refusalOf(Buffer.from([0x00, 0x01, 0x02]))).toContain('不是表格');
    expect(await refusalOf(Buffer.from('a\n'.repeat(5002)))).toContain('5000 行');
    expect(await refusalOf(Buffer.from(','.repeat(250)))).toBe('文件是空的，或者第一张表没有内容');
    expect(await refusalOf(Buffer.from('a,'.repeat(250)))).toContain('200 列');
    expect(await refusalOf(Buffer.alloc(1_400_001, 'a'))).toBe('sheet.tooLarge');
  });

  it('that unpacks to any size is not unpacked', async () => {
    const { deflateRawSync } = await import('node:zlib');
    const packed = deflateRawSync(Buffer.alloc(64 << 20, 'a'));
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(30 + name.length + packed.length, 16);
    expect(await refusalOf(Buffer.concat([local, name, packed, entry, name, end]))).toContain('解压后过大');
  });
});

/** A workbook of one sheet, as other programs write it: with what our own never has. */
const workbook = async (sheet: WriteSheet): Promise<string> =>
  base64(await writeXlsx({ sheets: [{ name: '表', ...sheet }] } as never));
type WriteSheet = Omit<Parameters<typeof writeXlsx>[0]['sheets'][number], 'name'>;

describe('a workbook of another program', () => {
  const head = ['姓名', '身份', '证件有效期至'];

  it('gives dates as people write them, numbers without their point, truths and results of formulas', async () => {
    const { cells } = await readSheet(
      await workbook({
        rows: [
          [...head, '号', '在编', '算'],
          ['李一', '执法人员', new Date('2030-12-31T00:00:00Z'), 140_900_001, true, 7],
        ],
        cells: new Map([['1,5', { value: 7, formula: '3+4', formulaResult: 7 }]]),
      }),
    );
    expect(cells[1]?.slice(0, 2)).toEqual(['李一', '执法人员']);
    expect(readTime(cells[1]?.[2] ?? '')?.date).toBe('2030-12-31');
    expect(cells[1]?.[3]).toBe('140900001');
    expect(cells[1]?.[5]).toBe('7');
  });

  it('has what merged cells say in the first of them, and is not shifted by them', async () => {
    const { cells } = await readSheet(
      await workbook({
        rows: [head, ['李一', '执法人员', null], [null, '协助人员', '2030-01-01']],
        merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
      }),
    );
    expect(cells[1]).toEqual(['李一', '执法人员', '']);
    expect(cells[2]).toEqual(['', '协助人员', '2030-01-01']);
  });

  it('is read by its first sheet, whatever the others hold', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '名单', rows: [head, ['李一', '执法人员', '']] },
        { name: '说明', rows: [['别的']] },
      ],
    });
    expect((await readSheet(base64(bytes))).cells).toHaveLength(2);
  });
});

test('columns are matched by their heads in either language, each once', () => {
  expect(matchColumns('people', ['序号', '姓 名', '身份*', '单位', 'Roles', '姓名'])).toEqual({
    name: 1,
    kind: 2,
    unit: 3,
    roles: 4,
  });
  expect(matchColumns('cases', ['', '案由（必填）', '当事人'])).toEqual({ partyName: 2 });
});

test('telephones in a written list are covered, what is no number is not', () => {
  expect(coverDigits('13800138000')).toBe('138****8000');
  expect(coverDigits('微信 13800138000（本人）')).toBe('微信 138****8000（本人）');
  expect(coverDigits('gao@example.cn')).toBe('gao@example.cn');
  expect(coverDigits('3 号 2026')).toBe('3 号 2026');
  expect(coverDigits(null)).toBeNull();
});

test('columns are known by what offices and our own exports call them', () => {
  const exported = ['立案号', '案由', '当事人', '承办机构', '承办人', '程序', '受理时间', '结案时间'];
  expect(Object.keys(matchColumns('cases', exported)).sort()).toEqual(
    ['cause', 'closedAt', 'officers', 'openedAt', 'ownNumber', 'partyName', 'procedure', 'unit'].sort(),
  );
  expect(matchColumns('cases', ['身份证号', '手机号', '住址', '当事人类别'])).toEqual({
    ...{ partyNumber: 0, partyPhone: 1, partyAddress: 2, partyKind: 3 },
  });
  expect(matchColumns('people', ['人员姓名', '人员类别', '部门', '执法证件号', '有效期至'])).toEqual({
    ...{ name: 0, kind: 1, unit: 2, certificateNo: 3, certificateValidUntil: 4 },
  });
});
