import { expect, it } from 'vitest';
import { entryAsked } from './entry-asked.ts';

it.each([
  ['42', 42],
  ['0', 0],
  [null, null],
  ['', null],
  ['-1', null],
  ['1e3', null],
  ['1; drop', null],
  ['9'.repeat(40), null],
])('%s asks for %s', (text, entry) => expect(entryAsked(text)).toBe(entry));
