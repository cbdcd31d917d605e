import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { type Box, makeKey, openBytes, openValue, sealBytes, sealValue } from './box.ts';
import type { Entry } from './entry.ts';
import { isClosed } from './full.ts';

interface Kept {
  ordinal: number;
  id: string;
  account: string;
  /** Readable without the key, so that another officer can be told how many wait here. */
  open: 0 | 1;
  box: Box;
}
const isOpen = ({ state }: Pick<Entry, 'state'>): 0 | 1 =>
  state === 'waiting' || state === 'refused' ? 1 : 0;
/** What is with the house or given up is done with on this phone. */
const isSettled = (entry: Pick<Entry, 'state'>): boolean => isOpen(entry) === 0;

interface Shelf extends DBSchema {
  /** One key an account; its boxes open with no other. */
  keys: { key: string; value: CryptoKey | null };
  entries: { key: number; value: Kept; indexes: { account: string } };
  files: { key: string; value: { account: string; box: Box }; indexes: { account: string } };
  /** What is needed without network, by `<account> <name>`. */
  kept: { key: string; value: Box };
  /** Who was here last, and which installation this is: no secrets. */
  plain: { key: string; value: string };
}

/** A write counts only when the disk has it: a phone may lose its power the moment after. */
const strictly = { durability: 'strict' } as const;

/**
 * The version only ever grows, and nothing of an earlier one is thrown away: an update of the page finds what an older
 * one has queued.
 */
const openShelf = (): Promise<IDBPDatabase<Shelf>> =>
  openDB<Shelf>('liuhen.field', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('entries', { keyPath: 'ordinal', autoIncrement: true }).createIndex(
        'account',
        'account',
      );
      db.createObjectStore('files').createIndex('account', 'account');
      db.createObjectStore('kept');
      db.createObjectStore('plain');
    },
    // Another tab with a newer page wants to change the shelf: it is let, and this one opens it again.
    blocking: () => {
      void opened?.then((db) => db.close());
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });

let opened: Promise<IDBPDatabase<Shelf>> | null = null;

function shelf(): Promise<IDBPDatabase<Shelf>> {
  opened ??= openShelf().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Works on the shelf; one that was closed meanwhile, as a disk without room does, is opened again, once. */
async function atShelf<T>(work: (db: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
  try {
    return await work(await shelf());
  } catch (error) {
    if (!isClosed(error)) throw error;
    opened = null;
    return work(await shelf());
  }
}

type Names = StoreNames<Shelf>[];
type WriteTo<N extends Names> = IDBPTransaction<Shelf, N, 'readwrite'>;

/**
 * Writes in one transaction: when this returns the disk has all of it. Throws why the whole failed, which a browser tells
 * of the transaction; of the request that it cut off it says that it was cut off.
 */
const write = <N extends Names, T>(stores: N, work: (tx: WriteTo<N>) => Promise<T>): Promise<T> =>
  atShelf(async (db) => {
    const tx = db.transaction(stores, 'readwrite', strictly);
    const fault = tx.done.then(
      () => null,
      (error: unknown) => error,
    );
    try {
      const done = await work(tx);
      const failed = await fault;
      if (failed !== null) throw failed;
      return done;
    } catch (error) {
      throw (await fault) ?? error;
    }
  });

/** The key of an account, made when it is first asked for. Of two tabs that make one at once the first counts. */
async function keyOf(account: string): Promise<CryptoKey | null> {
  const known = await atShelf((db) => db.get('keys', account));
  if (known !== undefined) return known;
  const made = await makeKey();
  return write(['keys'], async (tx) => {
    const keys = tx.objectStore('keys');
    const first = await keys.get(account);
    if (first === undefined) await keys.put(made, account);
    return first === undefined ? made : first;
  });
}

/** Writes new entries down, with the bytes of a file; when this returns they are on the disk. Throws QuotaExceededError when that is full. */
export async function addEntries(
  account: string,
  added: readonly { entry: Omit<Entry, 'ordinal'>; bytes?: ArrayBuffer }[],
  changed: readonly Entry[] = [],
): Promise<Entry[]> {
  const key = await keyOf(account);
  const boxes = await Promise.all(added.map(({ entry }) => sealValue(key, entry)));
  const files = await Promise.all(added.map(({ bytes }) => (bytes ? sealBytes(key, bytes) : null)));
  const again = await Promise.all(changed.map((entry) => sealValue(key, entry)));
  return write(['entries', 'files'], async (tx) => {
    const kept: Entry[] = [];
    for (const [i, { entry }] of added.entries()) {
      // The browser gives the place: two tabs never give the same.
      const record = { id: entry.id, account, open: isOpen(entry), box: boxes[i] } as Kept;
      const ordinal = await tx.objectStore('entries').add(record);
      const file = files[i];
      if (file) await tx.objectStore('files').put({ account, box: file }, entry.id);
      kept.push({ ...entry, ordinal });
    }
    for (const [i, one] of changed.entries()) {
      await tx.objectStore('entries').put({
        ...{ ordinal: one.ordinal, id: one.id, account, open: isOpen(one), box: again[i] as Box },
      });
      if (isSettled(one)) await tx.objectStore('files').delete(one.id);
    }
    return kept;
  });
}

/** Writes down what became of an entry; the bytes of a file that is with the house or given up are let go. */
export async function keepEntry(account: string, entry: Entry): Promise<void> {
  const { ordinal, id } = entry;
  const box = await sealValue(await keyOf(account), entry);
  await write(['entries', 'files'], async (tx) => {
    await tx.objectStore('entries').put({ ordinal, id, account, open: isOpen(entry), box });
    if (isSettled(entry)) await tx.objectStore('files').delete(id);
  });
}

/** Takes an entry off the phone that is with the house, with its bytes: this needs next to no room. */
export const letGo = ({ ordinal, id }: Pick<Entry, 'ordinal' | 'id'>): Promise<void> =>
  write(['entries', 'files'], async (tx) => {
    await tx.objectStore('entries').delete(ordinal);
    await tx.objectStore('files').delete(id);
  });

/** The entries of an account in their order. One that cannot be opened is told by its number, not dropped. */
export async function readEntries(account: string): Promise<{ entries: Entry[]; unreadable: number[] }> {
  const rows = await atShelf((db) => db.getAllFromIndex('entries', 'account', account));
  const key = await keyOf(account);
  const entries: Entry[] = [];
  const unreadable: number[] = [];
  for (const { ordinal, box } of rows.sort((a, b) => a.ordinal - b.ordinal))
    try {
      entries.push({ ...(await openValue<Entry>(key, box)), ordinal });
    } catch {
      unreadable.push(ordinal);
    }
  return { entries, unreadable };
}

/** The bytes of a file that waits, or null when they are gone. */
export async function readFile(account: string, id: string): Promise<ArrayBuffer | null> {
  const row = await atShelf((db) => db.get('files', id));
  return row === undefined ? null : openBytes(await keyOf(account), row.box);
}

/** Forgets entries that are with the house and shown from there. */
export async function forgetEntries(ordinals: readonly number[]): Promise<void> {
  if (ordinals.length === 0) return;
  await write(['entries'], async (tx) => {
    for (const ordinal of ordinals) await tx.objectStore('entries').delete(ordinal);
  });
}
/** How many entries other accounts have left on this phone; only they can open and send them. */
export async function countOfOthers(account: string): Promise<number> {
  const rows = await atShelf((db) => db.getAll('entries'));
  return rows.filter((row) => row.account !== account && row.open === 1).length;
}

export async function keepValue(account: string, name: string, value: unknown): Promise<void> {
  const box = await sealValue(await keyOf(account), value);
  await write(['kept'], (tx) => tx.objectStore('kept').put(box, `${account} ${name}`));
}

export async function readValue<T>(account: string, name: string): Promise<T | null> {
  const box = await atShelf((db) => db.get('kept', `${account} ${name}`));
  if (box === undefined) return null;
  return openValue<T>(await keyOf(account), box).catch(() => null);
}

export const readPlain = async (name: string): Promise<string | null> =>
  (await atShelf((db) => db.get('plain', name))) ?? null;

export const keepPlain = async (name: string, value: string): Promise<void> => {
  await write(['plain'], (tx) => tx.objectStore('plain').put(value, name));
};

/** Takes all of an account off this phone: its key first, so that whatever else stayed could not be opened. */
export async function wipeAccount(account: string): Promise<void> {
  await write(['keys', 'entries', 'files', 'kept', 'plain'], async (tx) => {
    await tx.objectStore('keys').delete(account);
    for (const name of ['entries', 'files'] as const) {
      const store = tx.objectStore(name as 'entries');
      for (const one of await store.index('account').getAllKeys(account)) await store.delete(one);
    }
    await tx.objectStore('kept').delete(IDBKeyRange.bound(`${account} `, `${account}~`));
    if ((await tx.objectStore('plain').get('last')) === account) await tx.objectStore('plain').delete('last');
  });
}
