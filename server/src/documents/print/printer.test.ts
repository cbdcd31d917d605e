import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentContent } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, kindById } from '../catalogue/index.ts';
import { fitsCode } from '../codes.ts';
import { type Composing, composeSheet } from '../compose.ts';
import { sampleContent } from '../sample-for-tests.ts';
import { readScan } from '../scan-read.ts';
import { digestOf } from '../sheet.ts';
import { strokesSvg } from '../strokes.ts';
import { openPrinter, type PrintAnswer } from './printer.ts';

const documentId = '018f0000-0000-7000-8000-00000000dead';
const printer = openPrinter([]);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printed-'));
});
afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true });
});

const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

interface Printed extends PrintAnswer {
  digest: string;
}
async function print(
  id: string,
  content: DocumentContent = {},
  change: Partial<Composing> = {},
): Promise<Printed> {
  const kind = kindById(id);
  if (kind === undefined) throw new Error(`no kind ${id}`);
  const sheet = composeSheet({
    ...{ kind, body: kind.body, title: kind.title.zh, organ: '晋中市迅达区综合行政执法局' },
    number: kind.word === null ? null : `晋迅${kind.word}〔2026〕3号`,
    ...{
      content: { ...sampleContent(kind), ...content },
      marks: [],
      approvals: [],
      draft: false,
      void: false,
    },
    ...change,
  });
  const digest = digestOf(sheet);
  const code = { documentId, digest };
  return { ...(await printer.print({ sheet, code, at: Date.UTC(2026, 9, 14) })), digest };
}
async function run(tool: string, { bytes }: PrintAnswer, ...asked: string[]): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.pdf`);
  await writeFile(path, bytes);
  return execFileSync(tool, [...asked, path, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
}
const pagesOf = async (answer: PrintAnswer) =>
  (await run('pdftotext', answer, '-layout')).split('\f').slice(0, -1);

/** Where each word ends, as parts of the width of its page. */
async function rightEdges(answer: PrintAnswer): Promise<number[]> {
  const boxes = await run('pdftotext', answer, '-bbox');
  const width = Number(/<page width="([\d.]+)"/.exec(boxes)?.[1]);
  return [...boxes.matchAll(/xMax="([\d.]+)"/g)].map((match) => Number(match[1]) / width);
}

describe('every kind', () => {
  it.each(catalogue.map(({ id }) => [id]))('%s becomes a PDF of a few pages', async (id) => {
    const { pages, bytes } = await print(id);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(3);
    // A whole face weighs ten megabytes: only the signs in use are in the file.
    expect(bytes.length).toBeLessThan(700_000);
  });

  it('is the same file when it is printed again at the same time', async () => {
    const [one, other] = [await print('priorNotice'), await print('priorNotice')];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });
});

describe.runIf(hasPoppler)('on paper', () => {
  it('all faces are embedded, and only the signs in use of them', async () => {
    const fonts = (await run('pdffonts', await print('penaltyDecision'))).split('\n').slice(2, -1);
    expect(fonts.length).toBeGreaterThan(0);
    for (const line of fonts) expect(line).toMatch(/^[A-Z]{6}\+.* yes yes yes /);
  });

  it('the code of each page can be read off its picture, wherever it stands', async () => {
    const printed = await print('interviewRecord');
    const scan = await readScan(Buffer.from(printed.bytes), folder);
    expect(scan?.pages.map(({ code }) => code?.page)).toEqual([1, 2]);
    for (const { code } of scan?.pages ?? []) {
      expect(code?.documentId).toBe(documentId);
      expect(code !== null && fitsCode(code, printed.digest)).toBe(true);
    }
  });

  it('a long record has its number and the place of the party’s signature on each page', async () => {
    const dialogue = Array.from({ length: 60 }, (_, i) => ({
      q: `第${i + 1}问：当时的情况是怎样的？`,
      a: '我当时在店里整理货物，执法人员到场后出示了证件。'.repeat(4),
    }));
    const printed = await print('interviewRecord', { dialogue });
    const pages = await pagesOf(printed);
    expect(pages.length).toBe(printed.pages);
    expect(pages.length).toBeGreaterThan(5);
    for (const [at, text] of pages.entries()) {
      expect(text).toContain('当事人签名');
      expect(text.replaceAll(' ', '')).toContain(`第${at + 1}页，共${pages.length}页`);
    }
    expect(pages.join('')).toContain('第60问');
  });

  it('a table that is long goes on over pages with its head, and says where it ends', async () => {
    const goods = Array.from({ length: 90 }, (_, i) => ({ name: `物品${i + 1}`, quantity: '1台' }));
    const pages = await pagesOf(await print('goodsList', { goods }));
    expect(pages.length).toBeGreaterThan(2);
    const withRows = pages.filter((text) => /物品\d/.test(text));
    for (const text of withRows) expect(text).toContain('名称');
    expect(pages.join('')).toContain('物品90');
    expect(pages.join('').replaceAll(' ', '')).toContain('以上共90项，以下空白');
  });

  it('an opinion longer than a page loses nothing and runs into nothing', async () => {
    const opinion = `${'经研究认为事实清楚证据充分。'.repeat(280)}完了`;
    const printed = await print('caseFilingApproval', { opinion });
    const text = (await pagesOf(printed)).join('').replaceAll(/\s/g, '');
    expect(text.match(/经研/g)?.length).toBeGreaterThanOrEqual(200);
    expect(text).toContain('完了');
    // The foot of the page, where the code stands, is left free.
    const boxes = await run('pdftotext', printed, '-bbox');
    const lowest = [...boxes.matchAll(/yMax="([\d.]+)">[^<]*经研/g)].map((match) => Number(match[1]));
    expect(Math.max(...lowest)).toBeLessThan(842 - 80);
  });

  it.each([
    ['a record', 'onSceneRecord', 'situation'],
    ['a form', 'caseFilingApproval', 'facts'],
    ['a letter', 'penaltyDecision', 'facts'],
  ])('odd text stays inside the page in %s', async (_, kind, field) => {
    const odd = `${'A'.repeat(300)} 𠮷䶮龘 مرحبا بالعالم https://example.org/${'x'.repeat(200)} #let x = 1 $a$ *b* @c <d> \\ \`e\` [f]`;
    const printed = await print(kind, { [field]: odd, party: 'B'.repeat(200) });
    expect(Math.max(...(await rightEdges(printed)))).toBeLessThan(0.985);
    const text = (await pagesOf(printed)).join('');
    // What people type is never a language to the one who sets it.
    for (const word of ['#let', '$a$', '*b*', '@c', '<d>', '`e`']) expect(text).toContain(word);
  });

  it('what is empty is a line to be written on, and a form still is a form', async () => {
    const kind = kindById('onSceneRecord');
    const empty = Object.fromEntries((kind?.fields ?? []).map(({ id }) => [id, '']));
    const [page = ''] = await pagesOf(await print('onSceneRecord', empty));
    expect(page.match(/_{3,}|＿{3,}/g)?.length).toBeGreaterThanOrEqual(8);
  });

  it('no page bears only the seal: the words before it go along', async () => {
    const facts = '违法事实'.repeat(4);
    for (let more = 0; more < 24; more += 3) {
      const printed = await print('publicNotice', { content: `${facts}\n`.repeat(8 + more) });
      const last = (await pagesOf(printed)).at(-1) ?? '';
      expect(last).toContain('2026年10月14日');
      expect(last).toContain('地址');
    }
  });

  it.each(catalogue.filter(({ form }) => form !== 'cover').map(({ id, form }) => [id, form] as const))(
    '%s begins no page for the last signature or the seal alone',
    async (id) => {
      const kind = kindById(id);
      const short = Object.fromEntries(
        (kind?.fields ?? [])
          .filter(({ type }) => type === 'longText')
          .map((field) => [field.id, '事实清楚。']),
      );
      const pages = await pagesOf(await print(id, short));
      const last = (pages.at(-1) ?? '').replaceAll(/[\s—\d]|第页，共页/g, '');
      expect([id, pages.length === 1 || last.length > 60]).toEqual([id, true]);
    },
  );

  it('a long number in a narrow column breaks inside it, and can be copied as it was typed', async () => {
    const number = 'PF-2ABCDEFG12345678';
    const goods = [{ name: '笔记本电脑', model: 'A4', quantity: '1台', condition: `完好，序列号${number}` }];
    const printed = await print('goodsList', { goods });
    const text = (await run('pdftotext', printed)).replaceAll(/\s/g, '');
    expect(text).toContain(number);
    expect(text).not.toContain('\u200b');
    const boxes = await run('pdftotext', printed, '-bbox');
    const edge = Number(/xMin="([\d.]+)"[^>]*>备注</.exec(boxes)?.[1]);
    const ends = [...boxes.matchAll(/xMax="([\d.]+)"[^>]*>[^<]*序列号/g)].map((match) => Number(match[1]));
    expect(ends.length).toBe(1);
    for (const end of ends) expect(end).toBeLessThan(edge);
    // A name of five signs stays on its line.
    expect(await run('pdftotext', printed)).toContain('笔记本电脑');
  });

  it('cover, catalogue and note of a volume bear no page number, others do', async () => {
    for (const id of ['volumeCover', 'volumeCatalogue', 'volumeNote'])
      expect((await pagesOf(await print(id)))[0]).not.toMatch(/— ?1 ?—/);
    expect((await pagesOf(await print('closingReport')))[0]).toMatch(/— ?1 ?—/);
  });

  it('signatures stand in their places: a drawn one, one by password, a refusal', async () => {
    const svg = strokesSvg(
      [
        [
          [0, 0, 0],
          [3000, 900, 5],
        ],
        [[500, 1200, 9]],
      ].map((stroke) => stroke),
    );
    const marks: Composing['marks'] = [
      { role: 'party', mark: { name: '张三', said: '（拒绝签字）', svg: null } },
      { role: 'officer', mark: { name: '王建国', said: '（本人签署）', svg } },
    ];
    const text = (await pagesOf(await print('onTheSpotPenalty', {}, { marks }))).join('');
    expect(text).toContain('拒绝签字');
    expect(text).toContain('本人签署');
    // One of two officers is there: one line waits.
    expect(text.match(/执法人员签名/g)).toHaveLength(2);
  });

  it('a draft and a void one say so on each page', async () => {
    const marked = async (change: Partial<Composing>) =>
      (await pagesOf(await print('publicNotice', {}, change))).join('');
    const [draft, gone] = [await marked({ draft: true }), await marked({ void: true })];
    for (const sign of '草稿') expect(draft).toContain(sign);
    for (const sign of '作废') expect(gone).toContain(sign);
  });
});

it('a rare sign is looked for in the fonts of the machine, and is on the page', async () => {
  const printed = await print('publicNotice', { content: '当事人𠮷某某' });
  expect(await run('pdftotext', printed)).toContain('𠮷某某');
});

it('a sign that no font can draw is named: nothing is made final without it, a draft shows where it is', async () => {
  const content = { content: '当事人𲎰某某，又名𲎰' };
  const refused = print('publicNotice', content).catch((error: unknown) => error);
  await expect(refused).resolves.toMatchObject({
    code: 'document.unprintable',
    detail: { signs: '𲎰（U+323B0）' },
  });
  const text = await run('pdftotext', await print('publicNotice', content, { draft: true }));
  expect(text).toContain('当事人〓某某，又名〓');
});

it('what cannot be set is told, and the next one is set', async () => {
  const kind = kindById('publicNotice');
  if (kind === undefined) throw new Error('no kind');
  const sheet = composeSheet({
    ...{ kind, body: kind.body, title: '公告', organ: '某局', number: null, content: {} },
    ...{ marks: [], approvals: [], draft: false, void: false },
  });
  const svg = {
    role: 'head',
    label: '负责人签名',
    count: 1,
    marks: [{ name: '', said: '', svg: 'no picture' }],
  };
  const broken = { ...sheet, blocks: [{ is: 'sign' as const, places: [svg] }] };
  await expect(printer.print({ sheet: broken, code: null, at: 0 })).rejects.toThrow('typst');
  expect((await printer.print({ sheet, code: null, at: 0 })).pages).toBe(1);
});

it('a printer that is closed gives up what waits', async () => {
  const other = openPrinter([]);
  const kind = kindById('publicNotice');
  if (kind === undefined) throw new Error('no kind');
  const sheet = composeSheet({
    ...{ kind, body: kind.body, title: '公告', organ: '某局', number: null, content: {} },
    ...{ marks: [], approvals: [], draft: false, void: false },
  });
  const waiting = other.print({ sheet, code: null, at: 0 });
  waiting.catch(() => undefined);
  await other.close();
  await expect(waiting).rejects.toThrow('closing');
});
