import { defineConfig } from 'vitest/config';

const everywhere = {
  exclude: ['**/node_modules/**', '**/dist/**'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // Files of one worker share its modules: they are loaded once, which halves the time of the small tests.
  isolate: false,
};

/**
 * What is not run again on another PostgreSQL: the tool's tests start the house with its embedded one, and these are
 * about bytes on the disk, programs that start, stop and die, and what goes out over HTTP.
 */
const onceOnly = process.env.LIUHEN_TEST_POSTGRES
  ? [
      'cli/**',
      'server/src/{doctor,first-start,rotate-key,server}.db.test.ts',
      'server/src/base/database-embedded.db.test.ts',
      'server/src/exchange/deliver.db.test.ts',
      'server/src/recordings/{crash,derive,drop-folder,full-disk,line-faults,receive}.db.test.ts',
      'server/src/documents/scans.db.test.ts',
      'server/src/obligations/many-open.db.test.ts',
    ]
  : [];

/** Three sizes told by the suffix: x.test.ts (pure), x.db.test.ts (real PostgreSQL), e2e/journeys (browser). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          include: ['{proof,rules,contract,server,web,cli,verifier,bench}/**/*.test.{ts,tsx}'],
          exclude: [...everywhere.exclude, '**/*.db.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...everywhere,
          name: 'db',
          include: ['{server,bench,cli}/**/*.db.test.ts'],
          exclude: [...everywhere.exclude, ...onceOnly],
          globalSetup: ['server/test/database.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...everywhere,
          name: 'browser',
          include: ['e2e/{journeys,attacks}/**/*.test.ts'],
          globalSetup: ['server/test/database.ts'],
          setupFiles: ['e2e/on-failure.ts'],
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
