import { permissionsOf, type Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import type { Person } from '../base/context.ts';
import { parseRange } from '../base/ranges.ts';
import { parseChecksum } from './checksum.ts';
import { dutyStateAt } from './list.ts';
import { parseMetadata } from './metadata.ts';
import { mayAttribute, mayRead, mayReceive } from './policy.ts';

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

describe('Upload-Checksum', () => {
  it('is read in any case of the algorithm', () => {
    expect(parseChecksum(`SHA1 ${base64('x')}`)).toEqual({ algorithm: 'sha1', digest: '78' });
    expect(parseChecksum(undefined)).toBeNull();
  });
  it.each(['crc32 AAAA', 'sha1', ''])('refuses %j', (header) => {
    expect(() => parseChecksum(header)).toThrow('upload.checksumUnknown');
  });
});

describe('Upload-Metadata', () => {
  it('reads names in UTF-8 and in GBK, and strips folders', () => {
    expect(parseMetadata(`filename ${base64('执法.mp4')}`).name).toBe('执法.mp4');
    expect(
      parseMetadata(
        `filename ${Buffer.from([0xd6, 0xb4, 0xb7, 0xa8, 0x2e, 0x6d, 0x70, 0x34]).toString('base64')}`,
      ).name,
    ).toBe('执法.mp4');
    const climbing = parseMetadata(`filename ${base64('../../etc/passwd')}`);
    expect(climbing).toMatchObject({ name: 'passwd', originalName: '../../etc/passwd' });
  });
  it('gives a file without a name one', () => {
    expect(parseMetadata(undefined).name).not.toBe('');
  });
  it('reads declared digests and refuses what is none', () => {
    const digest = 'AB'.repeat(32);
    expect(parseMetadata(`filename ${base64('a')},sha256 ${base64(digest)}`).declaredSha256).toBe(
      digest.toLowerCase(),
    );
    expect(() => parseMetadata(`sm3 ${base64('123')}`)).toThrow('upload.noDigestToDeclare');
  });
  it('takes the source and time from the sender only if they are some', () => {
    expect(
      parseMetadata(`source ${base64('card')},modifiedAt ${base64('2026-10-14T02:00:00Z')}`),
    ).toMatchObject({ source: 'card', modifiedAt: '2026-10-14T02:00:00.000Z' });
    expect(parseMetadata(`source ${base64('moon')},modifiedAt ${base64('yesterday')}`)).toMatchObject({
      source: 'web',
      modifiedAt: null,
    });
  });
});

describe('a time of writing that a sender tells', () => {
  it.each(['1', '2020', '2026-10-14', '14 Oct 2026', '2026-13-01T00:00:00Z', '0', 'null', ''])(
    '%j is no instant',
    (text) => {
      expect(parseMetadata(`modifiedAt ${base64(text)}`).modifiedAt).toBeNull();
    },
  );
  it('is an instant with its zone', () => {
    expect(parseMetadata(`modifiedAt ${base64('2026-10-14T10:00:00.5+08:00')}`).modifiedAt).toBe(
      '2026-10-14T02:00:00.500Z',
    );
  });
});

describe('Range', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=50-500', { start: 50, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=0-1,5-6', null],
    ['lines=1-2', null],
    [undefined, null],
  ])('%j of 100 bytes', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
  it.each(['bytes=100-', 'bytes=9-5', 'bytes=-0'])('refuses %j', (header) => {
    expect(() => parseRange(header, 100)).toThrow('range.unsatisfiable');
  });
});

describe('state of a duty', () => {
  const due = { dueBefore: '2026-09-26T00:00:00.000Z', dischargedAt: null, judgement: 'judged' };
  it.each([
    [due, '2026-09-25T23:59:59.999Z', 'due'],
    [due, '2026-09-26T00:00:00.000Z', 'overdue'],
    [{ ...due, dischargedAt: '2026-09-25T23:59:59.999Z' }, '2027-01-01T00:00:00.000Z', 'discharged'],
    [{ ...due, dischargedAt: '2026-09-26T00:00:00.000Z' }, '2027-01-01T00:00:00.000Z', 'dischargedLate'],
    [{ ...due, judgement: 'undetermined' }, '2026-09-25T00:00:00.000Z', 'undetermined'],
    [{ ...due, judgement: 'noPackInForce' }, '2026-09-25T00:00:00.000Z', 'noPackInForce'],
  ] as const)('%o at %s is %s', (duty, now, state) => {
    expect(dutyStateAt(duty, now)).toBe(state);
  });
});

describe('who may see and change a recording', () => {
  const person = (role: Role, ids: Partial<Person> = {}): Person => ({
    kind: 'person',
    sessionId: 's',
    accountId: 'account',
    organId: 'organ',
    organCode: 'xz',
    officerId: 'officer',
    unitId: null,
    roles: [role],
    permissions: permissionsOf([role]),
    ...ids,
  });
  const mine = { officerId: 'officer', uploadedBy: 'another' };
  const brought = { officerId: 'another', uploadedBy: 'account' };
  const others = { officerId: 'another', uploadedBy: 'another' };
  const nobodys = { officerId: null, uploadedBy: 'another' };

  it('lets officers see their own and what they brought in, and nothing else', () => {
    expect(mayRead(person('officer'), mine)).toBe(true);
    expect(mayRead(person('assistant'), brought)).toBe(true);
    expect(mayRead(person('officer'), others)).toMatchObject({
      reason: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(mayRead(person('officer', { officerId: null }), nobodys)).toMatchObject({
      reason: { zh: expect.any(String), en: expect.any(String) },
    });
  });
  it.each(['custodian', 'head', 'legalReviewer'] as const)('lets a %s see all of the organ', (role) => {
    expect(mayRead(person(role), others)).toBe(true);
  });
  it('keeps film from the administrator', () => {
    expect(mayRead(person('administrator'), mine)).not.toBe(true);
    expect(mayRead(person('administrator'), brought)).not.toBe(true);
  });
  it('leaves receiving to custodians and attribution to those concerned', () => {
    expect(mayReceive(person('custodian'))).toBe(true);
    expect(mayReceive(person('officer'))).not.toBe(true);
    expect(mayAttribute(person('officer'), mine)).toBe(true);
    expect(mayAttribute(person('head'), mine)).not.toBe(true);
    expect(mayAttribute(person('officer'), others)).not.toBe(true);
  });
});
