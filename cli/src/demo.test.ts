import { expect, test } from 'vitest';
import { readPort } from './demo.ts';

test.each([
  ['0', 0],
  ['8080', 8080],
  ['65535', 65_535],
])('%s is a port', (typed, port) => {
  expect(readPort(typed)).toBe(port);
});

test.each(['abc', '', '-1', '80.5', '65536', '1e3', '0x50', ' 80'])('«%s» is no port', (typed) => {
  expect(readPort(typed)).toBeNull();
});
