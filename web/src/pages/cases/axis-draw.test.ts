import type { ActStep, TimeAxis } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { drawnSpan, filmsAt, placeIn, saySecond, seenAt, ticksOf } from './axis-draw.ts';

const at = (time: string) => `2026-10-14T${time}.000Z`;
const film = (id: string | null, from: string, to: string) => ({
  ...{ recordingId: id, name: id, kind: 'video' as const, clockOffsetSeconds: 0 },
  ...{ from: at(from), to: at(to) },
});
const axis: TimeAxis = {
  ...{ from: at('02:02:00'), to: at('03:48:00'), covered: [], overlaps: [], gaps: [], untimed: 0 },
  lanes: [
    {
      ...{ device: 'A', officer: '甲' },
      films: [film('a', '02:01:00', '02:31:00'), film('b', '02:44:00', '03:20:00')],
    },
    { device: 'B', officer: '乙', films: [film(null, '02:10:00', '02:20:00')] },
  ],
};
const drawn = drawnSpan(axis);

describe('films that are drawn', () => {
  test('lie in all that is shown, also what was filmed before the reach', () => {
    expect(drawn).toEqual({ from: at('02:01:00'), to: at('03:48:00') });
    const whole = { from: at('00:00:00'), to: at('01:40:00') };
    expect(placeIn(whole, { from: at('00:25:00'), to: at('00:50:00') })).toEqual({ left: 25, width: 25 });
    expect(placeIn(whole, { from: at('00:50:00'), to: at('05:00:00') })).toEqual({ left: 50, width: 50 });
  });

  test('have few times written at full minutes', () => {
    expect(ticksOf(drawn)).toEqual(['02:30:00', '03:00:00', '03:30:00'].map(at));
    expect(ticksOf({ from: at('02:00:30'), to: at('02:03:00') })).toEqual(
      ['02:01:00', '02:02:00', '02:03:00'].map(at),
    );
  });
});

describe('a step', () => {
  const version = (time: string, media: { recordingId: string; second: number } | null = null) =>
    ({ at: at(time), media }) as unknown as ActStep['versions'][number];

  test('is found on the film that ran, at its second; another person may not see it', () => {
    expect(filmsAt(axis, at('02:12:05'))).toEqual([{ recordingId: 'a', second: 665 }]);
    expect(seenAt(axis, version('02:35:00'))).toBe(null);
    expect(seenAt(axis, version('02:44:00'))).toEqual({ recordingId: 'b', second: 0 });
    expect(seenAt(null, version('02:44:00'))).toBe(null);
  });

  test('is where somebody stated it, whatever its time says', () => {
    const media = { recordingId: 'b', second: 12.5 };
    expect(seenAt(axis, version('02:12:05', media))).toEqual(media);
  });
});

test('seconds are said as a player shows them', () => {
  expect([0, 65.9, 3725].map(saySecond)).toEqual(['0:00', '1:05', '1:02:05']);
});
