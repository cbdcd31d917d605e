import type { MatterRow } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { differencesOf } from './matter-diff.ts';

const row = (matter: string, more: Partial<MatterRow> = {}): MatterRow => ({
  ...{ matter, activities: ['hearing'], circumstances: [], content: '', link: '' },
  ...{ methods: ['video'], duty: 'mandatory', articles: [] },
  ...more,
});

test('order alone is no difference', () => {
  expect(differencesOf([row('a'), row('b')], [row('b'), row('a')])).toEqual([]);
});

test('a matter that keeps its name is altered, and only where it differs', () => {
  const [one] = differencesOf([row('a')], [row('a', { content: 'x', activities: 'all' })]);
  expect(one).toMatchObject({ kind: 'altered', columns: ['subject', 'content'] });
});

test('a matter under another name that speaks of the same acts is the same one', () => {
  expect(differencesOf([row('a')], [row('b')])).toMatchObject([{ kind: 'altered', columns: [] }]);
});

test('others came or went', () => {
  const found = differencesOf(
    [row('a'), row('b', { activities: ['seal'] })],
    [row('a'), row('c', { activities: 'all' })],
  );
  expect(found.map(({ kind, former, latter }) => [kind, former?.matter ?? latter?.matter])).toEqual([
    ['added', 'c'],
    ['removed', 'b'],
  ]);
});
