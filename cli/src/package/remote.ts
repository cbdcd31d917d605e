import { setTimeout as sleep } from 'node:timers/promises';
import { byteRoutes, ContractError, readError } from '@liuhen/contract';
import type { ProgramSession } from '../session.ts';

/** The archive of a package as a server gives it out. */
export interface RemoteArchive {
  /** Bytes. */
  size: number;
  /** Bytes from a place up to another one, which is not included, or to the end. Rejects with ContractError, TypeError. */
  stream(from: number, to?: number): Promise<AsyncIterable<Uint8Array>>;
  read(start: number, length: number): Promise<Uint8Array>;
}

/** A network may be away for minutes; after the last one the program says so and can be run again. */
const retryDelays = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000];

const isBreak = (error: unknown): boolean =>
  error instanceof ContractError ? error.status >= 500 : error instanceof TypeError;

/** Does again what a broken line or a server that starts anew cut off; who comes forward begins with all tries anew. */
export async function overBreaks<T>(work: (forward: () => void) => Promise<T>): Promise<T> {
  let tries = 0;
  const forward = () => {
    tries = 0;
  };
  for (;;) {
    try {
      return await work(forward);
    } catch (error) {
      const delay = isBreak(error) ? retryDelays[tries++] : undefined;
      if (delay === undefined) throw error;
      await sleep(delay);
    }
  }
}

/** `digest` of the package is its entity tag: what came before a break goes together with nothing else. */
export function openRemote(
  { url, token }: ProgramSession,
  { id, digest, size }: { id: string; digest: string; size: number },
): RemoteArchive {
  const stream = async (from: number, to = size): Promise<AsyncIterable<Uint8Array>> => {
    const answer = await fetch(`${url}${byteRoutes.packageZip(id)}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...{ range: `bytes=${from}-${to - 1}`, 'if-range': `"${digest}"` },
      },
    });
    if (answer.status === 206 && answer.body !== null) return answer.body as AsyncIterable<Uint8Array>;
    if (!answer.ok) throw await readError(answer);
    await answer.body?.cancel();
    throw new Error(`no part of the package ${digest} was given`);
  };
  return {
    ...{ size, stream },
    read: (start, length) =>
      overBreaks(async () => {
        const pieces: Uint8Array[] = [];
        for await (const piece of await stream(start, Math.min(size, start + length))) pieces.push(piece);
        return Buffer.concat(pieces);
      }),
  };
}
