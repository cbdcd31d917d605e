import { getHashes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVectors } from '../vectors/make.ts';

const folder = join(import.meta.dirname, '..', 'vectors');
// The maker asks node for SM3; a build of node without it cannot make them anew.
const able = getHashes().includes('sm3');

describe.skipIf(!able)('the committed vectors', () => {
  test.each(able ? makeVectors() : [])('%s is what the maker makes', (name, text) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  test('are all that lie there', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(makeVectors().map(([name]) => name));
  });
});
