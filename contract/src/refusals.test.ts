import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { refusalInEnglish, refusals } from './refusals.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && !/\.test\.ts$|^(error-table.*|refusals)\.ts$/.test(name),
);
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

test.each(files)('the shapes of %s refuse in words that have an English', (name) => {
  expect(withoutComments(readFileSync(new URL(name, folder), 'utf8'))).not.toMatch(/\p{Script=Han}/u);
});

test.each(Object.values(refusals))('$zh has an English of its own', ({ zh, en }) => {
  expect(refusalInEnglish(zh)).toBe(en);
  expect(en).not.toMatch(/\p{Script=Han}/u);
});

test('what zod says by itself is left to zod', () => {
  expect(refusalInEnglish(z.string().safeParse(1).error?.issues[0]?.message ?? '')).toBeNull();
});
