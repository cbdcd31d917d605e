import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sayingIn } from '@liuhen/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from './packs.ts';

/** What lies in the folder of a pack: files of another encoding, the text, the examples. */
const rules = join(import.meta.dirname, '..', '..', 'rules');
const [zh, en] = [sayingIn('zh'), sayingIn('en')];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...path: string[]) => join(folder, 'qh', ...path);
const layQh = () => cp(join(rules, 'test', 'packs', 'qh'), at(), { recursive: true });
/** Replaces text in a file of the pack; gives the line on which that stood. */
async function edit(file: string, find: string, put: string): Promise<number> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(find);
  await writeFile(file, text.replace(find, put));
  return text.slice(0, text.indexOf(find)).split('\n').length;
}
const check = async (saying = zh) => {
  const { code, lines } = await checkFolder(folder, saying);
  return { code, lines, said: lines.join('\n') };
};

describe('a file that is not UTF-8', () => {
  /** 中文 as Windows writes it by default in China, and as Unicode of two bytes. */
  const gbk = Buffer.from([0x23, 0xd6, 0xd0, 0xce, 0xc4, 0x0a]);
  const utf16 = Buffer.from('# 中文\n', 'utf16le');
  it.each([
    ['pack.yaml in GBK', ['pack.yaml'], gbk],
    ['pack.yaml in UTF-16', ['pack.yaml'], Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['pack.yaml in UTF-16 without a mark', ['pack.yaml'], Buffer.from('# a\n', 'utf16le')],
    ['text.txt in GBK', ['text.txt'], gbk],
    ['an example in GBK', ['examples', 'acts.yaml'], gbk],
  ])('%s', async (_, path, bytes) => {
    await layQh();
    const file = at(...path);
    await writeFile(file, Buffer.concat([await readFile(file), bytes]));
    const { code, lines } = await check();
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toBe(
      `✗ ${file}　(file)：文件不是 UTF-8 编码：请另存为 UTF-8（Windows 记事本“另存为”时，编码选 UTF-8）`,
    );
    expect((await check(en)).lines[0]).toContain('save the file again as UTF-8');
  });

  it('but a mark of UTF-8 at its beginning does no harm', async () => {
    await layQh();
    await writeFile(at('pack.yaml'), `\ufeff${await readFile(at('pack.yaml'), 'utf8')}`);
    expect((await check()).code).toBe(0);
  });
});

describe('an article that the text does not have', () => {
  it.each([
    ['QH-99', '第九十九条', '文本里没有第九十九条（有 12 条，从第一条到第十二条）', 'has no article QH-99'],
    ['QH-8.7', '第八条第七款', '第八条只有 1 款', 'QH-8 has no paragraph 7'],
    ['QH-5(12)', '第五条第（十二）项', '第五条没有分项', 'QH-5 has no item 12'],
  ])('%s', async (reference, label, told, inEnglish) => {
    await layQh();
    const line = await edit(at('pack.yaml'), 'QH-8, scopes', `${reference}, scopes`);
    const { code, lines } = await check();
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toBe(
      `✗ ${at('pack.yaml')} 第 ${line} 行　evidenceKeeping.article（${reference} ${label}）：${told}`,
    );
    expect((await check(en)).lines[0]).toContain(inEnglish);
  });

  it('among further ones, and of two articles with one number', async () => {
    await layQh();
    await edit(at('pack.yaml'), 'article: QH-5,', 'article: QH-5, also: [QH-6, QH-13],');
    expect((await check()).said).toContain('preUseCheck.also.1（QH-13 第十三条）：文本里没有第十三条');
    await edit(at('text.txt'), '第十二条', '第九条');
    expect((await check()).said).toContain(
      'viewing.article（QH-9 第九条）：文本里有 2 个第九条，请写明是 QH-9a 还是 QH-9b',
    );
  });

  it('what cannot be told for certain is not refused', async () => {
    await layQh();
    await edit(at('pack.yaml'), 'QH-8, scopes', 'QH-8(2), scopes');
    expect((await check()).said).toContain('第八条没有分项');
    await edit(at('text.txt'), '作为证据使用', '1. 巡查的；2. 作为证据使用');
    expect((await check()).code).toBe(0);
    await writeFile(at('text.txt'), '通知\n一、没有条文。\n');
    expect((await check()).code).toBe(0);
  });

  it('is told by the list of articles where there is no text', async () => {
    await cp(join(rules, 'packs', 'xz'), join(folder, 'xz'), { recursive: true });
    const file = join(folder, 'xz', 'pack.yaml');
    await edit(file, 'version: 1', 'version: 2');
    await edit(file, 'article: XZ-12.2', 'article: XZ-36');
    expect((await check()).said).toContain(
      '（XZ-36 第三十六条）：文本里没有第三十六条（有 24 条，从第一条到第二十四条）',
    );
    await edit(join(folder, 'xz', 'articles.yaml'), 'count: 24', 'counts: 24');
    expect((await check()).said).toContain('articles.yaml 第 1 行　counts');
  });
});

describe('examples', () => {
  it('none at all: said so, with where to write one', async () => {
    await layQh();
    await rm(at('examples'), { recursive: true });
    const { code, lines } = await check();
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toMatch(/^✓ qh 第 1 版　.+　没有示例，.*：请写 .*qh\/examples\/storage\.yaml（见/);
  });

  const storage = ['examples', 'storage.yaml'];
  const acts = ['examples', 'acts.yaml'];
  it.each<[string[], string, string, string]>([
    [
      storage,
      'state: due,',
      'state: overdue,',
      '“ten days that end on a working day”：store (local) 的 state 手算是 overdue，算出来是 due',
    ],
    [storage, 'recordingEnd:', 'recordingEnds:', '最接近的是“recordingEnd”'],
    [storage, 'state: due,', 'state: duee,', '只能写：due、overdue'],
    [storage, 'duty: store,', 'duty: stored,', '只能写：store、handover'],
    [
      storage,
      '2026-03-12T23:59:59.999+08:00',
      '2026-03-12 23:59',
      '应当写时刻，例如 2026-03-04T09:00:00+08:00',
    ],
    [
      acts,
      'due: 2026-03-11 00:00',
      'due: 2026-03-12 00:00',
      'period/CF-56 的 due 手算是 2026-03-12T00:00:00+08:00，算出来是 2026-03-11T00:00:00+08:00',
    ],
    [acts, 'period/CF-56,', 'period/CF-57,', '没有算出 period/CF-57；算出来的有：'],
    [acts, 'absent: [regulation]', 'absent: [officers]', 'absent 里的 officers 算出来了'],
    [acts, 'absent: [regulation]', 'absent: [regulations]', '没有“regulations”这个词；最接近的是 regulation'],
    [acts, 'duty: officers, tier', 'duty: oficers, tier', '没有“oficers”；最接近的是 officers'],
    [acts, 'state: overdue', 'state: overdu', '只能写：notYet、due'],
    [acts, 'activity: sampling', 'activity: smapling', '没有“smapling”这个词；最接近的是 sampling'],
    [acts, 'to: 2026-03-03 11:00', 'to: yesterday', '应当写北京时间'],
    [acts, 'to: 2026-03-03 11:00', 'to: 2026-02-30 11:00', '应当写北京时间'],
    [acts, 'at: 2026-03-03 10:00 }', 'at: 2026-03-03 10:00, trigger: partyObject }', '只能写：partyObjects'],
  ])('%s: %s → %s', async (path, find, put, told) => {
    await layQh();
    await edit(at(...path), find, put);
    const { code, said } = await check();
    expect(code).toBe(2);
    expect(said).toContain(`✗ ${at(...path)}`);
    expect(said).toContain(told);
  });

  it('of storing have to list every duty of every level, and no more', async () => {
    await cp(join(rules, 'test', 'packs', 'ly'), at(), { recursive: true });
    const file = at('examples', 'storage.yaml');
    await edit(
      file,
      / {6}- duty: handover[\s\S]*?counted: \[2026-03-04\]\n/.exec(await readFile(file, 'utf8'))?.[0] ?? '?',
      '',
    );
    expect((await check()).said).toContain(
      '还算出 handover (local)（state: dischargedLate, dueBefore: 2026-03-05',
    );
    await rm(at(), { recursive: true });
    await layQh();
    const one = '      - { duty: store, tier: local, dueBefore: null, state: noPackInForce }\n';
    await edit(at(...storage), one, one + one.replace('store', 'handover'));
    expect((await check()).said).toContain('没有算出 handover (local)；算出来的有：store (local)');
  });
});

describe('what is no folder of a pack', () => {
  it('a file is told with the folder to give', async () => {
    await layQh();
    const { code, lines } = await checkFolder(at('pack.yaml'), zh);
    expect([code, lines]).toEqual([2, [`${at('pack.yaml')} 是文件：请给出它所在的文件夹，例如 ${at()}`]]);
  });

  it('a folder that is called pack.yaml', async () => {
    await mkdir(at('pack.yaml'), { recursive: true });
    const { code, lines } = await check();
    expect(code).toBe(2);
    expect(lines[0]).toBe(`✗ ${at('pack.yaml')}：这是文件夹，pack.yaml 应当是文件`);
  });
});
