import { expect, it } from 'vitest';
import { extensionFaults } from './measure-extension.ts';

const asked = {
  ...{ at: '2026-09-02T15:59:59.999Z', kind: 'measureTaken' as const, extendedAt: null },
  dueBefore: '2026-09-02T16:00:00.000Z',
};
const faults = (more: Partial<Parameters<typeof extensionFaults>[0]>) =>
  extensionFaults({ ...asked, ...more }).map(({ path, message }) => [path, message]);

it('a measure is extended once, on its last day at the latest', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ at: '2026-09-02T16:00:00.000Z', extendedAt: '2026-08-30T02:00:00.000Z' })).toEqual([
    ['move.detail.stepId', expect.stringMatching(/已于 2026-08-30 10:00.*一次.*第二十五条/)],
    ['move.at', expect.stringMatching(/2026-09-02 届满.*第二十五条/)],
  ]);
});

it('cites for funds that are frozen the article on them, and judges no period that is not known', () => {
  expect(faults({ kind: 'freezeImposed', extendedAt: asked.at })[0]?.[1]).toContain('第三十二条');
  expect(faults({ at: '2027-01-01T00:00:00.000Z', dueBefore: null })).toEqual([]);
});
