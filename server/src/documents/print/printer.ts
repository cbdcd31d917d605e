import { Worker } from 'node:worker_threads';
import { DomainError } from '../../base/errors.ts';
import type { CodeOf } from '../codes.ts';
import type { Sheet } from '../sheet.ts';

export interface Printing {
  sheet: Sheet;
  /** What the codes on the pages say; null for a preview, which has none. */
  code: CodeOf | null;
  /** Milliseconds since 1970, the time of making. */
  at: number;
}

export interface PrintAnswer {
  pages: number;
  bytes: Uint8Array;
}

export interface Printer {
  /**
   * Throws document.unprintable for signs that no font of the machine can draw; a draft shows 〓 in their place.
   */
  print(printing: Printing): Promise<PrintAnswer>;
  close(): Promise<void>;
}

const printMillis = 30_000;
const program = new URL('./thread.ts', import.meta.url);

interface Answered {
  id: number;
  answer?: PrintAnswer;
  fault?: string;
  unprintable?: boolean;
}

interface Waiting {
  resolve(answer: PrintAnswer): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** Sets documents as PDF in a thread that starts with the first one and is replaced when it does not answer. */
export function openPrinter(fontFolders: readonly string[]): Printer {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  function settle(id: number, done: (one: Waiting) => void): void {
    const one = waiting.get(id);
    if (one === undefined) return;
    waiting.delete(id);
    clearTimeout(one.timer);
    done(one);
    if (waiting.size === 0) worker?.unref();
  }
  function drop(dead: Worker, why: string): void {
    if (worker !== dead) return;
    worker = null;
    for (const id of [...waiting.keys()]) settle(id, (one) => one.reject(new Error(why)));
    void dead.terminate();
  }
  function start(): Worker {
    const fresh = new Worker(program, { workerData: { fontFolders } });
    fresh.on('message', ({ id, answer, fault = '', unprintable }: Answered) =>
      settle(id, (one) => {
        if (answer !== undefined) one.resolve(answer);
        else
          one.reject(
            unprintable ? new DomainError('document.unprintable', { signs: fault }) : new Error(fault),
          );
      }),
    );
    fresh.on('error', (error) => drop(fresh, String(error)));
    fresh.on('exit', () => drop(fresh, 'the printing thread ended'));
    return fresh;
  }

  return {
    print: (printing) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        const mine = worker;
        mine.ref();
        const id = ++last;
        const timer = setTimeout(() => drop(mine, 'printing took too long'), printMillis);
        waiting.set(id, { resolve, reject, timer });
        mine.postMessage({ id, printing });
      }),
    close: async () => {
      const mine = worker;
      if (mine !== null) drop(mine, 'the house is closing');
      await mine?.terminate();
    },
  };
}

/** Where a machine may have a FangSong face: the house's own folder, and Debian's. */
export const fontFoldersOf = (home: string): string[] => [
  `${home}/fonts`,
  '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol',
  '/usr/share/fonts/opentype/fandol',
];
