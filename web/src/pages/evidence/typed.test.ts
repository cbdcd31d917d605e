import { expect, test } from 'vitest';
import { toSent } from './typed.ts';

test('what was not typed is sent as nothing, times as instants', () => {
  const blank = { title: '', place: null as string | null, at: '', officerIds: [] as string[] };
  const typed = { title: '账册', place: ' ', at: '2026-08-03T09:00:00' };
  expect(toSent(blank, typed, ['at'])).toEqual({
    ...{ title: '账册', place: null, at: '2026-08-03T01:00:00.000Z', officerIds: [] },
  });
});
