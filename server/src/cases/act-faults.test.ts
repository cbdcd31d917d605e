import type { Qualification } from '@liuhen/rules';
import { describe, expect, it } from 'vitest';
import { actFaults, type Recused } from './act-faults.ts';

const now = '2026-10-14T02:00:00.000Z';
const yesterday = '2026-10-13T02:00:00.000Z';
const tomorrow = '2026-10-15T02:00:00.000Z';

type Input = Parameters<typeof actFaults>[0];
const act = (change: Partial<Input> = {}) =>
  ({ officerIds: ['w', 'l'], startedAt: yesterday, ...change }) as Input;
const citation = {
  packId: 'x',
  title: { zh: '某某办法' },
  article: '8',
} as unknown as Qualification['doubts'][0]['citation'];
const lacking = { zh: '王某的执法证件已经过期', en: 'the certificate of Wang had expired' };
const doubt: Qualification['doubts'][0] = { personId: 'w', lack: 'certificate', said: lacking, citation };
const law = (change: Partial<Qualification> = {}): Qualification => ({
  ...{ number: { minimum: 2, counted: 2, binds: true, citations: [] }, doubts: [], assistants: null },
  ...change,
});
const found = (change: Partial<Input>, judged: Qualification | null = null, recused: Recused[] = []) =>
  actFaults(act(change), { now, judged, recused });
const paths = (...given: Parameters<typeof found>) => found(...given).map(({ path }) => path);

describe('the place of an act', () => {
  it.each([
    [38.41, 112.73, []],
    [-90, 180, []],
    [90, -180, []],
    [90.0001, 0, ['coordinates']],
    [0, -180.0001, ['coordinates']],
    [112.73, 38.41, ['coordinates']], // the two exchanged
    [91, 181, ['coordinates', 'coordinates']],
  ])('%d, %d', (latitude, longitude, faulty) => {
    expect(paths({ coordinates: { latitude, longitude } })).toEqual(faulty);
  });
  it('says which of the two is out of range', () => {
    const [fault] = found({ coordinates: { latitude: 112.73, longitude: 38.41 } });
    expect(fault?.message).toContain('纬度');
    const [other] = found({ coordinates: { latitude: 0, longitude: 190 } });
    expect(other?.message).toContain('经度');
  });
  it('may be left out', () => {
    expect(paths({ coordinates: null })).toEqual([]);
    expect(paths({})).toEqual([]);
  });
});

describe('who takes part', () => {
  const recused: Recused = {
    officerId: 'w',
    name: '王某',
    decidedAt: '2026-10-12T17:00:00.000Z',
    from: 'case',
  };
  it('is named once', () => {
    expect(paths({ officerIds: ['w', 'l', 'w'] })).toEqual(['officerIds']);
  });
  it('is not somebody who was recused, with the Beijing day of the decision and the article', () => {
    const [fault, ...more] = found({}, null, [recused]);
    expect(more).toEqual([]);
    expect(fault?.path).toBe('officerIds');
    expect(fault?.message).toMatch(/^王某已经回避本案（2026-10-13 决定）.*行政处罚法》第四十三条）$/);
    expect(fault?.messageEn).toContain('recused from this case on 2026-10-13');
  });
  it('is called recused from the act where it was from that alone', () => {
    expect(found({}, null, [{ ...recused, from: 'act' }])[0]?.message).toContain('回避本次活动');
  });
  it('may be others while somebody else is recused', () => {
    expect(paths({ officerIds: ['l'] }, null, [recused])).toEqual([]);
  });
  it('cannot be made right by a reason where they were recused', () => {
    expect(paths({ despite: '情况紧急' }, null, [recused])).toEqual(['officerIds']);
  });
});

describe('what the law asks of those who take part', () => {
  const alone = { minimum: 2, counted: 1, binds: true, citations: [] };
  it('is nothing for an organ without a regulation', () => {
    expect(paths({ startedAt: tomorrow }, null)).toEqual([]);
  });
  it('has to be met before the act begins, whatever reason is given', () => {
    expect(paths({ startedAt: tomorrow, despite: '人手不足' }, law({ number: alone }))).toEqual([
      'officerIds',
    ]);
    expect(paths({ startedAt: tomorrow, despite: '人手不足' }, law({ doubts: [doubt] }))).toEqual([
      'officerIds',
    ]);
  });
  it('is told for each lack by itself, in its own words', () => {
    const faults = found({ startedAt: tomorrow }, law({ number: alone, doubts: [doubt] }));
    expect(faults.map(({ message }) => message)).toEqual([
      lacking.zh,
      expect.stringContaining('不得少于2人，现在计入1人'),
    ]);
  });
  it('is met by as many as are asked for', () => {
    expect(paths({ startedAt: tomorrow }, law())).toEqual([]);
  });
  it('asks for a reason where an act that has begun was done by somebody who lacks it', () => {
    expect(paths({}, law({ doubts: [doubt] }))).toEqual(['officerIds', 'despite']);
    expect(paths({ despite: '' }, law({ doubts: [doubt] }))).toEqual(['officerIds', 'despite']);
  });
  it('does not keep what happened out of the record once there is a reason', () => {
    expect(paths({ despite: '唯一在岗人员' }, law({ doubts: [doubt] }))).toEqual([]);
  });
  it('does not keep out an act that one alone has done: it is a finding of its duties', () => {
    expect(paths({}, law({ number: alone }))).toEqual([]);
  });
  it('only warns of an act of which nothing is asked, a patrol', () => {
    const patrol = law({ number: { ...alone, binds: false }, doubts: [doubt] });
    expect(paths({ startedAt: tomorrow }, patrol)).toEqual([]);
    expect(paths({}, patrol)).toEqual([]);
  });
  it('takes an act as begun while clocks may differ, by five minutes', () => {
    const judged = law({ number: alone });
    expect(paths({ startedAt: '2026-10-14T02:05:00.000Z' }, judged)).toEqual([]);
    expect(paths({ startedAt: '2026-10-14T02:05:00.001Z' }, judged)).toEqual(['officerIds']);
  });
});

it('every fault is told at once', () => {
  const recused: Recused = { officerId: 'w', name: '王某', decidedAt: yesterday, from: 'act' };
  const given = { officerIds: ['w', 'w'], coordinates: { latitude: 91, longitude: 0 } };
  expect(paths(given, law({ doubts: [doubt] }), [recused])).toEqual([
    ...['coordinates', 'officerIds', 'officerIds', 'officerIds', 'despite'],
  ]);
});
