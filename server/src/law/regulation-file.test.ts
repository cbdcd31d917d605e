import { crc32, deflateRawSync } from 'node:zlib';
import { maxRegulationBytes } from '@liuhen/contract';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../base/errors.ts';
import { readRegulationFile } from './regulation-file.ts';

const text = '第一条 蜂箱要编号。\n第二条 蜂场要登记。\n';

const int = (size: 2 | 4, value: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};

/** An archive of files, stored as they are or deflated; `told`: the unpacked size that it tells of each. */
function zip(
  files: Record<string, string | Buffer>,
  { deflated = false, told }: { deflated?: boolean; told?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(content as string)];
    const packed = deflated ? deflateRawSync(bytes) : bytes;
    const facts = Buffer.concat([
      ...[int(2, 20), int(2, 0x800), int(2, deflated ? 8 : 0), int(4, 0), int(4, crc32(bytes))],
      ...[int(4, packed.length), int(4, told ?? bytes.length), int(2, nameBytes.length), int(2, 0)],
    ]);
    const local = Buffer.concat([int(4, 0x04034b50), facts, nameBytes, packed]);
    directory.push(int(4, 0x02014b50), int(2, 20), facts);
    directory.push(int(2, 0), int(2, 0), int(2, 0), int(4, 0), int(4, offset), nameBytes);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = int(2, Object.keys(files).length);
  const end = [int(4, 0x06054b50), int(4, 0), count, count, int(4, listed.length), int(4, offset), int(2, 0)];
  return Buffer.concat([...parts, listed, ...end]);
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const open = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const numbering = `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
  <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
const partsOfDocx = (body: string) => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="${open}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="${open}/numbering" Target="numbering.xml"/></Relationships>`,
  'word/numbering.xml': numbering,
  'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
});
const docx = (body: string) => zip(partsOfDocx(body));
const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>';

describe('plain text', () => {
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['gb18030', iconv.encode(text, 'gbk')],
    ['utf-16le', iconv.encode(text, 'utf16le', { addBOM: true })],
    ['utf-16be', iconv.encode(text, 'utf16be', { addBOM: true })],
  ])('is read in %s', async (encoding, bytes) => {
    expect(await readRegulationFile(bytes)).toEqual({ text, format: 'text', encoding, numbered: 0 });
  });
});

describe('a Word document', () => {
  it('gives its paragraphs and its broken lines', async () => {
    const body = `<w:p>${run('第一条 ')}${run('甲。')}<w:r><w:br/><w:t>第二条 乙。</w:t></w:r></w:p><w:p>${run('丙。')}</w:p>`;
    expect(await readRegulationFile(docx(body))).toEqual({
      ...{ text: '第一条 甲。\n第二条 乙。\n丙。\n', format: 'docx', encoding: null, numbered: 0 },
    });
  });

  it('tells how many paragraphs it numbers by itself', async () => {
    const body = `<w:p>${numbered}${run('甲。')}</w:p><w:p>${numbered}${run('乙。')}</w:p><w:p>${run('丙。')}</w:p>`;
    expect(await readRegulationFile(docx(body))).toMatchObject({ text: '甲。\n乙。\n丙。\n', numbered: 2 });
  });

  it('leaves out what was struck under change tracking', async () => {
    const body = `<w:p>${run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins>${run('丙')}</w:ins></w:p>`;
    expect((await readRegulationFile(docx(body))).text).toBe('甲丙\n');
  });
});

describe('a Word document that unpacks to much', () => {
  const megabytes = (n: number) => Buffer.alloc(n << 20, ' ');
  const refusal = (bytes: Buffer) =>
    readRegulationFile(bytes).then(
      () => 'read',
      (error: DomainError) => error.body().message,
    );
  const whole = partsOfDocx(`<w:p>${run('甲')}</w:p>`);

  it('is read when it is deflated and small, whatever pictures it holds', async () => {
    const parts = { ...whole, 'word/media/image1.png': megabytes(100) };
    expect((await readRegulationFile(zip(parts, { deflated: true }))).text).toBe('甲\n');
  });

  it.each([
    ['in a part that is read', { 'word/styles.xml': megabytes(200) }, {}],
    ['in a part that no document has', { 'a/b.xml': megabytes(200) }, {}],
    ['in many parts', Object.fromEntries([...'abcde'].map((name) => [`${name}.xml`, megabytes(10)])), {}],
    ['though it tells otherwise', { 'word/styles.xml': megabytes(200) }, { told: 100 }],
  ])('%s is refused before it is unpacked', async (_, bomb, lie) => {
    const bytes = zip({ ...whole, ...bomb }, { deflated: true, ...lie });
    expect(bytes.length).toBeLessThan(maxRegulationBytes);
    expect(await refusal(bytes)).toContain('解压后过大');
  });

  it('in its own text is refused', async () => {
    const body = `<w:p>${run('字'.repeat(2 << 20))}</w:p>`;
    expect(await refusal(zip(partsOfDocx(body), { deflated: true }))).toContain('解压后过大');
  });

  it('does not keep others from being read', async () => {
    const bomb = zip({ ...whole, 'word/styles.xml': megabytes(200) }, { deflated: true });
    const all = [bomb, docx(`<w:p>${run('乙')}</w:p>`), bomb, bomb, docx(`<w:p>${run('丙')}</w:p>`)];
    const read = await Promise.allSettled(all.map(readRegulationFile));
    expect(read.map((one) => (one.status === 'fulfilled' ? one.value.text : null))).toEqual([
      ...[null, '乙\n', null, null, '丙\n'],
    ]);
  });
});

describe('what is no text', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['half a docx', docx(`<w:p>${run('甲')}</w:p>`).subarray(0, 300), '不是完整的 Word 文档'],
    ['an archive of something else', zip({ 'a.txt': 'a' }), '不是完整的 Word 文档'],
    ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), '另存为 docx'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), '另存为 docx'],
    ['bytes', Buffer.from([1, 2, 3, 0, 255, 254]), '文字编码无法识别'],
    ['UTF-16 without its mark', iconv.encode(text, 'utf16le'), '文字编码无法识别'],
  ])('%s is refused with the reason', async (_, bytes, reason) => {
    const error = await readRegulationFile(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).body()).toMatchObject({
      code: 'regulation.unreadable',
      message: expect.stringContaining(reason),
      messageEn: expect.not.stringMatching(/\p{Script=Han}/u),
    });
  });
});
