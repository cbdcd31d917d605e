import { describe, expect, test } from 'vitest';
import { forgetMemory, type LogMemory, readMemory, writeMemory } from './custody-memory.ts';

/** A browser's storage, as far as it is used. */
function makeStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const memory: LogMemory = {
  verifierKey: 'log.example/liuhen+a1b2c3d4+AQ==',
  checkpoint: 'log.example/liuhen\n7\nroot\n\n— signature\n',
  size: 7,
  since: '2026-10-14T02:00:00.000Z',
};

describe('what a browser remembers of the log', () => {
  test('is nothing at first', () => expect(readMemory(makeStorage())).toBeNull());

  test('comes back as it was written, and the newer replaces the older', () => {
    const storage = makeStorage();
    writeMemory(memory, storage);
    expect(readMemory(storage)).toEqual(memory);
    writeMemory({ ...memory, size: 8 }, storage);
    expect(readMemory(storage)).toEqual({ ...memory, size: 8 });
    expect(storage.kept.size).toBe(1);
  });

  test('goes when it is told to, and nothing else with it', () => {
    const storage = makeStorage();
    storage.setItem('liuhen.language', 'en');
    writeMemory(memory, storage);
    forgetMemory(storage);
    expect(readMemory(storage)).toBeNull();
    expect([...storage.kept.keys()]).toEqual(['liuhen.language']);
  });

  test.each([
    ...['', '{', 'null', '{"size":', '{}', '5', '"text"', '[]', 'true'],
    ...['size', 'verifierKey', 'checkpoint', 'since'].map((gone) =>
      JSON.stringify({ ...memory, [gone]: undefined }),
    ),
    ...[-1, 1.5, '7', null].map((size) => JSON.stringify({ ...memory, size })),
    JSON.stringify({ ...memory, verifierKey: '' }),
    JSON.stringify({ ...memory, checkpoint: 7 }),
  ])('%j is as good as nothing', (text) => {
    const storage = makeStorage();
    writeMemory(memory, storage);
    for (const key of storage.kept.keys()) storage.setItem(key, text);
    expect(readMemory(storage)).toBeNull();
  });
});
