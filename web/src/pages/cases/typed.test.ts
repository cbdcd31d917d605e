import {
  type CaseMoveKind,
  type Cause,
  caseCourseShapes,
  caseMoveKinds,
  cases,
  type StepKind,
} from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { sampleAct, sampleCase, sampleDuty, sampleId, sampleStep } from '../../samples-for-tests.ts';
import { readAct, typeAct } from './act-typed.ts';
import { readCase, typeCase } from './case-typed.ts';
import { detailOf, fieldsNow, isOptional, isSwitch } from './move-fields.ts';
import { aboutOf, mediaOf } from './step-fields.ts';
import { dutiesServed } from './step-serves.ts';

const causes = [{ id: sampleId(70), name: '无照经营', code: 'A1' }] as unknown as Cause[];

describe('a case in its form', () => {
  const known = sampleCase({
    ...{ ownNumber: '立〔2026〕1号', source: 'complaint', sourceOn: '2026-10-01', sourceNote: '第 7 号' },
    ...{ weights: ['complex'], partyInWords: '顺达商店', causeId: sampleId(70), cause: '无照经营' },
  });
  it('is sent back as it came where nothing was typed', () => {
    const sent = readCase(typeCase(known), causes);
    expect(sent).toMatchObject({
      ...{ ownNumber: '立〔2026〕1号', cause: '无照经营', causeId: sampleId(70), party: '顺达商店' },
      ...{ source: 'complaint', sourceOn: '2026-10-01', sourceNote: '第 7 号', weights: ['complex'] },
      ...{ openedAt: '2026-10-14T02:00:00.000Z', officerIds: [sampleId(5)], procedure: 'ordinary' },
    });
    expect(cases.caseInput.safeParse(sent).error?.issues).toBeUndefined();
  });
  it('does not send the names of its parties as words that somebody typed', () => {
    expect(readCase(typeCase(sampleCase({ party: 'Shunda', partyInWords: null })), causes).party).toBeNull();
  });
  it('sends what was left empty as nothing', () => {
    const sent = readCase(
      { ...typeCase(sampleCase()), ownNumber: ' ', sourceNote: '', sourceOn: '', causeId: '' },
      causes,
    );
    expect(sent).toMatchObject({
      ownNumber: null,
      sourceNote: null,
      sourceOn: null,
      causeId: null,
      source: null,
    });
  });
  it('takes the words of the cause that is chosen, and those typed where none is', () => {
    const typed = { ...typeCase(known), cause: '别的' };
    expect(readCase(typed, causes).cause).toBe('无照经营');
    expect(readCase({ ...typed, causeId: '' }, causes).cause).toBe('别的');
  });
});

it('an act is sent back as it came where nothing was typed', () => {
  const act = sampleAct({
    ...{
      party: '顺达商店',
      place: '西街',
      endedAt: '2026-10-14T03:00:00.000Z',
      planned: true,
      planNote: '第 3 号',
    },
    ...{ coordinates: { latitude: 0, longitude: 112.7 }, despite: '人手不足', procedure: 'summary' },
    circumstances: ['disputeProne'],
  });
  expect(readAct(typeAct(act))).toMatchObject({
    ...{ type: 'questioning', party: '顺达商店', place: '西街', planNote: '第 3 号', despite: '人手不足' },
    ...{ startedAt: act.startedAt, endedAt: act.endedAt, coordinates: act.coordinates, procedure: 'summary' },
    ...{ circumstances: ['disputeProne'], caseId: null },
  });
});

describe('a move in its form', () => {
  const typed: Record<string, unknown> = {
    ...{ reason: '理由', opinion: '意见', content: '内容', people: '甲、乙', result: '同意', report: '要点' },
    ...{ on: '2026-11-20', place: '会议室', presiderId: sampleId(5), outcome: 'penalise', note: '说明' },
    stepId: sampleId(9),
  };
  // A service is taken back on the page of services.
  const entered = caseMoveKinds.filter((kind) => kind !== 'unserve');
  const stated = (kind: CaseMoveKind, more = typed) => ({
    ...{ kind, at: null, detail: detailOf(kind, more, () => sampleId(2)) },
  });
  it.each(entered)('%s is sent as the contract takes it', (kind) => {
    expect(caseCourseShapes.statedMove.safeParse(stated(kind)).error?.issues).toBeUndefined();
  });
  it.each(entered)('%s left empty: what may be left out is taken, what may not is refused there', (kind) => {
    const faulty = new Set(
      caseCourseShapes.statedMove.safeParse(stated(kind, {})).error?.issues.map(({ path }) => path[1]),
    );
    for (const field of fieldsNow(kind, 'notified'))
      expect([field, faulty.has(field)]).toEqual([field, !isOptional(kind, field) && !isSwitch(field)]);
  });
  it('of a measure names the act of its step', () => {
    expect(detailOf('liftMeasure', typed, (id) => `act of ${id}`).actId).toBe(`act of ${sampleId(9)}`);
    expect(detailOf('file', typed, () => 'x')).not.toHaveProperty('actId');
  });
  it('marks only what was ticked', () => {
    expect(detailOf('hearStatement', { waived: true }, String).waived).toBe(true);
    expect(detailOf('hearStatement', {}, String).waived).toBe(false);
    expect(detailOf('hearStatement', { waived: 'yes' }, String).waived).toBe(false);
  });
});

describe('what a step can be about', () => {
  const steps = [
    sampleStep('measureTaken', {}),
    { ...sampleStep('measureTakenUrgently', {}, { withdrawn: true }), id: sampleId(41) },
    { ...sampleStep('arrived', {}), id: sampleId(42) },
    { ...sampleStep('measureTakenUrgently', {}, { at: '2026-10-14T05:00:00.000Z' }), id: sampleId(43) },
  ];
  const ids = (kind: StepKind) => aboutOf(sampleAct({ steps }), kind).map(({ id }) => id);
  it('is what its kind answers and nobody withdrew, at the time that holds', () => {
    expect(ids('measureEnded')).toEqual([sampleId(30), sampleId(43)]);
    expect(aboutOf(sampleAct({ steps }), 'measureEnded').at(-1)?.at).toBe('2026-10-14T05:00:00.000Z');
  });
  it('is an interruption for what reports one', () => {
    expect(ids('interruptionReported')).toEqual([]);
  });
});

it('a step is tied to the first second of a film too, and to none where no film is chosen', () => {
  const media = (recordingId: string | null, second: number | null) =>
    mediaOf({ kind: 'arrived', at: '', media: { recordingId, second } });
  expect(media(sampleId(8), 0)).toEqual({ recordingId: sampleId(8), second: 0 });
  expect([media(null, 3), media('', 3), media(sampleId(8), null)]).toEqual([null, null, null]);
});

describe('the duties that a step serves', () => {
  const served = (step: ReturnType<typeof sampleStep>, ...duties: ReturnType<typeof sampleDuty>[]) =>
    dutiesServed(sampleAct({ duties }), step).map(({ duty, key }) => `${duty} ${key}`);
  it('of several interruptions is that which it is about', () => {
    const [one, other] = [sampleId(51), sampleId(52)];
    const duties = [one, other].map((key) => sampleDuty({ duty: 'interruptionReport', key }));
    expect(served(sampleStep('interruptionReported', { detail: { about: one } }), ...duties)).toEqual([
      `interruptionReport ${one}`,
    ]);
    expect(served(sampleStep('interruptionReported', { detail: { about: null } }), ...duties)).toHaveLength(
      2,
    );
  });
  it('of an interruption are those of its own', () => {
    const own = sampleDuty({ duty: 'interruptionNote', key: sampleId(30) });
    const another = sampleDuty({ duty: 'interruptionNote', key: sampleId(52) });
    expect(served(sampleStep('interrupted', {}), own, another)).toEqual([`interruptionNote ${sampleId(30)}`]);
  });
  it('are the periods that it opens or ends', () => {
    const at = '2026-10-14T02:00:00.000Z';
    const period = (change: Parameters<typeof sampleDuty>[0]) =>
      sampleDuty({ duty: 'period', dischargedAt: null, ...change });
    expect(
      served(
        sampleStep('caseFiled', { at }),
        period({ key: 'opened', countedFrom: at }),
        period({ key: 'ended', dischargedAt: at }),
        period({ key: 'other' }),
      ),
    ).toEqual(['period opened', 'period ended']);
  });
  it('are none of a step that was withdrawn', () => {
    expect(served(sampleStep('arrived', {}, { withdrawn: true }), sampleDuty({ duty: 'coverage' }))).toEqual(
      [],
    );
  });
});
