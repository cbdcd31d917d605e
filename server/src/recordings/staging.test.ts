import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutBack, openStaging, type Staging, writeChunk } from './staging.ts';

let folder: string;
let staging: Staging;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-staging-'));
  staging = await openStaging(join(folder, 'staging'));
  await staging.create('u');
});
afterEach(() => rm(folder, { recursive: true }));

async function* pieces(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

async function* broken(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
  throw new Error('connection lost');
}

const into = (offset: number, limit = 10_000_000) => ({
  path: staging.pathOf('u'),
  offset,
  limit,
  note: null,
});

describe('staging', () => {
  it('appends chunks of any granularity', async () => {
    const bytes = randomBytes(5_000_000);
    const cuts = [0, 1, 70_000, 1_200_000, 4_999_999, 5_000_000];
    const parts = cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end));
    const first = await writeChunk(pieces(...parts.slice(0, 3)), into(0));
    expect(first).toEqual({ offset: 1_200_000, fault: null });
    const second = await writeChunk(pieces(...parts.slice(3)), into(1_200_000));
    expect(second).toEqual({ offset: 5_000_000, fault: null });
    expect((await readFile(staging.pathOf('u'))).equals(bytes)).toBe(true);
  });

  it('keeps what arrived before the connection broke', async () => {
    const bytes = randomBytes(3_000_000);
    const written = await writeChunk(broken(bytes), into(0));
    expect(written.offset).toBe(3_000_000);
    expect(String(written.fault)).toContain('connection lost');
    expect((await readFile(staging.pathOf('u'))).equals(bytes)).toBe(true);
  });

  it('takes no byte past the declared length', async () => {
    const written = await writeChunk(pieces(Buffer.alloc(11)), into(0, 10));
    expect(written.fault).toBeInstanceOf(RangeError);
  });

  it('tells in between what is durable, so that a crash costs little', async () => {
    const told: number[] = [];
    const part = Buffer.alloc(8 << 20);
    await writeChunk(pieces(...Array.from({ length: 17 }, () => part)), {
      ...into(0, 17 * part.length),
      note: async (offset) => void told.push(offset),
    });
    expect(told.length).toBe(2);
    expect(told[0]).toBeGreaterThanOrEqual(64 << 20);
  });

  it('cuts back to what counts', async () => {
    await writeChunk(pieces(Buffer.from('abcdef')), into(0));
    await cutBack(staging.pathOf('u'), 3);
    expect(await readFile(staging.pathOf('u'), 'utf8')).toBe('abc');
    expect(await staging.sizeOf('u')).toBe(3);
  });

  it('is quiet about removing what is gone', async () => {
    await staging.remove('u');
    await staging.remove('u');
    await expect(writeChunk(pieces(Buffer.from('x')), into(0))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('reports a full disk and loses nothing of before', async () => {
    // /dev/full is a file that has no room: each write to it fails with ENOSPC.
    const written = await writeChunk(pieces(Buffer.from('abc')), { ...into(0), path: '/dev/full' });
    expect(written.offset).toBe(0);
    expect(written.fault).toMatchObject({ code: 'ENOSPC' });
  });
});
