import { millisOf, plusMillis } from '../base/clock.ts';
import { isAhead } from './believable.ts';
import type { ParsedName } from './naming.ts';
import type { Probe } from './probe.ts';

export type ProposalSource = 'name' | 'metadata' | 'register';

/** One proposed field, and what other sources say instead. */
export interface Proposed {
  value: string | null;
  source: ProposalSource | 'none';
  alternatives: { value: string; source: ProposalSource }[];
}

export type ConflictCode =
  /** Number in the name that no device of the organ bears. Detail: deviceNo. */
  | 'deviceUnknown'
  /** Name and metadata name two devices. Detail: name, metadata. */
  | 'deviceDiffers'
  /** User number that is nobody's. Detail: userId. */
  | 'userUnknown'
  /** The user number is another officer's than the holder of the device. Detail: userId, officerId, holderId. */
  | 'userIsNotHolder'
  /** Name and metadata tell starts more than 120 s apart. Detail: name, metadata (local), seconds. */
  | 'startDiffers'
  /** The metadata's start lies after the file was last written: a wrong clock or zone. Detail: metadata, modified (local). */
  | 'startAfterWriting'
  /** Nothing but the card's file time tells when. Detail: modified (local). */
  | 'startOnlyFromFileTime'
  /** The time of use ends (or begins) after the file was stored. Detail: recorded, stored (local). */
  | 'laterThanStoring';

export interface ProposalConflict {
  code: ConflictCode;
  detail: Record<string, string>;
}

/** Known habits of recorders that explain a difference; no conflicts. */
export type ProposalNote = 'localWrittenAsUtc' | 'metadataAtEnd' | 'metadataIsTrueTime';

/** What the register knows, as plain look-ups. Officers by id. `at` is an instant. */
export interface Register {
  deviceByNo(deviceNo: string): { deviceNo: string; clockOffsetSeconds: number } | null;
  officerByUserId(deviceNo: string | null, userId: string): { officerId: string } | null;
  holderOf(deviceNo: string, at: string | null): { officerId: string } | null;
}

export interface Proposal {
  /** A device number of the register. */
  deviceNo: Proposed;
  officerId: Proposed;
  /** The device's own clock, local in Beijing, `YYYY-MM-DDTHH:mm:ss`, uncorrected. */
  localStart: Proposed;
  /** True instants: the device's clock less its offset. */
  startedAt: string | null;
  endedAt: string | null;
  /** Device clock minus true time, as registered; 0 for an unknown device. */
  clockOffsetSeconds: number;
  important: boolean;
  conflicts: ProposalConflict[];
  notes: ProposalNote[];
}

export interface Seen {
  name: ParsedName | null;
  probe: Pick<Probe, 'createdAt' | 'createdAtStated' | 'durationMs' | 'deviceSerial'>;
  register: Register;
  /** When the file was last written by the card's file system, if the sender told. */
  modifiedAt?: string | null;
  /** When the file is stored: nothing is filmed later. */
  storedAt?: string | null;
}

const toleranceMs = 120_000;
const beijingMs = 8 * 3_600_000;

/** Beijing time (UTC+8) of an instant, `YYYY-MM-DDTHH:mm:ss`. */
const localOf = (instant: string): string => plusMillis(instant, beijingMs).slice(0, 19);
const instantOf = (local: string): string => plusMillis(`${local}Z`, -beijingMs);
const near = (a: string, b: string): boolean => Math.abs(millisOf(a) - millisOf(b)) <= toleranceMs;

interface Found {
  value: string;
  source: ProposalSource;
}

/** The most trusted of what was found; the others that differ stay visible. */
function choose(found: readonly (Found | null)[]): Proposed {
  const [first, ...others] = found.filter((one) => one !== null);
  if (first === undefined) return { value: null, source: 'none', alternatives: [] };
  return { ...first, alternatives: others.filter((one) => one.value !== first.value) };
}

const as = (source: ProposalSource, value: string | null | undefined): Found | null =>
  value === null || value === undefined ? null : { value, source };

function proposeDevice({ name, probe, register }: Seen): {
  field: Proposed;
  offset: number;
  conflicts: ProposalConflict[];
} {
  const named = name?.deviceNo === undefined ? null : register.deviceByNo(name.deviceNo);
  const carried = probe.deviceSerial === null ? null : register.deviceByNo(probe.deviceSerial);
  const conflicts: ProposalConflict[] = [];
  if (name?.deviceNo !== undefined && named === null)
    conflicts.push({ code: 'deviceUnknown', detail: { deviceNo: name.deviceNo } });
  if (named !== null && carried !== null && named.deviceNo !== carried.deviceNo)
    conflicts.push({ code: 'deviceDiffers', detail: { name: named.deviceNo, metadata: carried.deviceNo } });
  // An unknown number is not overruled by the metadata: that would settle the conflict silently.
  const unknown = name?.deviceNo !== undefined && named === null;
  const field: Proposed = unknown
    ? {
        value: null,
        source: 'none',
        alternatives: carried === null ? [] : [{ value: carried.deviceNo, source: 'metadata' }],
      }
    : choose([as('name', named?.deviceNo), as('metadata', carried?.deviceNo)]);
  const device = field.value === null ? null : register.deviceByNo(field.value);
  return { field, offset: device?.clockOffsetSeconds ?? 0, conflicts };
}

interface Reading {
  /** Start on the device's clock, as an instant, that this reading of the metadata gives. */
  start: string;
  notes: ProposalNote[];
}

/**
 * The ways in which a creation time can be meant, likeliest first: the start as stated; local time written as if
 * it were UTC; the time of the end; a clock set by satellite that the device's own does not follow.
 */
function readingsOf({ createdAt, createdAtStated, durationMs }: Seen['probe'], offset: number): Reading[] {
  if (createdAt === null) return [];
  const stated: Reading = { start: createdAt, notes: [] };
  const zones = [stated];
  if (createdAtStated === 'utc')
    zones.push({ start: plusMillis(createdAt, -beijingMs), notes: ['localWrittenAsUtc'] });
  const ends =
    durationMs === null
      ? []
      : zones.map(
          ({ start, notes }): Reading => ({
            start: plusMillis(start, -durationMs),
            notes: [...notes, 'metadataAtEnd'],
          }),
        );
  const all = [...zones, ...ends];
  if (offset === 0) return all;
  return [
    ...all,
    ...all.map(
      ({ start, notes }): Reading => ({
        start: plusMillis(start, offset * 1000),
        notes: [...notes, 'metadataIsTrueTime'],
      }),
    ),
  ];
}

interface StartProposal {
  field: Proposed;
  conflicts: ProposalConflict[];
  notes: ProposalNote[];
}

function compareStarts(named: string, readings: Reading[]): StartProposal {
  const field = (others: string[]): Proposed => ({
    value: named,
    source: 'name',
    alternatives: others.filter((other) => other !== named).map((value) => ({ value, source: 'metadata' })),
  });
  const [stated] = readings;
  if (stated === undefined) return { field: field([]), conflicts: [], notes: [] };
  const fitting = readings.find((reading) => near(reading.start, instantOf(named)));
  if (fitting !== undefined)
    return { field: field([localOf(fitting.start)]), conflicts: [], notes: fitting.notes };
  const seconds = Math.round((millisOf(stated.start) - millisOf(instantOf(named))) / 1000);
  const metadata = localOf(stated.start);
  return {
    field: field([metadata]),
    conflicts: [{ code: 'startDiffers', detail: { name: named, metadata, seconds: String(seconds) } }],
    notes: [],
  };
}

function proposeStart({ name, probe, modifiedAt }: Seen, offset: number): StartProposal {
  const readings = readingsOf(probe, offset);
  const written = modifiedAt ?? null;
  if (name?.localStart !== undefined) return compareStarts(name.localStart, readings);
  const [stated] = readings;
  if (stated !== undefined) {
    const field = choose([as('metadata', localOf(stated.start))]);
    const late = written !== null && millisOf(stated.start) - offset * 1000 > millisOf(written) + toleranceMs;
    if (!late) return { field, conflicts: [], notes: [] };
    const other = readings.find((reading) => reading.notes.includes('localWrittenAsUtc'));
    const alternatives: Proposed['alternatives'] =
      other === undefined ? [] : [{ value: localOf(other.start), source: 'metadata' }];
    const detail = { metadata: localOf(stated.start), modified: localOf(written) };
    return {
      field: { ...field, alternatives },
      conflicts: [{ code: 'startAfterWriting', detail }],
      notes: [],
    };
  }
  if (written === null) return { field: choose([]), conflicts: [], notes: [] };
  // A copy may have been dated anew: shown for a person to take, never proposed.
  const start = plusMillis(written, -(probe.durationMs ?? 0));
  return {
    field: { value: null, source: 'none', alternatives: [{ value: localOf(start), source: 'metadata' }] },
    conflicts: [{ code: 'startOnlyFromFileTime', detail: { modified: localOf(written) } }],
    notes: [],
  };
}

function proposeOfficer(
  { name, register }: Seen,
  deviceNo: string | null,
  at: string | null,
): { field: Proposed; conflicts: ProposalConflict[] } {
  const user = name?.userId === undefined ? null : register.officerByUserId(deviceNo, name.userId);
  const holder = deviceNo === null ? null : register.holderOf(deviceNo, at);
  if (name?.userId !== undefined && user === null) {
    const alternatives: Proposed['alternatives'] =
      holder === null ? [] : [{ value: holder.officerId, source: 'register' }];
    return {
      field: { value: null, source: 'none', alternatives },
      conflicts: [{ code: 'userUnknown', detail: { userId: name.userId } }],
    };
  }
  const field = choose([as('name', user?.officerId), as('register', holder?.officerId)]);
  if (user === null || holder === null || user.officerId === holder.officerId)
    return { field, conflicts: [] };
  const detail = { userId: name?.userId ?? '', officerId: user.officerId, holderId: holder.officerId };
  return { field, conflicts: [{ code: 'userIsNotHolder', detail }] };
}

/** A time that cannot be yet is proposed for a person to correct, never believed. */
function compareWithStoring(end: string | null, storedAt: string | null): ProposalConflict[] {
  if (end === null || storedAt === null || !isAhead(end, storedAt)) return [];
  return [{ code: 'laterThanStoring', detail: { recorded: localOf(end), stored: localOf(storedAt) } }];
}

/**
 * Proposes device, officer and start of a recording from its name, its metadata and the register, in that order of
 * trust. Contradictions are listed for a person and settle nothing by themselves; what a source names but the
 * register does not know is left open.
 */
export function proposeAttribution(seen: Seen): Proposal {
  const device = proposeDevice(seen);
  const start = proposeStart(seen, device.offset);
  const local = start.field.value;
  const startedAt = local === null ? null : plusMillis(instantOf(local), -device.offset * 1000);
  const endedAt = startedAt === null ? null : plusMillis(startedAt, seen.probe.durationMs ?? 0);
  const officer = proposeOfficer(seen, device.field.value, startedAt);
  return {
    deviceNo: device.field,
    officerId: officer.field,
    localStart: start.field,
    startedAt,
    endedAt,
    clockOffsetSeconds: device.offset,
    important: seen.name?.important ?? false,
    conflicts: [
      ...device.conflicts,
      ...officer.conflicts,
      ...start.conflicts,
      ...compareWithStoring(endedAt, seen.storedAt ?? null),
    ],
    notes: start.notes,
  };
}
