import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPage, buildProgram } from '../build.ts';

interface Case {
  name: string;
  changes: Record<string, string | null>;
  reader: {
    keys: string[];
    revoked: string[];
    fingerprints: string[];
    witnesses: number;
    checkpoints: string[];
    expected: string | null;
    sm3: boolean;
  };
  outcomes: string[];
  findings: string[];
}
const vectors = join(import.meta.dirname, '../../proof/vectors/evidence-package.json');
const { files, cases } = JSON.parse(readFileSync(vectors, 'utf8')) as {
  files: Record<string, string>;
  cases: Case[];
};
const [sound] = cases as [Case];
const folder = mkdtempSync(join(tmpdir(), 'liuhen-verifier-'));
const program = join(folder, 'built', 'verify.mjs');
beforeAll(() => buildProgram(dirname(program)));
afterAll(() => rmSync(folder, { recursive: true }));

const contentsOf = (changes: Case['changes']): [string, Buffer][] =>
  Object.entries({ ...files, ...changes }).flatMap(([path, text]) =>
    text === null ? [] : [[path, Buffer.from(text, 'base64')] as [string, Buffer]],
  );

function writeFolder(changes: Case['changes'] = {}): string {
  const bag = mkdtempSync(join(folder, 'bag-'));
  for (const [path, bytes] of contentsOf(changes)) {
    mkdirSync(dirname(join(bag, path)), { recursive: true });
    writeFileSync(join(bag, path), bytes);
  }
  return bag;
}

async function writeArchive(
  level: number,
  names: (path: string) => string = (path) => `证据包/${path}`,
): Promise<string> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level, zip64: true, useWebWorkers: false });
  for (const [path, bytes] of contentsOf({}))
    await writer.add(names(path), new Uint8ArrayReader(new Uint8Array(bytes)));
  const path = join(mkdtempSync(join(folder, 'zip-')), 'package.zip');
  writeFileSync(path, await writer.close());
  return path;
}

const put = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(folder, 'file-')), name);
  writeFileSync(path, text);
  return path;
};

const run = (...parameters: string[]) =>
  spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8', timeout: 30_000 });

/** As a log publishes its keys: the one before a key that revokes is the revoked one. */
const publishedAs = (revoked: readonly string[]): string =>
  JSON.stringify({
    keys: revoked.flatMap((verifierKey) => [
      { verifierKey: sound.reader.keys[1], replacing: { reason: '', revokes: true } },
      { verifierKey, replacing: null },
    ]),
  });

function parametersOf({
  keys,
  revoked,
  fingerprints,
  witnesses,
  checkpoints,
  expected,
  sm3,
}: Case['reader']): string[] {
  return [
    ...['--keys', put('keys.txt', `# trusted\n\n${keys.join('\r\n')}\n`), '--policy', String(witnesses)],
    ...(revoked.length > 0 ? ['--keys', put('published.json', publishedAs(revoked))] : []),
    ...fingerprints.flatMap((fingerprint) => ['--fingerprint', fingerprint]),
    ...checkpoints.flatMap((note) => ['--checkpoint', put('checkpoint', note)]),
    ...(expected === null ? [] : ['--digest', expected]),
    ...(sm3 ? [] : ['--no-sm3']),
  ];
}

interface Told {
  verdicts: Record<string, { outcome: string; findings: { code: string; at: string }[] }>;
}

const foundIn = ({ verdicts }: Told): string[] =>
  Object.values(verdicts)
    .flatMap(({ findings }) => findings.map(({ code, at }) => `${code} ${at}`))
    .sort();

/** The proof's own tests run every case; starting a program for each would take long. */
const some = cases.filter(
  ({ name, reader }, i) => i % 9 === 0 || !reader.sm3 || /fork|stale|told|accepts|revoked/.test(name),
);

describe('verify.mjs', () => {
  test.each(some)('$name', ({ changes, reader, outcomes, findings }) => {
    const { status, stdout } = run(writeFolder(changes), ...parametersOf(reader), '--json');
    const told = JSON.parse(stdout) as Told;
    expect(foundIn(told)).toEqual(findings);
    expect(Object.values(told.verdicts).map(({ outcome }) => outcome)).toEqual(outcomes);
    const expected = outcomes.includes('fails') ? 1 : Number(outcomes.includes('cannotTell')) * 2;
    expect(status).toBe(expected);
  });

  test.each([0, 6])('reads an archive with zip64 whose members are packed at level %i', async (level) => {
    const { status, stderr } = run(await writeArchive(level), ...parametersOf(sound.reader));
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('100%');
  });

  test('reads an archive without a folder around the package', async () => {
    expect(run(await writeArchive(0, (path) => path), ...parametersOf(sound.reader)).status).toBe(0);
  });

  test('never leaves the archive: a member that would is told', async () => {
    const path = await writeArchive(0, (name) => (name === 'README.txt' ? '../README.txt' : name));
    const { status, stdout } = run(path, ...parametersOf(sound.reader), '--json');
    expect(status).toBe(1);
    expect(foundIn(JSON.parse(stdout) as Told)).toContain('path.unsafe ../README.txt');
  });

  test('tells of an archive whose bytes were changed', async () => {
    const path = await writeArchive(0);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('bytes of a film');
    bytes[at] = 0x42;
    writeFileSync(path, bytes);
    const { status, stdout } = run(path, '--json', ...parametersOf(sound.reader));
    expect(status).toBe(1);
    expect(foundIn(JSON.parse(stdout) as Told)).toContain('file.changed data/originals/film.mp4');
  });

  test('never follows a link out of the folder', () => {
    const bag = writeFolder({ 'data/originals/film.mp4': null });
    mkdirSync(join(bag, 'data/originals'));
    symlinkSync('/etc/passwd', join(bag, 'data/originals/film.mp4'));
    const { status, stdout } = run(bag, '--json');
    expect(status).toBe(1);
    expect(foundIn(JSON.parse(stdout) as Told)).toContain('file.unreadable data/originals/film.mp4');
  });

  test('prints verdicts, keys and stories in Chinese and in English', () => {
    const bag = writeFolder();
    const chinese = run(bag, ...parametersOf(sound.reader), '--story').stdout;
    for (const text of [
      '内容完整: 成立',
      '日志完整: 成立',
      '时间可信: 成立',
      '签名人: 成立',
      '存入并存证',
      '无法判断',
      '内容已于 2026-07-24 10:00:00 依 《个人信息保护法》第四十七条 删除（个人申请）',
    ])
      expect(chinese).toContain(text);
    const english = run(bag, '--lang', 'en', '--story').stdout;
    for (const text of [
      'Content: holds',
      'Signers: cannot be told',
      'Stored and sealed',
      'cannot be told offline',
    ])
      expect(english).toContain(text);
    const [, verdicts = ''] = english.split('Content: holds');
    // What was sealed stays in the words in which it was sealed.
    const ours = verdicts.replace('《个人信息保护法》第四十七条 (个人申请)', '');
    expect(ours.split('data/documents')[0]).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test('accepts the published form of the keys', () => {
    const keys = Buffer.from(files['data/log/keys.json'] ?? '', 'base64').toString();
    expect(run(writeFolder(), '--keys', put('keys.json', keys), '--policy', '1').status).toBe(0);
  });

  test.each([
    ['nothing', []],
    ['two packages', ['a', 'b']],
    ['a package that is not there', ['/nowhere']],
    ['a word that is no option', [folder, '--fast']],
    ['a policy that is no number', [folder, '--policy', 'all']],
    ['a file that is no archive', [vectors]],
    ['keys that cannot be read', [folder, '--keys', vectors]],
  ])('given %s says how it is used', (_what, parameters) => {
    const { status, stderr } = run(...parameters);
    expect(status).toBe(3);
    expect(stderr).toContain('node verify.mjs');
  });

  test('is one file, the same bytes from every build', async () => {
    const again = join(folder, 'again');
    await buildProgram(again);
    expect(readdirSync(again)).toEqual(['verify.mjs']);
    const bytes = readFileSync(program);
    expect(readFileSync(join(again, 'verify.mjs')).equals(bytes)).toBe(true);
    const imported = [...bytes.toString().matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.every((name) => name?.startsWith('node:'))).toBe(true);
    expect(existsSync(join(again, 'node_modules'))).toBe(false);
  });
});

describe('verify.html', () => {
  const page = join(folder, 'page', 'verify.html');
  beforeAll(() => buildPage(dirname(page)));

  test('is one file, the same bytes from every build', async () => {
    const again = join(folder, 'page-again');
    await buildPage(again);
    expect(readdirSync(again)).toEqual(['verify.html']);
    expect(readFileSync(join(again, 'verify.html')).equals(readFileSync(page))).toBe(true);
  });

  test('may run nothing but its own code, and load nothing', () => {
    const text = readFileSync(page, 'utf8');
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    const [, script = ''] = /<script type="module">(.*)<\/script>/s.exec(text) ?? [];
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const digest = (part: string) => createHash('sha256').update(part).digest('base64');
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      'img-src blob:',
      'media-src blob:',
      `script-src 'sha256-${digest(script)}' 'wasm-unsafe-eval'`,
      `style-src 'sha256-${digest(style)}'`,
    ]);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<(link|img|iframe)\b[^>]*(src|href)=/);
  });
});
