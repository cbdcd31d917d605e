import type { StepStated } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { timeFaults } from './step-faults.ts';

const now = '2026-10-14T02:00:00.000Z';
const at = '2026-10-14T01:00:00.000Z';
const interrupted = (until: string | null, began = at): StepStated => ({
  ...{ kind: 'interrupted', at: began, until },
  detail: { cause: 'weather', voice: true, resumed: true },
});
const hearing = (on: string): StepStated => ({ kind: 'hearingSet', at, until: null, detail: { on } });

it.each<[string, StepStated, string[]]>([
  ['now', interrupted(null, now), []],
  ['four minutes ahead, as clocks differ', interrupted(null, '2026-10-14T02:04:00Z'), []],
  ['six minutes ahead', interrupted(null, '2026-10-14T02:06:00Z'), ['at']],
  ['tomorrow until tomorrow', interrupted('2026-10-15T02:06:00Z', '2026-10-15T02:00:00Z'), ['at', 'until']],
  ['until it began', interrupted(at), []],
  ['until before it began', interrupted('2026-10-14T00:59:59.999Z'), ['until']],
  ['told with two offsets', interrupted('2026-10-14T01:30:00Z', '2026-10-14T09:20:00+08:00'), []],
  ['a hearing on that day', hearing('2026-10-14'), []],
  ['a hearing in half a year', hearing('2027-04-14'), []],
  ['a hearing the day before it is set', hearing('2026-10-13'), ['detail.on']],
  ['a hearing in two years', hearing('2028-10-14'), ['detail.on']],
])('a step %s', (_, step, faulty) => {
  expect(timeFaults(step, now).map(({ path }) => path)).toEqual(faulty);
});
