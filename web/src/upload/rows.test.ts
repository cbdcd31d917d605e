import type { Upload } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import {
  forgetRemoved,
  isSafe,
  judgeWipe,
  leftUploads,
  nameRow,
  nextToSend,
  type QueuedUpload,
  rememberRemoved,
  withoutSafe,
} from './rows.ts';

const row = (key: string, rest: Partial<QueuedUpload> = {}): QueuedUpload => ({
  ...{ key, mark: key.toUpperCase(), name: key, relativePath: key, size: 10, sent: 0 },
  ...{ state: 'sending', upload: null, fault: null, ...rest },
});
const withReceipt = (safeToWipe: boolean) => ({ receipt: { safeToWipe } }) as unknown as Upload;
const stored = (key: string) => row(key, { state: 'done', upload: withReceipt(true) });
const refused = (key: string) =>
  row(key, { state: 'done', upload: { receipt: null, state: 'refused' } as unknown as Upload });
const keysOf = (rows: readonly QueuedUpload[]) => rows.map(({ key }) => key);

describe('a file that is known by its mark', () => {
  const fresh = row('new', { mark: null, state: 'queued' });

  test('is another one: it stays with its mark', () => {
    const named = nameRow([row('a'), fresh], 'new', 'B');
    expect(named.dropped).toBeNull();
    expect(named.rows[1]).toEqual({ ...fresh, mark: 'B' });
  });

  test.each(['queued', 'sending', 'paused', 'checking', 'done'] as const)(
    'is in the list and %s: it stays where it is',
    (state) => {
      const named = nameRow([row('a', { state }), fresh], 'new', 'A');
      expect(named.dropped).toBe('new');
      expect(keysOf(named.rows)).toEqual(['a']);
    },
  );

  test('failed before: the new one takes its place', () => {
    const named = nameRow([row('a', { state: 'failed' }), fresh], 'new', 'A');
    expect(named.dropped).toBe('a');
    expect(named.rows).toEqual([{ ...fresh, mark: 'A' }]);
  });

  test('of which nothing was read yet is like no other', () =>
    expect(nameRow([row('a', { mark: null }), fresh], 'new', 'A').dropped).toBeNull());
});

describe('the word that a device may be wiped', () => {
  test('is given when every file has its receipt', () =>
    expect(judgeWipe([stored('a'), stored('b')], [], 0)).toEqual({
      ...{ may: true, files: 2, open: 0, removed: 0, earlier: 0 },
    }));

  test('is not given while a file was refused, failed, or has a receipt that is not safe', () => {
    for (const bad of [refused('b'), row('b', { state: 'failed' }), row('b', { upload: withReceipt(false) })])
      expect(judgeWipe([stored('a'), bad], [], 0)).toMatchObject({ may: false, open: 1 });
  });

  test('is not given while a file of an earlier turn is not in store', () =>
    expect(judgeWipe([stored('a')], [], 1)).toMatchObject({ may: false, open: 0, earlier: 1 }));

  test('an earlier upload counts until it is in store or a file of the list continues it', () => {
    const upload = (name: string, state: Upload['state'], originalName: string | null = null) =>
      ({ name, originalName, size: 10, state }) as Upload;
    const [going, kept, whole] = [
      upload('a', 'receiving'),
      upload('d', 'registered'),
      upload('e', 'received'),
    ];
    const cleaned = upload('b_', 'receiving', 'b');
    const left = leftUploads(
      [going, cleaned, upload('c', 'receiving'), kept, whole],
      [
        row('1', { name: 'a', size: 10 }),
        row('2', { name: 'b', size: 10 }),
        row('3', { name: 'c', size: 11 }),
      ],
    );
    expect(left.map(({ name }) => name)).toEqual(['c', 'e']);
  });

  test('clearing leaves every row that is not safe, so the word stays the same', () => {
    const left = withoutSafe([stored('a'), refused('b'), row('c')]);
    expect(keysOf(left)).toEqual(['b', 'c']);
    expect(judgeWipe(left, [], 0)?.may).toBe(false);
  });

  test('a refused row taken off the list is remembered', () => {
    const removed = rememberRemoved([], refused('b'));
    expect(removed).toEqual(['B']);
    expect(judgeWipe([stored('a')], removed, 0)).toMatchObject({ may: false, files: 1, open: 0, removed: 1 });
    expect(judgeWipe([], removed, 0)?.may).toBe(false);
  });

  test('a row that was safe may go', () => expect(rememberRemoved([], stored('a'))).toEqual([]));

  test('a removed file that is chosen again is not missing any more', () => {
    expect(forgetRemoved(['A', 'B'], 'A')).toEqual(['B']);
    expect(forgetRemoved(['B'], 'A')).toEqual(['B']);
  });

  test('nothing is said of an empty list, or while files wait', () => {
    expect(judgeWipe([], [], 1)).toBeNull();
    expect(judgeWipe([stored('a'), row('b', { state: 'queued' })], [], 0)).toBeNull();
  });

  test('only a receipt that says so is safe', () => {
    expect([stored('a'), refused('a'), row('a')].map(isSafe)).toEqual([true, false, false]);
    expect(isSafe(row('a', { upload: withReceipt(false) }))).toBe(false);
  });
});

describe('what may begin', () => {
  const waiting = (key: string) => row(key, { state: 'queued' });
  test('is three at once, in their order', () => {
    expect(keysOf(nextToSend(['a', 'b', 'c', 'd'].map(waiting), 3))).toEqual(['a', 'b', 'c']);
    expect(keysOf(nextToSend([row('x'), row('y', { state: 'retrying' }), waiting('a')], 3))).toEqual(['a']);
    expect(nextToSend([row('x'), row('y'), row('z'), waiting('a')], 3)).toEqual([]);
  });
  test('is not a file whose ends were not read', () =>
    expect(nextToSend([row('a', { state: 'queued', mark: null })], 3)).toEqual([]));
});
