import { createHash, getHashes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import { digestStream, type FileDigests } from '@liuhen/proof';
import { type Run, readRun } from './disk.ts';

interface Task {
  run: Run;
  sm3: boolean;
}
type Answer = { read: number } | { digests: FileDigests } | { fault: string };

/** Progress is told in steps of so many bytes. */
const step = 8 * 2 ** 20;

async function digest({ run, sm3 }: Task, tell: (answer: Answer) => void): Promise<void> {
  let untold = 0;
  const onBytes = (count: number): void => {
    untold += count;
    if (untold < step) return;
    tell({ read: untold });
    untold = 0;
  };
  const hasher = (algorithm: string) => {
    const hash = createHash(algorithm);
    return { update: (bytes: Uint8Array) => hash.update(bytes), digest: () => hash.digest('hex') };
  };
  try {
    const digests = await digestStream(readRun(run), hasher('sha256'), sm3 ? hasher('sm3') : null, onBytes);
    tell({ read: untold });
    tell({ digests });
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) });
  }
}

/** What a thread of digests does: one file after another, as it is told. */
export function serveDigests(): void {
  parentPort?.on('message', (task: Task) => void digest(task, (answer) => parentPort?.postMessage(answer)));
}

/** Whether this Node brings SM3 along; a few are built without. */
export const hasSm3 = (): boolean => getHashes().includes('sm3');

/** A thread, and what is told of the file that it reads now. */
class Thread {
  readonly #worker: Worker;
  #listen: (answer: Answer) => void = () => {};

  constructor(program: URL) {
    this.#worker = new Worker(program, { workerData: 'digests' });
    this.#worker.on('message', (answer: Answer) => this.#listen(answer));
    this.#worker.on('error', (error) => this.#listen({ fault: error.message }));
  }

  digest(task: Task, onBytes: (count: number) => void): Promise<FileDigests> {
    return new Promise((resolve, reject) => {
      this.#listen = (answer) => {
        if ('read' in answer) onBytes(answer.read);
        else if ('digests' in answer) resolve(answer.digests);
        else reject(new Error(answer.fault));
      };
      this.#worker.postMessage(task);
    });
  }

  close = (): Promise<number> => this.#worker.terminate();
}

/** Digests files on all processors. `program` is the file that a thread runs. */
export class DigestThreads {
  readonly count = availableParallelism();
  readonly #idle: Thread[];

  constructor(program: URL) {
    this.#idle = Array.from({ length: this.count }, () => new Thread(program));
  }

  /** At most `count` at once. */
  async digest(task: Task, onBytes: (count: number) => void): Promise<FileDigests> {
    const thread = this.#idle.pop();
    if (thread === undefined) throw new Error('more files at once than threads');
    try {
      return await thread.digest(task, onBytes);
    } finally {
      this.#idle.push(thread);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.map((thread) => thread.close()));
  }
}
