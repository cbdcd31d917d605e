import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import {
  type ActExample,
  actOutcome,
  asExpected,
  type Calendar,
  type Fault,
  type FileFault,
  judgeActExample,
  judgeExample,
  makeCalendar,
  nameOfDuty,
  type Pack,
  parseCalendar,
  readActExamples,
  readExamples,
  resolvePack,
  type StorageExample,
  unwantedRules,
} from '@liuhen/rules';
import { readFileText, sayFault } from './pack-files.ts';

const calendars = join(import.meta.dirname, '..', '..', 'rules', 'calendars');

/** The calendar that came with the product. */
export async function productCalendar(): Promise<Calendar> {
  const names = (await readdir(calendars)).toSorted();
  return makeCalendar(
    await Promise.all(
      names.map(async (name) => parseCalendar(await readFile(join(calendars, name), 'utf8'))),
    ),
  );
}

/** What examples are judged by: the pack with what stands above it, and the calendar. */
export type ExampleLaw = { shelf: readonly Pack[]; packId: string; calendar: Calendar };
/** An example and what came of it otherwise than wanted; null when it came out as wanted. */
type Tried = { name: string; told: string | null };
type ReadAndTried = { faults: readonly Fault[]; tried: Tried[] };

const listed = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
const sameAs = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Where two duties that should be the same differ, member by member. */
function sayDifferences(duty: string, wanted: object, came: object, { t }: Saying): string[] {
  const [asked, found] = [wanted, came].map((one) => new Map<string, unknown>(Object.entries(one)));
  return [...new Set([...(asked?.keys() ?? []), ...(found?.keys() ?? [])])]
    .filter((member) => !sameAs(asked?.get(member), found?.get(member)))
    .map((member) => {
      const [hand, out] = [asked, found].map((one) =>
        one?.has(member) ? listed(one.get(member)) : t('cli.packs.silent'),
      );
      return t('cli.packs.came', { duty, member, wanted: hand ?? '', came: out ?? '' });
    });
}

/** What came of an example otherwise than it was worked out; null when all came out as wanted. */
const told = (differences: readonly string[], { language }: Saying): string | null =>
  differences.length === 0 ? null : differences.join(language === 'zh' ? '；' : '; ');

function storageOutcome(law: ExampleLaw, one: StorageExample, saying: Saying): string | null {
  const { t } = saying;
  const duties = judgeExample(resolvePack(law.shelf, law.packId), law.calendar, one);
  const nameOf = ({ duty, tier }: { duty: string; tier: string }) => `${duty} (${tier})`;
  const found = duties.map(nameOf).join(', ') || t('cli.packs.nothing');
  const lacking = one.expect
    .slice(duties.length)
    .map((wanted) => t('cli.packs.notCame', { duty: nameOf(wanted), found }));
  return told(
    [
      ...duties.flatMap((duty, at) => {
        const wanted = one.expect[at];
        const came = asExpected(duty, wanted);
        if (wanted) return sayDifferences(nameOf(wanted), wanted, came, saying);
        const { dueBefore, state } = came;
        const values = `state: ${state}, dueBefore: ${dueBefore}`;
        return [t('cli.packs.alsoCame', { duty: nameOf(came), values })];
      }),
      ...lacking,
    ],
    saying,
  );
}

function outcomeOfAct(law: ExampleLaw, one: ActExample, saying: Saying): string | null {
  const { t } = saying;
  const judged = judgeActExample(law.shelf, law.packId, law.calendar, one);
  const found = judged.map(nameOfDuty).join(', ') || t('cli.packs.nothing');
  return told(
    [
      ...actOutcome(judged, one).flatMap((came, at) => {
        const wanted = one.expect[at] ?? { duty: '' };
        return typeof came === 'string'
          ? [t('cli.packs.notCame', { duty: wanted.duty, found })]
          : sayDifferences(wanted.duty, wanted, came, saying);
      }),
      ...unwantedRules(judged, one).map((duty) => t('cli.packs.unwanted', { duty })),
    ],
    saying,
  );
}

/** A date that cannot be read is told as what came of the example. */
function attempt(work: () => string | null): string | null {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `acts.yaml` holds examples of acts, every other file examples of storing. */
function tryExamples(name: string, text: string, law: ExampleLaw, saying: Saying): ReadAndTried {
  const trying =
    <T extends { name: string }>(judge: (law: ExampleLaw, one: T, saying: Saying) => string | null) =>
    (one: T): Tried => ({ name: one.name, told: attempt(() => judge(law, one, saying)) });
  if (name === 'acts.yaml') {
    const { value, faults } = readActExamples(text);
    return { faults, tried: (value?.cases ?? []).map(trying(outcomeOfAct)) };
  }
  const { value, faults } = readExamples(text);
  return { faults, tried: (value?.cases ?? []).map(trying(storageOutcome)) };
}

/** Judges the examples beside a `pack.yaml`. `passed`: how many came out as they were worked out by hand. */
export async function runExamples(
  packFile: string,
  law: ExampleLaw,
  saying: Saying,
): Promise<{ passed: number; bad: string[] }> {
  const folder = join(dirname(packFile), 'examples');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).toSorted();
  let passed = 0;
  const faults: FileFault[] = [];
  const bad: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const text = await readFileText(file, faults);
    if (text === null) continue;
    const { faults: found, tried } = tryExamples(name, text, law, saying);
    faults.push(...found.map((fault) => ({ ...fault, file, line: fault.line ?? 1, article: null })));
    for (const { name: example, told: came } of tried) {
      if (came === null) passed += 1;
      else bad.push(saying.t('cli.packs.example', { file, name: example, told: came }));
    }
  }
  return { passed, bad: [...faults.map((fault) => sayFault(fault, saying)), ...bad] };
}
