import type { LifeEvent } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { draw } from '../render-for-tests.tsx';
import { LifeLine } from './LifeLine.tsx';

const life = (count: number): LifeEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ entryId: index, kind: 'case.changed', actor: '王建国', logIndex: index },
    ...{ at: '2026-10-14T02:00:00.000Z', derivative: null },
  }));
const folded = (count: number) => draw(<LifeLine events={life(count)} />).match(/folded/g)?.length ?? 0;

it.each([
  [0, 0],
  [10, 0],
  [11, 3],
  [40, 32],
])('of %i events %i wait until they are asked for', (count, waiting) => {
  expect(folded(count)).toBe(waiting);
});

it('says how many wait, and keeps all of them for paper', () => {
  const html = draw(<LifeLine events={life(40)} />);
  expect(html).toContain('显示较早的 32 条');
  expect(html.match(/王建国/g)).toHaveLength(40);
});
