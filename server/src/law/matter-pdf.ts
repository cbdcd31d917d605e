import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type PublicMatters, sayingIn } from '@liuhen/contract';
import { cellsOf, headings, headOf } from './matter-files.ts';

const { t } = sayingIn('zh');
const fontFile = new URL('../../fonts/NotoSerifSC-Regular.ttf.gz', import.meta.url);

/** Points of 1/72 inch. */
const page = { width: 841.89, height: 595.28, side: 42, top: 42, bottom: 46 };
const widths = [30, 98, 108, 186, 98, 50, 72, 115.89];
const body = { size: 9.5, leading: 14, inset: 5 };
const ink = { text: '#1a1a1a', quiet: '#555555', line: '#8a8a8a', shade: '#eef2f6' };

type Doc = PDFKit.PDFDocument;

/** What may not begin a line, and what may not end one. */
const closing = /^[，。、；：？！）》〉”’】〕%％]/;
const opening = /[（《〈“‘【〔]$/;

/** Pieces that stay together: a word of Latin letters and figures, or one character with the marks that cling to it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const piece of text.match(/[A-Za-z0-9.\-_/]+|\s+|./gsu) ?? []) {
    const before = pieces.at(-1);
    if (before !== undefined && (closing.test(piece) || opening.test(before)))
      pieces[pieces.length - 1] = before + piece;
    else pieces.push(piece);
  }
  return pieces;
}

/** Breaks a text into lines that are no wider than `width` at the document's present size. */
export function breakLines(widthOf: (text: string) => number, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of piecesOf(paragraph)) {
      if (widthOf(line + piece) <= width) {
        line += piece;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const sign of piece.trimStart()) {
        if (line !== '' && widthOf(line + sign) > width) {
          lines.push(line);
          line = '';
        }
        line += sign;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** Draws the head of the first page; gives where the table begins. */
function drawHead(doc: Doc, list: PublicMatters): number {
  const { organ, title, version, approval } = headOf(list);
  const width = page.width - 2 * page.side;
  const lines: [string, number, string][] = [
    [title, 19, ink.text],
    ...(title.startsWith(organ) ? [] : [[organ, 12, ink.text] as [string, number, string]]),
    [version, 10.5, ink.quiet],
    [approval, 10.5, ink.quiet],
  ];
  let y = page.top;
  for (const [text, size, color] of lines) {
    doc.fontSize(size).fillColor(color);
    for (const line of breakLines((one) => doc.widthOfString(one), text, width)) {
      doc.text(line, page.side, y, { width, align: 'center', lineBreak: false });
      y += size * 1.55;
    }
  }
  return y + 8;
}

const lineHeight = (count: number): number => count * body.leading + 2 * body.inset;
const edges = widths.map((_, at) => page.side + widths.slice(0, at).reduce((sum, width) => sum + width, 0));

/** Draws cells side by side, each with its lines, and the frame around them. */
function drawRow(doc: Doc, y: number, cells: readonly string[][], shaded: boolean): number {
  const height = lineHeight(Math.max(...cells.map((lines) => lines.length)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (shaded) doc.rect(page.side, y, total, height).fill(ink.shade);
  doc.fillColor(ink.text).fontSize(body.size);
  for (const [column, lines] of cells.entries()) {
    const x = (edges[column] ?? 0) + body.inset;
    const width = (widths[column] ?? 0) - 2 * body.inset;
    const align = shaded || column === 0 ? 'center' : 'left';
    for (const [at, line] of lines.entries())
      doc.text(line, x, y + body.inset + at * body.leading, { width, align, lineBreak: false });
  }
  doc.lineWidth(0.6).strokeColor(ink.line).rect(page.side, y, total, height).stroke();
  for (const edge of edges.slice(1))
    doc
      .moveTo(edge, y)
      .lineTo(edge, y + height)
      .stroke();
  return y + height;
}

/** Draws the table; its head stands on each page, and a row that no page can hold goes on on the next. */
function drawTable(doc: Doc, list: PublicMatters, from: number): void {
  doc.fontSize(body.size);
  const wrap = (texts: readonly string[]) =>
    texts.map((text, column) =>
      breakLines((one) => doc.widthOfString(one), text, (widths[column] ?? 0) - 2 * body.inset),
    );
  const end = page.height - page.bottom;
  const heading = wrap(headings);
  let y = drawRow(doc, from, heading, true);
  const turn = () => {
    doc.addPage();
    y = drawRow(doc, page.top, heading, true);
  };
  for (const [at, matter] of list.matters.entries()) {
    let cells = wrap(cellsOf(matter, at));
    const lines = () => Math.max(...cells.map((cell) => cell.length));
    const fresh = page.top + lineHeight(1);
    if (y + lineHeight(lines()) > end && y > fresh) turn();
    while (y + lineHeight(lines()) > end) {
      const fitting = Math.floor((end - y - 2 * body.inset) / body.leading);
      y = drawRow(
        doc,
        y,
        cells.map((cell) => cell.slice(0, fitting)),
        false,
      );
      cells = cells.map((cell) => cell.slice(fitting));
      turn();
    }
    y = drawRow(doc, y, cells, false);
  }
}

/** Numbers the pages, once it is known how many there are. */
function drawFeet(doc: Doc, list: PublicMatters): void {
  const { start, count } = doc.bufferedPageRange();
  const width = page.width - 2 * page.side;
  const y = page.height - page.bottom + 16;
  const number = t('matters.version', { n: list.version });
  for (let at = start; at < start + count; at++) {
    doc.switchToPage(at);
    doc.fontSize(8.5).fillColor(ink.quiet);
    const said = t('matters.pageOf', { page: at - start + 1, pages: count });
    doc.text(`${list.organ.name}　${number}`, page.side, y, { width, align: 'left', lineBreak: false });
    doc.text(said, page.side, y, { width, align: 'right', lineBreak: false });
  }
}

/** The list on A4 pages, lying, in the house's own font, of which only the signs that occur are embedded. */
export async function renderPdf(list: PublicMatters): Promise<Buffer> {
  // Fetched with the first page that is drawn: most processes never draw one.
  const [{ default: PDFDocument }, packed] = await Promise.all([import('pdfkit'), readFile(fontFile)]);
  const doc = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin: 0, bufferPages: true, lang: 'zh-CN', displayTitle: true },
    info: {
      Title: list.title,
      Author: list.organ.name,
      CreationDate: new Date(`${list.approvedOn}T00:00:00+08:00`),
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.registerFont('song', gunzipSync(packed)).font('song');
  drawTable(doc, list, drawHead(doc, list));
  drawFeet(doc, list);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
