import { formatSignatureLine, parseCheckpoint, parseNote, VerificationError } from '@liuhen/proof';
import { sql } from 'kysely';
import { type Clock, millisOf } from '../base/clock.ts';
import type { Tx } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import type { Log } from '../base/log.ts';
import {
  keepCosignature,
  lastCosigned,
  latestCheckpoint,
  proveFromSize,
  type RefusalKind,
  recordRefusal,
} from '../custody/index.ts';
import { sayFault } from './fault-words.ts';
import { callWitness, findCosignature, type VerifiedLine, type WitnessSetting } from './witness-call.ts';

/** Who cosigns the checkpoints of this house, and how many must have before a reader should be content. */
export interface Witnesses {
  list: readonly WitnessSetting[];
  needed: number;
  /** A witness that left a checkpoint uncosigned for so long is silent. */
  alarmMinutes: number;
}

export interface WitnessingHouse {
  database: Database;
  clock: Clock;
  log: Log;
  /** Entries wait to be sequenced: called after a refusal was sealed. */
  wake: () => void;
  witnesses: Witnesses | null;
}

/** At most so often each of them gets a checkpoint: the newest; those between are in it. */
const everyMillis = 3000;
const longestWaitMillis = 60_000;

interface Newest {
  size: number;
  note: string;
}

/** What we would hand over now; null while there is nothing that the witness has not cosigned. */
async function readTask(tx: Tx, witness: string): Promise<{ newest: Newest; last: Newest | null } | null> {
  const newest = await latestCheckpoint({ tx });
  const last = await lastCosigned(tx, witness);
  return newest === null || last?.size === newest.size ? null : { newest, last };
}

const proveTo = ({ database }: WitnessingHouse, from: number, to: number): Promise<string[]> =>
  from === 0 || from === to
    ? Promise.resolve([])
    : transact(database, house, (tx) => proveFromSize({ tx }, from, to));

/**
 * Hands the newest checkpoint to one witness. True: there was nothing to do or it was cosigned. What fails is kept as its
 * state, and stops nothing else.
 */
export async function handTo(
  hands: WitnessingHouse,
  witness: WitnessSetting & { url: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const task = await transact(hands.database, house, (tx) => readTask(tx, witness.verifierKey));
    if (task === null) return true;
    const { size, note } = task.newest;
    const text = parseNote(note).text;
    const ask = async (oldSize: number) =>
      callWitness(witness, { oldSize, proof: await proveTo(hands, oldSize, size), note, text }, signal);
    let stands = task.last?.size ?? 0;
    let answer = await ask(stands);
    if (answer.what === 'standsAt' && answer.size !== stands && answer.size <= size) {
      stands = answer.size;
      answer = await ask(stands);
    }
    if (answer.what === 'cosigned') {
      await keep(hands, witness, { size, ...answer }, 'asked');
      return true;
    }
    // A larger one may have come to it from us another way just now.
    if (answer.what === 'standsAt' && (await sizeNow(hands)) > size) return true;
    const witnessSize = answer.what === 'standsAt' ? answer.size : stands;
    const kind = kindOf(witnessSize, size);
    await refuse(hands, witness, { kind, witnessSize, last: task.last, newest: task.newest });
    return false;
  } catch (fault) {
    if (!signal.aborted) await fail(hands, witness, sayFault(fault));
    return false;
  }
}

function kindOf(witnessSize: number, size: number): RefusalKind {
  if (witnessSize > size) return 'larger';
  return witnessSize === size ? 'fork' : 'unproven';
}

async function sizeNow({ database }: WitnessingHouse): Promise<number> {
  return (await transact(database, house, (tx) => latestCheckpoint({ tx })))?.size ?? 0;
}

/** Keeps a verified cosignature; what was held against the witness, or by it against us, is over. */
async function keep(
  { database, clock }: WitnessingHouse,
  { verifierKey }: WitnessSetting,
  { size, line, time }: VerifiedLine & { size: number },
  came: 'asked' | 'brought',
): Promise<void> {
  const now = clock.now();
  const at = new Date(time * 1000).toISOString();
  const off = came === 'asked' ? Math.round(time - millisOf(now) / 1000) : null;
  await transact(database, house, async (tx) => {
    const before = (await lastCosigned(tx, verifierKey))?.size ?? 0;
    const isNew = await keepCosignature(tx, { size, witness: verifierKey, line, at }, now);
    // Anybody may bring an old one again: it says nothing of how the witness stands now.
    if (!isNew || size <= before) return;
    await sql`
      insert into witness_state (witness, failures, clock_seconds, at) values (${verifierKey}, 0, ${off}, ${now})
      on conflict (witness) do update set failures = 0, last_error = null, refusal_id = null,
        clock_seconds = excluded.clock_seconds, at = excluded.at`.execute(tx);
  });
}

async function fail(
  { database, clock, log }: WitnessingHouse,
  { name, verifierKey }: WitnessSetting,
  error: string,
): Promise<void> {
  log.warn({ witness: name, error }, 'a checkpoint was not cosigned');
  await transact(database, house, (tx) =>
    sql`insert into witness_state as s (witness, failures, last_error, at)
      values (${verifierKey}, 1, ${error}, ${clock.now()})
      on conflict (witness) do update set failures = s.failures + 1, last_error = excluded.last_error,
        at = excluded.at`.execute(tx),
  ).catch((fault: unknown) => log.error({ err: fault }, 'the state of a witness could not be kept'));
}

/** Seals a refusal once; the same one again is the same refusal, or sealing it would make a checkpoint to refuse. */
async function refuse(
  hands: WitnessingHouse,
  { name, verifierKey }: WitnessSetting,
  {
    kind,
    witnessSize,
    last,
    newest,
  }: { kind: RefusalKind; witnessSize: number; last: Newest | null; newest: Newest },
): Promise<void> {
  const { database, clock, log, wake } = hands;
  log.error({ witness: name, kind, size: newest.size, witnessSize }, 'a witness refused our checkpoint');
  const sealed = await transact(database, house, async (tx) => {
    const now = clock.now();
    const { rows } = await sql<{ kind: string | null }>`
      insert into witness_state as s (witness, failures, at) values (${verifierKey}, 1, ${now})
      on conflict (witness) do update set failures = s.failures + 1, last_error = null, at = excluded.at
      returning (select r.kind from witness_refusal r where r.id = s.refusal_id) as kind`.execute(tx);
    if (rows[0]?.kind === kind) return false;
    const { value: id } = await recordRefusal(
      { tx, actor: house, clock, writing: true },
      {
        ...{ witness: verifierKey, kind, size: newest.size, note: newest.note, witnessSize },
        witnessNote: last?.note ?? null,
      },
    );
    await sql`update witness_state set refusal_id = ${id} where witness = ${verifierKey}`.execute(tx);
    return true;
  });
  if (sealed) wake();
}

/**
 * Takes a checkpoint that a witness cosigned by itself and brought back. How many of its cosignatures were of our witnesses
 * and are right; null when it is no checkpoint of this log.
 */
export async function takeCosigned(hands: WitnessingHouse, note: string): Promise<number | null> {
  try {
    const { text, signatures } = parseNote(note);
    const { size } = parseCheckpoint(text);
    const ours = await transact(hands.database, house, (tx) =>
      sql<{ note: string }>`select note from custody_checkpoint where size = ${size}`.execute(tx),
    );
    if (ours.rows[0] === undefined || parseNote(ours.rows[0].note).text !== text) return null;
    const lines = signatures.map(formatSignatureLine).join('');
    let kept = 0;
    for (const witness of hands.witnesses?.list ?? []) {
      const cosignature = findCosignature(text, lines, witness);
      if (cosignature === null) continue;
      await keep(hands, witness, { size, ...cosignature }, 'brought');
      kept++;
    }
    return kept;
  } catch (error) {
    if (error instanceof VerificationError) return null;
    throw error;
  }
}

/** Hands new checkpoints to the witnesses, each by itself, until it is stopped: a silent one holds up no other. */
export function startWitnessing(hands: WitnessingHouse, every = everyMillis): { stop(): Promise<void> } {
  const ending = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const goOn = async (witness: WitnessSetting & { url: string }, failures: number): Promise<void> => {
    const well = await handTo(hands, witness, ending.signal);
    if (ending.signal.aborted) return;
    const failed = well ? 0 : failures + 1;
    const wait = well ? every : Math.min(longestWaitMillis, every * 2 ** Math.min(failed, 10));
    const timer = setTimeout(() => {
      timers.delete(timer);
      running.add(track(goOn(witness, failed)));
    }, wait);
    timers.add(timer);
  };
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => running.delete(tracked));
    return tracked;
  };
  for (const { url, ...witness } of hands.witnesses?.list ?? [])
    if (url !== null) running.add(track(goOn({ ...witness, url }, 0)));
  return {
    stop: async () => {
      ending.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
