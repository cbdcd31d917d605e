import { describe, expect, test } from 'vitest';
import { filesOfDrop, filesOfInput, withoutLeavings } from './folders.ts';

/** A tree as it was dropped: a text is a file with that content, an object a folder. */
type Tree = { [name: string]: string | Tree };

/** An entry as a browser gives it: a reader of a folder hands out at most a hundred at a time. */
function makeEntry(name: string, held: string | Tree): FileSystemEntry {
  const isFile = typeof held === 'string';
  const entry = {
    ...{ name, isFile, isDirectory: !isFile },
    file: (found: (file: File) => void) => found(new File([String(held)], name)),
    createReader: () => {
      const left = Object.entries(held as Tree).map(([child, inside]) => makeEntry(child, inside));
      return { readEntries: (found: (batch: FileSystemEntry[]) => void) => found(left.splice(0, 100)) };
    },
  };
  return entry as unknown as FileSystemEntry;
}

const drop = (...entries: (FileSystemEntry | null)[]): DataTransferItemList =>
  entries.map((entry) => ({ webkitGetAsEntry: () => entry })) as unknown as DataTransferItemList;
const pathsOf = async (...entries: (FileSystemEntry | null)[]) =>
  (await filesOfDrop(drop(...entries))).map(({ relativePath }) => relativePath);

describe('what was dropped', () => {
  test('is every file in every folder, with its path', async () => {
    const card = makeEntry('DCIM', { '100MEDIA': { 'a.mp4': 'a', 现场: { 'b.jpg': 'b' } }, 'c.wav': 'c' });
    const found = await filesOfDrop(drop(card, makeEntry('d.pdf', 'd')));
    const read = await Promise.all(
      found.map(async ({ file, relativePath }) => [relativePath, await file.text()]),
    );
    expect(read).toEqual([
      ['DCIM/100MEDIA/a.mp4', 'a'],
      ['DCIM/100MEDIA/现场/b.jpg', 'b'],
      ['DCIM/c.wav', 'c'],
      ['d.pdf', 'd'],
    ]);
  });

  test.each([0, 1, 99, 100, 101, 250, 300])('a folder of %i files is read to its end', async (count) => {
    const names = Array.from({ length: count }, (_, n) => `REC_${String(n).padStart(4, '0')}.mp4`);
    const folder = makeEntry('card', Object.fromEntries(names.map((name) => [name, name])));
    expect(await pathsOf(folder)).toEqual(names.map((name) => `card/${name}`));
  });

  test('leaves out leavings, and text that is no file', async () => {
    const card = makeEntry('card', { '.Trashes': { 'old.mp4': '' }, 'Thumbs.db': '', 'film.mp4': '' });
    expect(await pathsOf(card, null, makeEntry('.DS_Store', ''))).toEqual(['card/film.mp4']);
  });

  test('keeps an empty file: the server must refuse it in words', async () => {
    expect(await pathsOf(makeEntry('empty.mp4', ''))).toEqual(['empty.mp4']);
  });

  test('fails when a folder or a file cannot be read: a part must not pass for the whole', async () => {
    const gone = new DOMException('gone', 'NotFoundError');
    const refuse = (_found: unknown, failed: (error: Error) => void) => failed(gone);
    const file = { name: 'a.mp4', isFile: true, file: refuse } as unknown as FileSystemEntry;
    const createReader = () => ({ readEntries: refuse });
    const folder = { name: 'card', isFile: false, createReader } as unknown as FileSystemEntry;
    for (const broken of [file, folder])
      await expect(filesOfDrop(drop(makeEntry('b.mp4', ''), broken))).rejects.toBe(gone);
  });
});

describe('leavings of operating systems', () => {
  const table: [path: string, left: boolean][] = [
    ['film.mp4', false],
    ['DCIM/film.mp4', false],
    ['DCIM/.thumbnails/1.jpg', true],
    ['._film.mp4', true],
    ['card/System Volume Information/x', true],
    ['$RECYCLE.BIN/x.mp4', true],
    ['card/THUMBS.DB', true],
    ['card/desktop.ini', true],
    ['card/desktop.ini.pdf', false],
    ['card/my Thumbs.db', false],
    ['v1.2/film.mp4', false],
  ];
  test.each(table)('%s: %s', (relativePath, left) => {
    const chosen = [{ file: new File([], 'x'), relativePath }];
    expect(withoutLeavings(chosen)).toEqual(left ? [] : chosen);
  });
});

describe('what was chosen', () => {
  const withPath = (name: string, webkitRelativePath: string) =>
    Object.assign(new File([], name), { webkitRelativePath });
  const list = (...files: File[]) => files as unknown as FileList;

  test('has the path of its folder, or its name alone', () => {
    const files = list(
      withPath('a.mp4', 'card/DCIM/a.mp4'),
      withPath('b.mp4', ''),
      withPath('.x', 'card/.x'),
    );
    expect(filesOfInput(files).map(({ relativePath }) => relativePath)).toEqual(['card/DCIM/a.mp4', 'b.mp4']);
  });

  test('is nothing', () => expect(filesOfInput(null)).toEqual([]));
});
