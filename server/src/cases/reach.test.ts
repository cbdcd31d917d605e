import type { ActStep } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { reachOf } from './axis.ts';

const millis = (time: string) => Date.parse(`2026-10-14T${time}:00.000Z`);
const instant = (time: string) => `2026-10-14T${time}:00.000Z`;
const act = (from: string, to: string | null) => ({
  startedAt: instant(from),
  endedAt: to === null ? null : instant(to),
});
/** A step as it was stated over time, each version by its time; an empty one was withdrawn. */
const step = (kind: string, ...times: string[]) =>
  ({
    ...{ id: kind, kind },
    versions: times.map((time) => ({
      ...{ at: instant(time || '00:00'), until: null, detail: {}, withdrawn: time === '' },
    })),
  }) as unknown as ActStep;
const film = (from: string, to: string) => ({ from: millis(from), to: millis(to) });
const told = (...given: Parameters<typeof reachOf>) => {
  const { from, to } = reachOf(...given);
  return [from, to].map((at) => (at - millis('00:00')) / 60_000);
};

describe('what has to be on film', () => {
  it('is the act from its start to its end', () => {
    expect(told(act('02:00', '03:00'), [], [])).toEqual([120, 180]);
  });
  it('begins with an arrival before the start and ends with a leaving after the end', () => {
    const steps = [step('arrived', '01:50'), step('left', '03:10')];
    expect(told(act('02:00', '03:00'), steps, [])).toEqual([110, 190]);
  });
  it('is not shortened by an arrival after the start or a leaving before the end', () => {
    const steps = [step('arrived', '02:10'), step('left', '02:50')];
    expect(told(act('02:00', '03:00'), steps, [])).toEqual([120, 180]);
  });
  it('counts a corrected step as it was corrected', () => {
    expect(told(act('02:00', '03:00'), [step('arrived', '01:00', '01:50')], [])).toEqual([110, 180]);
  });
  it('does not count a step that was withdrawn', () => {
    expect(told(act('02:00', '03:00'), [step('arrived', '01:00', '')], [])).toEqual([120, 180]);
  });
  it('is not widened by other steps', () => {
    const steps = [step('openingStated', '01:00'), step('interrupted', '05:00')];
    expect(told(act('02:00', '03:00'), steps, [])).toEqual([120, 180]);
  });
  it('of an act without an end goes on to the end of its last film', () => {
    const films = [film('02:00', '02:40'), film('02:10', '02:30')];
    expect(told(act('02:00', null), [], films)).toEqual([120, 160]);
  });
  it('of an act without an end goes on to its leaving where that is later', () => {
    expect(told(act('02:00', null), [step('left', '03:00')], [film('02:00', '02:40')])).toEqual([120, 180]);
  });
  it('of an act that has an end is not made longer by film that went on', () => {
    expect(told(act('02:00', '03:00'), [], [film('02:00', '09:00')])).toEqual([120, 180]);
  });
  it('of an act without an end, film or step is its first moment', () => {
    expect(told(act('02:00', null), [], [])).toEqual([120, 120]);
  });
  it('never ends before it begins, even where all film lies before the act', () => {
    expect(told(act('02:00', null), [], [film('01:00', '01:30')])).toEqual([120, 120]);
  });
});
