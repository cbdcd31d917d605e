import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { consistencyProof, readCosignatures, rootFromLeafHashes, toBase64 } from '@liuhen/proof';
import { startChild } from './child.ts';
import { atLeast, type Bench, below, type Figure } from './figure.ts';
import { median } from './statistics.ts';
import { GrowingLog, writeLog } from './witness-log.ts';

const tool = join(import.meta.dirname, '..', '..', 'cli', 'src', 'main.ts');
const own = join(import.meta.dirname, 'main.ts');

/** A round with a witness, and a monitor that reads a whole log: both programs of their own, over HTTP. */
export async function benchWitness({ small, say }: Bench): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-bench-witness-'));
  try {
    return [
      await roundFigure(join(folder, 'witness'), small ? 20 : 300),
      await monitorFigure(folder, small, say),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the signed checkpoint to the verified cosignature of a witness that has it on its disk. */
async function roundFigure(home: string, rounds: number): Promise<Figure> {
  const log = new GrowingLog();
  const hashes: Uint8Array[] = [];
  const child = spawn(
    process.execPath,
    [
      tool,
      ...[
        'witness',
        '--home',
        home,
        '--name',
        'bench',
        '--listen',
        '127.0.0.1:0',
        '--log',
        log.key.verifierKey,
      ],
    ],
    { env: { LIUHEN_LANG: 'en', HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  let [key, url] = ['', ''];
  for await (const line of lines) {
    key ||= /witness key {2}(\S+)/.exec(line)?.[1] ?? '';
    url ||= /taken at (\S+)/.exec(line)?.[1] ?? '';
    if (url !== '') break;
  }
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = hashes.length;
    for (let i = 0; i < 100; i++) {
      const leaf = Buffer.alloc(32, `${round} ${i}`);
      hashes.push(leaf);
      log.append(leaf);
    }
    const proof = from === 0 ? [] : await proveFrom(hashes, from);
    const note = log.note();
    const begun = performance.now();
    const body = `old ${from}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    if (readCosignatures(note + (await answer.text()), [key]).length !== 1) throw new Error('not cosigned');
    times.push(performance.now() - begun);
    // The limit of a witness is ten requests a second.
    await new Promise((resolve) => setTimeout(resolve, 105));
  }
  child.kill('SIGTERM');
  await once(child, 'exit');
  const bound = 'two signatures verified, one made, one fsync; proof of the sender off the clock';
  return below(`witness round, ${rounds} rounds`, median(times), 50, 'ms', bound);
}

async function proveFrom(hashes: readonly Uint8Array[], from: number): Promise<Uint8Array[]> {
  const read = (level: number, index: number) =>
    rootFromLeafHashes(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));
  return consistencyProof(from, hashes.length, read);
}

async function monitorFigure(folder: string, small: boolean, say: Bench['say']): Promise<Figure> {
  const size = small ? 20_000 : 1_000_000;
  const files = join(folder, 'files');
  const key = await writeLog(join(files, 'log'), size);
  say(`log of ${size} entries written as files`);
  const server = await startChild(own, ['serve-folder', files]);
  const rates: number[] = [];
  try {
    for (let round = 0; round < 3; round++) {
      const state = join(folder, `state-${round}.json`);
      const begun = performance.now();
      const child = spawn(
        process.execPath,
        [tool, ...['monitor', String(server.ready.url), '--key', key, '--state', state, '--once']],
        { env: { LIUHEN_LANG: 'en', HOME: folder }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`the monitor ended with ${code}`);
      rates.push((size / (performance.now() - begun)) * 1000);
      say(`monitored at ${Math.round(rates.at(-1) ?? 0)} entries a second, with its start`);
    }
  } finally {
    await server.stop();
  }
  const bound = 'each entry parsed and hashed on one thread; a program of its own, with its start';
  return atLeast(
    `monitor of a log of ${size.toLocaleString('en-US')}, first reading`,
    median(rates),
    100_000,
    'entries a second',
    bound,
  );
}
