import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CalendarFile,
  checkPacks,
  type EffectivePack,
  type LawOfDay,
  lawOn,
  type Pack,
  PackError,
  packFingerprint,
  parseCalendar,
  readText,
  resolvePack,
} from '@liuhen/rules';
import { type Calendars, makeCalendars } from './calendars.ts';

const rulesFolder = fileURLToPath(new URL('../../../rules', import.meta.url));

/** Packs and working days: those that came with this version of the house, and what an organ changed in them. */
export interface Law extends Calendars {
  packs: readonly Pack[];
  /** The calendar files that came with this version. */
  files: readonly CalendarFile[];
  asOf(instant: string): Law;
}

/**
 * Reads packs and calendars from their folder, and the packs against each other: one whose parent is missing would only
 * be noticed by the first act that it judges. Throws PackError or CalendarError that names file and line.
 */
export async function loadLaw(folder: string = rulesFolder): Promise<Law> {
  const read = async (...path: string[]) => {
    const { value, faults } = readText(await readFile(join(folder, ...path)));
    if (value !== null) return value;
    throw new PackError(faults.map((fault) => ({ ...fault, path: `${path.join('/')} ${fault.path}` })));
  };
  const ids = (await readdir(join(folder, 'packs'))).sort();
  const packs = await Promise.all(
    ids.map(async (id) => ({ file: `packs/${id}/pack.yaml`, text: await read('packs', id, 'pack.yaml') })),
  );
  const { taken, faults } = checkPacks(packs, []);
  if (faults.length > 0)
    throw new PackError(faults.map(({ file, path, ...fault }) => ({ ...fault, path: `${file} ${path}` })));
  const names = (await readdir(join(folder, 'calendars'))).sort();
  const files = await Promise.all(names.map((file) => read('calendars', file)));
  const product = { packs: taken.map(({ pack }) => pack), files: files.map(parseCalendar) };
  return underCalendars(product, makeCalendars(product.files, []));
}

const underMade = new WeakMap<Calendars, Law>();

/** The packs of the product under an organ's calendars; the same object for the same calendars. */
export function underCalendars(product: Pick<Law, 'packs' | 'files'>, calendars: Calendars): Law {
  const known = underMade.get(calendars);
  if (known !== undefined) return known;
  const { packs, files } = product;
  const law: Law = {
    ...{ ...calendars, packs, files },
    asOf: (instant) => underCalendars(product, calendars.asOf(instant)),
  };
  underMade.set(calendars, law);
  return law;
}

export type Moment = { on: string; boundFrom: string | null };
export interface PackOfDay {
  effective: EffectivePack;
  fingerprint: string;
}
/** The same with the law of the day: what is in force of it, laid over each other. */
export interface LawFor extends PackOfDay {
  ofDay: LawOfDay;
}

const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
/** Laying out and hashing a pack costs more than judging by it; few days and organs come again and again. */
const remembered = new WeakMap<Law['packs'], Map<string, PackOfDay>>();
const mostRemembered = 20_000;

const fingerprints = new WeakMap<Law['packs'], Map<string, string>>();

/** Most days have the same versions in force: a chain of versions is hashed once. */
function fingerprintOf(packs: Law['packs'], effective: EffectivePack): string {
  const known = fingerprints.get(packs) ?? new Map<string, string>();
  fingerprints.set(packs, known);
  const chain = [effective.pack, ...effective.parents].map(({ id, version }) => `${id}@${version}`).join(' ');
  const fingerprint = known.get(chain) ?? packFingerprint(effective, sha256Hex);
  known.set(chain, fingerprint);
  return fingerprint;
}

/** The pack of an organ as it stands on a day, with its fingerprint. */
export function packFor(law: Pick<Law, 'packs'>, packId: string, moment: Moment | null): PackOfDay {
  const known = remembered.get(law.packs) ?? new Map<string, PackOfDay>();
  if (known.size === 0 || known.size > mostRemembered) {
    known.clear();
    remembered.set(law.packs, known);
  }
  const name = JSON.stringify([packId, moment]);
  let found = known.get(name);
  if (found === undefined) {
    const effective = resolvePack(law.packs, packId, moment);
    found = { effective, fingerprint: fingerprintOf(law.packs, effective) };
    known.set(name, found);
  }
  return found;
}

const laidOver = new WeakMap<PackOfDay, LawOfDay>();

/** The law that binds an organ on a day; made once for a day. */
export function lawFor(law: Pick<Law, 'packs'>, packId: string, moment: Moment): LawFor {
  const pack = packFor(law, packId, moment);
  const known = laidOver.get(pack);
  if (known !== undefined) return { ...pack, ofDay: known };
  const ofDay = lawOn(law.packs, packId, moment);
  laidOver.set(pack, ofDay);
  return { ...pack, ofDay };
}
