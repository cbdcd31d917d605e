import { join } from 'node:path';
import type { Finding } from '@liuhen/contract';
import { until } from '../../server/test/tus.ts';
import type { Sighting } from './matrix.ts';
import type { Pages } from './pages.ts';
import type { Place } from './place.ts';
import { runMonitor } from './programs.ts';
import { alarms, saidBy, still, type Words } from './words.ts';

/** Those who look at one house, each with what they remember of it. */
export interface Watch {
  place: Place;
  pages: Pages;
  /** Codes that the doctor finds before anything was done. */
  usual: Set<string>;
  /** A note of the log that somebody kept elsewhere. */
  kept: string;
  /** Name of what the monitor remembers. */
  memory: string;
}

/** Everybody looks while all is well, and remembers the newest. */
export async function beginWatch(place: Place, pages: Pages): Promise<Watch> {
  const usual = new Set((await place.house.doctor()).map(({ code }) => code));
  const watch = { place, pages, usual, kept: await place.cosigned(), memory: 'old' };
  const { code, said } = await monitor(watch, watch.memory);
  if (code !== 0) throw new Error(`the house is not well before an attack: ${said}`);
  await pages.log();
  return watch;
}

let states = 0;
const monitor = ({ place: { house, folder, logKey } }: Watch, state: string) =>
  runMonitor(house.url, logKey.verifierKey, join(folder, `${state}.json`));

/** What is derived from the record, and from the program's version, is no part of an attack. */
const isDerived = (code: string): boolean => /^(shelf|search|follower)\./.test(code);

/** One finding of each code. */
function tellFindings(findings: readonly Finding[], usual: ReadonlySet<string>): Words[] {
  const byCode = Map.groupBy(findings, ({ code }) => code);
  return [...byCode].flatMap(([code, [first]]) =>
    first === undefined || usual.has(code) || isDerived(code)
      ? []
      : [{ zh: still(first.zh), en: `${still(first.en)} \`${code}\`` }],
  );
}

export const byDoctor = async ({ place, usual }: Watch): Promise<Sighting> => ({
  by: { zh: '体检', en: 'doctor' },
  said: tellFindings(await place.house.doctor(), usual),
});

export const byDoctorGiven = async ({ place, usual, kept }: Watch): Promise<Sighting> => ({
  by: {
    zh: '体检，另给一份别处留存的检查点（--checkpoint）',
    en: 'doctor, given a checkpoint that was kept elsewhere (--checkpoint)',
  },
  said: tellFindings(await place.house.doctor([kept]), usual),
});

export const byNewMonitor = async (watch: Watch): Promise<Sighting> => ({
  by: { zh: '从外部核对，第一次看', en: 'a monitor that looks for the first time' },
  said: saidBy(alarms.monitor, (await monitor(watch, `new-${++states}`)).said),
});

export const byOldMonitor = async (watch: Watch): Promise<Sighting> => ({
  by: { zh: '从外部核对，以前看过', en: 'a monitor that looked before' },
  said: saidBy(alarms.monitor, (await monitor(watch, watch.memory)).said),
});

export const byBrowser = async ({ pages }: Watch): Promise<Sighting> => ({
  by: { zh: '浏览器核对', en: 'browser check' },
  said: saidBy(alarms.browser, await pages.log()),
});

export const byFilmPage = async ({ pages }: Watch): Promise<Sighting> => ({
  by: { zh: '录像页的核对标记', en: 'the mark on the page of the film' },
  said: saidBy(alarms.badge, await pages.film()),
});

const heard = (listen: () => Promise<Words[]>): Promise<Words[]> =>
  until(listen, (words) => words.length > 0);

/** What the page of the log says of witnesses that refuse; waited for, because they are asked every few seconds. */
export const byLogPage = async ({ pages }: Watch): Promise<Sighting> => ({
  by: { zh: '存证日志页', en: 'the page of the log' },
  said: await heard(async () => saidBy(alarms.page, await pages.log())),
});

/** What the witness says from a moment on; waited for, because it looks each second. */
export const byWitness = async ({ place: { witness } }: Watch, from: number): Promise<Sighting> => ({
  by: { zh: '见证', en: 'witness' },
  said: await heard(async () => saidBy(alarms.witness, witness.said().slice(from))),
});
