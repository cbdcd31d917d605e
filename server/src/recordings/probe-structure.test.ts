import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, isWhole } from './probe-structure.ts';

const inMemory = (whole: Buffer): Bytes => ({
  size: whole.length,
  read: async (offset, length) => whole.subarray(offset, offset + length),
});
const whole = (container: string, ...pieces: (Buffer | string)[]) =>
  isWhole(container, inMemory(Buffer.concat(pieces.map((piece) => Buffer.from(piece as string, 'latin1')))));

/** A box of ISO/IEC 14496-12 with so many bytes of content; its length may be declared otherwise. */
function box(type: string, content: number, declared = content + 8): Buffer {
  const made = Buffer.alloc(content + 8, 7);
  made.writeUInt32BE(declared, 0);
  made.write(type, 4, 'latin1');
  return made;
}

/** A box with its length in 64 bits. */
function largeBox(type: string, content: number, declared = content + 16): Buffer {
  const made = Buffer.alloc(content + 16, 7);
  made.writeUInt32BE(1, 0);
  made.write(type, 4, 'latin1');
  made.writeBigUInt64BE(BigInt(declared), 8);
  return made;
}

describe('MP4', () => {
  const head = box('ftyp', 16);
  it.each([
    ['index first', [head, box('moov', 40), box('mdat', 90)], true],
    ['index last', [head, box('mdat', 90), box('moov', 40)], true],
    [
      'in fragments',
      [head, box('moov', 40), box('moof', 20), box('mdat', 50), box('moof', 20), box('mdat', 50)],
      true,
    ],
    ['a length of 64 bits', [head, largeBox('mdat', 90), box('moov', 40)], true],
    ['film until the end of the file', [head, box('moov', 40), box('mdat', 90, 0)], true],
    [
      'boxes of other makers',
      [head, box('free', 4), box('moov', 40), box('mdat', 9), box('\xa9xyz', 8)],
      true,
    ],
    ['zero bytes at the end', [head, box('mdat', 90), box('moov', 40), Buffer.alloc(100)], true],
    ['no index', [head, box('mdat', 90)], false],
    ['no film', [head, box('moov', 40)], false],
    ['film declared longer than the file', [head, box('moov', 40), box('mdat', 90, 200)], false],
    ['the same in 64 bits', [head, box('moov', 40), largeBox('mdat', 90, 5_000_000_000)], false],
    ['half a box header at the end', [head, box('moov', 40), box('mdat', 90), Buffer.from([0, 0, 1])], false],
    ['a length shorter than its header', [head, box('moov', 40), box('mdat', 90), box('free', 0, 4)], false],
    ['a 64-bit length shorter than its header', [head, box('moov', 40), largeBox('mdat', 8, 15)], false],
    ['bytes that are no box', [head, box('moov', 40), box('mdat', 90), Buffer.alloc(20, 0x81)], false],
    ['film never begun: zero bytes in place of boxes', [head, Buffer.alloc(4096)], false],
  ])('%s', async (_, pieces, expected) => {
    for (const container of ['mp4', 'mov', '3gp']) expect(await whole(container, ...pieces)).toBe(expected);
  });

  it('is whole at its full length only, wherever it is cut', async () => {
    const sizes = fc.record({ ftyp: fc.nat(40), moov: fc.nat(200), mdat: fc.integer({ min: 1, max: 400 }) });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (size, first, where) => {
          const index = box('moov', size.moov);
          const film = box('mdat', size.mdat);
          const all = Buffer.concat([box('ftyp', size.ftyp), ...(first ? [index, film] : [film, index])]);
          expect(await whole('mp4', all)).toBe(true);
          expect(await whole('mp4', all.subarray(0, Math.floor(where * (all.length - 1))))).toBe(false);
        },
      ),
    );
  });

  it('with very many boxes ends, and ends soon', async () => {
    const many = Buffer.concat([
      box('moov', 0),
      box('mdat', 0),
      ...Array.from({ length: 300_000 }, () => box('free', 0)),
    ]);
    expect(await whole('mp4', many)).toBe(true);
  });
});

/** A RIFF chunk of a form with so many bytes; its length may be declared otherwise. */
function riff(form: string, content: number, declared = content + 4, tag = 'RIFF'): Buffer {
  const made = Buffer.alloc(12 + content + (content % 2), 7);
  made.write(tag, 0, 'latin1');
  made.writeUInt32LE(declared, 4);
  made.write(form, 8, 'latin1');
  return made;
}

describe('RIFF', () => {
  it.each([
    ['one chunk', [riff('AVI ', 100)], true],
    ['an odd length with its padding', [riff('WAVE', 101)], true],
    ['several chunks (AVI beyond 1 GB)', [riff('AVI ', 100), riff('AVIX', 60)], true],
    ['a stream of sound', [riff('WAVE', 100, 0xffffffff)], true],
    ['a stream of sound that never set its length', [riff('WAVE', 100, 0)], true],
    ['foreign bytes after the end', [riff('AVI ', 100), 'a trailer of the maker'], true],
    ['RF64', [riff('WAVE', 100, 0xffffffff, 'RF64')], true],
    ['cut', [riff('AVI ', 100).subarray(0, 80)], false],
    ['cut in the second chunk', [riff('AVI ', 100), riff('AVIX', 60).subarray(0, 30)], false],
    ['film whose recorder never wrote the length', [riff('AVI ', 100, 0)], false],
    ['half a header', ['RIFF\x10\0'], false],
  ])('%s', async (_, pieces, expected) => {
    for (const container of ['avi', 'wav']) expect(await whole(container, ...pieces)).toBe(expected);
  });
});

const segment = (marker: number, content: number) => {
  const made = Buffer.alloc(content + 4, 1);
  made.writeUInt16BE(0xff00 | marker, 0);
  made.writeUInt16BE(content + 2, 2);
  return made;
};
const begin = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);

describe('JPEG', () => {
  const thumbnail = Buffer.concat([segment(0xe1, 20).subarray(0, 4), begin, Buffer.alloc(16), end]);
  it.each([
    ['whole', [begin, segment(0xe0, 14), segment(0xda, 8), Buffer.alloc(50, 3), end], true],
    ['with bytes after its end', [begin, segment(0xda, 8), Buffer.alloc(50, 3), end, 'trailer'], true],
    [
      'with fill bytes before a marker',
      [begin, Buffer.from([0xff]), segment(0xda, 8), Buffer.alloc(9, 3), end],
      true,
    ],
    ['cut in its picture', [begin, segment(0xe0, 14), segment(0xda, 8), Buffer.alloc(50, 3)], false],
    [
      'cut, though its thumbnail has an end',
      [begin, thumbnail, segment(0xda, 8), Buffer.alloc(50, 3)],
      false,
    ],
    ['cut before its picture', [begin, segment(0xe0, 14)], false],
    ['no markers', [begin, Buffer.alloc(50, 3), end], false],
  ])('%s', async (_, pieces, expected) => {
    expect(await whole('jpeg', ...pieces)).toBe(expected);
  });
});

describe('PNG', () => {
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const chunk = (type: string, content: number, declared = content) => {
    const made = Buffer.alloc(content + 12);
    made.writeUInt32BE(declared, 0);
    made.write(type, 4, 'latin1');
    return made;
  };
  it.each([
    ['whole', [signature, chunk('IHDR', 13), chunk('IDAT', 80), chunk('IEND', 0)], true],
    ['without its end', [signature, chunk('IHDR', 13), chunk('IDAT', 80)], false],
    ['cut in a chunk', [signature, chunk('IHDR', 13), chunk('IDAT', 80, 4000)], false],
    ['cut in the end', [signature, chunk('IHDR', 13), chunk('IEND', 0).subarray(0, 10)], false],
  ])('%s', async (_, pieces, expected) => {
    expect(await whole('png', ...pieces)).toBe(expected);
  });
});

describe('documents', () => {
  it('end with their mark', async () => {
    expect(await whole('pdf', '%PDF-1.4\n', 'x'.repeat(2000), '%%EOF\n')).toBe(true);
    expect(await whole('pdf', '%PDF-1.4\n', 'x'.repeat(2000))).toBe(false);
    expect(await whole('pdf', '%PDF-1.4\n%%EOF\n', 'x'.repeat(70_000))).toBe(false);
    expect(await whole('zip', 'PK\x03\x04', 'x'.repeat(90_000), 'PK\x05\x06', '\0'.repeat(18))).toBe(true);
    expect(await whole('zip', 'PK\x03\x04', 'x'.repeat(90_000))).toBe(false);
  });
});

it('says nothing of containers that have no end of their own', async () => {
  for (const container of ['mpeg-ps', 'mpeg-ts', 'mp3', 'h264', 'constructor'])
    expect(await whole(container, 'anything')).toBeNull();
});
