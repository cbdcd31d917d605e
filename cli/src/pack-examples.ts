import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import {
  type ActExample,
  actOutcome,
  asExpected,
  type Calendar,
  type Fault,
  judgeActExample,
  judgeExample,
  makeCalendar,
  type Pack,
  parseCalendar,
  readActExamples,
  readExamples,
  resolvePack,
  type StorageExample,
  unwantedRules,
} from '@liuhen/rules';

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
/** An example with what it wants and what came of it; `came` is null when it came out as wanted. */
type Tried = { name: string; wanted: unknown; came: string | null };
type ReadAndTried = { faults: readonly Fault[]; tried: Tried[] };

const inOrder = (value: unknown) => JSON.stringify(Object.entries(Object(value)).toSorted());
/** What came, as text, when it differs from what was wanted; the order of its members does not matter. */
const unlike = (came: readonly unknown[], wanted: readonly unknown[]): string | null =>
  came.length === wanted.length && came.every((one, at) => inOrder(one) === inOrder(wanted[at]))
    ? null
    : JSON.stringify(came);

function storageOutcome({ shelf, packId, calendar }: ExampleLaw, one: StorageExample): string | null {
  const duties = judgeExample(resolvePack(shelf, packId), calendar, one);
  return unlike(
    duties.map((duty, at) => asExpected(duty, one.expect[at])),
    one.expect,
  );
}

function outcomeOfAct({ shelf, packId, calendar }: ExampleLaw, one: ActExample): string | null {
  const judged = judgeActExample(shelf, packId, calendar, one);
  const unwanted = unwantedRules(judged, one);
  return unlike(actOutcome(judged, one), one.expect) ?? (unwanted.length === 0 ? null : unwanted.join(', '));
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
function tryExamples(name: string, text: string, law: ExampleLaw): ReadAndTried {
  const trying =
    <T extends { name: string; expect: unknown }>(judge: (law: ExampleLaw, one: T) => string | null) =>
    (one: T): Tried => ({ name: one.name, wanted: one.expect, came: attempt(() => judge(law, one)) });
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
  { t, language }: Saying,
): Promise<{ passed: number; bad: string[] }> {
  const folder = join(dirname(packFile), 'examples');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).toSorted();
  let passed = 0;
  const bad: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const { faults, tried } = tryExamples(name, await readFile(file, 'utf8'), law);
    for (const { line, path, message, zh } of faults)
      bad.push(
        t('cli.packs.fault', {
          where: t('cli.packs.line', { file, line: line ?? 1 }),
          path,
          article: '',
          message: language === 'zh' ? zh : message,
        }),
      );
    for (const { name: example, wanted, came } of tried) {
      if (came === null) passed += 1;
      else bad.push(t('cli.packs.example', { file, name: example, wanted: JSON.stringify(wanted), came }));
    }
  }
  return { passed, bad };
}
