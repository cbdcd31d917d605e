import { routes } from '@liuhen/contract';
import {
  decodeEntryBundle,
  decodeTile,
  entriesPath,
  type InclusionReceipt,
  type ReadTile,
  tilePath,
  tileWidth,
} from '@liuhen/proof';

const mostNoteBytes = 64 * 1024;
/** Receipts of some hundred keys. */
const mostKeysBytes = 1024 * 1024;
/** 256 entries of 65,535 bytes and their lengths. */
const mostBundleBytes = tileWidth * 65_537;
const mostTileBytes = tileWidth * 32;

/** A log gave no answer, or one that is none: nothing is known against it. */
export class SourceError extends Error {}

/** Reads a log from outside, by the address that its tiles lie under. */
export interface LogSource {
  /** The newest checkpoint; `aheadSeconds` is how far the server's clock is before ours, null when it did not say. */
  checkpoint(): Promise<{ note: string; aheadSeconds: number | null }>;
  /** Receipts that say which key followed which, the earliest first; none where the log tells of no keys. */
  successions(): Promise<InclusionReceipt[]>;
  tile: ReadTile;
  /** The first `width` entries of a bundle. */
  bundle(index: number, width: number): Promise<Uint8Array[]>;
}

/** `https://host` is a server of ours, whose log lies under /log; any other address is that of the log itself. */
export function logPrefix(address: string): string {
  const bare = address.replace(/\/+$/, '');
  return URL.parse(bare)?.pathname === '/' ? `${bare}/log` : bare;
}

function readSuccessions(text: string): InclusionReceipt[] {
  try {
    const { keys } = routes.logKeys.output.parse(JSON.parse(text));
    return keys.flatMap(({ receipt }) => (receipt === null ? [] : [receipt as InclusionReceipt])).reverse();
  } catch {
    throw new SourceError('the answer is no list of keys: keys');
  }
}

async function readAtMost(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > most) throw new SourceError('the answer is longer than any that is right');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

export function openLogSource(
  prefix: string,
  { timeoutMillis, now }: { timeoutMillis: number; now: () => number },
): LogSource {
  const ask = async (path: string, most: number): Promise<{ bytes: Buffer; date: string | null } | null> => {
    try {
      const answer = await fetch(`${prefix}/${path}`, { signal: AbortSignal.timeout(timeoutMillis) });
      if (answer.ok) return { bytes: await readAtMost(answer, most), date: answer.headers.get('date') };
      await answer.body?.cancel();
      if (answer.status === 404) return null;
      throw new SourceError(`HTTP ${answer.status}: ${path}`);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new SourceError(`${cause instanceof Error ? cause.message : String(cause)}: ${path}`);
    }
  };
  // Once a tile is full its partial ones need not be served any longer (C2SP tlog-tiles).
  const askTile = async (pathOf: (width: number) => string, width: number, most: number): Promise<Buffer> => {
    const partial = await ask(pathOf(width), most);
    const answer = partial ?? (width < tileWidth ? await ask(pathOf(tileWidth), most) : null);
    if (answer === null) throw new SourceError(`HTTP 404: ${pathOf(width)}`);
    return answer.bytes;
  };
  return {
    checkpoint: async () => {
      const answer = await ask('checkpoint', mostNoteBytes);
      if (answer === null) throw new SourceError('HTTP 404: checkpoint');
      const date = answer.date === null ? Number.NaN : Date.parse(answer.date);
      const ahead = Math.round((date - now()) / 1000);
      return { note: answer.bytes.toString('utf8'), aheadSeconds: Number.isNaN(ahead) ? null : ahead };
    },
    successions: async () => {
      const answer = await ask('keys', mostKeysBytes);
      return answer === null ? [] : readSuccessions(answer.bytes.toString('utf8'));
    },
    tile: async (level, index, width) => {
      const bytes = await askTile((wide) => tilePath(level, index, wide), width, mostTileBytes);
      return decodeTile(bytes).slice(0, width);
    },
    bundle: async (index, width) => {
      const bytes = await askTile((wide) => entriesPath(index, wide), width, mostBundleBytes);
      return decodeEntryBundle(bytes).slice(0, width);
    },
  };
}
