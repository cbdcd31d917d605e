import type { StepKind } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { orderFaults, type Placed } from './step-order.ts';

const at = (time: string) => `2026-10-14T${time}:00.000Z`;
const step = (
  kind: StepKind,
  time: string,
  { id = kind, about = null }: { id?: string; about?: string | null } = {},
): Placed => ({ id, kind, at: at(time), about });
const faultsOf = (one: Placed, ...others: Placed[]) => orderFaults(one, others).map(({ message }) => message);

const taken = step('measureTaken', '03:00');
const ended = (time: string, about: string | null = taken.id) => step('measureEnded', time, { about });

it.each<[string, Placed, Placed[], RegExp[]]>([
  ['what ends a measure, later', ended('04:00'), [taken], []],
  ['what ends it in the same minute', ended('03:00'), [taken], []],
  ['what ends it, before it was taken', ended('02:59'), [taken], [/早于“实施查封、扣押”（2026-10-14 11:00/]],
  ['what ends another measure', ended('02:59', 'other'), [taken], []],
  ['what does not say which it ends', ended('02:59', null), [taken], []],
  ['a measure put behind its end', step('measureTaken', '05:00'), [ended('04:00')], [/晚于/]],
  [
    'a second extension of one measure',
    step('measureExtended', '05:00', { id: 'second', about: taken.id }),
    [taken, step('measureExtended', '04:00', { about: taken.id })],
    [/2026-10-14 12:00.*一次为限.*第二十五条/],
  ],
  [
    'an extension of another measure',
    step('measureExtended', '05:00', { id: 'second', about: 'other' }),
    [step('measureExtended', '04:00', { about: taken.id })],
    [],
  ],
  ['a leaving after the arrival', step('left', '04:00'), [step('arrived', '03:00')], []],
  ['a leaving before it', step('left', '02:00'), [step('arrived', '03:00')], [/早于“到达现场”/]],
  ['a leaving of an act without arrival', step('left', '02:00'), [], []],
  ['an arrival after the leaving', step('arrived', '05:00'), [step('left', '04:00')], [/晚于“离开现场”/]],
  [
    'who comes back',
    step('arrived', '05:00', { id: 'again' }),
    [step('arrived', '03:00'), step('left', '04:00')],
    [],
  ],
  [
    'who leaves a second time',
    step('left', '06:00', { id: 'again' }),
    [step('arrived', '03:00'), step('left', '04:00'), step('arrived', '05:00', { id: 'back' })],
    [],
  ],
  [
    'a leaving before both arrivals',
    step('left', '02:00'),
    [step('arrived', '05:00', { id: 'back' }), step('arrived', '03:00')],
    [/2026-10-14 11:00/],
  ],
  [
    'other steps on site, whatever their order',
    step('openingStated', '01:00'),
    [step('arrived', '03:00')],
    [],
  ],
])('judges %s', (_, one, others, said) => {
  const told = faultsOf(one, ...others);
  expect(told).toHaveLength(said.length);
  for (const [index, pattern] of said.entries()) expect(told[index]).toMatch(pattern);
});

it('names each side on which a step lies wrong', () => {
  const extended = step('measureExtended', '02:00', { about: taken.id });
  expect(faultsOf(extended, taken, step('itemsHandedOver', '01:00', { about: extended.id }))).toHaveLength(2);
});
