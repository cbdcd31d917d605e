import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { DigestAnswer, DigestOrder } from './digest.ts';

interface Following {
  file: number;
  hash: Hash;
  at: number;
  upTo: number;
  /** Where to stop and answer; null while the file still grows. */
  end: number | null;
}

const piece = Buffer.allocUnsafe(1 << 20);
const followed = new Map<number, Following>();
let turning = false;

const answer = (message: DigestAnswer) => parentPort?.postMessage(message);

function obey(order: DigestOrder): void {
  if (order.do === 'open') {
    const file = openSync(order.path, 'r');
    followed.set(order.id, {
      file,
      hash: createHash(order.algorithm),
      at: 0,
      upTo: 0,
      end: null,
    });
    return;
  }
  const session = followed.get(order.id);
  if (session === undefined) return;
  if (order.do === 'drop') close(order.id, session);
  if (order.do === 'advance') session.upTo = order.upTo;
  if (order.do === 'finish') {
    session.end = order.size;
    session.upTo = order.size;
  }
}

function close(id: number, session: Following): void {
  closeSync(session.file);
  followed.delete(id);
}

/** Hashes one piece of one file. Returns whether there is more to do for it now. */
function step(id: number, session: Following): boolean {
  if (session.at < session.upTo) {
    const read = readSync(
      session.file,
      piece,
      0,
      Math.min(piece.length, session.upTo - session.at),
      session.at,
    );
    if (read === 0) throw new Error(`file ends at ${session.at}, expected ${session.upTo}`);
    session.hash.update(piece.subarray(0, read));
    session.at += read;
  }
  if (session.end !== null && session.at >= session.end) {
    close(id, session);
    answer({ id, digest: session.hash.digest('hex') });
    return false;
  }
  return session.at < session.upTo;
}

/** Gives every file one piece in turn, so that a long one does not hold up the others. */
function turn(): void {
  let more = false;
  for (const [id, session] of followed) {
    try {
      more = step(id, session) || more;
    } catch (error) {
      close(id, session);
      answer({ id, error: String(error) });
    }
  }
  turning = more;
  if (more) setImmediate(turn);
}

parentPort?.on('message', (order: DigestOrder) => {
  try {
    obey(order);
  } catch (error) {
    answer({ id: order.id, error: String(error) });
  }
  if (!turning) {
    turning = true;
    setImmediate(turn);
  }
});
