import { parentPort, workerData } from 'node:worker_threads';
import { EncryptedFileError } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import { partsOf, TooMuchUnpacked } from '../base/archive-parts.ts';
import type { SheetAnswer } from './read.ts';

// Reads the first sheet of a workbook, in a thread of its own: a small archive can unpack to any size.

const answer = (said: SheetAnswer) => parentPort?.postMessage(said);

/** A date of a sheet has no zone: what it shows is what is meant. */
const sayDate = (date: Date): string =>
  date.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');

function sayCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(date(value)) ? '' : sayDate(value);
  return String(value).trim();
}
const date = (value: Date): number => value.getTime();

async function read(bytes: Buffer, mostRows: number): Promise<string[][]> {
  // What an archive says of its size is not believed: it is unpacked within bounds before anything reads it.
  partsOf(bytes);
  const { sheets } = await readXlsx(new Uint8Array(bytes), { sheets: [0], maxRows: mostRows });
  return (sheets[0]?.rows ?? []).map((row) => row.map(sayCell));
}

const { bytes, mostRows } = workerData as { bytes: Uint8Array; mostRows: number };
try {
  answer({ rows: await read(Buffer.from(bytes), mostRows) });
} catch (error) {
  if (error instanceof TooMuchUnpacked) answer('tooMuch');
  else answer(error instanceof EncryptedFileError ? 'encrypted' : 'broken');
}
