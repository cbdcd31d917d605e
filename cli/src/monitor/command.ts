import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Saying } from '@liuhen/contract';
import { parseVerifierKey } from '@liuhen/proof';
import { type LogSource, logPrefix, openLogSource } from '../log-source.ts';
import { plain } from '../plain.ts';
import { type Look, look } from './look.ts';
import { freshMemory, type MonitorMemory, readMemory, writeMemory, writeWhole } from './memory.ts';

export interface MonitorOptions {
  key: string;
  state?: string;
  once: boolean;
  every: string;
}

const timeoutMillis = 20_000;
/** Full tiles between two times that the progress of a long reading is kept: some seconds of it. */
const progressEvery = 2048;

/** Exit codes: all fits; nothing could be checked; something does not fit. */
const [fits, unchecked, misfits] = [0, 1, 2] as const;

function isKey(text: string): boolean {
  try {
    parseVerifierKey(text);
    return true;
  } catch {
    return false;
  }
}

/** `liuhen monitor <url>`: follows a log from outside and verifies all of it again, remembering what it saw. */
export async function runMonitor(
  url: string,
  options: MonitorOptions,
  stateFolder: string,
  saying: Saying,
): Promise<number> {
  const { t } = saying;
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  if (!isKey(options.key)) {
    tell(t('watch.monitor.badKey'));
    return unchecked;
  }
  const digest = createHash('sha256').update(options.key).digest('hex').slice(0, 24);
  const path = options.state ?? join(stateFolder, 'monitor', `${digest}.json`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const memory = readMemory(path) ?? freshMemory(options.key);
  if (memory.key !== options.key) {
    tell(t('watch.monitor.otherKey', { path }));
    return unchecked;
  }
  const prefix = logPrefix(url);
  const source = openLogSource(prefix, { timeoutMillis, now: () => Date.now() });
  const ending = new AbortController();
  const stop = () => ending.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return followLog({ source, memory, path, prefix, options, ending: ending.signal, saying });
}

interface Monitoring {
  source: LogSource;
  memory: MonitorMemory;
  path: string;
  prefix: string;
  options: MonitorOptions;
  ending: AbortSignal;
  saying: Saying;
}

async function followLog(parts: Monitoring): Promise<number> {
  const { source, path, prefix, options, ending, saying } = parts;
  const everyMillis = Math.max(1, Number(options.every) || 1) * 1000;
  let { memory } = parts;
  let said = '';
  for (;;) {
    const begun = performance.now();
    const keep = (progress: MonitorMemory) => writeMemory(path, progress);
    const looked = await look(source, memory, { keep, progressEvery });
    const seconds = (performance.now() - begun) / 1000;
    const words = wordsOf(looked, { prefix, seconds, saying });
    const code = codeOf(looked);
    if (code === misfits) {
      process.stderr.write(`${words}\n${await keepEvidence(looked, memory, path, saying)}`);
      // What was read of it is read again next time: only the checkpoint that fitted stays.
      await writeMemory(path, { ...freshMemory(memory.key), verified: memory.verified });
      return code;
    }
    if ('memory' in looked) {
      memory = looked.memory;
      if (looked.what === 'grown') await writeMemory(path, memory);
    }
    if (options.once || words !== said) (code === fits ? process.stdout : process.stderr).write(`${words}\n`);
    said = words;
    if (options.once) return code;
    await sleep(everyMillis, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) return code;
  }
}

function codeOf({ what }: Look): number {
  if (what === 'grown' || what === 'same') return fits;
  return what === 'silent' ? unchecked : misfits;
}

/** Keeps what does not fit beside the memory; gives the words that say where. */
async function keepEvidence(
  looked: Look,
  { verified }: MonitorMemory,
  path: string,
  { t }: Saying,
): Promise<string> {
  const file = `${path}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}.evidence.json`;
  await writeWhole(file, `${JSON.stringify({ ...looked, remembered: verified?.note ?? null }, null, 1)}\n`);
  const notes = 'against' in looked ? looked.against.map((note) => plainLines(note)) : [];
  return `${notes.join('\n')}${t('watch.monitor.evidence', { file })}\n`;
}

/** A note of several lines as it may be printed. */
const plainLines = (note: string): string => note.split('\n').map(plain).join('\n');

function wordsOf(
  looked: Look,
  { prefix, seconds, saying: { t } }: { prefix: string; seconds: number; saying: Saying },
): string {
  const log = plain(prefix);
  switch (looked.what) {
    case 'same':
      return t('watch.monitor.same', { log, size: looked.size });
    case 'grown': {
      const { entries, unknown, latest } = looked.read ?? { entries: 0, unknown: 0, latest: '' };
      const rate = Math.round(entries / seconds);
      const words = t('watch.monitor.grown', { log, size: looked.size, entries, rate, latest });
      return unknown === 0 ? words : `${words}\n${t('watch.monitor.unknown', { count: unknown })}`;
    }
    case 'silent':
    case 'unreadable':
    case 'unsigned':
      return t(`watch.monitor.${looked.what}`, { log, why: plain(looked.why) });
    case 'fork':
    case 'older':
    case 'rewritten':
      return t(`watch.monitor.${looked.what}`, { log, size: looked.size, known: looked.known });
    case 'misfit':
      return t(`watch.monitor.misfit.${looked.code}`, {
        ...{ log, index: looked.index + 1, why: plain(looked.why) },
      });
  }
}
