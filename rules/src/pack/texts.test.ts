import { describe, expect, it } from 'vitest';
import { packs, regulations } from '../../test/shelf.ts';
import { articleOf } from '../citation.ts';
import { type Pack, type PeriodRule, referencesOf } from './pack.ts';

/** What the texts say where they differ, and where each is silent: read off the texts, not off the packs. */
const of = <T>(say: (pack: Pack) => T) => Object.fromEntries(regulations.map((pack) => [pack.id, say(pack)]));
const frame = packs.find(({ level }) => level === 'national');
const silent = null;

describe('people', () => {
  it('who enforces and who may help', () => {
    expect(
      of(({ officers, assistants }) => [officers?.established, officers?.exam?.zh, assistants?.needs]),
    ).toEqual({
      xz: [true, '山西省行政执法人员统一考试', 'assistQualification'],
      hd: [true, '邯郸市法制办执法人员统一考试', undefined],
      dph: [false, undefined, 'nothing'],
      ql: [undefined, undefined, undefined],
      sx: [undefined, undefined, undefined],
    });
    expect(frame?.officers).toMatchObject({ article: 'CF-42.1', minimum: 2 });
  });

  it('who keeps, inspects and supervises', () => {
    expect(
      of(({ keeper, inspection, supervision }) => [keeper?.office, inspection?.by, supervision?.by]),
    ).toEqual({
      xz: ['organ', 'organ', undefined],
      hd: ['enforcementTeam', 'organ', undefined],
      dph: ['enforcementTeam', 'legalReviewer', undefined],
      ql: ['custodian', undefined, 'justiceBureau'],
      sx: [undefined, 'organ', 'justiceBureau'],
    });
  });
});

describe('filming', () => {
  it('is asked for in full when feasible by three texts, by list and circumstance by two', () => {
    expect(of(({ filming }) => filming.map(({ article, duty }) => `${article} ${duty}`))).toEqual({
      xz: ['XZ-18 whenFeasible', 'XZ-6 whenFeasible'],
      hd: ['HD-16 whenFeasible', 'HD-6 whenFeasible'],
      dph: ['DPH-18 whenFeasible', 'DPH-6 whenFeasible'],
      ql: ['QL-13 mandatoryContinuous', 'QL-13 situational'],
      sx: [
        ...[1, 2, 3, 4, 5, 6].map((item) => `SX-10(${item}) mandatory`),
        ...[1, 2, 3, 4, 5].map((item) => `SX-11(${item}) situational`),
      ],
    });
  });

  it('can be left out where text suffices, under two texts', () => {
    expect(of(({ textSuffices }) => textSuffices?.article)).toEqual({ ql: 'QL-12', sx: 'SX-7' });
  });

  it('begins with a check, a statement and a notice', () => {
    expect(
      of(({ preUseCheck, openingStatement, recordingNotice }) => [
        preUseCheck?.items.length ?? silent,
        openingStatement && `${openingStatement.manner} ${openingStatement.fields.length}`,
        recordingNotice && `${recordingNotice.when} ${recordingNotice.occasions.length}`,
      ]),
    ).toEqual({
      xz: [2, silent, 'before 3'],
      hd: [2, silent, 'before 3'],
      dph: [2, silent, 'before 3'],
      ql: [silent, 'focus 4', 'during 1'],
      sx: [3, 'spoken 6', 'atStart 1'],
    });
  });

  it('reaches to the leaving or to the end, and tells why it stopped', () => {
    expect(
      of(({ coverage, interruption }) => [
        coverage && `${coverage.from} ${coverage.to} ${coverage.continuous}`,
        interruption &&
          `${interruption.voiceOnRestart} ${interruption.reportTo} ${interruption.writtenAfter}`,
      ]),
    ).toMatchObject({
      xz: [silent, silent],
      ql: ['arrival leaving true', 'true organHead true'],
      sx: ['arrival activityEnd true', 'true null true'],
    });
  });

  it('shows key contents, falls back on key links, and bears being filmed', () => {
    expect(
      of(({ keyContents, fallback, bystanders }) => [
        keyContents?.items.length,
        fallback?.explanation,
        bystanders?.rule,
      ]),
    ).toEqual({
      xz: [undefined, false, undefined],
      hd: [undefined, false, undefined],
      dph: [undefined, true, undefined],
      ql: [6, undefined, 'notRestricted'],
      sx: [7, undefined, 'mustBeTold'],
    });
  });
});

describe('the record', () => {
  it('has twenty-two items under one text and five links under another, each at its own place', () => {
    expect(of(({ textRecord }) => textRecord?.items.length)).toEqual({ ql: 22, sx: 5 });
    const qilin = regulations.find(({ id }) => id === 'ql');
    expect(qilin?.textRecord?.items.map(({ article }) => article)).toEqual(
      Array.from({ length: 22 }, (_, at) => `QL-10(${at + 1})`),
    );
  });

  it('is kept for months, with the volume, or for long', () => {
    expect(
      of(({ routineKeeping, evidenceKeeping, longTermKeeping }) => [
        routineKeeping && JSON.stringify(routineKeeping.time),
        evidenceKeeping?.scopes.join(' '),
        longTermKeeping?.triggers.length,
      ]),
    ).toEqual({
      xz: ['{"rule":"months","value":6}', 'ordinaryPenalty coercion', 4],
      hd: ['{"rule":"months","value":6}', 'ordinaryPenalty coercion', 4],
      dph: ['{"rule":"months","value":6}', 'ordinaryPenalty', 4],
      ql: [silent, 'anyEvidence', undefined],
      sx: [silent, undefined, undefined],
    });
    expect(
      of(({ noDestruction, evidenceFilm }) => [noDestruction?.article, evidenceFilm?.disc]),
    ).toMatchObject({
      sx: ['SX-20.1', undefined],
      ql: [undefined, true],
      xz: [undefined, undefined],
    });
  });

  it('is viewed, given out and published with approval, by whom each text says', () => {
    expect(
      of(({ viewing, externalProvision, disclosure }) => [
        viewing?.steps.join(),
        externalProvision?.provider,
        disclosure?.steps.join(),
      ]),
    ).toEqual({
      xz: ['', 'organ', undefined],
      hd: ['leaderInCharge', undefined, undefined],
      dph: ['teamHead', 'legalReviewer', undefined],
      ql: ['legalSection', silent, ''],
      sx: [undefined, silent, 'organHead'],
    });
  });
});

describe('order', () => {
  it('a list of matters, to be published under one text', () => {
    expect(of(({ matterList }) => matterList && `${matterList.kind} ${matterList.publish}`)).toMatchObject({
      ql: 'fullProcess true',
      sx: 'avMatters false',
      xz: silent,
    });
  });

  it('six prohibitions under three texts, five grounds under two, of which two need serious consequences', () => {
    expect(of(({ violations }) => violations?.grounds.map(({ id }) => id).join(' '))).toEqual({
      xz: 'P1 P2 P3 P4 P5 P6',
      hd: 'P1 P2 P3 P4 P5 P6',
      dph: 'P1 P2 P3 P4 P5 P6',
      ql: 'G1 G2 G3 G4 G5',
      sx: 'G1 G2 G3 G4 G5',
    });
    for (const { violations } of regulations) {
      const serious = violations?.grounds.filter((one) => one.seriousConsequence).map(({ id }) => id);
      expect(serious).toEqual(violations?.grounds[0]?.id === 'G1' ? ['G2', 'G3'] : []);
    }
  });

  it('of budget, obstruction, retrieval, classification, bulletin and access: who says it', () => {
    const sayers = (
      name: 'budget' | 'obstruction' | 'retrieval' | 'classification' | 'bulletin' | 'partyAccess',
    ) => regulations.filter((pack) => pack[name] !== null).map(({ id }) => id);
    expect(sayers('budget')).toEqual(['ql', 'sx']);
    expect(sayers('obstruction')).toEqual(['ql', 'sx']);
    expect(sayers('retrieval')).toEqual(['ql']);
    expect(sayers('classification')).toEqual(['dph', 'hd', 'xz']);
    expect(sayers('bulletin')).toEqual(['dph', 'xz']);
    expect(sayers('partyAccess')).toEqual(['sx']);
  });
});

describe('the national frame', () => {
  const periods = new Map(frame?.periods.map((one) => [one.id, one]));
  const say = (id: string) => {
    const one = periods.get(id);
    return one && `${one.time.value} ${one.time.rule} ${one.direction} ${one.roll} ${one.whose}`;
  };

  it.each([
    ['CF-48', '3 workingDays after none organ'],
    ['CF-56', '7 workingDays after none organ'],
    ['CF-60', '90 days after none organ'],
    ['CF-61', '7 workingDays after none organ'],
    ['CF-64.1', '5 workingDays after none party'],
    ['CF-64.2', '7 workingDays before none organ'],
    ['CF-67', '15 days after forward party'],
    ['CF-71a', '2 workingDays after none organ'],
    ['CF-71b', '2 workingDays after none organ'],
    ['QZ-19', '24 hours after none organ'],
    ['QZ-25', '30 days after none organ'],
    ['QZ-31', '3 workingDays after none organ'],
    ['QZ-32', '30 days after none organ'],
    ['QZ-51', '3 workingDays before none organ'],
    ['QZ-53', '3 months after none organ'],
    ['QZ-54', '10 workingDays after none party'],
    ['QZ-58', '30 days after none court'],
    ['YS-5a', '3 days after none organ'],
    ['YS-5b', '24 hours after none organ'],
    ['YS-12', '3 days after none organ'],
    ['FY-20', '60 days after forward party'],
    ['FY-48', '10 workingDays after none organ'],
    ['FY-54', '5 workingDays after none organ'],
    ['FY-62a', '60 days after forward reviewOrgan'],
    ['FY-62b', '30 days after forward reviewOrgan'],
    ['SS-46', '6 months after forward party'],
    ['SS-67', '15 days after forward organ'],
    ['SD-95', '30 days after forward party'],
    ['GK-26', '20 workingDays after none organ'],
    ['GK-30', '7 workingDays after none organ'],
    ['GK-32', '15 workingDays after none party'],
    ['GK-33', '20 workingDays after none organ'],
  ])('%s: %s', (id, said) => {
    expect(say(id)).toBe(said);
  });

  it('extends what can be extended, and leaves out what does not count', () => {
    const traits = (one: PeriodRule | undefined) => [
      ...[one?.extension?.time.value ?? 0, one?.excluded, one?.excludedWhenTold],
    ];
    expect(traits(periods.get('QZ-25'))).toEqual([30, [], ['testing']]);
    expect(traits(periods.get('QZ-32'))).toEqual([30, [], []]);
    expect(traits(periods.get('FY-62a'))).toEqual([30, [], []]);
    expect(traits(periods.get('GK-33'))).toEqual([20, ['thirdPartyAsked'], []]);
    const extended = [...periods.values()].filter((one) => one.extension !== null);
    expect(extended.map(({ id }) => id)).toEqual(['QZ-25', 'QZ-32', 'FY-62a', 'GK-33']);
  });

  it('opens with the earliest of its sources, and bears no period that none of them has', () => {
    const days = Object.values(frame?.sources ?? {}).map(({ effectiveFrom }) => effectiveFrom);
    expect(frame?.effectiveFrom).toBe(days.toSorted()[0]);
    for (const { id, article } of periods.values())
      expect(articleOf(article)).toBe(/^[A-Z]+-\d+/.exec(id)?.[0]);
    expect(frame && referencesOf(frame).some((one) => one.startsWith('CN-'))).toBe(false);
  });
});
