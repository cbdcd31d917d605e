import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('is a UUID of version 4, and another each time', () => {
  const many = Array.from({ length: 200 }, newId);
  for (const id of many)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(many).size).toBe(many.length);
});
