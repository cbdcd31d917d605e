import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Clock } from '../src/base/clock.ts';
import { plusMillis } from '../src/base/clock.ts';
import { connectOwner, type Database, openDatabase } from '../src/base/database.ts';

/** A clock that a test sets and that moves only when told. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(millis: number): void;
}

export function makeClock(start = '2026-10-14T02:00:00.000Z'): TestClock {
  let now = start;
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
    advance: (millis) => {
      now = plusMillis(now, millis);
    },
  };
}

type Admin = Awaited<ReturnType<typeof connectOwner>>;

export interface TestGround {
  database: Database;
  ownerUrl: string;
  folder: string;
  clock: TestClock;
  close(): Promise<void>;
}

/** Waits for connections that are on their way out: one that is cut off instead is an error of the run. */
async function becomeEmpty(admin: Admin, name: string): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    const { rowCount } = await admin.query('select 1 from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) return;
    await sleep(40);
  }
}

/** A fresh database cloned from the migrated template, a folder and a clock. */
export async function makeGround(): Promise<TestGround> {
  const url = new URL(inject('databaseUrl'));
  const name = `liuhen_${randomBytes(6).toString('hex')}`;
  const admin = await connectOwner(url.href);
  // Copied as files, half as long as page by page through the log of what was written.
  await admin.query(`create database ${name} template liuhen_template strategy file_copy`);
  url.pathname = `/${name}`;
  const folder = await mkdtemp('/tmp/liuhen-ground-');
  await chmod(folder, 0o755);
  await mkdir(`${folder}/staging`);
  const database = openDatabase(url.href, 10);
  return {
    database,
    ownerUrl: url.href,
    folder,
    clock: makeClock(),
    close: async () => {
      await database.close();
      await becomeEmpty(admin, name);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
