import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { maxSheetBytes, mostImported, type Term } from '@liuhen/contract';
import { detectDelimiter, parseCsv } from 'hucre/csv';
import { DomainError } from '../base/errors.ts';

/** A file as it was read: its cells as texts, the first row among them. */
export interface ReadSheet {
  sha256: string;
  bytes: Buffer;
  format: 'xlsx' | 'csv';
  encoding: string | null;
  cells: string[][];
}

/** What the thread says: the rows, or what is the matter with the file. */
export type SheetAnswer = { rows: string[][] } | keyof typeof wrong;

const wrong = {
  empty: { zh: '文件是空的，或者第一张表没有内容', en: 'it is empty, or its first sheet is' },
  broken: {
    zh: '不是完整的 Excel 文件（xlsx），请重新保存后再试',
    en: 'it is not a whole workbook (xlsx); save it again',
  },
  encrypted: {
    zh: '文件设置了打开密码，请去掉密码后再导入',
    en: 'it is locked by a password; remove that first',
  },
  tooMuch: {
    zh: '文件解压后过大，请只保留要导入的一张表',
    en: 'it unpacks to too much; keep only the sheet to be imported',
  },
  unfinished: { zh: '文件过于复杂，没有读完', en: 'it is too complex and was not read to its end' },
  foreign: {
    zh: '这是旧版 Excel（xls）、ODS 或者 PDF 文件，请另存为 xlsx 或 csv',
    en: 'it is an old workbook (xls), ODS or PDF; save it as xlsx or csv first',
  },
  noText: { zh: '不是表格，或者文字编码无法识别', en: 'it is no table, or written in an unknown encoding' },
  tooLong: {
    zh: `行数超过一次可以导入的 ${mostImported} 行，请拆成几个文件`,
    en: `it has more than the ${mostImported} rows that can be imported at once; split it`,
  },
  tooWide: {
    zh: '列数超过 200 列，请只保留需要的列',
    en: 'it has more than 200 columns; keep those that are needed',
  },
} satisfies Record<string, Term>;

const refuse = (why: keyof typeof wrong) => new DomainError('sheet.unreadable', { reason: wrong[why] });

const millis = 20_000;
const megabytes = 256;
const program = new URL('./read-thread.ts', import.meta.url);
/** One row more than may be, so that a longer file is noticed; the heads are one as well. */
const mostRows = mostImported + 2;

/** Reads a workbook in a thread, within bounds of time and memory. Throws sheet.unreadable. */
function readWorkbook(bytes: Buffer): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: { bytes: new Uint8Array(bytes), mostRows },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const timer = setTimeout(() => void worker.terminate(), millis);
    let settle = () => reject(refuse('unfinished'));
    worker.once('message', (said: SheetAnswer) => {
      settle = () => (typeof said === 'string' ? reject(refuse(said)) : resolve(said.rows));
      void worker.terminate();
    });
    worker.once('error', () => undefined); // out of memory: the exit tells
    worker.once('exit', () => {
      clearTimeout(timer);
      settle();
    });
  });
}

/** One workbook after the other: each may take its bound of memory. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

const begins = (bytes: Buffer, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Encodings by their marks, then the two in which Chinese tables come without one. */
function encodingsOf(bytes: Buffer): string[] {
  if (begins(bytes, 0xff, 0xfe)) return ['utf-16le'];
  if (begins(bytes, 0xfe, 0xff)) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

/** What no table holds: control characters and characters that an encoding does not have. */
const noText = /[\p{Cc}\p{Cn}\ufffd]/u;

/** The text of a CSV file in UTF-8, GBK or UTF-16 with its mark. Throws sheet.unreadable. */
export function decode(bytes: Buffer): { text: string; encoding: string } {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!noText.test(text.replaceAll(/[\t\n\r]/g, ''))) return { text, encoding };
    } catch {
      // the next encoding is tried
    }
  }
  throw refuse('noText');
}

/** A text that our own exports marked as such is read without the mark. */
const unmarked = (cell: string): string =>
  /^'[\s\ufeff]*[=+\-@|＝＋－＠]/.test(cell) ? cell.slice(1) : cell;

function readCsv(text: string): string[][] {
  // The heads tell what stands between cells: what people write below may hold any sign.
  const [heads = ''] = text.split(/[\r\n]/, 1);
  const delimiter = detectDelimiter(heads);
  return parseCsv(text, { delimiter }).map((row) =>
    row.map((cell) => unmarked(String(cell ?? '').trim()).trim()),
  );
}

const isBlank = (row: readonly string[]) => row.every((cell) => cell === '');

/** Reads a file as a table. Throws sheet.tooLarge, or sheet.unreadable with the reason. */
export async function readSheet(content: string): Promise<ReadSheet> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > maxSheetBytes) throw new DomainError('sheet.tooLarge');
  if (bytes.length === 0) throw refuse('empty');
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    // The container of old workbooks, and of locked new ones.
    const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw refuse(isLocked ? 'encrypted' : 'foreign');
  }
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') throw refuse('foreign');
  const isZip = begins(bytes, 0x50, 0x4b);
  const { text, encoding } = isZip ? { text: '', encoding: null } : decode(bytes);
  const cells = isZip ? await inTurn(() => readWorkbook(bytes)) : readCsv(text);
  while (cells.length > 0 && isBlank(cells.at(-1) ?? [])) cells.pop();
  if (cells.length === 0 || isBlank(cells[0] ?? [])) throw refuse('empty');
  if (cells.length > mostImported + 1) throw refuse('tooLong');
  if (cells.some((row) => row.length > 200)) throw refuse('tooWide');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, bytes, format: isZip ? 'xlsx' : 'csv', encoding, cells };
}
