import type { RegisterContent } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { isRefusedBy } from '../base/errors.ts';
import { explainUnknown, faultsOfFault } from './behaviours.ts';
import { faultsOfTimes } from './entries.ts';
import { daysAfter, findingsOf } from './findings.ts';

const found = (
  kind: Parameters<typeof findingsOf>[0],
  content: RegisterContent,
  known: Partial<Parameters<typeof findingsOf>[2]> = {},
) => findingsOf(kind, content, { today: '2026-10-14', followed: false, ...known });

describe('what is to be known of an entry', () => {
  it('a training that was planned for a day that is past was not held yet', () => {
    expect(found('training', { standing: 'planned', on: '2026-10-04' })).toEqual([
      { code: 'notYet', weight: 'warning', days: 10 },
    ]);
    expect(found('training', { standing: 'planned', on: '2026-10-14' })).toEqual([]);
    expect(found('training', { standing: 'held', on: '2026-10-04' })).toEqual([]);
  });
  it('a budget is overspent by the first cent, not when it is used up', () => {
    expect(found('budget', { amount: 100, spent: 100 })).toEqual([]);
    expect(found('budget', { amount: 100, spent: 100.01 })).toMatchObject([{ code: 'overspent' }]);
    expect(found('budget', { amount: 100 })).toEqual([]);
  });
  it('maintenance is due on its day, until a later one follows', () => {
    expect(found('maintenance', { nextOn: '2026-10-15' })).toEqual([]);
    expect(found('maintenance', { nextOn: '2026-10-14' })).toMatchObject([
      { code: 'maintenanceDue', days: 0 },
    ]);
    expect(found('maintenance', { nextOn: '2026-10-14' }, { followed: true })).toEqual([]);
  });
  it('a faulty device is stopped until it is returned; a repair of one’s own is a breach', () => {
    expect(found('fault', { repair: 'none' })).toMatchObject([{ code: 'stopped', weight: 'warning' }]);
    const returned = { returnedAt: '2026-10-13T02:00:00.000Z' };
    expect(found('fault', { repair: 'professional', ...returned })).toEqual([]);
    expect(found('fault', { repair: 'self', ...returned })).toMatchObject([
      { code: 'selfRepair', weight: 'breach' },
    ]);
  });
  it('an entrusting warns thirty days before its end, on its last day, and after', () => {
    const on = (until: string) =>
      found('entrusted', { until }).map(({ code, weight, days }) => [code, weight, days]);
    expect(on('2026-11-14')).toEqual([]);
    expect(on('2026-11-13')).toEqual([['expiring', 'warning', 30]]);
    expect(on('2026-10-14')).toEqual([['expiring', 'warning', 0]]);
    expect(on('2026-10-13')).toEqual([['expired', 'warning', 1]]);
  });
  it('a regime or phrase that ran out is only noted, and warns of nothing before', () => {
    for (const kind of ['regime', 'phrase'] as const) {
      expect(found(kind, { until: '2026-10-20' })).toEqual([]);
      expect(found(kind, { until: '2026-10-13' })).toMatchObject([
        { code: 'expired', weight: 'note', days: 1 },
      ]);
      expect(found(kind, {})).toEqual([]);
    }
  });
});

it('days are counted over the end of a month, a year and a February', () => {
  expect([daysAfter('2026-12-31', 1), daysAfter('2028-02-28', 1), daysAfter('2026-03-01', -1)]).toEqual([
    ...['2027-01-01', '2028-02-29', '2026-02-28'],
  ]);
});

describe('a fault of a device as entered', () => {
  const paths = (
    after: RegisterContent,
    before: RegisterContent | null = null,
    articles: string[] = ['SX-20'],
  ) => faultsOfFault({ kind: 'fault', after, before, articles }).map(({ path }) => path);
  const repaired = { deviceId: 'd', repair: 'professional', repairer: '维修站' };
  it('is sound with who repaired it and what that cost', () => {
    expect(paths({ ...repaired, cost: 100, reimbursed: 100 })).toEqual([]);
    expect(paths({ deviceId: 'd', repair: 'none' })).toEqual([]);
  });
  it('names who repaired it', () => {
    expect(paths({ deviceId: 'd', repair: 'professional' })).toEqual(['content.repairer']);
  });
  it('has no costs before a repair', () => {
    expect(paths({ deviceId: 'd', repair: 'none', cost: 0 })).toEqual(['content.cost']);
  });
  it('is not reimbursed beyond its costs', () => {
    expect(paths({ ...repaired, cost: 100, reimbursed: 100.01 })).toEqual(['content.reimbursed']);
  });
  it('of a repair of one’s own is not reimbursed where the law of the organ says so', () => {
    const own = { deviceId: 'd', repair: 'self', repairer: '王某', reimbursed: 50 };
    expect(paths(own)).toEqual(['content.reimbursed']);
    expect(paths({ ...own, reimbursed: 0 })).toEqual([]);
    expect(paths(own, null, [])).toEqual([]);
  });
  it('stays with its device', () => {
    expect(paths(repaired, { ...repaired, deviceId: 'e' })).toEqual(['content.deviceId']);
  });
  it('that is withdrawn has nothing wrong', () => {
    expect(faultsOfFault({ kind: 'fault', after: null, before: repaired, articles: [] })).toEqual([]);
  });
});

it('what is not there is told at its field; anything else stays as it is', () => {
  const refused = (constraint: string) => Object.assign(new Error('refused'), { constraint });
  expect(explainUnknown(refused('register_entry_device_id_fkey'))).toMatchObject({
    fields: [{ path: 'content.deviceId' }],
  });
  expect(explainUnknown(refused('register_entry_recording_id_fkey'))).toMatchObject({
    fields: [{ path: 'content.recordingId' }],
  });
  const another = refused('register_entry_pkey');
  expect(explainUnknown(another)).toBe(another);
  expect(isRefusedBy(another, 'register_entry_pkey')).toBe(true);
});

describe('times of an entry', () => {
  const now = '2026-10-14T02:00:00.000Z';
  const paths = (kind: 'training' | 'fault', content: RegisterContent) =>
    faultsOfTimes(kind, content, now).map(({ path }) => path);

  it('a training that was held lies behind, one that is planned may lie ahead', () => {
    const ahead = { topic: '培训', on: '2026-11-01', until: '2026-11-02' };
    expect(paths('training', { ...ahead, standing: 'held' })).toEqual(['content.on', 'content.until']);
    expect(paths('training', { ...ahead, standing: 'planned' })).toEqual([]);
    expect(paths('training', { on: '2026-10-14', standing: 'held' })).toEqual([]);
  });

  it('a fault was found and reported before now, and each wrong time is told', () => {
    const later = '2026-10-15T02:00:00.000Z';
    expect(paths('fault', { foundAt: later, reportedAt: later })).toEqual([
      'content.foundAt',
      'content.reportedAt',
    ]);
    expect(paths('fault', { foundAt: '1926-10-15T02:00:00.000Z' })).toEqual(['content.foundAt']);
  });
});
