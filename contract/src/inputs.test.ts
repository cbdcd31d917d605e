import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as recordings from './recordings.ts';
import * as roster from './roster.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const faultsOf = (schema: z.ZodType, given: unknown) => [
  ...new Set(schema.safeParse(given).error?.issues.map(({ path }) => path.join('.'))),
];

/** An input that is right, and changes to it with the members that are faulty then. */
interface Case {
  name: string;
  schema: z.ZodType;
  right: Record<string, unknown>;
  changes: [change: Record<string, unknown>, faulty: string[]][];
}

const cases: Case[] = [
  {
    name: 'an officer',
    schema: roster.officerInput,
    right: {
      unitId: id,
      name: '王建国',
      kind: 'officer',
      certificateNo: '140900001',
      certificateValidUntil: '2030-12-31',
      deviceUserId: null,
    },
    changes: [
      [{ kind: 'assistant', certificateNo: null, certificateValidUntil: null }, []],
      [{ name: '欧阳·阿依古丽' }, []],
      [{ kind: 'chief' }, ['kind']],
      [{ name: ' ' }, ['name']],
      [{ unitId: '执法大队' }, ['unitId']],
      [{ certificateNo: 'x'.repeat(41) }, ['certificateNo']],
      [{ certificateNo: undefined }, ['certificateNo']],
      [{ certificateValidUntil: '2030-02-30' }, ['certificateValidUntil']],
      [{ deviceUserId: 140901 }, ['deviceUserId']],
      [{ name: '', kind: '', unitId: '' }, ['unitId', 'name', 'kind']],
    ],
  },
  {
    name: 'an account',
    schema: roster.accountInput,
    right: { loginName: 'xz.wang', displayName: '王', officerId: null, roles: ['officer'] },
    changes: [
      [{ loginName: ' xz.wang ' }, []],
      [{ loginName: '9a' }, []],
      [{ loginName: 'a'.repeat(40) }, []],
      [{ loginName: 'a' }, ['loginName']],
      [{ loginName: 'a'.repeat(41) }, ['loginName']],
      [{ loginName: 'XZ.wang' }, ['loginName']],
      [{ loginName: '-wang' }, ['loginName']],
      [{ loginName: 'wang@xz' }, ['loginName']],
      [{ loginName: 'ｗａｎｇ' }, ['loginName']],
      [{ roles: ['officer', 'head'] }, []],
      [{ roles: [] }, ['roles']],
      [{ roles: 'officer' }, ['roles']],
      [{ roles: ['officer', 'system'] }, ['roles.1']],
      [{ officerId: 'none' }, ['officerId']],
      [{ displayName: null, roles: [] }, ['displayName', 'roles']],
    ],
  },
  {
    name: 'an organ',
    schema: roster.organ.omit({ id: true }),
    right: { code: 'sx-xz', name: '忻州', packId: 'sx', packBoundFrom: '2020-01-01' },
    changes: [
      [{ code: 'x' }, ['code']],
      [{ code: 'x'.repeat(21) }, ['code']],
      [{ code: 'sx.xz' }, ['code']],
      [{ code: 'SX' }, ['code']],
      [{ code: 'sx/..' }, ['code']],
      [{ packBoundFrom: '2020-1-1' }, ['packBoundFrom']],
    ],
  },
  {
    name: 'a sign-in',
    schema: roster.signIn,
    right: { loginName: 'admin', password: 'x', client: 'program' },
    changes: [
      [{ client: undefined }, []],
      [{ password: ' ' }, []], // blanks are part of a password
      [{ password: '' }, ['password']],
      [{ password: 'x'.repeat(201) }, ['password']],
      [{ password: ['x'] }, ['password']],
      [{ loginName: '  ' }, ['loginName']],
      [{ loginName: { $ne: '' } }, ['loginName']],
      [{ client: 'robot' }, ['client']],
    ],
  },
  {
    name: 'an attribution',
    schema: recordings.attributionInput,
    right: {
      id,
      version: 1,
      deviceId: id,
      officerId: null,
      startedAt: '2026-09-25T15:30:00+08:00',
      endedAt: null,
      reason: '核对',
    },
    changes: [
      [{ deviceId: null, startedAt: null }, []],
      [{ reason: ' ' }, ['reason']],
      [{ reason: undefined }, ['reason']],
      [{ version: 1.5 }, ['version']],
      [{ version: '1' }, ['version']],
      [{ deviceId: undefined }, ['deviceId']],
      [{ startedAt: '2026-09-25T15:30:00' }, ['startedAt']],
      [{ startedAt: '1989-01-01T00:00:00Z', endedAt: '2300-01-01T00:00:00Z' }, ['startedAt', 'endedAt']],
    ],
  },
  {
    name: 'a claim of a return',
    schema: recordings.returnClaimInput,
    right: { id, ground: 'remote', returnDate: '2026-10-14', evidence: '派工单' },
    changes: [
      [{ ground: 'continuous' }, []],
      [{ ground: 'offsite' }, []],
      [{ ground: 'holiday' }, ['ground']],
      [{ returnDate: '2026-10-32' }, ['returnDate']],
      [{ evidence: '' }, ['evidence']],
      [{ evidence: 'x'.repeat(2001) }, ['evidence']],
    ],
  },
  {
    name: 'a handover',
    schema: recordings.handoverInput,
    right: { recordingIds: [id] },
    changes: [
      [{ recordingIds: Array.from({ length: 500 }, () => id) }, []],
      [{ recordingIds: Array.from({ length: 501 }, () => id) }, ['recordingIds']],
      [{ recordingIds: [] }, ['recordingIds']],
      [{ recordingIds: id }, ['recordingIds']],
      [{ recordingIds: [id, 'x', id, 'y'] }, ['recordingIds.1', 'recordingIds.3']],
    ],
  },
];

describe.each(cases)('$name', ({ schema, right, changes }) => {
  it('is taken as it should be', () => {
    expect(faultsOf(schema, right)).toEqual([]);
  });
  it.each(changes)('with %j is faulty in %j', (change, faulty) => {
    expect(faultsOf(schema, { ...right, ...change })).toEqual(faulty);
  });
  it.each([[null], ['text'], [[]], [0]])('is never %j', (given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});

describe('the filters of the list', () => {
  it.each<[Record<string, string>, Record<string, unknown>]>([
    [{}, { limit: 50 }],
    [{ limit: '100' }, { limit: 100 }],
    [
      { late: 'true', unlinked: 'false' },
      { limit: 50, late: true, unlinked: false },
    ],
    [
      { late: '1', unlinked: '0', conflicts: 'true' },
      { limit: 50, late: true, unlinked: false, conflicts: true },
    ],
    [
      { party: ' 某公司 ', from: '2026-01-01' },
      { limit: 50, party: '某公司', from: '2026-01-01' },
    ],
    [
      { colour: 'red', kind: 'video' },
      { limit: 50, kind: 'video' },
    ],
  ])('read %j from an address', (given, read) => {
    expect(recordings.recordingFilter.parse(given)).toEqual(read);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ limit: '0' }, 'limit'],
    [{ limit: '101' }, 'limit'],
    [{ limit: 'all' }, 'limit'],
    [{ late: 'maybe' }, 'late'],
    [{ kind: 'film' }, 'kind'],
    [{ from: '2026-02-30' }, 'from'],
    [{ to: 'today' }, 'to'],
    [{ unitId: "' or 1=1" }, 'unitId'],
    [{ text: 'x'.repeat(101) }, 'text'],
    [{ after: 'x'.repeat(201) }, 'after'],
    [{ text: ['a', 'b'] }, 'text'],
  ])('refuse %j', (given, faulty) => {
    expect(faultsOf(recordings.recordingFilter, given)).toEqual([faulty]);
  });
});

describe('the sign-in name', () => {
  it.each([
    [' Admin ', 'admin'],
    ['XZ.WANG', 'xz.wang'],
    ['王建国', '王建国'],
  ])('%j is read as %j', (typed, read) => {
    expect(roster.signIn.parse({ loginName: typed, password: 'x' })).toEqual({
      loginName: read,
      password: 'x',
      client: 'browser',
    });
  });
});
