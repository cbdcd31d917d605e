import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Calendar,
  makeCalendar,
  type Pack,
  parseCalendar,
  parsePack,
  resolvePack,
  type StorageDuty,
  type StoringPack,
  saysStorage,
} from '../src/index.ts';
import { judgeExample as judgeUnder, readExamples, type StorageExample } from '../src/storage/example.ts';

/** Reads what lies in this workspace's folders, for tests. The room itself never touches the disk. */
const home = join(import.meta.dirname, '..');
const read = (...path: string[]) => readFileSync(join(home, ...path), 'utf8');

export const packIds: string[] = readdirSync(join(home, 'packs')).toSorted();
export const packTexts: ReadonlyMap<string, string> = new Map(
  packIds.map((id) => [id, read('packs', id, 'pack.yaml')]),
);
export const packs: readonly Pack[] = [...packTexts.values()].map(parsePack);
/** The regulations that an organ can be bound to; the national frame stands above them. */
export const regulations: readonly Pack[] = packs.filter(({ level }) => level !== 'national');
export const regulationIds: readonly string[] = regulations.map(({ id }) => id);
/** A pack of the shelf that says where film goes; fails for one that does not. */
export function storing(id: string): StoringPack {
  const pack = packs.find((one) => one.id === id);
  if (!pack || !saysStorage(pack)) throw new Error(`${id} says nothing about storing`);
  return pack;
}
export const calendarNames: string[] = readdirSync(join(home, 'calendars')).toSorted();
export const calendarText = (name: string): string => read('calendars', name);
export const calendar: Calendar = makeCalendar(
  calendarNames.map((name) => parseCalendar(calendarText(name))),
);

/** The committed examples of storing under a pack: facts, and what must come out. A misspelt key fails the reading. */
export function examplesIn(...folder: string[]): StorageExample[] {
  return readdirSync(join(home, ...folder, 'examples'))
    .filter((name) => name !== 'acts.yaml')
    .toSorted()
    .flatMap((name) => {
      const { value, faults } = readExamples(read(...folder, 'examples', name));
      if (value === null) throw new Error(`${folder.join('/')}/examples/${name}: ${JSON.stringify(faults)}`);
      return value.cases;
    });
}
export const examplesOf = (packId: string): StorageExample[] => examplesIn('packs', packId);

/** Judges an example's facts under a pack of the shelf. */
export const judgeExample = (packId: string, one: Pick<StorageExample, 'facts' | 'now'>): StorageDuty[] =>
  judgeUnder(resolvePack(packs, packId), calendar, one);

/** The two invented packs: they say what no regulation of the product says. */
export const invented: readonly Pack[] = ['ly', 'qh'].map((id) =>
  parsePack(read('test', 'packs', id, 'pack.yaml')),
);
