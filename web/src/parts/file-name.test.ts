import { expect, test } from 'vitest';
import { sayFileName } from './file-name.ts';

test('signs that turn the direction of writing are written out', () => {
  expect(sayFileName('IMG\u202egpj.exe')).toBe('IMG[U+202E]gpj.exe');
  expect(sayFileName('\u2066a\u2069\u202ab\u202c')).toBe('[U+2066]a[U+2069][U+202A]b[U+202C]');
});

test('other names stay as they are', () => {
  for (const name of ['IMG_20260915_101512.jpg', '执法 记录（一）.mp4', 'سجل.mp4', 'a\u200fb'])
    expect(sayFileName(name)).toBe(name);
});
