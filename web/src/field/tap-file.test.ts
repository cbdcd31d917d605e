import { expect, test } from 'vitest';
import { nameOfFile } from './tap-file.ts';

test.each([
  ['photo', 'image/jpeg', 'IMG_20260915_101512.jpg'],
  ['voice', 'audio/webm;codecs=opus', 'AUD_20260915_101512.webm'],
  ['voice', 'audio/mp4', 'AUD_20260915_101512.m4a'],
  ['text', 'text/plain', 'NOTE_20260915_101512.txt'],
  ['photo', 'image/x-raw', 'IMG_20260915_101512.bin'],
] as const)('a %s of %s is named by the Beijing time at which it was made', (form, type, name) => {
  expect(nameOfFile(form, type, '2026-09-15T02:15:12.345Z')).toBe(name);
});
