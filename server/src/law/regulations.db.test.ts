import { createHash } from 'node:crypto';
import { terms } from '@liuhen/contract';
import { laterWorks } from '@liuhen/rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { connectOwner } from '../base/database.ts';
import { DomainError } from '../base/errors.ts';
import { loadLaw } from './packs.ts';
import { compareRegulations } from './regulation-compare.ts';
import { readImportedFile } from './regulation-download.ts';
import { loadGists } from './regulation-gists.ts';
import { importRegulation, previewRegulation, readInput } from './regulation-import.ts';
import { type Library, listRegulations, readRegulation } from './regulations.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let library: Library;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'sxt', 'sx');
  library = { ...(await loadLaw()), gists: await loadGists() };
});
afterAll(() => ground.close());

const sample = (mark: string) =>
  Array.from({ length: 24 }, (_, at) => `第${at + 1}条 ${mark}之${at + 1}。`).join('\n');
const fileOf = (text: string, packId = 'xz') => ({
  ...{ packId, fileName: '制度.txt' },
  content: Buffer.from(text).toString('base64'),
});
/** Reads the file and imports it, as the route does. */
const importFile = async (file: Parameters<typeof importRegulation>[2], to: TestOrgan = organ) => {
  const text = await readInput(file);
  return asPerson(ground, to.people.administrator, (ctx) => importRegulation(ctx, library, file, text));
};
const bring = (text: string, to: TestOrgan = organ, packId = 'xz') => {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return importFile({ ...fileOf(text, packId), sha256 }, to);
};
const read = (of: TestOrgan, packId = 'xz', version?: number) =>
  readAs(ground, of.people.officer, (ctx) => readRegulation(ctx, library, { packId, version }));
async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`a refusal was expected, not ${String(error)}`);
  return error;
}
const countTexts = () =>
  asHouse(ground, async ({ tx }) => (await tx.selectFrom('regulation_text').select('id').execute()).length);

describe('before any text is imported', () => {
  it('lists what binds the organ first, with its state and fingerprint', async () => {
    const rows = await readAs(ground, organ.people.officer, (ctx) => listRegulations(ctx, library));
    expect(rows.slice(0, 3).map(({ packId, relation }) => [packId, relation])).toEqual([
      ['xz', 'own'],
      ['sx', 'parent'],
      ['cn', 'national'],
    ]);
    expect(rows[0]).toMatchObject({ force: { state: 'inForce', date: '2020-01-01' }, text: null });
    expect(rows.find(({ packId }) => packId === 'hd')?.force).toEqual({
      state: 'noEffectiveDate',
      date: null,
    });
    expect(rows.every(({ fingerprint }) => /^sha256:[0-9a-f]{64}$/.test(fingerprint))).toBe(true);
  });

  it('shows every article by its gist, with what it makes the system do', async () => {
    const { body, articles } = await read(organ);
    expect(body).toBeNull();
    expect(articles).toHaveLength(24);
    expect(articles[10]).toMatchObject({ id: 'XZ-11', label: '第十一条', gist: { zh: expect.any(String) } });
    expect(articles[10]?.said.map(({ key }) => key)).toContain('storage.time');
  });

  it('shows of every article what serves it: a rule, a page, a register by name, later work, or why nothing does', async () => {
    const packIds = ['xz', 'ql', 'hd', 'sx', 'dph'];
    const views = await Promise.all(packIds.map((packId) => read(organ, packId)));
    const all = views.flatMap(({ articles }) => articles);
    expect(all.length).toBe(123);
    const bare = all.filter(({ kind, why, said, screens, registers, later }) =>
      kind === 'informational'
        ? why === null
        : said.length + screens.length + registers.length === 0 && later === null,
    );
    expect(bare).toEqual([]);
    expect(all.find(({ id }) => id === 'DPH-26')).toMatchObject({
      ...{ kind: 'automated', screens: ['/people'], registers: ['createOrgan'], later: null },
    });
    expect(all.find(({ id }) => id === 'XZ-16')?.later).toEqual(laterWorks.access);
    const named = new Set(Object.keys(terms.regulations.register));
    expect(new Set(all.flatMap(({ registers }) => registers))).toEqual(named);
  });

  it('shows the frame of statutes by statute', async () => {
    const { articles } = await read(organ, 'cn');
    expect(articles.find(({ id }) => id === 'CF-60')).toMatchObject({
      source: { zh: '中华人民共和国行政处罚法' },
      said: [{ key: 'periods.CF-60' }],
    });
  });
});

describe('importing', () => {
  it('previews without writing, and says which cited articles the text lacks', async () => {
    const file = fileOf('第十一条 甲。');
    const text = await readInput(file);
    const preview = await readAs(ground, organ.people.administrator, (ctx) =>
      previewRegulation(ctx, library, file, text),
    );
    expect(preview).toMatchObject({ format: 'text', encoding: 'utf-8', knownAs: null });
    expect(preview.missing).toContain('XZ-12');
    expect(preview.missing).not.toContain('XZ-11');
    expect(await countTexts()).toBe(0);
  });

  it('keeps versions, and knows the same file again', async () => {
    expect((await bring(sample('甲'))).value).toEqual({ version: 1 });
    expect((await refusalOf(bring(sample('甲')))).body()).toMatchObject({
      code: 'regulation.known',
      detail: { version: '1' },
    });
    expect((await bring(sample('乙'))).value).toEqual({ version: 2 });
    expect((await bring(sample('甲'))).value).toEqual({ version: 3 });
    const { body, versions, text } = await read(organ, 'xz', 2);
    expect(body?.articles[0]?.paragraphs[0]?.text).toBe('乙之1。');
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(text).toMatchObject({ version: 3, importedBy: '机关 xz系统管理员', fileName: '制度.txt' });
    expect((await refusalOf(read(organ, 'xz', 9))).code).toBe('notFound');
  });

  it('keeps the file as it came, under the sealed digest', async () => {
    const rows = await asHouse(ground, ({ tx }) =>
      tx
        .selectFrom('regulation_text as t')
        .innerJoin('regulation_file as f', 'f.text_id', 't.id')
        .select(['t.sha256', 'f.bytes'])
        .execute(),
    );
    expect(rows).toHaveLength(3);
    for (const { sha256, bytes } of rows)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });

  it('takes two that come at once one after the other, and the same one once', async () => {
    const two = await Promise.all([bring(sample('丙')), bring(sample('丁'))]);
    expect(two.map(({ value }) => value.version).sort()).toEqual([4, 5]);
    const twice = await Promise.allSettled([bring(sample('戊')), bring(sample('戊'))]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = twice.find((one) => one.status === 'rejected');
    expect(late?.reason).toMatchObject({ code: 'regulation.known' });
  });

  it('shows an organ its own texts only', async () => {
    expect((await read(other)).body).toBeNull();
    await bring(sample('戊'), other, 'xz');
    expect((await read(other)).versions).toHaveLength(1);
    expect((await read(organ)).versions.length).toBeGreaterThan(3);
  });

  it.each([
    ['no articles', Buffer.from('今天的菜单'), 'regulation.noArticles'],
    ['an empty file', Buffer.from(''), 'regulation.unreadable'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'regulation.unreadable'],
    ['too much', Buffer.alloc((1 << 20) + 1, 'a'), 'regulation.tooLarge'],
  ])('refuses %s and writes nothing', async (_, bytes, code) => {
    const before = await countTexts();
    const file = { packId: 'xz', fileName: 'a.txt', content: bytes.toString('base64') };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect((await refusalOf(importFile({ ...file, sha256 }))).code).toBe(code);
    expect(await countTexts()).toBe(before);
  });

  it('refuses a file that is not the previewed one, a pack that is not there, and the frame of statutes', async () => {
    const as = (packId: string) =>
      refusalOf(importFile({ ...fileOf(sample('己'), packId), sha256: '0'.repeat(64) }));
    expect((await as('xz')).code).toBe('regulation.notPreviewed');
    expect((await as('nowhere')).code).toBe('notFound');
    expect((await as('cn')).code).toBe('input.invalid');
  });
});

describe('the file of a version', () => {
  const fileAs = (of: TestOrgan, version: number) =>
    readAs(ground, of.people.officer, (ctx) => readImportedFile(ctx, { packId: 'xz', version }));

  it('is given out as it came, to the organ that imported it', async () => {
    const text = sample('庚');
    const { version } = (await bring(text)).value;
    expect(await fileAs(organ, version)).toMatchObject({ name: '制度.txt', bytes: Buffer.from(text) });
    expect((await refusalOf(fileAs(other, version))).code).toBe('notFound');
    expect((await refusalOf(fileAs(organ, version + 1))).code).toBe('notFound');
  });

  it('is not given out when it is no longer the one that was imported', async () => {
    const { version } = (await bring(sample('辛'))).value;
    const owner = await connectOwner(ground.ownerUrl);
    await owner.query('alter table regulation_file disable trigger all');
    await owner.query(`update regulation_file set bytes = '\\x00' where text_id =
      (select id from regulation_text where version = ${version} and organ_id = '${organ.id}')`);
    await owner.end();
    expect((await refusalOf(fileAs(organ, version))).code).toBe('regulation.altered');
  });
});

it('compares regulations as their packs say them', async () => {
  const compared = await readAs(ground, organ.people.officer, (ctx) =>
    compareRegulations(ctx, library, { packs: 'xz,ql,xz' }),
  );
  expect(compared.packs.map(({ packId }) => packId)).toEqual(['xz', 'ql']);
  const storage = compared.rows.find(({ key }) => key === 'storage.time');
  expect(storage).toMatchObject({
    differs: true,
    values: [{ articles: ['XZ-11'] }, { articles: ['QL-19'] }],
  });
  const nowhere = readAs(ground, organ.people.officer, (ctx) =>
    compareRegulations(ctx, library, { packs: 'xz,nowhere' }),
  );
  expect((await refusalOf(nowhere)).code).toBe('notFound');
});
