import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pageMillis = 60_000;
/** Kilobytes of memory that reading one page may take. */
const pageMemory = 1_500_000;
const mostText = 200_000;

let known: Promise<boolean> | null = null;

/** Whether the machine has tesseract with simplified Chinese; asked once. */
function canReadText(): Promise<boolean> {
  known ??= run('tesseract', ['--list-langs'], { timeout: 10_000 }).then(
    ({ stdout }) => /^chi_sim$/m.test(stdout),
    () => false,
  );
  return known;
}

/** The text on a picture of a page, in a process bounded in time and memory; null where it could not be read. */
function readText(picture: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const limited = `ulimit -v ${pageMemory}; exec tesseract - - -l chi_sim --psm 4`;
    const child = spawn('/bin/sh', ['-c', limited], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin:/usr/local/bin', OMP_THREAD_LIMIT: '1' },
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), pageMillis);
    const pieces: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length <= mostText) pieces.push(piece);
    });
    child.stdin.on('error', () => undefined); // it ended before it had read all: its code tells
    child.on('error', () => resolve(null));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? tidy(Buffer.concat(pieces).toString('utf8')) : null);
    });
    child.stdin.end(picture);
  });
}

/** Who reads the text on a picture; a machine may have none. */
export interface TextReader {
  isThere(): Promise<boolean>;
  /** Null where it could not be read. */
  read(picture: Uint8Array): Promise<string | null>;
}
export const tesseract: TextReader = { isThere: canReadText, read: readText };

/** Takes out the blanks that the reader puts between Chinese signs. */
export const tidy = (text: string): string =>
  text
    .replaceAll('\f', '')
    .replaceAll(/(?<=[\p{sc=Han}，。、：；（）《》〔〕])[ \t]+(?=[\p{sc=Han}，。、：；（）《》〔〕\d])/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
