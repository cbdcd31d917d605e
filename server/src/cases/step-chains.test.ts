import { expect, it } from 'vitest';
import { chainsOf } from './step-chains.ts';

const row = (id: string, replaces: string | null = null) => ({ id, replaces });
const told = (rows: ReturnType<typeof row>[]) =>
  chainsOf(rows).map(({ id, last, versions }) => [id, last.id, versions.map((one) => one.id).join(' ')]);

it('a step that was never corrected is its own last version', () => {
  expect(told([row('a')])).toEqual([['a', 'a', 'a']]);
});
it('a step is named by its first version and holds as its last, however often it was corrected', () => {
  expect(told([row('a'), row('b', 'a'), row('c', 'b')])).toEqual([['a', 'c', 'a b c']]);
});
it('the order of the rows does not matter within a step', () => {
  expect(told([row('c', 'b'), row('b', 'a'), row('a')])).toEqual([['a', 'c', 'a b c']]);
});
it('steps are kept apart and in the order of their first versions', () => {
  const rows = [row('z'), row('a'), row('a2', 'a'), row('z2', 'z'), row('m')];
  expect(told(rows)).toEqual([
    ['z', 'z2', 'z z2'],
    ['a', 'a2', 'a a2'],
    ['m', 'm', 'm'],
  ]);
});
it('of nothing there is none', () => {
  expect(chainsOf([])).toEqual([]);
});
