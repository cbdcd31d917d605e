import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { house, transact } from './database.ts';
import { indexWords, searchQuery, searchVector } from './words.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await makeGround();
});
afterAll(() => ground.close());

/** Whether PostgreSQL finds a text by what a person typed; null when nothing was typed. */
function finds(
  plain: (string | null)[],
  typed: string,
  fields: Record<string, string | null> = {},
  field = '',
) {
  return transact(ground.database, house, async (tx) => {
    const query = searchQuery(typed, field);
    if (query === null) return null;
    const { rows } = await sql<{ yes: boolean }>`
      select ${searchVector(plain, fields)} @@ ${query} as yes`.execute(tx);
    return rows[0]?.yes;
  });
}

describe('a search', () => {
  const film = '王建国在忻州市七一北路检查某某食品有限公司 DCAM_0012_140901_20260925.MP4';
  it.each<[typed: string, found: boolean | null]>([
    ['王建国', true],
    ['建国', true],
    ['王', true],
    ['国王', false],
    ['王国', false], // both signs are there, not next to each other
    ['七一北路', true],
    ['七一南路', false],
    ['食品有限公司', true],
    ['公司 王建国', true], // in any order
    ['公司 李建国', false],
    ['忻州　七一', true], // the wide blank
    ['王建国，公司。', true],
    ['DCAM', true],
    ['dcam', true],
    ['ＤＣＡＭ', true],
    ['dca', true], // from its beginning
    ['cam', false],
    ['0012', true],
    ['00', true],
    ['012', false],
    ['１４０９０１', true],
    ['20260925', true],
    ['202609', true],
    ['DCAM_0012', true],
    ['dcam-0012', true],
    ['mp4 公司', true],
    ['', null],
    ['   ', null],
    ['“”（）——', false],
    ['%', false],
    ['·', false],
  ])('for %j: %j', async (typed, found) => {
    expect(await finds([film], typed)).toBe(found);
  });

  it.each<[text: string, typed: string, found: boolean]>([
    ['Café Émile', 'café', true],
    ['Cafe\u0301 E\u0301mile', 'émile', true], // written in two signs, typed in one
    ['STRASSE', 'strasse', true],
    ['ﬁlm №7', 'film', true],
    ['ﬁlm №7', 'no7', true],
    ['①号仓库', '1', true],
    ['㈱山田', '株', true],
    ['𠮷野家', '𠮷野', true],
    ['𠮷野家', '吉野', false],
    ['々木', '々木', true],
    ['〇一二', '〇一', true],
    ['ｶﾒﾗ', 'カメラ', true],
    ['Ωmega', 'ωm', true],
    ['第3大队', '3大', true],
    ['第3大队', '第3', true],
    ['13700001111', '1370000', true],
    ['晋A·12345', '晋A12345', false], // whole runs: the point parts them
    ['晋A·12345', '晋a 123', true],
  ])('%j by %j: %j', async (text, typed, found) => {
    expect(await finds([text], typed)).toBe(found);
  });
});

describe('signs that mean something to SQL or to a search', () => {
  const signs = [
    "王'建国",
    "'; drop table organ; --",
    "' | '",
    '王 & !建',
    'a\\',
    "\\' or 1=1 --",
    '王:*',
    'a <-> b',
    '(((',
    '王\u0000建',
    '\ud800王',
    '$1 $$x$$ %s',
    '"王"',
    '/* 王 */',
    ':A王:B',
  ];
  it.each(signs)('%j is searched as text, and finds itself', async (typed) => {
    const found = await finds([`前 ${typed} 后`], typed);
    expect(found).toBe(indexWords(typed).length > 0);
    expect(await finds(['完全不同的字'], typed)).toBe(false);
  });
  it.each(signs)('%j in a text hides nothing beside it', async (text) => {
    expect(await finds([`${text} 证据`], '证据')).toBe(true);
    expect(await finds([text, '证据'], '证据')).toBe(true);
  });
  it('leave the tables where they are', async () => {
    const { rows } = await transact(ground.database, house, (tx) =>
      sql<{
        n: number;
      }>`select count(*)::int as n from information_schema.tables where table_name = 'organ'`.execute(tx),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('fields', () => {
  const fields = { 'p:': '某某食品有限公司', 'c:': '无证经营' };
  it.each<[typed: string, field: string, found: boolean]>([
    ['食品', 'p:', true],
    ['无证', 'p:', false],
    ['无证', 'c:', true],
    ['食品', 'c:', false],
    ['食品', '', false],
    ['音像', '', true],
    ['音像', 'p:', false],
  ])('%s in %j: %s', async (typed, field, found) => {
    expect(await finds(['音像'], typed, fields, field)).toBe(found);
  });
  it('a text cannot pretend to be a field', async () => {
    expect(await finds(['p:食品 p食品'], '食品', {}, 'p:')).toBe(false);
  });
  it.each([[[null]], [['']], [['——']], [[]]])('%j has no words and is found by none', async (plain) => {
    expect(await finds(plain, '王', { 'p:': null })).toBe(false);
  });
});

describe('a long text', () => {
  it('of 2000 signs is found by its last', async () => {
    const long = `${'甲乙丙丁'.repeat(499)}末尾`;
    expect(await finds([long], '末尾')).toBe(true);
    expect(await finds([long], '尾末')).toBe(false);
  });
  it.each([
    ['letters', 'x'.repeat(100)],
    ['signs', '甲'.repeat(100)],
  ])('of one run of 100 %s can be searched whole', async (_, text) => {
    expect(await finds([text], text)).toBe(true);
  });
});
