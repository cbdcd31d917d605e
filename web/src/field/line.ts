import { ContractError, describeError, type ErrorBody } from '@liuhen/contract';
import { type Entry, needsOf, subjectOf } from './entry.ts';
import { isOfStore } from './full.ts';

const firstDelay = 2_000;
const longestDelay = 300_000;

/** How long to wait after so many tries in a row that met no answer: doubling, five minutes at most. */
export const delayAfter = (tries: number): number =>
  Math.min(longestDelay, firstDelay * 2 ** Math.max(0, tries - 1));

/**
 * What an entry waits for: an earlier one that is not with the house yet. One that is refused holds only what builds on
 * it; all others go on.
 */
export function heldBy(entry: Entry, entries: readonly Entry[]): Entry | null {
  const needs = needsOf(entry);
  return (
    entries.find(
      (other) => other.id !== entry.id && other.state !== 'sent' && needs.includes(subjectOf(other)),
    ) ?? null
  );
}

/** Whether an entry may be tried. Nothing waits longer than the longest delay: one that would was set by a clock since set back. */
export const isDue = ({ notBefore }: Pick<Entry, 'notBefore'>, now: number): boolean =>
  notBefore <= now || notBefore - now > longestDelay;

/** The entry to send now: the earliest that waits, may be tried again and has all it builds on with the house. */
export function nextToSend(entries: readonly Entry[], now: number): Entry | null {
  const waiting = entries
    .filter((entry) => entry.state === 'waiting' && isDue(entry, now))
    .sort((a, b) => a.ordinal - b.ordinal);
  return waiting.find((entry) => heldBy(entry, entries) === null) ?? null;
}

/** When the line has to be looked at again by itself: null when nothing waits for time to pass. */
export function nextTry(entries: readonly Entry[]): number | null {
  const times = entries
    .filter((entry) => entry.state === 'waiting' && heldBy(entry, entries) === null)
    .map(({ notBefore }) => notBefore);
  return times.length === 0 ? null : Math.min(...times);
}

/** All that builds on an entry, directly or through another, and would be lost with it. */
export function dependentsOf(entry: Entry, entries: readonly Entry[]): Entry[] {
  const lost = [entry];
  for (const other of [...entries].sort((a, b) => a.ordinal - b.ordinal)) {
    if (lost.includes(other) || other.state === 'sent' || other.state === 'givenUp') continue;
    const needs = needsOf(other);
    if (lost.some((one) => needs.includes(subjectOf(one)))) lost.push(other);
  }
  return lost.slice(1);
}

/** Whether an entry can be given up: the house cannot have it, because it was never tried or was refused. */
export const mayGiveUp = ({ state, tries }: Entry): boolean =>
  state === 'refused' || (state === 'waiting' && tries === 0);

/** What a failed try means for the line. */
export type Verdict =
  /** No network: everything waits. */
  | 'network'
  /** The session is over: everything waits for the officer. */
  | 'signedOut'
  /** The page's key for changes is out of date: the session is asked for again. */
  | 'renew'
  /** The house, or the store of this phone, cannot now: this entry waits, others go on. */
  | 'later'
  /** The house will not: the officer decides. */
  | 'refused';

/** Reads a failure. A body that is not the house's (a proxy's page) says nothing of the entry, unless it was too large. */
export function verdictOf(error: unknown): Verdict {
  if (isOfStore(error)) return 'later';
  if (!(error instanceof ContractError)) return 'network';
  const { status, body } = error;
  if (body.code === 'signIn.csrf') return 'renew';
  if (status === 401 || body.code === 'password.mustChange') return 'signedOut';
  if (status === 413) return 'refused';
  if (body.code === 'server.fault' || status >= 500 || status === 429 || status === 408 || status === 423)
    return 'later';
  return 'refused';
}

/** What an entry is refused with. What was too large for a proxy on the way has no words of the house. */
export const refusalOf = ({ body, status }: ContractError): ErrorBody =>
  status === 413 && body.code === 'server.fault' ? describeError('request.tooLarge') : body;
