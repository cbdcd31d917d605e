import type { Attribution } from '@liuhen/contract';
import type { Person, Tx } from '../base/context.ts';
import { type NamePattern, parseNamePattern } from '../devices/index.ts';
import { believableInstant } from './believable.ts';
import { wordConflict } from './conflict-words.ts';
import { defaultNamePatterns, parseFileName } from './naming.ts';
import type { Probe } from './probe.ts';
import { type Proposed, proposeAttribution, type Register } from './proposal.ts';

interface KnownDevice {
  id: string;
  deviceNo: string;
  unitId: string;
  holderId: string | null;
  clockOffsetSeconds: number;
}

interface KnownOfficer {
  id: string;
  name: string;
  unitId: string;
  deviceUserId: string | null;
}

/** What the registers of an organ know that a file can be matched with. */
export interface Registers {
  devices: KnownDevice[];
  officers: KnownOfficer[];
  units: Map<string, string>;
  patterns: readonly NamePattern[];
}

/** Reads the registers; a pattern that no longer parses is passed over (it was refused when it was entered). */
export async function readRegisters(tx: Tx, organId: string): Promise<Registers> {
  const [devices, officers, units, models] = await Promise.all([
    tx.selectFrom('device').selectAll().where('organ_id', '=', organId).execute(),
    tx.selectFrom('officer').selectAll().where('organ_id', '=', organId).execute(),
    tx.selectFrom('unit').select(['id', 'name']).where('organ_id', '=', organId).execute(),
    tx.selectFrom('device_model').select('name_patterns').where('organ_id', '=', organId).execute(),
  ]);
  const parsed = models.flatMap((model) => model.name_patterns).map((template) => parseNamePattern(template));
  return {
    devices: devices.map((d) => ({
      id: d.id,
      deviceNo: d.device_no,
      unitId: d.unit_id,
      holderId: d.holder_id,
      clockOffsetSeconds: d.clock_offset_seconds,
    })),
    officers: officers.map((o) => ({
      id: o.id,
      name: o.name,
      unitId: o.unit_id,
      deviceUserId: o.device_user_id,
    })),
    units: new Map(units.map((unit) => [unit.id, unit.name])),
    patterns: [...parsed.flatMap((one) => ('pattern' in one ? [one.pattern] : [])), ...defaultNamePatterns],
  };
}

export interface Deciding {
  name: string;
  probe: Probe;
  modifiedAt: string | null;
  registers: Registers;
  uploader: Pick<Person, 'officerId' | 'unitId'>;
  now: string;
}

/** A field as it is stored: what else was proposed stands there by value alone. */
export type StoredField = Omit<Attribution['device'], 'alternatives'> & Pick<Proposed, 'alternatives'>;

export type StoredFields = Record<'device' | 'officer' | 'unit', StoredField>;

export type Decided = StoredFields &
  Pick<
    Attribution,
    'startedAt' | 'endedAt' | 'startSource' | 'deviceStart' | 'clockOffsetSeconds' | 'conflicts'
  >;

/** First attribution of a file: what name, metadata and registers propose, with every contradiction kept for a person. */
export function decideAttribution({ name, probe, modifiedAt, registers, uploader, now }: Deciding): Decided {
  const proposal = proposeAttribution({
    name: parseFileName(name, registers.patterns, now),
    probe: { ...probe, createdAt: believableInstant(probe.createdAt, now) },
    modifiedAt: believableInstant(modifiedAt, now),
    storedAt: now,
    register: lookUps(registers),
  });
  const device = registers.devices.find((one) => one.deviceNo === proposal.deviceNo.value);
  const proposed = registers.officers.find((one) => one.id === proposal.officerId.value);
  // Whoever brings in a file that names nobody is the likeliest to have made it; as a proposal, to be confirmed.
  const open =
    proposed === undefined && proposal.conflicts.every((conflict) => conflict.code !== 'userUnknown');
  const bringer = open ? registers.officers.find((one) => one.id === uploader.officerId) : undefined;
  const officer = proposed ?? bringer;
  const unitId = officer?.unitId ?? device?.unitId ?? uploader.unitId;
  return {
    device: field(proposal.deviceNo, device?.id ?? null, device?.deviceNo ?? null),
    officer: field(
      bringer ? { ...proposal.officerId, source: 'register' } : proposal.officerId,
      officer?.id ?? null,
      officer?.name ?? null,
    ),
    unit: {
      value: unitId,
      label: unitId ? (registers.units.get(unitId) ?? null) : null,
      source: unitId ? 'register' : 'none',
      alternatives: [],
    },
    startedAt: proposal.startedAt,
    endedAt: proposal.endedAt,
    startSource: proposal.localStart.source,
    deviceStart: proposal.localStart.value,
    clockOffsetSeconds: proposal.clockOffsetSeconds,
    conflicts: proposal.conflicts.map(wordConflict),
  };
}

function field(proposed: Proposed, value: string | null, label: string | null): StoredField {
  return { value, label, source: proposed.source, alternatives: proposed.alternatives };
}

function lookUps({ devices, officers }: Registers): Register {
  return {
    deviceByNo: (deviceNo) => devices.find((device) => device.deviceNo === deviceNo) ?? null,
    officerByUserId: (_deviceNo, userId) => {
      const officer = officers.find((one) => one.deviceUserId === userId);
      return officer ? { officerId: officer.id } : null;
    },
    holderOf: (deviceNo) => {
      const holderId = devices.find((device) => device.deviceNo === deviceNo)?.holderId;
      return holderId ? { officerId: holderId } : null;
    },
  };
}
