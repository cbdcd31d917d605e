import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Calendar,
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

/** The pack of an organ as it stands on a day, with its fingerprint. */
export function packFor(law: Law, packId: string, moment: { on: string; boundFrom: string | null } | null) {
  const effective = resolvePack(law.packs, packId, moment);
  const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
  return { effective, fingerprint: packFingerprint(effective, sha256Hex) };
}
