import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestFile, listCard, readName } from './card-folder.ts';

let card: string;
beforeEach(async () => {
  card = await mkdtemp(join(tmpdir(), 'liuhen-card-'));
});
afterEach(() => rm(card, { recursive: true, force: true }));

const lay = async (path: string, bytes: string | Buffer = path) => {
  await mkdir(join(card, path, '..'), { recursive: true });
  await writeFile(join(card, path), bytes);
};
const inBytes = (...names: Buffer[]) =>
  Buffer.concat([Buffer.from(card), ...names.flatMap((name) => [Buffer.from('/'), name])]);
const paths = async () => (await listCard(card)).map(({ relativePath }) => relativePath);

/** 现场 and 视频 as a recorder writes them. */
const xianchang = Buffer.from([0xcf, 0xd6, 0xb3, 0xa1]);
const shipin = Buffer.from([0xca, 0xd3, 0xc6, 0xb5]);

describe('names', () => {
  const table: [what: string, bytes: Buffer, name: string][] = [
    ['ASCII', Buffer.from('DCAM_1.mp4'), 'DCAM_1.mp4'],
    ['UTF-8', Buffer.from('现场.mp4'), '现场.mp4'],
    ['GBK', Buffer.concat([xianchang, Buffer.from('.mp4')]), '现场.mp4'],
    ['four bytes of GB 18030', Buffer.from([0x82, 0x32, 0xa6, 0x36]), '㼆'],
    ['none', Buffer.alloc(0), ''],
  ];
  test.each(table)('%s', (what, bytes, name) => {
    if (what.startsWith('four')) expect(readName(bytes)).toBe(new TextDecoder('gb18030').decode(bytes));
    else expect(readName(bytes)).toBe(name);
  });
});

describe('a card', () => {
  test('is listed with what is in its folders, in the order of the paths', async () => {
    for (const path of ['b/2.mp4', 'a.mp4', 'b/10.mp4', 'b/c/1.jpg', 'z.wav']) await lay(path);
    expect(await paths()).toEqual(['a.mp4', 'b/10.mp4', 'b/2.mp4', 'b/c/1.jpg', 'z.wav']);
  });

  test('says name, size and time of each file', async () => {
    await lay('DCIM/100/现场.mp4', 'twelve bytes');
    const at = '2026-09-15T02:02:00.000Z';
    await utimes(join(card, 'DCIM/100/现场.mp4'), new Date(at), new Date(at));
    expect(await listCard(card)).toEqual([
      {
        path: inBytes(Buffer.from('DCIM'), Buffer.from('100'), Buffer.from('现场.mp4')),
        ...{ name: '现场.mp4', relativePath: 'DCIM/100/现场.mp4', size: 12, modifiedAt: at },
      },
    ]);
  });

  test('holds an empty file: it must be seen to be refused', async () => {
    await lay('empty.mp4', '');
    expect((await listCard(card)).map(({ size }) => size)).toEqual([0]);
  });

  test('without a file is an empty list', async () => {
    await mkdir(join(card, 'DCIM/100'), { recursive: true });
    expect(await listCard(card)).toEqual([]);
  });

  test('is found with slashes at the end of its path', async () => {
    await lay('a.mp4');
    const [file] = await listCard(`${card}//`);
    expect(file?.path).toEqual(inBytes(Buffer.from('a.mp4')));
  });

  test('that is missing or a file is no folder', async () => {
    await lay('a.mp4');
    await expect(listCard(join(card, 'none'))).rejects.toThrow('ENOENT');
    await expect(listCard(join(card, 'a.mp4'))).rejects.toThrow('ENOTDIR');
  });

  test('that a recorder named in GBK keeps its bytes as the way to the file', async () => {
    await mkdir(inBytes(shipin));
    await writeFile(inBytes(shipin, xianchang), 'seven b');
    const [file] = await listCard(card);
    expect(file).toMatchObject({ name: '现场', relativePath: '视频/现场', size: 7 });
    expect(file?.path).toEqual(inBytes(shipin, xianchang));
  });
});

describe('leavings of operating systems', () => {
  const left = [
    '.DS_Store',
    '._DCAM.mp4',
    '.Trashes/1/film.mp4',
    'Thumbs.db',
    'THUMBS.DB',
    'desktop.ini',
    'System Volume Information/IndexerVolumeGuid',
    '$RECYCLE.BIN/S-1/film.mp4',
    'DCIM/.thumbnails/1.jpg',
  ];
  test.each(left)('%s is left alone', async (path) => {
    await lay(path);
    await lay('film.mp4');
    expect(await paths()).toEqual(['film.mp4']);
  });

  const kept = ['Thumbs.db.mp4', 'my desktop.ini', 'RECYCLE.BIN', 'a.DS_Store', 'a/thumbs.dbx'];
  test.each(kept)('%s only looks like one', async (path) => {
    await lay(path);
    expect(await paths()).toEqual([path]);
  });
});

describe('symbolic links', () => {
  test('are not followed: neither out of the card nor in a circle', async () => {
    await lay('DCIM/film.mp4');
    await symlink(card, join(card, 'DCIM/circle'));
    await symlink(join(card, 'DCIM/film.mp4'), join(card, 'again.mp4'));
    await symlink(join(card, 'nowhere'), join(card, 'broken.mp4'));
    expect(await paths()).toEqual(['DCIM/film.mp4']);
  });
});

describe('the digest of a file', () => {
  test.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])('of %i bytes', async (size) => {
    const bytes = Buffer.alloc(size, 'liuhen');
    await lay('film.mp4', bytes);
    let read = 0;
    const digest = await digestFile(inBytes(Buffer.from('film.mp4')), (count) => {
      read += count;
    });
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(read).toBe(size);
  });

  test('of a file that is gone fails', async () => {
    await expect(digestFile(inBytes(Buffer.from('gone.mp4')), () => undefined)).rejects.toThrow('ENOENT');
  });
});
