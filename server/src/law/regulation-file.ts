import { Worker } from 'node:worker_threads';
import { maxRegulationBytes, type Term } from '@liuhen/contract';
import { DomainError } from '../base/errors.ts';

/** `numbered`: paragraphs whose number Word counts by itself, so that it stands nowhere in the text. */
export interface DocxText {
  text: string;
  numbered: number;
}

export interface RegulationFile {
  text: string;
  format: 'text' | 'docx';
  /** Of a plain text: how its characters are written. */
  encoding: string | null;
  numbered: number;
}

/** What the thread says: the text, or what is the matter with the document. */
export type DocxAnswer = DocxText | 'tooMuch' | 'broken';

const docxMillis = 20_000;
const docxMegabytes = 256;
const docxProgram = new URL('./regulation-docx-thread.ts', import.meta.url);

const wrong = {
  broken: { zh: '不是完整的 Word 文档（docx）', en: 'it is not a whole Word document (docx)' },
  tooMuch: {
    zh: 'Word 文档解压后过大，请只保留条文，另存为 docx 或 txt',
    en: 'the Word document unpacks to too much; save the articles alone as docx or txt',
  },
  unfinished: {
    zh: 'Word 文档过于复杂，没有读完',
    en: 'the Word document is too complex and was not read to its end',
  },
} satisfies Record<string, Term>;

const faulty = (reason: Term) => new DomainError('regulation.unreadable', { reason });

/** Runs one docx through its thread, within bounds of time and memory. Throws regulation.unreadable. */
function runThread(bytes: Buffer): Promise<DocxText> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(docxProgram, {
      workerData: new Uint8Array(bytes),
      resourceLimits: { maxOldGenerationSizeMb: docxMegabytes },
    });
    const timer = setTimeout(() => void worker.terminate(), docxMillis);
    let settle = () => reject(faulty(wrong.unfinished));
    worker.once('message', (said: DocxAnswer) => {
      settle = () => (typeof said === 'string' ? reject(faulty(wrong[said])) : resolve(said));
      void worker.terminate();
    });
    worker.once('error', () => undefined); // out of memory: the exit tells
    worker.once('exit', () => {
      clearTimeout(timer);
      settle();
    });
  });
}

/** Documents that are read at once: each may take its bound of memory. */
const mostAtOnce = 2;
const places = Array.from({ length: mostAtOnce }, () => Promise.resolve());
let turn = 0;

/** Reads a docx when it is its turn. Throws regulation.unreadable. */
function readDocx(bytes: Buffer): Promise<DocxText> {
  const place = turn++ % mostAtOnce;
  const reading = (places[place] ?? Promise.resolve()).then(() => runThread(bytes));
  places[place] = reading.then(
    () => undefined,
    () => undefined,
  );
  return reading;
}

const begins = (bytes: Buffer, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Encodings by their marks, then the two in which Chinese texts come without one. */
function encodingsOf(bytes: Buffer): string[] {
  if (begins(bytes, 0xff, 0xfe)) return ['utf-16le'];
  if (begins(bytes, 0xfe, 0xff)) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

/** What no text holds: control characters and characters that an encoding does not have. */
const noText = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;
const isText = (text: string) => !noText.test(text.replaceAll(/[\t\n\v\f\r\u0085]/g, ''));

function readText(bytes: Buffer): RegulationFile {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (isText(text)) return { text, format: 'text', encoding, numbered: 0 };
    } catch {
      // the next encoding is tried
    }
  }
  throw new DomainError('regulation.unreadable', {
    reason: {
      zh: '不是文本文件，或者文字编码无法识别',
      en: 'it is no text, or written in an unknown encoding',
    },
  });
}

/**
 * Reads a file as the text of a regulation: plain text in UTF-8, GBK or UTF-16 with its mark, or docx.
 * Throws regulation.tooLarge, or regulation.unreadable with the reason.
 */
export async function readRegulationFile(bytes: Buffer): Promise<RegulationFile> {
  if (bytes.length > maxRegulationBytes) throw new DomainError('regulation.tooLarge');
  if (bytes.length === 0)
    throw new DomainError('regulation.unreadable', { reason: { zh: '文件是空的', en: 'the file is empty' } });
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return { ...(await readDocx(bytes)), format: 'docx', encoding: null };
  const foreign =
    begins(bytes, 0xd0, 0xcf, 0x11, 0xe0) || bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  if (foreign)
    throw new DomainError('regulation.unreadable', {
      reason: {
        zh: '这是旧版 Word（doc）或者 PDF 文件，请另存为 docx 或 txt 再导入',
        en: 'it is an old Word file (doc) or a PDF; save it as docx or txt first',
      },
    });
  return readText(bytes);
}
