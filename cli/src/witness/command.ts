import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Saying } from '@liuhen/contract';
import { parseNote, parseVerifierKey } from '@liuhen/proof';
import { lockFolder } from '../lock-folder.ts';
import { logPrefix, openLogSource } from '../log-source.ts';
import { plain } from '../plain.ts';
import { type Looked, lookAt } from './follow.ts';
import { faultyKey, keepKeys, keepSettings, readSettings } from './home.ts';
import { openWitnessKey } from './key.ts';
import { Memory } from './memory.ts';
import { serveWitness } from './serve.ts';
import { type Happening, Witness } from './witness.ts';

export interface WitnessOptions {
  home: string;
  name?: string;
  log: string[];
  follow: string[];
  listen: string;
  every: string;
  show: boolean;
}

const timeoutMillis = 10_000;
/** A clock that is further from the log's is said. */
const farSeconds = 60;

const now = () => Date.now();

/** `liuhen witness`: cosigns what logs submit and what it fetches from them, once it is shown to continue what it saw. */
export async function runWitness(options: WitnessOptions, saying: Saying): Promise<number> {
  const { t } = saying;
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (options.show) return show(options.home, saying);
  const faulty = faultyKey(options.log);
  if (faulty !== null) {
    tell(t('watch.witness.badKey', { key: plain(faulty) }));
    return 1;
  }
  const before = readSettings(options.home);
  const name = before?.name ?? options.name;
  if (name === undefined || !/^[^\s+]+$/.test(name)) {
    tell(t('watch.witness.noName'));
    return 1;
  }
  const settings = await keepSettings(options.home, {
    ...{ name, logs: options.log, follow: options.follow.map(logPrefix) },
  });
  const unlock = await lockFolder(options.home);
  if (unlock === null) {
    tell(t('watch.witness.inUse', { folder: options.home }));
    return 1;
  }
  const key = await openWitnessKey(options.home, name);
  if (settings.logs.length === 0) {
    say(t('watch.witness.key', { key: key.verifierKey }));
    tell(t('watch.witness.noLogs'));
    await unlock();
    return 1;
  }
  const happened = (happening: Happening) => tell(wordsOf(happening, saying));
  const witness = await Witness.open({
    ...{ folder: options.home, key, now, tell: happened },
    ...{ keys: settings, keepKeys: (keys) => keepKeys(options.home, keys) },
  });
  const failed = (error: unknown) => tell(t('watch.witness.failed', { why: String(error) }));
  const server = serveWitness(witness, { now, failed });
  const [host = '', port = ''] = splitListen(options.listen);
  server.listen(Number(port), host);
  await once(server, 'listening');
  say(t('watch.witness.key', { key: key.verifierKey }));
  say(t('watch.witness.serving', { url: `http://${host}:${(server.address() as AddressInfo).port}` }));
  for (const log of settings.logs) say(t('watch.witness.log', { log: parseVerifierKey(log).name }));
  const ending = new AbortController();
  const stop = () => ending.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const everyMillis = Math.max(1, Number(options.every) || 1) * 1000;
  await Promise.all([
    once(ending.signal, 'abort'),
    ...settings.follow.map((prefix) =>
      follow(prefix, { witness, everyMillis, ending: ending.signal, tell, saying }),
    ),
  ]);
  server.closeAllConnections();
  server.close();
  await witness.close();
  await unlock();
  return 0;
}

function splitListen(listen: string): [host: string, port: string] {
  const at = listen.lastIndexOf(':');
  return at < 0 ? ['127.0.0.1', listen] : [listen.slice(0, at), listen.slice(at + 1)];
}

function wordsOf(happening: Happening, { t }: Saying): string {
  const origin = plain(happening.origin);
  if (happening.what === 'clockBack')
    return t('watch.witness.clockBack', { origin, seconds: happening.seconds });
  if (happening.what === 'succeeded')
    return t('watch.witness.succeeded', { origin, size: happening.size, key: plain(happening.key) });
  const { kind, size, known } = happening;
  return t(`watch.witness.refused.${kind}`, { origin, size, known });
}

interface Following {
  witness: Witness;
  everyMillis: number;
  ending: AbortSignal;
  tell: (text: string) => void;
  saying: Saying;
}

/** Looks at a log again and again; the same trouble is said once, until it is over. */
async function follow(prefix: string, parts: Following): Promise<void> {
  const source = openLogSource(prefix, { timeoutMillis, now });
  let said = '';
  let delivered = '';
  while (!parts.ending.aborted) {
    const looked = await lookAt(source, parts.witness);
    const words = troubleIn(looked, prefix, parts.saying);
    if (words !== said && words !== '') parts.tell(words);
    said = words;
    const note = cosignedIn(looked);
    if (note !== null && parseNote(note).text !== delivered && (await deliver(prefix, note)))
      delivered = parseNote(note).text;
    await sleep(parts.everyMillis, undefined, { signal: parts.ending }).catch(() => undefined);
  }
}

function cosignedIn(looked: Looked): string | null {
  if (looked.what === 'unchanged') return looked.note;
  return looked.what === 'answered' && looked.answer.status === 200 ? looked.answer.note : null;
}

/** Brings a cosignature to the log; one that takes none (another program's) answers 404 or 405, and that is well. */
async function deliver(prefix: string, note: string): Promise<boolean> {
  try {
    const answer = await fetch(`${prefix}/cosignature`, {
      ...{ method: 'POST', body: note, redirect: 'manual' },
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      signal: AbortSignal.timeout(timeoutMillis),
    });
    await answer.body?.cancel();
    return answer.ok || answer.status === 404 || answer.status === 405;
  } catch {
    return false;
  }
}

function troubleIn(looked: Looked, prefix: string, { t }: Saying): string {
  const log = plain(prefix);
  if (looked.what === 'silent') return t('watch.witness.silent', { log, why: plain(looked.why) });
  if (looked.what === 'unreadable') return t('watch.witness.unreadable', { log, why: plain(looked.why) });
  if (looked.what === 'unsigned') return t('watch.witness.unsigned', { log });
  if (looked.what !== 'answered') return '';
  const { answer, aheadSeconds } = looked;
  if (answer.status !== 200) return t('watch.witness.notCosigned', { log, status: answer.status });
  if (aheadSeconds === null || Math.abs(aheadSeconds) <= farSeconds) return '';
  return t(aheadSeconds > 0 ? 'watch.witness.clockAhead' : 'watch.witness.clockBehind', {
    ...{ log, seconds: Math.abs(aheadSeconds) },
  });
}

/** `--show`: what it remembers and what it refused, both notes of each. Code 2 when something was refused. */
async function show(folder: string, { t }: Saying): Promise<number> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const settings = readSettings(folder);
  if (settings === null) {
    process.stderr.write(`${t('watch.witness.nothing', { folder })}\n`);
    return 1;
  }
  const key = await openWitnessKey(folder, settings.name);
  say(t('watch.witness.key', { key: key.verifierKey }));
  const origins = settings.logs.map((log) => parseVerifierKey(log).name);
  const memory = await Memory.open(folder, origins, 'reading');
  for (const origin of new Set(origins)) {
    const seen = memory.seen(origin);
    say(
      seen === null
        ? t('watch.witness.unseen', { log: origin })
        : t('watch.witness.seen', { log: origin, size: seen.size }),
    );
    if (seen !== null) say(seen.note);
  }
  const refusals = memory.refusals();
  for (const { origin, kind, at, cosigned, refused } of refusals) {
    say(t(`watch.witness.shown.${kind}`, { log: plain(origin), at }));
    say(t('watch.witness.shownCosigned', { note: cosigned }));
    say(t('watch.witness.shownRefused', { note: refused }));
  }
  say(t('watch.witness.refusals', { count: refusals.length }));
  await memory.close();
  return refusals.length === 0 ? 0 : 2;
}
