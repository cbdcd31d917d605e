import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sayingIn } from '@liuhen/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from './packs.ts';

const rules = join(import.meta.dirname, '..', '..', 'rules');
const invented = join(rules, 'test', 'packs');
const [zh, en] = [sayingIn('zh'), sayingIn('en')];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-packs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Lays the invented pack qh into a folder, with one line after another replaced; says where the first one stands. */
async function lay(name: string, ...changes: [find: string, put: string][]) {
  let text = await readFile(join(invented, 'qh', 'pack.yaml'), 'utf8');
  const first = text.split('\n').findIndex((line) => line.includes(changes[0]?.[0] ?? 'id:'));
  for (const [find, put] of changes) {
    expect(text).toContain(find);
    text = text.replace(find, put);
  }
  await mkdir(join(folder, name));
  const file = join(folder, name, 'pack.yaml');
  await writeFile(file, text);
  return { file, line: first + 1 };
}

describe('packs that are right', () => {
  it('are those of the product and the invented ones, all examples as worked out by hand', async () => {
    for (const from of [join(rules, 'packs'), invented]) {
      const { code, lines } = await checkFolder(from, zh);
      expect(code, lines.join('\n')).toBe(0);
      for (const line of lines)
        expect(line).toMatch(/^✓ \w+ 第 1 版　.+　示例 [1-9]\d* 个全部相符　指纹 sha256:[0-9a-f]{64}$/);
    }
  });

  it('may lie in one folder of their own, below a pack of the product', async () => {
    const { code, lines } = await checkFolder(join(invented, 'qh'), en);
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toContain('✓ qh version 1');
  });

  it('may be a copy of one of the product, or its next version', async () => {
    await cp(join(rules, 'packs', 'sx'), join(folder, 'sx'), { recursive: true });
    expect((await checkFolder(folder, zh)).code).toBe(0);
    const file = join(folder, 'sx', 'pack.yaml');
    const text = await readFile(file, 'utf8');
    // what the examples of acts say is asked for, the next version no longer asks for
    await rm(join(folder, 'sx', 'examples', 'acts.yaml'));
    await writeFile(
      file,
      text.replace('version: 1', 'version: 2').replace('voiceOnRestart: true', 'voiceOnRestart: false'),
    );
    expect((await checkFolder(folder, zh)).code).toBe(0);
  });
});

describe('a bad pack is refused with its file, line, parameter and article', () => {
  const qh7 = '（QH-7 第七条）';
  const words = '{ zh: 甲, en: a }';
  const p1 = '{ id: P1, zh: 甲, en: a, article: QH-9, breaches: [notRecorded] }';
  it.each<[string, [string, string], string, string]>([
    [
      'a misspelt parameter',
      ['preUseCheck: {', 'preUseChek: {'],
      'preUseChek（QH-5 第五条）',
      '不认识“preUseChek”，最接近的是“preUseCheck”',
    ],
    [
      'a misspelt member',
      ['  recipient: null', '  recipeint: null'],
      `storage.recipeint${qh7}`,
      '最接近的是“recipient”',
    ],
    [
      'a word that is none',
      ['[battery, storage]', '[batery, storage]'],
      'preUseCheck.items.0（QH-5 第五条）',
      '只能写：performance、battery、storage',
    ],
    [
      'a step that is none',
      ['from: registrationStarted', 'from: registrationStart'],
      'periods.0.from（QH-11 第十一条）',
      'registrationStarted',
    ],
    [
      'a period with no unit',
      ['time: { rule: days, value: 10, roll: forward }', 'time: 10'],
      `storage.time${qh7}`,
      '必须写明单位',
    ],
    [
      'a figure without its rule',
      ['time: { rule: months, value: 3 }', 'time: { value: 3 }'],
      'routineKeeping.time.rule（QH-8 第八条）',
      '必须写明单位',
    ],
    ['half a day', ['value: 10, roll', 'value: 0, roll'], `storage.time.value${qh7}`, '不能小于 1'],
    ['a missing member', ['  handover: none\n', ''], `storage.handover${qh7}`, '没有写，必须写'],
    [
      'an article of another pack',
      ['article: QH-5', 'article: SX-13'],
      'preUseCheck.article（SX-13 第十三条）',
      '只能以 QH- 开头',
    ],
    [
      'an article that is none',
      ['article: QH-5', 'article: 第五条'],
      'preUseCheck.article（第五条）',
      '必须是条文编号',
    ],
    ['a date that does not exist', ['2024-03-01', '2024-02-30'], 'effectiveFrom', '必须是日历上有的日期'],
    [
      'dates that contradict',
      ['issuedAt: null', 'issuedAt: 2024-05-01'],
      'effectiveFrom',
      '施行日期早于印发日期 2024-05-01',
    ],
    [
      'a parent that is missing',
      ['extends: cn', 'extends: nowhere'],
      'extends',
      '找不到上级规则包“nowhere”；现有 cn、dph、hd、ql、sx、xz',
    ],
    ['a pack above itself', ['extends: cn', 'extends: qh'], 'extends', '不能以自己为上级'],
    [
      'an office that agrees twice',
      ['[unitHead, organHead]', '[unitHead, unitHead]'],
      'viewing.steps（QH-9 第九条）',
      '同一项写了两次',
    ],
    [
      'an activity given twice',
      ['[onSiteInspection, sampling]', '[sampling, sampling]'],
      'filming.0.activities（QH-4 第四条）',
      '同一项写了两次',
    ],
    [
      'a further article given twice',
      ['article: QH-5,', 'article: QH-5, also: [QH-6, QH-6],'],
      'preUseCheck.also（QH-5 第五条）',
      '同一项写了两次',
    ],
    [
      'two breaches of one id',
      [
        'excuses: {',
        `violations: { article: QH-9, grounds: [${p1}, ${p1}], consequences: ${words} }\nexcuses: {`,
      ],
      'violations.grounds（QH-9 第九条）',
      '有两项用了同一个 id',
    ],
    [
      'a period kept by the step that begins it',
      ['kept: [registrationDecided]', 'kept: [registrationStarted]'],
      'periods.0.kept（QH-11 第十一条）',
      '一开始就会算作完成',
    ],
    ['a tab', ['  anchor:', '\tanchor:'], '(yaml)', '制表符'],
    [
      'a name given twice',
      ['level: districtOrgan', 'level: districtOrgan\nlevel: town'],
      '(yaml)',
      '同一个名称写了两次',
    ],
  ])('%s', async (name, change, where, why) => {
    const text = await readFile(join(invented, 'qh', 'pack.yaml'), 'utf8');
    const { file, line } = await lay('qh', change);
    const { code, lines } = await checkFolder(folder, zh);
    expect(code).toBe(2);
    const lands = name === 'a missing member' ? text.split('\n').indexOf('storage:') + 1 : line;
    const offset = { 'dates that contradict': 1, 'a name given twice': 1 }[name] ?? 0;
    expect(lines.join('\n')).toContain(`✗ ${file} 第 ${lands + offset} 行　${where}：`);
    expect(lines.join('\n')).toContain(why);
    expect(lines.at(-1)).toMatch(/没有采用任何规则包/);
  });

  it('a ring is told with all its members', async () => {
    await lay('a', ['extends: cn', 'extends: zz']);
    await lay('b', ['id: qh', 'id: zz'], ['extends: cn', 'extends: qh']);
    await writeFile(
      join(folder, 'b', 'pack.yaml'),
      (await readFile(join(folder, 'b', 'pack.yaml'), 'utf8')).replaceAll('QH-', 'ZZ-'),
    );
    const { code, lines } = await checkFolder(folder, zh);
    expect(code).toBe(2);
    expect(lines.join('\n')).toContain('上级互相循环：qh → zz → qh');
    expect(lines.join('\n')).toContain('上级互相循环：zz → qh → zz');
  });

  it('a version given twice, and one that the product has with other content', async () => {
    const { file } = await lay('one');
    await lay('two', ['minimum: 3', 'minimum: 4']);
    expect((await checkFolder(folder, zh)).lines[0]).toContain(
      `qh 的第 1 版已在 ${file}，同一版本不能有两份`,
    );
    await rm(join(folder, 'one'), { recursive: true });
    await rm(join(folder, 'two'), { recursive: true });
    await cp(join(rules, 'packs', 'sx'), join(folder, 'sx'), { recursive: true });
    const text = await readFile(join(folder, 'sx', 'pack.yaml'), 'utf8');
    await writeFile(
      join(folder, 'sx', 'pack.yaml'),
      text.replace('writtenAfter: true', 'writtenAfter: false'),
    );
    const { code, lines } = await checkFolder(folder, zh);
    expect(code).toBe(2);
    expect(lines[0]).toContain('产品已有 sx 的第 1 版，内容不同；用过的规则包不改，请写成第 2 版');
  });

  it.each(['CF', 'QZ', 'YS', 'FY', 'SS', 'GK', 'SD'])(
    'an id that is the abbreviation of a statute: %s',
    async (key) => {
      const { file } = await lay('qh', ['id: qh', `id: ${key.toLowerCase()}`]);
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('QH-', `${key}-`));
      const { code, lines } = await checkFolder(folder, zh);
      expect([code, lines.length]).toEqual([2, 2]);
      expect(lines[0]).toContain(`✗ ${file} 第 2 行　id：${key} 已是 cn 里《`);
      expect(lines[0]).toContain('请另取 id');
      expect((await checkFolder(folder, en)).lines[0]).toContain('take another id');
    },
  );

  it.each([
    ['QL', 'QL 是规则包 ql（'],
    ['QH', 'QH 已是 qh 里《某法》的简称'],
    ['CF', 'CF 在 cn 里是《中华人民共和国行政处罚法》的简称，这里却是《某法》'],
  ])('an abbreviation of its own that means another text: %s', async (key, told) => {
    const source = `{ title: { zh: 某法, en: Some Law }, effectiveFrom: 2020-01-01 }`;
    await lay('qh', ['extends: cn', `extends: cn\nsources:\n  ${key}: ${source}`]);
    const { code, lines } = await checkFolder(folder, zh);
    expect(code).toBe(2);
    expect(lines[0]).toContain(told);
  });

  it('a later version that takes effect before an earlier one, but not one of the same day', async () => {
    await lay('one');
    const { file } = await lay('two', ['version: 1', 'version: 2'], ['2024-03-01', '2023-01-01']);
    const { code, lines } = await checkFolder(folder, zh);
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toContain(
      `✗ ${file} 第 11 行　effectiveFrom：第 2 版（2023-01-01 施行）早于第 1 版（2024-03-01 施行）`,
    );
    await writeFile(file, (await readFile(file, 'utf8')).replace('2023-01-01', '2024-03-01'));
    expect((await checkFolder(folder, zh)).code).toBe(0);
  });

  it('causes of an interruption that the level above accepts none of', async () => {
    const stops = (cause: string) =>
      `  roll: none\ninterruption: { article: QH-4, causes: [${cause}], voiceOnRestart: true, reportTo: null, writtenAfter: true }\n`;
    await lay(
      'zz',
      ['    roll: none\n', `    roll: none\n${stops('weather').slice(13)}`],
      ['id: qh', 'id: zz'],
    );
    const above = join(folder, 'zz', 'pack.yaml');
    await writeFile(above, (await readFile(above, 'utf8')).replaceAll('QH-', 'ZZ-'));
    await lay(
      'qh',
      ['    roll: none\n', `    roll: none\n${stops('damage').slice(13)}`],
      ['extends: cn', 'extends: zz'],
    );
    const { code, lines } = await checkFolder(folder, zh);
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toContain('interruption.causes（QH-4 第四条）：与上级规定的中止原因没有一项相同');
  });

  it.each([
    ['    from: registrationStarted', '    from: caseFiled', 'periods.0.from', 'cn 的 CF-56 从别的步骤起算'],
    ['    whose: organ', '    whose: party', 'periods.0.whose', 'cn 的 CF-56 义务人不同'],
    [
      '  - id: CF-56',
      '  - id: CF-99\n    overrides: { article: QH-11, reason: { zh: 另有规定, en: a special law } }',
      'periods.0.overrides',
      '没有编号 CF-99 的期限',
    ],
  ])('a period with the id of one above is that period: %s → %s', async (find, put, path, told) => {
    await lay('qh', [find, put]);
    const { code, lines } = await checkFolder(folder, zh);
    expect([code, lines.length]).toEqual([2, 2]);
    expect(lines[0]).toContain(path);
    expect(lines[0]).toContain(told);
  });

  it('nothing is taken when one of several is bad, and all faults are told', async () => {
    await cp(join(invented, 'ly'), join(folder, 'ly'), { recursive: true });
    await lay(
      'qh',
      ['value: 10', 'value: ten'],
      ['minimum: 3', 'minimum: 0'],
      ['preUseCheck: {', 'preUseChek: {'],
    );
    const { code, lines } = await checkFolder(folder, en);
    expect([code, lines.length]).toEqual([2, 4]);
    expect(lines.join('\n')).not.toContain('✓');
    expect(lines[3]).toContain('Faults: 3.');
  });
});

describe('what is no pack', () => {
  it('a folder that is not there, an empty one, one without pack.yaml', async () => {
    expect((await checkFolder(join(folder, 'gone'), zh)).lines[0]).toContain('打不开文件夹');
    expect((await checkFolder(folder, zh)).lines[0]).toContain('里没有规则包');
    await lay('qh');
    await mkdir(join(folder, 'empty'));
    const { code, lines } = await checkFolder(folder, zh);
    expect(code).toBe(2);
    expect(lines[0]).toBe(`✗ ${join(folder, 'empty', 'pack.yaml')}：没有这个文件`);
  });
});
