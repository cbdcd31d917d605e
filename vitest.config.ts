import { defineConfig } from 'vitest/config';

const everywhere = {
  exclude: ['**/node_modules/**', '**/dist/**'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

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
          include: ['{server,cli,bench}/**/*.db.test.ts'],
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
