import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import { type PageCode, readPageCode } from './codes.ts';

const run = promisify(execFile);

/** A picture of a scanned page. */
export interface ScannedPage {
  page: number;
  bytes: Uint8Array;
  code: PageCode | null;
}

export interface ReadScan {
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  pages: ScannedPage[];
}

const mostPages = 60;
const pdfMillis = 60_000;

let decoder: ReturnType<typeof openDecoder> | null = null;

/** Opened with the first scan. Its WebAssembly is given from the package: left to itself it would ask the network. */
async function openDecoder() {
  const reader = await import('zxing-wasm/reader');
  const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = new Uint8Array(await readFile(file)).buffer;
  await reader.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return reader;
}

/** The code on a picture; null where none of ours can be read. */
async function codeOn(bytes: Uint8Array): Promise<PageCode | null> {
  decoder ??= openDecoder();
  const { readBarcodes } = await decoder;
  const found = await readBarcodes(bytes, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 8,
  }).catch(() => []);
  for (const { text } of found) {
    const code = readPageCode(text);
    if (code !== null) return code;
  }
  return null;
}

/** JPEG pictures that stand as they are in a PDF, in their order: what scanners write when no poppler is there. */
export function picturesIn(pdf: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const head = pdf.subarray(Math.max(0, pdf.lastIndexOf('obj', at)), at).toString('latin1');
    if (!/\/DCTDecode/.test(head) || !/\/Subtype\s*\/Image/.test(head)) continue;
    const start = pdf.indexOf(Buffer.from([0xff, 0xd8, 0xff]), at);
    const end = pdf.indexOf('endstream', at);
    if (start > 0 && start < at + 12 && end > start) pictures.push(pdf.subarray(start, end));
  }
  return pictures.slice(0, mostPages);
}

interface Wanted {
  first: number;
  last: number;
  /** Dots an inch: codes need fewer than signs. */
  dots: number;
}

/** Pages of a PDF as pictures: by poppler where the machine has it, else those that lie in the file. */
async function pagesOfPdf(
  bytes: Buffer,
  workFolder: string,
  { first, last, dots }: Wanted,
): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(workFolder, 'scan-'));
  try {
    await writeFile(join(folder, 'in.pdf'), bytes);
    const limits = { timeout: pdfMillis, killSignal: 'SIGKILL' as const, maxBuffer: 1 << 20 };
    const asked = ['-r', String(dots), '-gray', '-png', '-f', String(first), '-l', String(last)];
    asked.push(join(folder, 'in.pdf'), join(folder, 'p'));
    await run('pdftoppm', asked, limits);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name))));
  } catch {
    return picturesIn(bytes).slice(first - 1, last);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads a file of scanned pages: what it is, its pages, and the code on each. Null for another kind of file. */
export async function readScan(bytes: Buffer, workFolder: string): Promise<ReadScan | null> {
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime;
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png' && mediaType !== 'application/pdf') return null;
  const pictures =
    mediaType === 'application/pdf'
      ? await pagesOfPdf(bytes, workFolder, { first: 1, last: mostPages, dots: 200 })
      : [bytes];
  const pages: ScannedPage[] = [];
  for (const [index, picture] of pictures.entries())
    pages.push({ page: index + 1, bytes: picture, code: await codeOn(picture) });
  return { mediaType, pages };
}

/** The picture of one page of a file that was read before, as large as signs need it; null where there is none. */
export async function pictureOf(
  bytes: Buffer,
  mediaType: string,
  page: number,
  workFolder: string,
): Promise<Uint8Array | null> {
  if (mediaType !== 'application/pdf') return bytes;
  const [picture] = await pagesOfPdf(bytes, workFolder, { first: page, last: page, dots: 300 });
  return picture ?? null;
}
