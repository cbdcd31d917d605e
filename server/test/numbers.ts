import { makeNumberKeys } from '../src/base/number-keys.ts';

/** Keys of party numbers for tests that start no server. */
export const testKeys = makeNumberKeys([Buffer.alloc(32, 'k')]);

/** What a case says of its origin where a test is about something else. */
export const noOrigin = {
  ...{ causeId: null, source: null, sourceOn: null, sourceNote: null },
  weights: [],
};
