import { defineConfig } from 'vitest/config';

const everywhere = {
  exclude: ['**/node_modules/**', '**/dist/**'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** The tool's tests start the house with its embedded PostgreSQL; on another one they would only do the same again. */
const dbFolders = process.env.LIUHEN_TEST_POSTGRES ? ['server', 'bench'] : ['server', 'bench', 'cli'];

/** Three sizes told by the suffix: x.test.ts (pure), x.db.test.ts (real PostgreSQL), e2e/journeys (browser). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          include: ['{proof,rules,contract,server,web,cli,bench}/**/*.test.{ts,tsx}'],
          exclude: [...everywhere.exclude, '**/*.db.test.ts'],
        },
      },
      {
        test: {
          ...everywhere,
          name: 'db',
          include: dbFolders.map((folder) => `${folder}/**/*.db.test.ts`),
          globalSetup: ['server/test/database.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...everywhere,
          name: 'browser',
          include: ['e2e/journeys/**/*.test.ts'],
          globalSetup: ['server/test/database.ts'],
          testTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
