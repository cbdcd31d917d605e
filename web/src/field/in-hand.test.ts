import { beforeEach, expect, test } from 'vitest';
import { type InHand, keepHeld, keepOrHold, readInHand } from './in-hand.ts';

const at = '2026-09-15T02:15:12.000Z';
const photo = (name: string): InHand => ({ actId: 'a', form: 'photo', content: new Blob([name]), at });
const room = async () => undefined;
const full = async () => {
  throw new DOMException('', 'QuotaExceededError');
};
beforeEach(() => keepHeld(room));

test('a photo that finds room is not held', async () => {
  await keepOrHold(photo('one'), room);
  expect(readInHand()).toEqual([]);
});

test('one that finds none is held once, however often it is tried, and its fault is told', async () => {
  const one = photo('one');
  await expect(keepOrHold(one, full)).rejects.toThrow();
  await expect(keepOrHold(one, full)).rejects.toThrow();
  await expect(keepHeld(full)).rejects.toThrow();
  expect(readInHand()).toEqual([one]);
});

test('all that is held is written down in its order once there is room, and let go', async () => {
  for (const name of ['one', 'two']) await keepOrHold(photo(name), full).catch(() => undefined);
  const kept: string[] = [];
  await keepHeld(async (made) => void kept.push(`${await made.content.text()} ${made.at}`));
  expect(kept).toEqual([`one ${at}`, `two ${at}`]);
  expect(readInHand()).toEqual([]);
});

test('what is kept before the room ends again is not held any more', async () => {
  for (const name of ['one', 'two']) await keepOrHold(photo(name), full).catch(() => undefined);
  let left = 1;
  await keepHeld(async () => {
    if (left-- === 0) await full();
  }).catch(() => undefined);
  expect(await Promise.all(readInHand().map(({ content }) => content.text()))).toEqual(['two']);
});
