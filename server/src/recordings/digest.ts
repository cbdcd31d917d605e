import { Worker } from 'node:worker_threads';

/** Algorithms by their node:crypto names. */
export type DigestAlgorithm = 'sha256' | 'sm3' | 'sha1' | 'md5';

export type DigestOrder =
  | { do: 'open'; id: number; path: string; algorithm: DigestAlgorithm }
  | { do: 'advance'; id: number; upTo: number }
  | { do: 'finish'; id: number; size: number }
  | { do: 'drop'; id: number };

export type DigestAnswer = { id: number; digest: string } | { id: number; error: string };

/** Follows one growing file and hashes what has arrived, so that both digests are ready when the last byte is. */
export interface FileDigests {
  /** Tells that the file's first `upTo` bytes are final. */
  advance(upTo: number): void;
  /** Digests of the whole file of `size` bytes, lower-case hex. */
  finish(size: number): Promise<{ sha256: string; sm3: string }>;
  drop(): void;
}

export interface Digester {
  follow(path: string): FileDigests;
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  load: number;
  dead: boolean;
}

interface Waiting {
  thread: Thread;
  resolve: (digest: string) => void;
  reject: (error: Error) => void;
}

const threadProgram = new URL('./digest-thread.ts', import.meta.url);

/**
 * Starts the hashing threads: SHA-256 and SM3 of one file run side by side, off the event loop. A thread that dies
 * (no memory, a fault of the disk under it) fails what it was hashing, so that it is tried again, and is replaced when there is work.
 */
export function startDigester(threads = 2, program: URL = threadProgram): Digester {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const start = (): Thread => {
    const worker = new Worker(program);
    const thread = { worker, load: 0, dead: false };
    let why = new Error('the hashing thread ended');
    worker.on('message', (answer: DigestAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('digest' in answer) asked?.resolve(answer.digest);
      else asked?.reject(new Error(answer.error));
    });
    worker.on('error', (error) => {
      why = new Error('the hashing thread failed', { cause: error });
    });
    worker.on('exit', () => {
      thread.dead = true;
      for (const [id, asked] of waiting) {
        if (asked.thread !== thread) continue;
        waiting.delete(id);
        asked.reject(why);
      }
    });
    worker.unref();
    return thread;
  };
  let pool = Array.from({ length: threads }, start);
  const open = (path: string, algorithm: DigestAlgorithm) => {
    pool = pool.map((one) => (one.dead ? start() : one));
    const thread = pool.reduce((a, b) => (b.load < a.load ? b : a));
    thread.load++;
    const id = ++lastId;
    const result = new Promise<string>((resolve, reject) =>
      waiting.set(id, { thread, resolve, reject }),
    ).finally(() => thread.load--);
    result.catch(() => undefined); // reported to whoever finishes; a dropped one is nobody's concern
    const tell = (order: DigestOrder) => thread.worker.postMessage(order);
    tell({ do: 'open', id, path, algorithm });
    const drop = () => {
      tell({ do: 'drop', id });
      waiting.get(id)?.reject(new Error('dropped'));
      waiting.delete(id);
    };
    return { id, tell, result, drop };
  };
  return {
    ...digesterOver(open),
    close: async () => {
      await Promise.all(pool.map(({ worker }) => worker.terminate()));
    },
  };
}

interface Open {
  id: number;
  tell: (order: DigestOrder) => void;
  result: Promise<string>;
  drop: () => void;
}

function digesterOver(open: (path: string, algorithm: DigestAlgorithm) => Open): Omit<Digester, 'close'> {
  return {
    follow(path) {
      const both = [open(path, 'sha256'), open(path, 'sm3')] as const;
      return {
        advance: (upTo) => {
          for (const one of both) one.tell({ do: 'advance', id: one.id, upTo });
        },
        drop: () => {
          for (const one of both) one.drop();
        },
        finish: async (size) => {
          for (const one of both) one.tell({ do: 'finish', id: one.id, size });
          const [sha256, sm3] = await Promise.all([both[0].result, both[1].result]);
          return { sha256, sm3 };
        },
      };
    },
  };
}
