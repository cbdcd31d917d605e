import type { FieldKit, Session } from '@liuhen/contract';
import { newId } from '../parts/new-id.ts';
import { readClock } from '../shell/clock.ts';
import { makeStore } from '../shell/store.ts';
import { useStore } from '../shell/use-store.ts';
import { type Compared, houseTime, type Moment } from './clock-check.ts';
import { openDrafts } from './drafts.ts';
import type { Entry, What } from './entry.ts';
import { isFull, isOfStore } from './full.ts';
import {
  addEntries,
  countOfOthers,
  keepEntry,
  keepPlain,
  keepValue,
  letGo,
  readEntries,
  readPlain,
  readValue,
} from './store.ts';

/** All that the page shows of the phone: what is queued, what is known of the house, and how the line is. */
export interface Phone {
  account: string | null;
  entries: readonly Entry[];
  /** Entries whose box does not open any more: their numbers. */
  unreadable: readonly number[];
  kit: FieldKit | null;
  compared: Compared | null;
  /** Whether the last question to the house was answered; null before the first. */
  reached: boolean | null;
  signedOut: boolean;
  sending: string | null;
  /** How many entries other officers have left here. */
  others: number;
  /** Whether the phone had no room for what was last written. */
  full: boolean;
}

const nobody: Phone = {
  ...{ account: null, entries: [], unreadable: [], kit: null, compared: null, reached: null },
  ...{ signedOut: false, sending: null, others: 0, full: false },
};
const phone = makeStore<Phone>(nobody);

export const readPhone = phone.get;
export const usePhone = (): Phone => useStore(phone);
export const changePhone = (next: Partial<Phone>): void => phone.set({ ...phone.get(), ...next });

/** Tells the other tabs of this page that what is kept has changed. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('liuhen.field');
tabs?.addEventListener('message', () => void reread());
export const tellTabs = (): void => tabs?.postMessage('changed');

export const readMoment = (): Moment => ({ wall: readClock(), mono: performance.now() });

/** The kit that was kept; one of an older page knew no phrases. */
async function readKept(account: string): Promise<FieldKit | null> {
  const kit = await readValue<FieldKit>(account, 'kit');
  return kit && { ...kit, phrases: (kit.phrases as FieldKit['phrases'] | undefined) ?? [] };
}

/** Reads what is kept for an account; the page can be used when this returns, with or without network. */
export async function openPhone(account: string): Promise<void> {
  const { entries, unreadable } = await readEntries(account);
  const kit = await readKept(account);
  const clock = await readValue<Omit<Compared, 'moment'>>(account, 'clock');
  const compared = clock && { ...clock, moment: null };
  // Made before it is needed, and kept by the page where there is no room for it.
  await phoneId();
  await openDrafts(account);
  phone.set({ ...nobody, account, entries, unreadable, kit, compared, others: await countOfOthers(account) });
}

export const closePhone = (): void => phone.set(nobody);

async function reread(): Promise<void> {
  const { account } = phone.get();
  if (account === null) return;
  const { entries, unreadable } = await readEntries(account);
  const kit = await readKept(account);
  if (phone.get().account === account) changePhone({ entries, unreadable, ...(kit ? { kit } : {}) });
}

let installation: string | null = null;

/** This installation of the page, by an id of its own. */
export async function phoneId(): Promise<string> {
  installation ??= await readPlain('phone');
  if (installation !== null) return installation;
  installation = newId();
  await ifRoom(keepPlain('phone', installation));
  return installation;
}

/** Notes whether the phone has room, by what became of a write; what became of it goes on to whoever asked. */
async function watchRoom<T>(writing: Promise<T>): Promise<T> {
  try {
    const written = await writing;
    if (phone.get().full) changePhone({ full: false });
    return written;
  } catch (error) {
    if (isFull(error)) changePhone({ full: true });
    throw error;
  }
}

/** Keeps what can be had again. A store without room holds nothing up, for what waits has to leave it. */
export const ifRoom = (keeping: Promise<unknown>): Promise<void> =>
  watchRoom(keeping).then(
    () => undefined,
    (error: unknown) => {
      if (!isOfStore(error)) throw error;
    },
  );

/** Notes who was here last, so that the page opens for them without network. The keys of the session are not kept. */
export async function rememberWho(session: Session): Promise<void> {
  const { token, ...kept } = session;
  await keepValue(session.account.id, 'session', { ...kept, csrf: '' });
  await keepPlain('last', session.account.id);
}

export async function recallWho(): Promise<Session | null> {
  const last = await readPlain('last');
  return last === null ? null : readValue<Session>(last, 'session');
}

export interface Tapped {
  /** Made beforehand where what is tapped has to name itself. */
  id?: string;
  actId: string;
  what: What;
  bytes?: ArrayBuffer;
}

const tapOf = ({ id = newId(), actId, what }: Tapped, now: Moment): Omit<Entry, 'ordinal'> => {
  const { compared } = phone.get();
  return {
    ...{ id, actId, what, tappedAt: new Date(now.wall).toISOString() },
    clock: compared && { offsetMs: compared.offsetMs, measuredAt: compared.measuredAt },
    ...{ state: 'waiting', refusal: null, tries: 0, notBefore: 0 },
    upload: { url: null, recordingId: null },
  };
};

let told: () => void = () => undefined;
/** Who is told that something waits to be sent. */
export const onTapped = (heard: () => void): void => {
  told = heard;
};

/**
 * Writes what was tapped down. When this returns it is on the disk of the phone, and the button may say so; it throws when
 * it could not be kept. `changed` are entries that this one settles, written with it or not at all.
 */
export async function tap(tapped: readonly Tapped[], changed: readonly Entry[] = []): Promise<Entry[]> {
  const { account } = phone.get();
  if (account === null) throw new Error('nobody is here');
  const now = readMoment();
  const added = tapped.map((one) => ({ entry: tapOf(one, now), ...(one.bytes ? { bytes: one.bytes } : {}) }));
  const kept = await watchRoom(addEntries(account, added, changed));
  put([...changed, ...kept]);
  tellTabs();
  told();
  return kept;
}

/** Shows entries as they now are. */
function put(entries: readonly Entry[]): void {
  const now = new Map(phone.get().entries.map((one) => [one.ordinal, one]));
  for (const one of entries) now.set(one.ordinal, one);
  changePhone({ entries: [...now.values()].sort((a, b) => a.ordinal - b.ordinal) });
}

/** Writes down what became of an entry, and shows it. */
export async function changeEntry(entry: Entry, next: Partial<Entry>): Promise<Entry> {
  const { account } = phone.get();
  const changed = { ...entry, ...next };
  if (account !== null) await watchRoom(keepEntry(account, changed));
  put([changed]);
  return changed;
}

/**
 * The same while the line sends. A full phone must not keep from the house what waits on it: how far an entry came is
 * then known to this page alone, and one that arrived is taken off the phone, which makes room. Where there is not even
 * room for that it is sent again once there is, and the house enters it once.
 */
export async function noteEntry(entry: Entry, next: Partial<Entry>): Promise<Entry> {
  const changed = { ...entry, ...next };
  try {
    return await changeEntry(entry, next);
  } catch (error) {
    if (!isOfStore(error)) throw error;
    if (changed.state === 'sent') await letGo(changed).catch(() => undefined);
    put([changed]);
    return changed;
  }
}

/** The house's time now, as well as this phone knows it: RFC 3339 in UTC. */
export const fieldInstant = (): string =>
  new Date(houseTime(phone.get().compared, readMoment())).toISOString();
