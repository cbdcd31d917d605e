import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layOutZip, readZip, type ZipLayout } from './zip.ts';

const at = '2026-11-23T05:06:08.000Z';
const contents: [string, Buffer][] = [
  ['bag/bagit.txt', Buffer.from('BagIt-Version: 1.0\n')],
  ['bag/data/空.txt', Buffer.alloc(0)],
  ['bag/data/originals/执法记录 01.mp4', Buffer.alloc(70_000, 7)],
  ['bag/data/z', Buffer.from('z')],
];
const members = contents.map(([path, bytes]) => ({ path, size: bytes.length, crc32: crc32(bytes) }));
const readFrom = async function* (member: number, start: number, end: number) {
  const bytes = contents[member]?.[1] ?? Buffer.alloc(0);
  for (let from = start; from <= end; from += 1000)
    yield bytes.subarray(from, Math.min(from + 1000, end + 1));
};
async function bytesOf(layout: ZipLayout, start = 0, end = layout.size - 1): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of readZip(layout, readFrom, { start, end })) parts.push(part);
  return Buffer.concat(parts);
}

describe('an archive', () => {
  it('is unpacked by Python with every name, byte and time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-zip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'one.zip');
    writeFileSync(path, await bytesOf(layOutZip(members, at)));
    const program = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
z.extractall(sys.argv[2])
print(json.dumps([[i.filename, i.file_size, list(i.date_time)] for i in z.infolist()]))`;
    const said = execFileSync('python3', ['-c', program, path, folder], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(
      contents.map(([name, { length }]) => [name, length, [2026, 11, 23, 5, 6, 8]]),
    );
    for (const [name, bytes] of contents) expect(readFileSync(join(folder, name)).equals(bytes)).toBe(true);
  });

  it('is the same from whatever place it is read, to whatever place', async () => {
    const layout = layOutZip(members, at);
    const whole = await bytesOf(layout);
    expect(whole.length).toBe(layout.size);
    const edges = layout.pieces.flatMap(({ start, length }) => [
      start - 1,
      start,
      start + 1,
      start + length - 1,
    ]);
    const places = [...new Set([...edges, 0, 500, layout.size - 1])].filter(
      (one) => one >= 0 && one < layout.size,
    );
    for (const start of places)
      for (const end of places.filter((one) => one >= start))
        expect((await bytesOf(layout, start, end)).equals(whole.subarray(start, end + 1))).toBe(true);
  });

  it('is empty without members, and then one of 22 bytes', async () => {
    const whole = await bytesOf(layOutZip([], at));
    expect(whole.length).toBe(22);
  });

  it('of members beyond 4 GiB is read by Python in its places (zip64)', async () => {
    const large = [
      { path: 'a/first', size: 5 * 2 ** 32, crc32: 1 },
      { path: 'a/second', size: 3, crc32: crc32(Buffer.from('abc')) },
    ];
    const layout = layOutZip(large, at);
    // Only head and end are written out; between them the file has a hole.
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-zip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'large.zip');
    const program = `import json, os, sys, zipfile
plan = json.load(open(sys.argv[2]))
with open(sys.argv[1], 'wb') as f:
    for piece in plan:
        f.seek(piece['start'])
        f.write(bytes.fromhex(piece['hex']))
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([[i.filename, i.file_size, i.header_offset] for i in z.infolist()] + [z.read('a/second').decode()]))`;
    const plan = layout.pieces.flatMap((piece) => {
      if ('bytes' in piece) return [{ start: piece.start, hex: piece.bytes.toString('hex') }];
      return piece.member === 1 ? [{ start: piece.start, hex: Buffer.from('abc').toString('hex') }] : [];
    });
    writeFileSync(join(folder, 'plan'), JSON.stringify(plan));
    const said: unknown = JSON.parse(
      execFileSync('python3', ['-c', program, path, join(folder, 'plan')], { encoding: 'utf8' }),
    );
    const second = layout.pieces.find((piece) => piece.start > 5 * 2 ** 32);
    expect(said).toEqual([['a/first', 5 * 2 ** 32, 0], ['a/second', 3, second?.start], 'abc']);
  });

  it('of more members than 16 bits count is read by Python (zip64)', async () => {
    const many = Array.from({ length: 70_000 }, (_, i) => ({ path: `m/${i}`, size: 0, crc32: 0 }));
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-zip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'many.zip'), await bytesOf(layOutZip(many, at)));
    const program = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))';
    const said = execFileSync('python3', ['-c', program, join(folder, 'many.zip')], { encoding: 'utf8' });
    expect(said.trim()).toBe('70000');
  });
});
