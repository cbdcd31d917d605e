import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, runProgram, startChild } from './child.ts';
import { atLeast, type Bench, below, type Figure } from './figure.ts';
import { inFolder } from './ground.ts';
import { postgresMemory, watchMemory } from './memory.ts';
import { median, pairedRatio } from './statistics.ts';
import { freshen, writeRecording } from './upload-files.ts';
import { type Served, startServed, waitUntilSealed } from './upload-house.ts';
import { sendFile, sendFiles } from './upload-send.ts';

const mib = 1 << 20;
const mostMemory = 400;
const warmUp = 50;

interface Yard {
  folder: string;
  house: Served;
  plain: Child;
  plainFolder: string;
  say: (text: string) => void;
}

/** From the first byte to both digests sealed, against a server that only stores and against copying by hand. */
export function benchUpload({ small, say }: Bench): Promise<Figure[]> {
  const [large, files, rounds] = small ? [64 * mib, 20, 2] : [1024 * mib, 200, 3];
  return inFolder(async (folder) => {
    const house = await startServed(join(folder, 'home'));
    const plainFolder = join(folder, 'plain');
    await mkdir(plainFolder);
    const plain = await startChild(join(import.meta.dirname, 'main.ts'), ['plain-tus', plainFolder]);
    const yard: Yard = { folder, house, plain, plainFolder, say };
    try {
      const memory = watchMemory(house.server.process.pid ?? 0);
      const ofOne = await sendLarge(yard, large, rounds);
      const ofMany = await sendMany(yard, files, rounds);
      const most = await memory.stop();
      const beside = await postgresMemory(join(house.home, 'postgres', 'data'));
      return [
        ...ofOne,
        ...ofMany,
        below(
          'memory of the server process, the most at any time',
          most,
          mostMemory,
          'MiB',
          `pieces of 2 MiB for each upload and 1 MiB for each digest; the embedded PostgreSQL has ${Math.round(beside)} MiB beside it`,
        ),
      ];
    } finally {
      await plain.stop();
      await house.server.stop();
    }
  });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function sendLarge(yard: Yard, size: number, rounds: number): Promise<Figure[]> {
  const { house, plain, plainFolder, say } = yard;
  const path = join(yard.folder, 'large.mp4');
  await writeRecording(path, size);
  const times = { plain: [] as number[], hashed: [] as number[], sealed: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    await freshen(path);
    let stored = '';
    const sent = await seconds(async () => {
      stored = await sendFile({ url: String(plain.ready.url), headers: {} }, path);
    });
    const hashed = await seconds(async () => {
      await runProgram('sha256sum', [join(plainFolder, stored)]);
      await runProgram('openssl', ['dgst', '-sm3', join(plainFolder, stored)]);
    });
    await rm(join(plainFolder, stored));
    const sealed = await seconds(async () => {
      await waitUntilSealed(house.call, [await sendFile(house.receiver, path)]);
    });
    times.plain.push(sent);
    times.hashed.push(sent + hashed);
    times.sealed.push(sealed);
    say(
      `${size / mib} MiB: plain ${sent.toFixed(2)} s, + digests ${hashed.toFixed(2)} s, sealed ${sealed.toFixed(2)} s`,
    );
  }
  await rm(path);
  const speed = Math.round(size / mib / median(times.sealed));
  const what = `one file of ${size / mib} MiB to sealed with both digests`;
  return [
    atLeast(
      `${what} ÷ plain tus, no digests`,
      pairedRatio(times.plain, times.sealed),
      0.6,
      '×',
      `three digests of each byte (chunk, SHA-256, SM3) and fdatasync of each chunk; ${speed} MiB/s`,
    ),
    atLeast(
      `${what} ÷ plain tus, then sha256sum and openssl dgst -sm3`,
      pairedRatio(times.hashed, times.sealed),
      1.3,
      '×',
      'digests are made while the file arrives; SM3 has no instructions of its own',
    ),
  ];
}

async function sendMany(yard: Yard, count: number, rounds: number): Promise<Figure[]> {
  const { house, say } = yard;
  const size = 5 * mib;
  const from = join(yard.folder, 'card');
  const to = join(yard.folder, 'copy');
  await mkdir(from);
  const paths = Array.from({ length: count }, (_, i) => join(from, `film-${i}.mp4`));
  for (const path of paths) await writeRecording(path, size);
  // A house that has just started compiles its way through the first dozens; none of them is timed.
  await waitUntilSealed(house.call, await sendFiles(house.receiver, paths.slice(0, warmUp), 4));
  const times = { copied: [] as number[], sealed: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const path of paths) await freshen(path);
    await mkdir(to);
    const copied = await seconds(() => runProgram('sh', ['-c', copyByHand, 'sh', from, to]));
    await rm(to, { recursive: true });
    const sealed = await seconds(async () => {
      await waitUntilSealed(house.call, await sendFiles(house.receiver, paths, 4));
    });
    times.copied.push(copied);
    times.sealed.push(sealed);
    say(`${count} files: copied by hand ${copied.toFixed(2)} s, sealed ${sealed.toFixed(2)} s`);
  }
  return [
    atLeast(
      `${count} files of 5 MiB, 4 abreast, to sealed ÷ cp + sha256sum + fsync one after another`,
      pairedRatio(times.copied, times.sealed),
      0.6,
      '×',
      `two requests, a probe and a sealing transaction for each; ${(count / median(times.sealed)).toFixed(1)} files a second`,
    ),
  ];
}

/** What a careful person would do at a shell, file after file. */
const copyByHand =
  'for f in "$1"/*; do n=$(basename "$f"); cp "$f" "$2/$n"; sha256sum "$2/$n"; sync "$2/$n"; done';
