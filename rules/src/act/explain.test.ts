import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../test/acts.ts';
import { invented, packs } from '../../test/shelf.ts';
import { explainObligation } from './explain.ts';
import type { ActFacts, Step } from './facts.ts';

const at = (day: string) => `2026-${day}T09:30:00+08:00`;
const step = (id: string, kind: Step['kind'], day: string, more: Partial<Step> = {}): Step => ({
  ...{ id, kind, at: at(day), until: null, detail: {}, ...more },
});
const said = (packId: string, duty: string, change: Partial<ActFacts>) => {
  const facts: ActFacts = {
    ...{
      activity: 'penalty',
      circumstances: [],
      procedure: 'ordinary',
      officers: 2,
      filmed: false,
      film: [],
    },
    ...{ startedAt: at('08-03'), endedAt: at('08-04'), boundFrom: '2020-01-01', listed: null, excused: [] },
    ...{ steps: [], ...change },
  };
  const judged = judgeFacts(packId, facts, [...packs, ...invented]);
  const found = judged.find(({ rule, key }) => `${rule}/${key}` === duty);
  if (!found) throw new Error(`no ${duty} among ${judged.map(({ rule, key }) => `${rule}/${key}`).join()}`);
  return explainObligation(found);
};

describe('how a time was counted', () => {
  it('names the day that days end on, and no number of steps', () => {
    const { zh, en } = said('cn', 'period/CF-60#s', { steps: [step('s', 'caseFiled', '08-03')] });
    expect(zh).toContain('从2026年8月3日09:30起算，当日不计入，数到2026年11月1日（第90日）。');
    expect(en).toContain('Counted from 2026-08-03 09:30, that day excluded: to 2026-11-01 (day 90).');
  });

  it('tells working days as such', () => {
    const { zh, en } = said('cn', 'period/CF-56#s', { steps: [step('s', 'registrationStarted', '09-28')] });
    expect(zh).toContain('数到2026年10月13日（第7个工作日）。');
    expect(en).toContain('to 2026-10-13 (working day 7).');
  });

  it('says that the last day was a holiday', () => {
    const { zh, en } = said('cn', 'period/CF-67#s', { steps: [step('s', 'decisionServed', '09-18')] });
    expect(zh).toContain('数到2026年10月3日（第15日），逢休息日顺延到2026年10月8日。');
    expect(en).toContain('to 2026-10-03 (day 15); moved on to the working day 2026-10-08.');
  });

  it('tells an extension and the time that does not count where they come', () => {
    const { zh, en } = said('cn', 'period/QZ-25#s', {
      activity: 'seal',
      steps: [
        step('s', 'measureTaken', '08-03'),
        step('t', 'testing', '08-10', { until: at('08-24'), detail: { notifiedAt: at('08-10') } }),
        step('x', 'measureExtended', '09-10'),
      ],
    });
    expect(zh).toContain(
      '数到2026年9月2日（第30日），2026年8月10日至2026年8月24日共15日不计入，数到2026年9月17日（不计入的日子往后顺推），2026年9月10日批准延长，数到2026年10月17日（第30日）。',
    );
    expect(en).toContain('from 2026-08-10 to 2026-08-24: 15 days not counted;');
    expect(en).toContain('extension approved on 2026-09-10; to 2026-10-17 (day 30).');
  });

  it('of film kept with its volume tells the day from which the volume runs, and no other', () => {
    const { zh, en } = said('xz', 'keeping/volume', {
      filmed: true,
      film: [{ id: 'f', start: at('08-03'), end: at('08-04'), asEvidence: true }],
      steps: [step('v', 'volumePeriodSet', '08-05', { detail: { years: 30, startsOn: '2027-01-01' } })],
    });
    expect(zh).toContain('案卷保管30年，从2027年1月1日起算。');
    expect(zh).not.toContain('当日不计入');
    expect(en).not.toContain('Counted from');
  });

  it('says that film is kept for ever', () => {
    const { zh, en } = said('ly', 'keeping/routine', { activity: 'licence', filmed: true });
    expect(zh).toContain('永久保存。');
    expect(en).toContain('It is kept permanently.');
  });
});

describe('what stands at the end', () => {
  it('asks nobody to do what comes by itself', () => {
    const { zh, en } = said('cn', 'period/SD-95#s', { steps: [step('s', 'noticePosted', '08-03')] });
    expect(zh.endsWith('期限届满即发生效力，不必另行办理。')).toBe(true);
    expect(en).not.toContain('Nothing is entered as done');
  });

  it.each([1, 2])('of a patrol with %i officers says that no number is asked for', (officers) => {
    const { zh } = said('xz', 'officers/', { activity: 'dailyPatrol', officers });
    expect(zh).toContain('规定没有对此类活动要求人数，只作提醒');
    expect(zh).toContain('本项不适用。');
  });
});
