import { createHash, generateKeyPairSync, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import {
  append,
  emptyFrontier,
  encodeEntryBundle,
  entriesPath,
  type Frontier,
  formatCheckpoint,
  rootOf,
  signNote,
  tilePath,
  tileWidth,
} from '@liuhen/proof';
import { type LogKey, makeLogKey } from '../../server/src/custody/index.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** A leaf as the house writes it; it says nothing of anybody. */
function entryAt(i: number): Buffer {
  const id = `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
  const at = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
  const digest = createHash('sha256').update(String(i)).digest('hex');
  return Buffer.from(
    `{"actor":"${id}","alg":"sha256","at":"${at}","digest":"sha256:${digest}","kind":"obligation.judged","organ":"${id}","subject":"obligation/${id}","v":1}`,
  );
}

/** A log that grows in memory, of which only the right edge is kept, and the checkpoints of all sizes asked for. */
export class GrowingLog {
  readonly key: LogKey = makeLogKey(generateKeyPairSync('ed25519').privateKey, 'bench.example/log');
  frontier: Frontier = emptyFrontier;

  append(leafHash: Uint8Array): void {
    this.frontier = append(this.frontier, leafHash, sha256);
  }

  note(): string {
    const { size } = this.frontier;
    const root = rootOf(this.frontier, sha256);
    return signNote(formatCheckpoint({ origin: this.key.origin, size, root }), [this.key.signer]);
  }
}

async function put(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** Writes a log of `size` entries as files (C2SP tlog-tiles). Gives its verifier key. */
export async function writeLog(folder: string, size: number): Promise<string> {
  const log = new GrowingLog();
  const levels: Buffer[][] = [];
  const add = async (level: number, hashes: Buffer): Promise<void> => {
    levels[level] ??= [];
    const tiles = levels[level];
    tiles.push(hashes);
    const filled = tiles.reduce((sum, one) => sum + one.length / 32, 0);
    if (filled < tileWidth) return;
    const whole = Buffer.concat(tiles);
    const index = Math.floor(counted(level) / tileWidth);
    await put(folder, tilePath(level, index), whole);
    done[level] = counted(level) + tileWidth;
    levels[level] = [];
    await add(level + 1, rootOfTile(whole));
  };
  const done: number[] = [];
  const counted = (level: number) => done[level] ?? 0;
  for (let first = 0; first < size; first += tileWidth) {
    const entries = Array.from({ length: Math.min(tileWidth, size - first) }, (_, i) => entryAt(first + i));
    const hashes = entries.map((entry) => Buffer.from(sha256(Buffer.concat([Buffer.of(0), entry]))));
    for (const one of hashes) log.append(one);
    await put(folder, entriesPath(first / tileWidth, entries.length), encodeEntryBundle(entries));
    await add(0, Buffer.concat(hashes));
  }
  for (const [level, tiles] of levels.entries()) {
    const rest = Buffer.concat(tiles);
    if (rest.length > 0)
      await put(folder, tilePath(level, counted(level) / tileWidth, rest.length / 32), rest);
  }
  await put(folder, 'checkpoint', log.note());
  return log.key.verifierKey;
}

function rootOfTile(hashes: Buffer): Buffer {
  let level = Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, (i + 1) * 32));
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      Buffer.from(sha256(Buffer.concat([Buffer.of(1), ...level.slice(2 * i, 2 * i + 2)]))),
    );
  return level[0] ?? Buffer.alloc(0);
}

/** Serves the files of a folder over HTTP, as a process of its own. */
export function serveFolder(folder: string): void {
  const http = createServer((request, response) => {
    const path = join(folder, normalize(request.url ?? ''));
    stat(path).then(
      (found) => {
        response.setHeader('content-length', found.size);
        createReadStream(path).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
