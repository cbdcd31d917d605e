import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreviousUpload } from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openUploadNotes } from './upload-notes.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  const ground = await mkdtemp(join(tmpdir(), 'liuhen-notes-'));
  folder = join(ground, 'state', 'liuhen');
  path = join(folder, 'uploads.json');
});
afterEach(() => rm(join(folder, '..', '..'), { recursive: true, force: true }));

const upload = (id: string): PreviousUpload => ({
  size: 7,
  metadata: { filename: `${id}.mp4` },
  creationTime: '2026-10-14',
  uploadUrl: `http://house/api/files/${id}`,
  parallelUploadUrls: null,
  urlStorageKey: '',
});

describe('notes of uploads on their way', () => {
  test('are there for the next run, each under its own key', async () => {
    const notes = await openUploadNotes(folder);
    expect(await notes.addUpload('first', upload('1'))).toBe('first');
    await notes.addUpload('second', upload('2'));
    const next = await openUploadNotes(folder);
    expect(await next.findUploadsByFingerprint('second')).toEqual([
      { ...upload('2'), urlStorageKey: 'second' },
    ]);
    expect(await next.findUploadsByFingerprint('third')).toEqual([]);
    expect(await next.findAllUploads()).toHaveLength(2);
  });

  test('go when an upload is complete', async () => {
    const notes = await openUploadNotes(folder);
    await notes.addUpload('first', upload('1'));
    await notes.removeUpload('first');
    expect(await notes.findUploadsByFingerprint('first')).toEqual([]);
    expect(await (await openUploadNotes(folder)).findAllUploads()).toEqual([]);
  });

  test('take the newer address of a file', async () => {
    const notes = await openUploadNotes(folder);
    await notes.addUpload('first', upload('1'));
    await notes.addUpload('first', upload('2'));
    const [found] = await (await openUploadNotes(folder)).findUploadsByFingerprint('first');
    expect(found?.uploadUrl).toBe('http://house/api/files/2');
  });

  test('are nobody else’s to read', async () => {
    const notes = await openUploadNotes(folder);
    await notes.addUpload('first', upload('1'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });
});

describe('notes that were spoilt', () => {
  test.each(['', '{', '{"first":{"size":7', 'null', '[]', '"text"', '5'])(
    '%j are begun anew',
    async (text) => {
      await (await openUploadNotes(folder)).addUpload('first', upload('1'));
      await writeFile(path, text);
      const notes = await openUploadNotes(folder);
      expect(await notes.findUploadsByFingerprint('first')).toEqual([]);
      await notes.addUpload('second', upload('2'));
      const next = await openUploadNotes(folder);
      expect(await next.findUploadsByFingerprint('second')).toHaveLength(1);
    },
  );
});

describe('writing', () => {
  test('of many at once loses none and leaves one whole file', async () => {
    const notes = await openUploadNotes(folder);
    const keys = Array.from({ length: 60 }, (_, n) => `key ${n}`);
    await Promise.all(keys.map((key) => notes.addUpload(key, upload(key))));
    expect(Object.keys(JSON.parse(await readFile(path, 'utf8'))).sort()).toEqual([...keys].sort());
    expect(await readdir(folder)).toEqual(['uploads.json']);
  });

  test('never shows half a file to a reader', async () => {
    const notes = await openUploadNotes(folder);
    await notes.addUpload('first', upload('1'));
    let writing = true;
    const writes = Promise.all(
      Array.from({ length: 80 }, (_, n) => notes.addUpload(`key ${n}`, upload('x'.repeat(4000)))),
    ).finally(() => {
      writing = false;
    });
    let read = 0;
    while (writing) {
      expect(Object.keys(JSON.parse(await readFile(path, 'utf8')))).toContain('first');
      read++;
    }
    await writes;
    expect(read).toBeGreaterThan(0);
  });

  test('goes on after a write that failed', async () => {
    const notes = await openUploadNotes(folder);
    await rm(folder, { recursive: true });
    await expect(notes.addUpload('lost', upload('1'))).rejects.toThrow('ENOENT');
    await openUploadNotes(folder);
    await notes.addUpload('kept', upload('2'));
    expect(await (await openUploadNotes(folder)).findUploadsByFingerprint('kept')).toHaveLength(1);
  });
});
