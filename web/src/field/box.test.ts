import { expect, test } from 'vitest';
import { makeKey, openValue, sealValue } from './box.ts';

test('what is sealed says nothing, cannot be changed, and opens with its own key only', async () => {
  const key = await makeKey();
  const value = { party: '张三', at: 1 };
  const box = await sealValue(key, value);
  if (!('sealed' in box)) throw new Error('was not sealed');
  expect(Buffer.from(box.sealed).toString('utf8')).not.toContain('张三');
  expect(await openValue(key, box)).toEqual(value);
  await expect(openValue(await makeKey(), box)).rejects.toThrow();
  await expect(openValue(null, box)).rejects.toThrow();
  new Uint8Array(box.sealed).set([1], 0);
  await expect(openValue(key, box)).rejects.toThrow();
});

test('the key cannot be read out', async () => {
  const key = await makeKey();
  if (key === null) throw new Error('no key');
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('without a key it is kept plainly', async () => {
  const box = await sealValue(null, { a: 1 });
  expect('plain' in box).toBe(true);
  expect(await openValue(null, box)).toEqual({ a: 1 });
});
