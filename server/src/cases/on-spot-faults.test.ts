import { expect, it } from 'vitest';
import { onSpotFaults } from './on-spot-faults.ts';

it.each<[number | undefined, ('person' | 'organisation')[], RegExp | null]>([
  [200, ['person'], null],
  [200.01, ['person'], /200 元.*第五十一条/],
  [3000, ['organisation'], null],
  [3001, ['organisation'], /3000 元.*第五十一条/],
  [3000, ['person', 'organisation'], null],
  [undefined, ['person'], null],
  [5000, [], null],
])('a fine of %s on %j', (fine, kinds, said) => {
  const faults = onSpotFaults(fine, kinds);
  if (said === null) expect(faults).toEqual([]);
  else
    expect(faults).toEqual([
      { path: 'move.detail.fine', message: expect.stringMatching(said), messageEn: expect.any(String) },
    ]);
});
