import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Calendar,
  type EffectivePack,
  makeCalendar,
  type Pack,
  packFingerprint,
  parseCalendar,
  parsePack,
  resolvePack,
} from '@liuhen/rules';

const rulesFolder = fileURLToPath(new URL('../../../rules', import.meta.url));

/** The packs and calendars that came with this version of the house. */
export interface Law {
  packs: readonly Pack[];
  calendar: Calendar;
}

/** Reads packs and calendars from their folder; throws PackError or CalendarError that names file and line. */
export async function loadLaw(folder: string = rulesFolder): Promise<Law> {
  const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');
  const packs = await Promise.all(
    (await readdir(join(folder, 'packs'))).map((id) => read('packs', id, 'pack.yaml')),
  );
  const calendars = await Promise.all(
    (await readdir(join(folder, 'calendars'))).map((file) => read('calendars', file)),
  );
  return { packs: packs.map(parsePack), calendar: makeCalendar(calendars.map(parseCalendar)) };
}

type Moment = { on: string; boundFrom: string | null };
export interface PackOfDay {
  effective: EffectivePack;
  fingerprint: string;
}

const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
/** Laying out and hashing a pack costs more than judging by it; few days and organs come again and again. */
const remembered = new WeakMap<Law, Map<string, PackOfDay>>();
const mostRemembered = 20_000;

/** The pack of an organ as it stands on a day, with its fingerprint. */
export function packFor(law: Law, packId: string, moment: Moment | null): PackOfDay {
  const known = remembered.get(law) ?? new Map<string, PackOfDay>();
  if (known.size === 0 || known.size > mostRemembered) {
    known.clear();
    remembered.set(law, known);
  }
  const name = JSON.stringify([packId, moment]);
  let found = known.get(name);
  if (found === undefined) {
    const effective = resolvePack(law.packs, packId, moment);
    found = { effective, fingerprint: packFingerprint(effective, sha256Hex) };
    known.set(name, found);
  }
  return found;
}
