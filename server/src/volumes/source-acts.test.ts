import { describe, expect, it } from 'vitest';
import type { CaseFrame } from './happening.ts';
import { lineOfStep, linkOfStep, secondOf } from './source-acts.ts';

const film = (id: string, from: string, until: string | null, act = 'a', known = true) => ({
  ...{ id, name: `${id}.mp4`, kind: 'video', act, known },
  at: `2026-10-14T0${from}.000Z`,
  until: until === null ? null : `2026-10-14T0${until}.000Z`,
});
const films = [
  film('one', '1:00:00', '1:10:00'),
  film('two', '1:05:00', '1:30:00'),
  film('other', '1:00:00', '3:00:00', 'b'),
  film('open', '2:00:00', null),
  film('unknown', '0:00:00', '9:00:00', 'a', false),
];
const at = (time: string) => ({ actId: 'a', at: `2026-10-14T0${time}.000Z` });

describe('the second of a film at which something is seen', () => {
  it('is counted from the true beginning of the film that ran then', () => {
    expect(secondOf(films, at('1:00:00'))).toEqual({ recordingId: 'one', seconds: 0 });
    expect(secondOf(films, at('1:07:30'))).toEqual({ recordingId: 'one', seconds: 450 });
    expect(secondOf(films, at('1:10:01'))).toEqual({ recordingId: 'two', seconds: 301 });
  });

  it('is none where no film of the act ran, its end is not known, or its time', () => {
    expect(secondOf(films, at('1:31:00'))).toBeNull();
    expect(secondOf(films, at('2:10:00'))).toBeNull();
    expect(secondOf([], at('1:00:00'))).toBeNull();
    expect(secondOf(films, { ...at('1:00:00'), actId: 'c' })).toBeNull();
  });
});

describe('where a step leads', () => {
  const step = {
    ...{ id: 's', act_id: 'a', kind: 'openingStated', at: at('1:07:30').at },
    ...{ media_recording: null, media_second: null },
  };
  it('to the second that was tied to it, whatever the clock says', () => {
    expect(linkOfStep({ ...step, media_recording: 'two', media_second: 12.8 }, films)).toEqual({
      ...{ type: 'recording', id: 'two', seconds: 12 },
    });
  });
  it('to the film that ran then, for what is seen on film', () => {
    expect(linkOfStep(step, films)).toEqual({ type: 'recording', id: 'one', seconds: 450 });
  });
  it('to its line in the act, for what is said on paper, and where no film can be seen', () => {
    const line = { type: 'act', id: 'a', seconds: null, part: 'step-s' };
    expect(linkOfStep({ ...step, kind: 'noteWritten' }, films)).toEqual(line);
    expect(linkOfStep(step, [])).toEqual(line);
    // Film that this person may not see is no place to send them.
    expect(
      linkOfStep({ ...step, at: at('5:00:00').at, media_recording: 'hidden', media_second: 3 }, films),
    ).toEqual(line);
  });
});

describe('the line of a step', () => {
  const scene = { id: 'scene', zh: '现场环境', en: 'the scene' };
  const act = {
    id: 'a',
    number: 'XZ-1',
    type: 'seal',
    startedAt: '2026-10-14T01:00:00.000Z',
    officers: ['李明远'],
  };
  const frame = {
    acts: new Map([['a', act]]),
    law: { checklists: () => ({ keyContents: [scene], textRecord: [], statementFields: [] }) },
  } as unknown as CaseFrame;
  const step = (id: string, kind: string, detail: object) => ({
    ...{ id, act_id: 'a', kind, at: '2026-10-14T01:00:00.000Z', media_recording: null, media_second: null },
    ...{ detail, by: '李明远' },
  });
  const lineOf = (one: ReturnType<typeof step>, ...others: ReturnType<typeof step>[]) =>
    lineOfStep(frame, one, [one, ...others], []);

  it('says which content was filmed, in the words of the regulation', () => {
    const { zh, en } = lineOf(step('1', 'keyContentFilmed', { item: 'scene', applicable: true }));
    expect([zh, en]).toEqual(['XZ-1 · 现场环境', 'XZ-1 · the scene']);
  });

  it('is the number of the act alone where the step says no more', () =>
    expect(lineOf(step('4', 'measureTaken', {}))).toEqual({ zh: 'XZ-1', en: 'XZ-1' }));

  it('says which interruption is reported, and why there was one', () => {
    const stopped = step('2', 'interrupted', { cause: 'lowBattery' });
    expect(lineOf(stopped).zh).toMatch(/^XZ-1 · \S*电/);
    const reported = lineOf(step('3', 'interruptionReported', { about: '2' }), stopped);
    expect(reported.zh).toContain('2026-10-14 09:00');
  });
});
