import type { Paragraph, Table, TableRow } from 'docx';
import type { Block, Sheet, SignPlace } from './sheet.ts';

type Docx = typeof import('docx');

const millimetre = 1440 / 25.4;
const mm = (n: number) => Math.round(n * millimetre);
const red = 'D40000';
const faces = { body: '仿宋_GB2312', title: '方正小标宋简体', song: '宋体' };

/** Half points and line height for each form, as on the PDF. */
const sizes = { letter: [32, 580], record: [28, 500], table: [24, 400], cover: [32, 560] } as const;

/** As on the PDF: those of GB/T 9704 are for letters. */
const margins = {
  letter: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(15) },
  other: { top: mm(25), bottom: mm(32), left: mm(28), right: mm(22), footer: mm(12) },
};

interface Setting {
  docx: Docx;
  size: number;
  line: number;
}

type Align = 'left' | 'center' | 'right' | 'both';

function paragraph(
  { docx, size, line }: Setting,
  text: string,
  {
    align = 'both',
    indent = false,
    title = false,
    color,
    big,
    ruled = false,
  }: {
    align?: Align;
    indent?: boolean;
    title?: boolean;
    color?: string;
    big?: number;
    ruled?: boolean;
  } = {},
): Paragraph {
  const face = title ? faces.title : faces.body;
  const runs = text.split('\n').map(
    (line, at) =>
      new docx.TextRun({
        ...{ text: line, size: big ?? size, bold: title, ...(color === undefined ? {} : { color }) },
        ...(at === 0 ? {} : { break: 1 }),
        font: { ascii: face, eastAsia: face, hAnsi: face },
      }),
  );
  return new docx.Paragraph({
    children: runs,
    alignment: align,
    // 240 is one line of the face's own height.
    spacing:
      big === undefined
        ? { line, lineRule: 'exact' }
        : { line: 300, lineRule: 'auto', before: 120, after: 120 },
    ...(ruled ? { border: { bottom: { style: 'thickThinSmallGap', color: red, size: 18, space: 4 } } } : {}),
    ...(indent ? { indent: { firstLineChars: 200 } } : {}),
  });
}

function signLines({ label, marks, count }: SignPlace): string[] {
  const given = marks.map(({ name, said }) => `${label}：${name} ${said}`);
  const open = Array.from(
    { length: Math.max(0, count - marks.length) },
    () => `${label}：＿＿＿＿＿＿＿＿　＿＿＿年＿＿月＿＿日`,
  );
  return [...given, ...open];
}

function cell(of: Setting, lines: string[], width: number, span: number, align: Align = 'left') {
  const small = { ...of, size: 24, line: 340 };
  return new of.docx.TableCell({
    children: lines.map((text) => paragraph(small, text, { align })),
    columnSpan: span,
    width: { size: width, type: 'dxa' },
    verticalAlign: 'center',
  });
}

function tableOf(of: Setting, rows: TableRow[], columnWidths: number[]): Table {
  return new of.docx.Table({ rows, columnWidths, width: { size: 100, type: 'pct' } });
}

function rowsTable(of: Setting, rows: (Block & { is: 'rows' })['rows']): Table {
  const [label, value] = [mm(26), mm(52)];
  return tableOf(
    of,
    rows.map((row) => {
      const cells =
        'cells' in row
          ? row.cells.flatMap((one) => [
              cell(of, [one.label], label, 1, 'center'),
              cell(
                of,
                one.text.split('\n'),
                row.cells.length === 2 ? value : mm(130),
                row.cells.length === 2 ? 1 : 3,
              ),
            ])
          : [
              cell(of, [row.label], label, 1, 'center'),
              cell(of, [...row.text.split('\n'), '', ...signLines(row.sign)], mm(130), 3),
            ];
      return new of.docx.TableRow({ children: cells });
    }),
    [label, value, label, value],
  );
}

function listTable(of: Setting, { columns, rows }: Block & { is: 'table' }): Table {
  const width = Math.round(mm(144) / Math.max(1, columns.length - 1));
  const line = (cells: string[], header: boolean) =>
    new of.docx.TableRow({
      tableHeader: header,
      children: cells.map((text, at) => cell(of, text.split('\n'), at === 0 ? mm(12) : width, 1, 'center')),
    });
  const widths = columns.map((_, at) => (at === 0 ? mm(12) : width));
  return tableOf(of, [line(columns, true), ...rows.map((row) => line(row, false))], widths);
}

function blockOf(of: Setting, block: Block): (Paragraph | Table)[] {
  switch (block.is) {
    case 'to':
      return [paragraph(of, `${block.text}：`, { align: 'left' })];
    case 'text':
      return [paragraph(of, block.text, { indent: true })];
    case 'left':
      return [paragraph(of, block.text, { align: 'left' })];
    case 'center':
      return [paragraph(of, block.text, { align: 'center', title: true, big: 36 })];
    case 'heading':
      return [paragraph(of, block.text, { indent: true, title: true })];
    case 'rows':
      return [rowsTable(of, block.rows)];
    case 'table':
      return block.rows.length === 0
        ? [listTable(of, block)]
        : [
            listTable(of, block),
            paragraph({ ...of, size: 21 }, `（以上共 ${block.rows.length} 项，以下空白）`, {
              align: 'right',
            }),
          ];
    case 'dialogue':
      return block.lines.flatMap(({ q, a }) =>
        block.asks === ''
          ? [paragraph(of, `${q}：${a}`, { indent: true })]
          : [
              paragraph(of, `${block.asks}：${q}`, { indent: true }),
              paragraph(of, `${block.answers}：${a}`, { indent: true }),
            ],
      );
    case 'sign':
      return block.places.flatMap(signLines).map((text) => paragraph(of, text, { align: 'left' }));
    case 'seal':
      return [
        paragraph(of, ''),
        ...[block.organ, '（印章）', block.date].map((text) => paragraph(of, text, { align: 'right' })),
      ];
  }
}

function headOf(of: Setting, sheet: Sheet): Paragraph[] {
  const number = sheet.number === null ? [] : [paragraph(of, sheet.number, { align: 'right' })];
  const title = paragraph(of, sheet.title, { align: 'center', title: true, big: 44 });
  if (!sheet.outward) return [paragraph(of, sheet.organ, { align: 'center' }), title, ...number];
  return [
    paragraph(of, sheet.organ, { align: 'center', title: true, big: 60, color: red, ruled: true }),
    ...number,
    title,
  ];
}

/** A sheet as a Word document for those who have to edit it: same words, same order, same measures. */
export async function renderDocx(sheet: Sheet): Promise<Buffer> {
  // Fetched with the first one: most processes never make one.
  const docx = await import('docx');
  const [size, line] = sizes[sheet.form];
  const of: Setting = { docx, size, line };
  const footer = new docx.Footer({
    children: [
      ...sheet.foot
        .flatMap(signLines)
        .map((text) => paragraph({ ...of, size: 21, line: 320 }, text, { align: 'left' })),
      new docx.Paragraph({
        alignment: 'center',
        children: sheet.unnumbered
          ? []
          : [
              new docx.TextRun({
                children: ['— ', docx.PageNumber.CURRENT, ' —'],
                size: 28,
                font: faces.song,
              }),
            ],
      }),
    ],
  });
  const state = sheet.void ? '作　废' : sheet.draft ? '草　稿' : null;
  const header =
    state === null
      ? null
      : new docx.Header({ children: [paragraph(of, state, { align: 'center', big: 36, color: red })] });
  const file = new docx.Document({
    creator: sheet.organ,
    title: sheet.title,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: sheet.form === 'letter' ? margins.letter : margins.other,
          },
        },
        ...(header === null ? {} : { headers: { default: header } }),
        footers: { default: footer },
        children: [...headOf(of, sheet), ...sheet.blocks.flatMap((block) => blockOf(of, block))],
      },
    ],
  });
  return docx.Packer.toBuffer(file);
}
