import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { faultsOf } from './check.ts';
import { pageCode, readPageCode } from './codes.ts';
import { composeSheet } from './compose.ts';
import { renderDocx } from './docx.ts';
import { sayCapital, sayField } from './format.ts';
import { tidy } from './ocr.ts';
import { sampleContent } from './sample-for-tests.ts';
import { digestOf, sheetText } from './sheet.ts';
import { checkTemplate, parseTemplate } from './template.ts';

const kind = (id: string) => {
  const one = catalogue.find((each) => each.id === id);
  if (one === undefined) throw new Error(`no kind ${id}`);
  return one;
};
const compose = (id: string, change: Partial<Parameters<typeof composeSheet>[0]> = {}) =>
  composeSheet({
    ...{ kind: kind(id), body: kind(id).body, title: kind(id).title.zh, organ: '试验局', number: null },
    ...{ content: sampleContent(kind(id)), marks: [], approvals: [], draft: false, void: false },
    ...change,
  });

/** Parts of a Word file whose names begin so, by the directory at its end. */
function partsOf(file: Buffer, name: string): string[] {
  const parts: string[] = [];
  for (
    let at = file.readUInt32LE(file.lastIndexOf('PK\x05\x06') + 16);
    file.readUInt32LE(at) === 0x02014b50;
  ) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const [size, start] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
    const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const bytes = file.subarray(from, from + size);
    if (file.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)).startsWith(name))
      parts.push((file.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString());
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
}

describe('the catalogue', () => {
  it('has each kind once, each number word once, and a title in both languages', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(45);
    const words = catalogue.flatMap(({ word }) => (word === null ? [] : [word]));
    expect(new Set(words).size).toBe(words.length);
    for (const { title } of catalogue)
      expect([title.zh, title.en].every((text) => text.length > 1)).toBe(true);
  });

  it('lets what the head signs be approved by the chain of its matter, and nothing else', () => {
    for (const { approval, signatures } of catalogue)
      expect(approval !== null).toBe(signatures.some(({ role }) => role === 'head'));
    const matters = [
      'caseFilingApproval',
      'measureDecision',
      'measureExtension',
      'penaltyDecision',
      'closingReport',
    ];
    expect(matters.map((id) => kind(id).approval)).toEqual([
      ...['filing', 'measure', 'measureExtension', 'decision', 'closing'],
    ]);
    expect([kind('priorNotice').approval, kind('onTheSpotPenalty').approval]).toEqual(['document', null]);
  });

  it.each(catalogue.map((one) => [one.id, one] as const))('%s: wording, rules and sample agree', (_, one) => {
    expect(checkTemplate(one, one.body)).toEqual([]);
    for (const [, field, more] of one.rules)
      for (const name of [field, more].filter((each) => typeof each === 'string'))
        expect(one.fields.map(({ id }) => id)).toContain(name);
    const known = { now: '2026-11-21T00:00:00.000Z', openedAt: '2026-10-01T00:00:00.000Z' };
    expect(faultsOf(one, sampleContent(one), known)).toEqual([]);
    // What is asked for is said somewhere.
    for (const { id } of one.fields) expect(one.body).toContain(`{${id}}`);
    const text = sheetText(compose(one.id));
    for (const field of one.fields.filter(({ type }) => type === 'text'))
      expect(text).toContain(sayField(field, sampleContent(one)));
  });
});

describe('a template', () => {
  it('says where it cannot be used, with the line', () => {
    const faults = checkTemplate(
      kind('volumeNote'),
      '@row 案卷名称 | {volumeName}\n@bad x\n{catalogue} {nobody}\n@sign head',
    );
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 3, 4, null, null, null, null, null, null]);
    const list = checkTemplate(
      kind('goodsList'),
      kind('goodsList').body.replace('@table {goods}', '物品：{goods}'),
    );
    expect(list[0]?.zh).toContain('应单独成行');
    expect(parseTemplate('?payBy @left x').lines[0]).toMatchObject({ when: 'payBy', do: 'left' });
  });

  it('takes what was typed as text, never as its own language', () => {
    const content = { ...sampleContent(kind('publicNotice')), content: '@seal 假\n# 标题 {party}' };
    const blocks = compose('publicNotice', { content }).blocks.filter(({ is }) => is === 'text');
    expect(blocks).toEqual(
      expect.arrayContaining([
        { is: 'text', text: '@seal 假' },
        { is: 'text', text: '# 标题 {party}' },
      ]),
    );
  });
});

describe('what is said', () => {
  it.each([
    [0, '零元整'],
    [500, '伍佰元整'],
    [10_005, '壹万零伍元整'],
    [100_000, '壹拾万元整'],
    [3_000_200.5, '叁佰万零贰佰元伍角'],
    [0.05, '伍分'],
    [20_000_000_000, '贰佰亿元整'],
    [100_001_000, '壹亿零壹仟元整'],
    [123_456_789, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整'],
  ])('%d is %s', (amount, said) => expect(sayCapital(amount)).toBe(said));

  it('the digest holds what is said and not who signed', () => {
    const bare = compose('penaltyDecision');
    const mark = { name: '张三', said: '（某时）', svg: null };
    const signed = compose('penaltyDecision', { marks: [{ role: 'head', mark }] });
    expect(digestOf(signed)).toBe(digestOf(bare));
    expect(digestOf(compose('penaltyDecision', { number: '罚〔2026〕1号' }))).not.toBe(digestOf(bare));
  });

  it('the code of a page comes back whole, and other codes are none', () => {
    const of = { documentId: '018f0000-0000-7000-8000-00000000dead', digest: 'ab'.repeat(32) };
    expect(readPageCode(pageCode(of, 12))).toEqual({
      documentId: of.documentId,
      digestStart: 'ab'.repeat(6),
      page: 12,
    });
    expect(readPageCode('https://example.org')).toBeNull();
  });

  it('Word gets the same words', async () => {
    const bytes = await renderDocx(compose('penaltyDecision', { number: '罚〔2026〕1号' }));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const { default: mammoth } = await import('mammoth');
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    for (const words of ['罚〔2026〕1号', '行政处罚决定书', '（大写：人民币伍佰元整）', '（印章）'])
      expect(value).toContain(words);
  });

  it('Word keeps the lines of an answer and the end of a list', async () => {
    const { default: mammoth } = await import('mammoth');
    const textOf = async (sheet: ReturnType<typeof compose>) =>
      (await mammoth.convertToHtml({ buffer: await renderDocx(sheet) })).value;
    const dialogue = [{ q: '几点到的？', a: '九点到的。\n十点走的。' }];
    const content = { ...sampleContent(kind('interviewRecord')), dialogue };
    expect(await textOf(compose('interviewRecord', { content }))).toContain('九点到的。<br />十点走的。');
    expect(await textOf(compose('goodsList'))).toContain('（以上共 4 项，以下空白）');
  });

  it.each([
    ['void', '作　废'],
    ['draft', '草　稿'],
  ])('Word says at the head of each page that a document is %s', async (state, said) => {
    const headers = partsOf(await renderDocx(compose('publicNotice', { [state]: true })), 'word/header');
    expect(headers.join()).toContain(said);
    expect(partsOf(await renderDocx(compose('publicNotice')), 'word/header')).toEqual([]);
  });

  it('blanks that the reader of scans puts between signs go', () => {
    expect(tidy('当 事 人 ： 张 三 于 2026 年\n\n\n\n10 月')).toBe('当事人：张三于2026 年\n\n10 月');
  });
});
