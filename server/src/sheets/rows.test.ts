import { type GoodsList, sayingIn, type TextItem } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { matchColumns, missingFields, soundMapping } from './columns.ts';
import { groundOf, itemsOf } from './export-completeness.ts';
import { nextDue, thingsOf } from './export-goods.ts';

const zh = sayingIn('zh');
const en = sayingIn('en');

const proof = (title: string) => ({ title: { zh: title, en: `${title} (en)` }, at: null, link: null });
const need = (...titles: string[]) => ({
  zh: '要件',
  en: 'need',
  met: true,
  counts: [],
  proofs: titles.map(proof),
});
const textItem = (change: object): TextItem =>
  ({ stated: null, needs: [], ground: null, ...change }) as never;

describe('what decided about an item, as a cell', () => {
  it('names what was found, each once, in the language of the sheet', () => {
    const item = textItem({ needs: [need('立案审批表', '现场笔录'), need('现场笔录')] });
    expect(groundOf({ of: 'text', item }, zh)).toBe('立案审批表；现场笔录');
    expect(groundOf({ of: 'text', item }, en)).toBe('立案审批表 (en); 现场笔录 (en)');
  });

  it('names who stated it, and why, where it stands by somebody’s word', () => {
    const stated = { by: '王五', reason: '本案没有听证' };
    const item = textItem({ stated, ground: 'stated', needs: [need('现场笔录')] });
    expect(groundOf({ of: 'text', item }, zh)).toBe('王五: 本案没有听证');
    expect(groundOf({ of: 'text', item: textItem({ stated, ground: 'proofs' }) }, zh)).toBe('');
  });

  it('tells of film act by act', () => {
    const findings = [
      { title: '2026-0001', state: 'present' },
      { title: '2026-0002', state: 'missing' },
    ];
    const lines = groundOf({ of: 'film', item: { findings } as never }, zh).split('\n');
    expect(lines.map((line) => line.split(': ')[0])).toEqual(['2026-0001', '2026-0002']);
    expect(new Set(lines.map((line) => line.split(': ')[1])).size).toBe(2);
    for (const line of lines) expect(line).not.toMatch(/present|missing/);
  });

  it('has the written items before those of film, as the page shows them', () => {
    const parts = { text: { items: [textItem({})] }, film: { items: [{ findings: [] }] } };
    expect(itemsOf(parts as never).map(({ of }) => of)).toEqual(['text', 'film']);
  });
});

describe('goods as rows', () => {
  const list = (change: Partial<GoodsList>) => ({ lines: [], duties: [], ...change }) as unknown as GoodsList;
  const duty = (dueBefore: string | null, dischargedAt: string | null = null) => ({
    dueBefore,
    dischargedAt,
  });

  it('are one for each thing; a list without any has none', () => {
    const [one, two] = [list({ number: 1, lines: [{ line: 1 }, { line: 2 }] as never }), list({ number: 2 })];
    expect(thingsOf([one, two]).map(({ list: { number }, line }) => [number, line.line])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it.each([
    ['the first that is open', [duty('2026-10-09T16:00:00.000Z'), duty('2026-10-02T16:00:00.000Z')], 1],
    ['none that is done', [duty('2026-10-09T16:00:00.000Z'), duty('2026-10-02T16:00:00.000Z', 'x')], 0],
    ['none without a time', [duty('2026-10-09T16:00:00.000Z'), duty(null)], 0],
    ['nothing where nothing is open', [duty('2026-10-02T16:00:00.000Z', 'x')], null],
    ['nothing where there is no duty', [], null],
  ])('say as the next time %s', (_, duties, at) => {
    expect(nextDue({ duties: duties as never })).toBe(at === null ? null : duties[at]?.dueBefore);
  });
});

describe('columns of a file that comes in', () => {
  it('are known by their names in both languages, whatever stands around them', () => {
    expect(matchColumns('people', ['姓 名*', 'Kind', '单位（必填）', '内设机构', '备注'])).toMatchObject({
      name: 0,
      kind: 1,
    });
  });

  it('give each field one column and each column one field', () => {
    const mapping = matchColumns('people', ['姓名', '姓名', 'name']);
    expect(Object.values(mapping)).toEqual([0]);
  });

  it('leave out what the kind does not know and what the file does not have', () => {
    expect(soundMapping('people', { name: 0, spells: 1, kind: 7 }, 3)).toEqual({ name: 0 });
  });

  it.each([
    ['people', { name: 0 }, ['kind', 'unit']],
    ['people', { name: 0, kind: 1, unit: 2 }, []],
    ['cases', {}, ['cause', 'procedure', 'unit', 'officers', 'openedAt']],
  ] as const)('of %s tell what is wanted and not there: %j', (kind, mapping, missing) => {
    expect(missingFields(kind, mapping)).toEqual(missing);
  });
});
