import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import {
  asExpected,
  type Calendar,
  type EffectivePack,
  judgeExample,
  makeCalendar,
  parseCalendar,
  readExamples,
  type StorageExample,
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

/** The files of examples of storing beside a `pack.yaml`; those of acts are judged by the tests of the engine. */
async function exampleFilesOf(packFile: string): Promise<string[]> {
  const folder = join(dirname(packFile), 'examples');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml') && name !== 'acts.yaml')
    .toSorted()
    .map((name) => join(folder, name));
}

function differs(one: StorageExample, effective: EffectivePack, calendar: Calendar): string | null {
  const duties = judgeExample(effective, calendar, one);
  const came = duties.map((duty, at) => asExpected(duty, one.expect[at]));
  const sorted = (value: object) => JSON.stringify(Object.entries(value).toSorted());
  const alike =
    came.length === one.expect.length &&
    came.every((duty, at) => sorted(duty) === sorted(one.expect[at] ?? {}));
  return alike ? null : JSON.stringify(came);
}

/** Judges the examples of a pack. `passed`: how many came out as they were worked out by hand. */
export async function runExamples(
  packFile: string,
  effective: EffectivePack,
  calendar: Calendar,
  { t, language }: Saying,
): Promise<{ passed: number; bad: string[] }> {
  let passed = 0;
  const bad: string[] = [];
  for (const file of await exampleFilesOf(packFile)) {
    const { value, faults } = readExamples(await readFile(file, 'utf8'));
    for (const { line, path, message, zh } of faults)
      bad.push(
        t('cli.packs.fault', {
          where: t('cli.packs.line', { file, line: line ?? 1 }),
          path,
          article: '',
          message: language === 'zh' ? zh : message,
        }),
      );
    for (const one of value?.cases ?? []) {
      const came = attempt(() => differs(one, effective, calendar));
      if (came === null) passed += 1;
      else
        bad.push(t('cli.packs.example', { file, name: one.name, wanted: JSON.stringify(one.expect), came }));
    }
  }
  return { passed, bad };
}

/** A date that cannot be read is told as what came of the example. */
function attempt(work: () => string | null): string | null {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
