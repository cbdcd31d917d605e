import { describe, expect, it } from 'vitest';
import { readPicture } from './probe-picture.ts';
import type { Bytes } from './probe-structure.ts';

const inMemory = (whole: Buffer): Bytes => ({
  size: whole.length,
  read: async (offset, length) => whole.subarray(offset, offset + length),
});

const frame = (width: number, height: number, marker = 0xc0) => {
  const made = Buffer.alloc(19);
  made.writeUInt16BE(0xff00 | marker, 0);
  made.writeUInt16BE(17, 2);
  made[4] = 8;
  made.writeUInt16BE(height, 5);
  made.writeUInt16BE(width, 7);
  return made;
};
const begin = Buffer.from([0xff, 0xd8]);
/** DHT: its marker lies among those of frames, but it is none. */
const table = Buffer.from([0xff, 0xc4, 0, 4, 9, 9]);

describe('the size of a picture', () => {
  it.each([
    ['a baseline JPEG', Buffer.concat([begin, frame(640, 360)]), 640, 360],
    ['a progressive JPEG', Buffer.concat([begin, frame(4000, 3000, 0xc2)]), 4000, 3000],
    ['a JPEG with tables first', Buffer.concat([begin, table, frame(100, 50)]), 100, 50],
    ['a JPEG with fill bytes', Buffer.concat([begin, Buffer.from([0xff]), frame(100, 50)]), 100, 50],
    ['a JPEG without a frame', Buffer.concat([begin, table]), null, null],
    ['a JPEG cut in its frame', Buffer.concat([begin, frame(640, 360).subarray(0, 6)]), null, null],
    ['other bytes', Buffer.from('BM and so on, and some more of it'), null, null],
  ])('%s', async (_, bytes, width, height) => {
    expect(await readPicture(inMemory(bytes))).toMatchObject({ width, height });
  });

  it('of a PNG stands in its first chunk', async () => {
    const png = Buffer.alloc(33);
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png);
    png.writeUInt32BE(1920, 16);
    png.writeUInt32BE(1080, 20);
    expect(await readPicture(inMemory(png))).toMatchObject({ width: 1920, height: 1080 });
  });
});

it('a picture without EXIF has no time, place and maker', async () => {
  expect(await readPicture(inMemory(Buffer.concat([begin, frame(9, 9)])))).toEqual({
    width: 9,
    height: 9,
    createdAt: null,
    createdAtStated: null,
    gps: null,
    make: null,
    deviceModel: null,
    deviceSerial: null,
  });
});
