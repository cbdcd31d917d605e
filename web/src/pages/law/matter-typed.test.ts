import type { MatterRow } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { blankRow, isSame, placePath, readList, readRow, typeList, warningsOf } from './matter-typed.ts';

const row: MatterRow = {
  ...{ matter: '听证', activities: ['hearing'], circumstances: ['disputeProne'], content: 'c', link: 'l' },
  ...{ methods: ['video', 'photo'], duty: 'mandatory', articles: ['SX-11'] },
};
const typed = typeList({
  ...{ title: 't', published: true, effectiveFrom: null },
  rows: [{ ...row, citations: [] }],
});

test('what is read from the form is what was put into it', () => {
  expect(readList(typed)).toEqual({ title: 't', publish: true, effectiveFrom: null, rows: [row] });
});

test('every act swallows single activities and leaves circumstances', () => {
  const read = readRow({ ...blankRow, subjects: ['hearing', 'all', 'disputeProne'] });
  expect([read.activities, read.circumstances]).toEqual(['all', ['disputeProne']]);
});

test('the order of choosing makes no other list', () => {
  const [first = blankRow] = typed.rows;
  const turned = { ...typed, rows: [{ ...first, subjects: first.subjects.toReversed() }] };
  expect(isSame(typed, turned)).toBe(true);
  expect(isSame(typed, { ...typed, title: 'u' })).toBe(false);
});

test('faults stand beside the field that holds them', () => {
  expect(placePath('rows.2.circumstances.0')).toBe('rows.2.subjects');
  expect(placePath('rows.2.articles.1')).toBe('rows.2.articles');
  expect(placePath('title')).toBe('title');
});

test('a warning lies beside its field and the others are cleared', () => {
  const fault = { row: 0, field: 'duty', zh: '低', en: 'low', article: null };
  const placed = warningsOf(typed.rows, [fault], (pair) => pair.zh);
  expect(placed.filter(({ warnings }) => warnings.length > 0)).toEqual([
    { name: ['rows', 0, 'duty'], warnings: ['低'] },
  ]);
  expect(placed).toHaveLength(7);
});
