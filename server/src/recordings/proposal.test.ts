import { describe, expect, it } from 'vitest';
import type { ParsedName } from './naming.ts';
import { proposeAttribution, type Register, type Seen } from './proposal.ts';

const devices = [
  { deviceNo: 'K1', clockOffsetSeconds: 0, holder: 'li' },
  { deviceNo: 'K2', clockOffsetSeconds: 95, holder: null },
  { deviceNo: 'K3', clockOffsetSeconds: -3600, holder: 'zhang' },
];
const users: Record<string, string> = { '140901': 'li', '140902': 'zhang' };
const register: Register = {
  deviceByNo: (deviceNo) => devices.find((device) => device.deviceNo === deviceNo) ?? null,
  officerByUserId: (_, userId) => (users[userId] === undefined ? null : { officerId: users[userId] }),
  holderOf: (deviceNo) => {
    const holder = devices.find((device) => device.deviceNo === deviceNo)?.holder ?? null;
    return holder === null ? null : { officerId: holder };
  },
};

const named = (over: Partial<ParsedName> = {}): ParsedName => ({
  pattern: 'DCAM',
  deviceNo: 'K1',
  userId: '140901',
  localStart: '2026-09-15T10:02:00',
  important: false,
  ...over,
});
const bare = { createdAt: null, createdAtStated: null, durationMs: null, deviceSerial: null } as const;
const propose = (seen: Partial<Omit<Seen, 'probe'>> & { probe?: Partial<Seen['probe']> }) =>
  proposeAttribution({ name: null, register, ...seen, probe: { ...bare, ...seen.probe } });
const utc = (createdAt: string, durationMs: number | null = null) =>
  ({ createdAt, createdAtStated: 'utc', durationMs }) as const;

describe('device and officer', () => {
  it('come from the name when the register knows them', () => {
    const proposal = propose({ name: named({ important: true }) });
    expect(proposal.deviceNo).toEqual({ value: 'K1', source: 'name', alternatives: [] });
    expect(proposal.officerId).toEqual({ value: 'li', source: 'name', alternatives: [] });
    expect(proposal.important).toBe(true);
    expect(proposal.conflicts).toEqual([]);
  });

  it('leaves an unknown device open, and does not let the metadata settle it', () => {
    const proposal = propose({ name: named({ deviceNo: 'X9' }), probe: { deviceSerial: 'K3' } });
    expect(proposal.deviceNo).toEqual({
      value: null,
      source: 'none',
      alternatives: [{ value: 'K3', source: 'metadata' }],
    });
    expect(proposal.conflicts).toEqual([{ code: 'deviceUnknown', detail: { deviceNo: 'X9' } }]);
    expect(proposal.clockOffsetSeconds).toBe(0);
    expect(proposal.officerId.value).toBe('li');
  });

  it('shows a serial number that contradicts the name', () => {
    const proposal = propose({ name: named(), probe: { deviceSerial: 'K3' } });
    expect(proposal.deviceNo).toEqual({
      value: 'K1',
      source: 'name',
      alternatives: [{ value: 'K3', source: 'metadata' }],
    });
    expect(proposal.conflicts).toEqual([{ code: 'deviceDiffers', detail: { name: 'K1', metadata: 'K3' } }]);
  });

  it('takes the device from the metadata and its officer from the register when the name tells nothing', () => {
    const proposal = propose({ probe: { deviceSerial: 'K3' } });
    expect(proposal.deviceNo).toMatchObject({ value: 'K3', source: 'metadata' });
    expect(proposal.officerId).toMatchObject({ value: 'zhang', source: 'register' });
    expect(proposal.conflicts).toEqual([]);
  });

  it('ignores a serial number that no device bears', () => {
    const proposal = propose({ probe: { deviceSerial: 'CANON-1' } });
    expect(proposal.deviceNo).toEqual({ value: null, source: 'none', alternatives: [] });
    expect(proposal.conflicts).toEqual([]);
  });

  it('shows that the user is not the holder of the device', () => {
    const proposal = propose({ name: named({ userId: '140902' }) });
    expect(proposal.officerId).toEqual({
      value: 'zhang',
      source: 'name',
      alternatives: [{ value: 'li', source: 'register' }],
    });
    expect(proposal.conflicts).toEqual([
      { code: 'userIsNotHolder', detail: { userId: '140902', officerId: 'zhang', holderId: 'li' } },
    ]);
  });

  it('leaves an unknown user open and offers the holder', () => {
    const proposal = propose({ name: named({ userId: '999999' }) });
    expect(proposal.officerId).toEqual({
      value: null,
      source: 'none',
      alternatives: [{ value: 'li', source: 'register' }],
    });
    expect(proposal.conflicts).toEqual([{ code: 'userUnknown', detail: { userId: '999999' } }]);
  });

  it('has no quarrel with a device that nobody holds', () => {
    expect(propose({ name: named({ deviceNo: 'K2' }) }).conflicts).toEqual([]);
  });

  it('asks for the holder at the true start', () => {
    const asked: (string | null)[] = [];
    const watching: Register = {
      ...register,
      holderOf: (_, at) => {
        asked.push(at);
        return null;
      },
    };
    proposeAttribution({ name: named({ deviceNo: 'K2' }), register: watching, probe: bare });
    expect(asked).toEqual(['2026-09-15T02:00:25.000Z']);
  });
});

describe('start and end', () => {
  it('are true instants: Beijing time less the offset of the device, raw time kept', () => {
    const proposal = propose({ name: named({ deviceNo: 'K2' }), probe: { durationMs: 12_500 } });
    expect(proposal).toMatchObject({
      localStart: { value: '2026-09-15T10:02:00', source: 'name', alternatives: [] },
      startedAt: '2026-09-15T02:00:25.000Z',
      endedAt: '2026-09-15T02:00:37.500Z',
      clockOffsetSeconds: 95,
    });
  });

  it('a slow clock moves the start the other way', () => {
    const name = named({ deviceNo: 'K3', userId: '140902' });
    expect(propose({ name }).startedAt).toBe('2026-09-15T03:02:00.000Z');
  });

  it('a picture ends when it starts', () => {
    expect(propose({ name: named() }).endedAt).toBe('2026-09-15T02:02:00.000Z');
  });

  it('stay open when nothing tells', () => {
    expect(propose({})).toMatchObject({
      startedAt: null,
      endedAt: null,
      conflicts: [],
      localStart: { source: 'none' },
    });
  });

  it.each([
    ['agrees', 'K1', utc('2026-09-15T02:02:00.000Z'), [], []],
    ['agrees within 120 s', 'K1', utc('2026-09-15T02:04:00.000Z'), [], []],
    ['is 121 s later', 'K1', utc('2026-09-15T02:04:01.000Z'), [], ['startDiffers']],
    ['is 121 s earlier', 'K1', utc('2026-09-15T01:59:59.000Z'), [], ['startDiffers']],
    ['is eight minutes later', 'K1', utc('2026-09-15T02:10:00.000Z', 9000), [], ['startDiffers']],
    ['is local time written as UTC', 'K1', utc('2026-09-15T10:02:01.000Z'), ['localWrittenAsUtc'], []],
    ['is the end', 'K1', utc('2026-09-15T02:31:30.000Z', 1_740_000), ['metadataAtEnd'], []],
    [
      'is the end, local as UTC',
      'K1',
      utc('2026-09-15T10:31:30.000Z', 1_740_000),
      ['localWrittenAsUtc', 'metadataAtEnd'],
      [],
    ],
    ['is the end of a shorter film', 'K1', utc('2026-09-15T02:31:30.000Z', 600_000), [], ['startDiffers']],
    ['is the true time of a slow device', 'K3', utc('2026-09-15T03:02:00.000Z'), ['metadataIsTrueTime'], []],
    ['is the slow device’s own', 'K3', utc('2026-09-15T02:02:00.000Z'), [], []],
    ['is two hours from both', 'K3', utc('2026-09-15T05:02:00.000Z'), [], ['startDiffers']],
  ] as const)('metadata that %s', (_, deviceNo, probe, notes, conflicts) => {
    const userId = deviceNo === 'K3' ? '140902' : '140901';
    const proposal = propose({ name: named({ deviceNo, userId }), probe });
    expect(proposal.notes).toEqual(notes);
    expect(proposal.conflicts.map(({ code }) => code)).toEqual(conflicts);
    expect(proposal.localStart).toMatchObject({ value: '2026-09-15T10:02:00', source: 'name' });
  });

  it('tells both times and the difference of a conflict, and keeps the name', () => {
    const proposal = propose({ name: named(), probe: utc('2026-09-15T02:10:00.000Z') });
    expect(proposal.conflicts).toEqual([
      {
        code: 'startDiffers',
        detail: { name: '2026-09-15T10:02:00', metadata: '2026-09-15T10:10:00', seconds: '480' },
      },
    ]);
    expect(proposal.localStart.alternatives).toEqual([{ value: '2026-09-15T10:10:00', source: 'metadata' }]);
    expect(proposal.startedAt).toBe('2026-09-15T02:02:00.000Z');
  });

  it('does not take an eight-hour difference for a habit when the zone was stated', () => {
    const probe = { createdAt: '2026-09-15T10:02:00.000Z', createdAtStated: 'offset' } as const;
    expect(propose({ name: named(), probe }).conflicts.map(({ code }) => code)).toEqual(['startDiffers']);
  });

  it('come from the metadata when the name tells no time', () => {
    const proposal = propose({
      name: named({ localStart: undefined as never }),
      probe: utc('2026-09-15T02:02:00.000Z', 1000),
      modifiedAt: '2026-09-15T02:02:01.000Z',
    });
    expect(proposal.localStart).toEqual({
      value: '2026-09-15T10:02:00',
      source: 'metadata',
      alternatives: [],
    });
    expect(proposal.endedAt).toBe('2026-09-15T02:02:01.000Z');
    expect(proposal.conflicts).toEqual([]);
  });

  it('show a metadata start after the file was written, with local-as-UTC as the other reading', () => {
    const proposal = propose({
      probe: utc('2026-09-15T10:02:00.000Z'),
      modifiedAt: '2026-09-15T02:03:00.000Z',
    });
    expect(proposal.conflicts).toEqual([
      {
        code: 'startAfterWriting',
        detail: { metadata: '2026-09-15T18:02:00', modified: '2026-09-15T10:03:00' },
      },
    ]);
    expect(proposal.localStart).toEqual({
      value: '2026-09-15T18:02:00',
      source: 'metadata',
      alternatives: [{ value: '2026-09-15T10:02:00', source: 'metadata' }],
    });
  });

  it('are never proposed from the time of the file alone, which a copy may have renewed', () => {
    const proposal = propose({ probe: { durationMs: 60_000 }, modifiedAt: '2026-09-15T02:03:00.000Z' });
    expect(proposal.localStart).toEqual({
      value: null,
      source: 'none',
      alternatives: [{ value: '2026-09-15T10:02:00', source: 'metadata' }],
    });
    expect(proposal).toMatchObject({ startedAt: null, endedAt: null });
    expect(proposal.conflicts.map(({ code }) => code)).toEqual(['startOnlyFromFileTime']);
  });

  it.each([
    ['ends five minutes after it was stored', '2026-09-15T02:07:00.000Z', []],
    ['ends later than that', '2026-09-15T02:06:59.999Z', ['laterThanStoring']],
    ['begins a year later', '2025-09-15T02:07:00.000Z', ['laterThanStoring']],
  ])('of film that %s are shown, and believed or not', (_, storedAt, conflicts) => {
    const name = named({ localStart: '2026-09-15T10:02:00' });
    const proposal = propose({ name, probe: { durationMs: 600_000 }, storedAt });
    expect(proposal.conflicts.map(({ code }) => code)).toEqual(conflicts);
    expect(proposal.endedAt).toBe('2026-09-15T02:12:00.000Z');
  });

  it('lists all conflicts of a file at once', () => {
    const name = named({ deviceNo: 'X9', userId: '0' });
    const proposal = propose({ name, probe: utc('2026-09-15T02:10:00.000Z') });
    expect(proposal.conflicts.map(({ code }) => code)).toEqual([
      'deviceUnknown',
      'userUnknown',
      'startDiffers',
    ]);
  });
});
