import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeNumberKeys } from '../src/base/number-keys.ts';

const key = Buffer.alloc(32, 'k');

/** The keys of every test, so that rooms called beside a server read what it wrote. */
export const testKeys = makeNumberKeys([key]);

/** Puts them where a server looks for its own. */
export async function writeTestKeys(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${key.toString('base64')}\n`, { mode: 0o400 });
}

/** What a case says of its origin where a test is about something else. */
export const noOrigin = {
  ...{ causeId: null, source: null, sourceOn: null, sourceNote: null },
  weights: [],
};
