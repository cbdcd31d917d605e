import { type ContractError, describeError, type FieldKit } from '@liuhen/contract';
import { askSession, call, whoIsHere } from '../api.ts';
import { readClock } from '../shell/clock.ts';
import { compareClocks } from './clock-check.ts';
import type { Entry } from './entry.ts';
import { delayAfter, nextToSend, nextTry, refusalOf, verdictOf } from './line.ts';
import {
  changePhone,
  ifRoom,
  noteEntry,
  onTapped,
  readMoment,
  readPhone,
  rememberWho,
  tellTabs,
} from './phone.ts';
import { FileGone, NotYet, sendEntry } from './send.ts';
import { forgetEntries, keepValue, readEntries } from './store.ts';

/** So often the house is asked for news while the page is open. */
const lookMillis = 30_000;
const longestQuiet = 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
let again = false;
let silent = 0;

/** Looks at the line soon; at once when nothing runs. */
export function poke(): void {
  clearTimeout(timer);
  if (running) again = true;
  else void run();
}

/** Looks at once, also at what the house could not take a while ago. */
export async function tryNow(): Promise<void> {
  const put = readPhone().entries.filter(
    ({ state, notBefore }) => state === 'waiting' && notBefore > readClock(),
  );
  for (const entry of put) await noteEntry(entry, { notBefore: 0 });
  silent = 0;
  poke();
}

function lookAgain(millis: number): void {
  clearTimeout(timer);
  timer = setTimeout(poke, millis);
}

async function run(): Promise<void> {
  running = true;
  again = false;
  try {
    await alone(turn);
  } finally {
    running = false;
  }
  if (again) return poke();
  const due = nextTry(readPhone().entries);
  const wait =
    due === null || silent > 0 ? lookMillis : Math.min(lookMillis, Math.max(500, due - readClock()));
  lookAgain(silent > 0 ? Math.min(longestQuiet, delayAfter(silent)) : wait);
}

/**
 * Of all tabs only one sends. Where the platform has no locks (a page that is not served by https) two may send the same:
 * the house enters it once.
 */
async function alone(work: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks === undefined) return work();
  await locks.request('liuhen.field', { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
  });
}

/** One turn of the line: who is it, what is new, and all that waits in its order. */
async function turn(): Promise<void> {
  const { account } = readPhone();
  if (account === null) return;
  try {
    if (!(await isStillHere(account))) return;
    await readKit(account);
    // Another tab may have queued or sent something since.
    await ifRoom(readEntries(account).then(changePhone));
    if (await sendAll(account)) await readKit(account);
    await prune();
    silent = 0;
  } catch (error) {
    const verdict = verdictOf(error);
    if (verdict === 'signedOut') changePhone({ signedOut: true, reached: true });
    else {
      silent += 1;
      changePhone({ reached: verdict !== 'network' });
    }
  } finally {
    changePhone({ sending: null });
  }
}

/** Whether the session is that of whose queue this is. Another officer's is told and sends nothing of it. */
async function isStillHere(account: string): Promise<boolean> {
  const session = await askSession();
  const same = session !== null && session.account.id === account && !session.mustChangePassword;
  changePhone({ reached: true, signedOut: !same });
  if (!same) return false;
  whoIsHere.set(session);
  await ifRoom(rememberWho(session));
  return true;
}

async function readKit(account: string): Promise<void> {
  const asked = readMoment();
  const kit: FieldKit = await call('fieldKit', {});
  const compared = compareClocks(asked, readMoment(), kit.now);
  const clock = { offsetMs: compared.offsetMs, measuredAt: compared.measuredAt };
  await ifRoom(keepValue(account, 'kit', kit).then(() => keepValue(account, 'clock', clock)));
  changePhone({ kit, compared, reached: true });
}

/** Sends what can be sent; returns whether anything was. Throws when the line is broken. */
async function sendAll(account: string): Promise<boolean> {
  let sent = false;
  for (;;) {
    const entry = nextToSend(readPhone().entries, readClock());
    if (entry === null) return sent;
    changePhone({ sending: entry.id });
    // Written down before it goes: from now on the house may know of it, whatever becomes of the answer.
    const tried = await noteEntry(entry, { tries: entry.tries + 1 });
    try {
      await sendEntry(account, tried);
      await noteEntry(latest(tried), { state: 'sent', refusal: null });
      sent = true;
    } catch (error) {
      await heed(latest(tried), error);
    }
    tellTabs();
  }
}

/** The entry as it now stands: sending a file writes down how far it came. */
const latest = (entry: Entry): Entry =>
  readPhone().entries.find(({ ordinal }) => ordinal === entry.ordinal) ?? entry;

/** Notes what a failed try means for its entry. Throws on when it is the whole line that failed. */
async function heed(entry: Entry, error: unknown): Promise<void> {
  if (error instanceof FileGone) {
    const refusal = describeError('upload.gone');
    await noteEntry(entry, { state: 'refused', refusal });
    return;
  }
  const verdict = error instanceof NotYet ? 'later' : verdictOf(error);
  if (verdict === 'network' || verdict === 'signedOut' || verdict === 'renew') throw error;
  if (verdict === 'later') {
    await noteEntry(entry, { notBefore: readClock() + delayAfter(entry.tries) });
    return;
  }
  await noteEntry(entry, { state: 'refused', refusal: refusalOf(error as ContractError) });
}

/** Entries that are with the house and older than its news of these days are shown from there. */
const keptSentMillis = 3 * 86_400_000;

async function prune(): Promise<void> {
  const { entries } = readPhone();
  const old = entries.filter(
    ({ state, tappedAt }) =>
      (state === 'sent' || state === 'givenUp') && readClock() - Date.parse(tappedAt) > keptSentMillis,
  );
  if (old.length === 0) return;
  await ifRoom(forgetEntries(old.map(({ ordinal }) => ordinal)));
  changePhone({ entries: entries.filter((one) => !old.includes(one)) });
}

/** Keeps the line going while the page is open; returns how to stop. */
export function startLine(): () => void {
  const heard = () => poke();
  const seen = () => document.visibilityState === 'visible' && poke();
  const lost = () => changePhone({ reached: false });
  onTapped(poke);
  addEventListener('online', heard);
  addEventListener('offline', lost);
  document.addEventListener('visibilitychange', seen);
  poke();
  return () => {
    clearTimeout(timer);
    onTapped(() => undefined);
    removeEventListener('online', heard);
    removeEventListener('offline', lost);
    document.removeEventListener('visibilitychange', seen);
  };
}
