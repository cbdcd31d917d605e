import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { readPdf } from './probe-pdf.ts';
import { bytesOf } from './probe-structure.ts';

const read = (text: string) => {
  const bytes = Buffer.from(text, 'latin1');
  return readPdf({
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
};
const informed = (date: string) =>
  `7 0 obj <</Title(x) /CreationDate(${date})>> endobj trailer <</Info 7 0 R>>`;

it('counts pages where they are not packed', async () => {
  const pages = '<</Type/Pages/Count 2>> <</Type /Page /Parent 2 0 R>> <</Type/Page>>';
  expect(await read(pages)).toMatchObject({ pages: 2 });
  expect(await read('<</Type/ObjStm>> packed')).toMatchObject({ pages: null });
});

it('leaves a large one unread', async () => {
  const unreadable = () => Promise.reject(new Error('must not be read'));
  expect(await readPdf({ size: 33 * 1024 * 1024, read: unreadable })).toEqual({
    ...{ pages: null, createdAt: null, createdAtStated: null },
  });
});

test.each([
  ["D:20200911222713-03'00'", '2020-09-12T01:27:13.000Z', 'offset'],
  ["D:20260915100211+08'00", '2026-09-15T02:02:11.000Z', 'offset'],
  ['D:20260915020211Z', '2026-09-15T02:02:11.000Z', 'utc'],
  ["D:20260915020211Z00'00'", '2026-09-15T02:02:11.000Z', 'utc'],
  ['D:20260915100211', '2026-09-15T02:02:11.000Z', 'local'],
  ['D:202609151002', '2026-09-15T02:02:00.000Z', 'local'],
  ['20260915100211', '2026-09-15T02:02:11.000Z', 'local'],
])('reads when it was made: %s', async (date, at, stated) => {
  expect(await read(informed(date))).toMatchObject({ createdAt: at, createdAtStated: stated });
});

test.each([
  ['a date without a time', informed('D:20260915')],
  ['no date', informed('yesterday')],
  ['a day that does not exist', informed('D:20261399250000Z')],
  ['an encrypted text', informed('\x8f\x12\x00\xfe')],
  ['no information', '<</Type/Page>>'],
  [
    'only the date of an attachment',
    '3 0 obj <</Type/EmbeddedFile/Params<</CreationDate(D:20010101000000Z)>>>> endobj\n7 0 obj <</Title(x)>> endobj trailer <</Info 7 0 R>>',
  ],
])('does not make one up of %s', async (_, text) => {
  expect(await read(text)).toMatchObject({ createdAt: null, createdAtStated: null });
});

it('takes the information that was written last, and of its own number alone', async () => {
  const text = `17 0 obj <</CreationDate(D:20010101000000Z)>> endobj ${informed('D:20200101000000Z')}
    7 0 obj <</CreationDate(D:20210101000000Z)>> endobj trailer <</Info 7 0 R>>`;
  expect(await read(text)).toMatchObject({ createdAt: '2021-01-01T00:00:00.000Z' });
});

test.each([
  '<xmp:CreateDate>2026-09-15T10:02:11+08:00</xmp:CreateDate>',
  '<rdf:Description xmp:CreateDate="2026-09-15T10:02:11+08:00"/>',
])('reads it of the packet where the information is packed: %s', async (packet) => {
  expect(await read(`${packet} trailer <</Info 7 0 R>>`)).toMatchObject({
    ...{ createdAt: '2026-09-15T02:02:11.000Z', createdAtStated: 'offset' },
  });
});

const real = join(import.meta.dirname, '../../../../shared/media/a-text.pdf');
test.skipIf(!existsSync(real))('reads a real one', async () => {
  const file = await open(real);
  const { size } = await file.stat();
  const found = await readPdf(bytesOf(file, size));
  await file.close();
  expect(found).toEqual({ pages: 2, createdAt: '2020-09-12T01:27:13.000Z', createdAtStated: 'offset' });
});
