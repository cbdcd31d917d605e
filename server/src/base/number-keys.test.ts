import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNumberKeys, makeNumberKeys, readNumberKeys } from './number-keys.ts';

const number = '11010519491231002X';
const keyOf = (sign: string) => Buffer.from(sign.repeat(32));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('what is hidden opens at its own place only, and reads otherwise each time', () => {
  const keys = makeNumberKeys([keyOf('a')]);
  const [one, two] = [keys.hide(number, 'party/1/number'), keys.hide(number, 'party/1/number')];
  expect(one).not.toBe(two);
  expect(one).not.toContain(number);
  expect(keys.show(one, 'party/1/number')).toBe(number);
  expect(() => keys.show(one, 'party/2/number')).toThrow();
  const changed = `${one.slice(0, -2)}${one.at(-2) === 'A' ? 'B' : 'A'}${one.at(-1)}`;
  expect(() => keys.show(changed, 'party/1/number')).toThrow();
});

it('a new key hides from then on, the old one still shows and still finds', () => {
  const before = makeNumberKeys([keyOf('a')]);
  const after = makeNumberKeys([keyOf('a'), keyOf('b')]);
  const old = before.hide(number, 'p');
  expect(after.show(old, 'p')).toBe(number);
  expect(after.indexOf(number)).toBe(before.indexOf(number));
  expect(before.opens(after.hide(number, 'p'))).toBe(false);
  expect(makeNumberKeys([keyOf('b')]).indexOf(number)).not.toBe(before.indexOf(number));
});

it('the file is made once, is for its owner alone, and a broken one is told', async () => {
  const file = join(folder, 'keys', 'number-keys');
  expect(await readNumberKeys(file)).toBeNull();
  await createNumberKeys(file);
  expect((await stat(file)).mode & 0o777).toBe(0o400);
  const keys = await readNumberKeys(file);
  expect(keys?.show(keys.hide(number, 'p'), 'p')).toBe(number);
  const cut = join(folder, 'cut');
  await writeFile(cut, (await readFile(file, 'utf8')).slice(0, 20));
  await expect(readNumberKeys(cut)).rejects.toThrow(/密钥/);
});
