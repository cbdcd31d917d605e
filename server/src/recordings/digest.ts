import { Worker } from 'node:worker_threads';

/** Algorithms by their node:crypto names. */
export type DigestAlgorithm = 'sha256' | 'sm3' | 'sha1' | 'md5';

export type DigestOrder =
  | { do: 'open'; id: number; path: string; algorithm: DigestAlgorithm; start: number }
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
  /** Digest of the bytes from `start` up to, not including, `end`. */
  digestRange(
    path: string,
    range: { start: number; end: number },
    algorithm: DigestAlgorithm,
  ): Promise<string>;
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  load: number;
}

/** Starts the hashing threads: SHA-256 and SM3 of one file run side by side, off the event loop. */
export function startDigester(threads = 2): Digester {
  const waiting = new Map<number, { resolve: (digest: string) => void; reject: (error: Error) => void }>();
  const pool: Thread[] = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./digest-thread.ts', import.meta.url));
    worker.on('message', (answer: DigestAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('digest' in answer) asked?.resolve(answer.digest);
      else asked?.reject(new Error(answer.error));
    });
    worker.unref();
    return { worker, load: 0 };
  });
  let lastId = 0;

  const open = (path: string, algorithm: DigestAlgorithm, start: number) => {
    const thread = pool.reduce((a, b) => (b.load < a.load ? b : a));
    thread.load++;
    const id = ++lastId;
    const result = new Promise<string>((resolve, reject) => waiting.set(id, { resolve, reject })).finally(
      () => thread.load--,
    );
    result.catch(() => undefined); // reported to whoever finishes; a dropped one is nobody's concern
    const tell = (order: DigestOrder) => thread.worker.postMessage(order);
    tell({ do: 'open', id, path, algorithm, start });
    const drop = () => {
      tell({ do: 'drop', id });
      waiting.get(id)?.reject(new Error('dropped'));
      waiting.delete(id);
    };
    return { id, tell, result, drop };
  };

  return {
    follow(path) {
      const both = [open(path, 'sha256', 0), open(path, 'sm3', 0)] as const;
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
    digestRange(path, { start, end }, algorithm) {
      const one = open(path, algorithm, start);
      one.tell({ do: 'finish', id: one.id, size: end });
      return one.result;
    },
    close: async () => {
      await Promise.all(pool.map(({ worker }) => worker.terminate()));
    },
  };
}
