import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Finding, sayTerm, terms } from '@liuhen/contract';
import { systemClock } from './base/clock.ts';
import { house, openDatabase, transact } from './base/database.ts';
import { runningOwnerUrl } from './base/database-embedded.ts';
import { explainReading, requireDatabase } from './base/database-fault.ts';
import { OperatorFault } from './base/operator-fault.ts';
import { openFileVault } from './base/vault-files.ts';
import { numbersOpen } from './cases/index.ts';
import type { Config } from './config.ts';
import {
  checkHouse,
  currentKey,
  openCheckpointShelf,
  readLogKey,
  readVerifierKeys,
  recordCheck,
} from './custody/index.ts';
import { keyFolder, readPassphrase } from './first-start.ts';
import { openHouseDatabase, stopAll } from './server.ts';

const stages = { log: '日志 log', rows: '登记 rows', bytes: '文件 bytes' } as const;

/**
 * Re-verifies the whole house, beside a running server or without one, and prints what it found.
 * Exit code 0: clean; 2: findings. `--checkpoint <file>` adds a signed checkpoint that was kept elsewhere, `--all` tells
 * every finding where many are of one kind.
 */
export async function runDoctor(config: Config, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      checkpoint: { type: 'string', multiple: true, default: [] },
      all: { type: 'boolean', default: false },
    },
  });
  if (config.databaseUrl !== null) await requireDatabase(config.databaseUrl);
  const stops: (() => Promise<unknown>)[] = [];
  const running = config.databaseUrl ?? (await runningOwnerUrl(join(config.home, 'postgres')));
  const database = running === null ? await openHouseDatabase(config, stops) : openDatabase(running, 4);
  if (running !== null) stops.push(database.close);
  try {
    const keys = keyFolder(config);
    const known = await transact(database, house, currentKey).catch((error: unknown) => {
      throw explainReading(error, database.ownerUrl);
    });
    const origin = known?.origin ?? config.logOrigin;
    const key = await readLogKey(keys, origin, await readPassphrase(config));
    if (key === null) throw new OperatorFault('cli.fault.nothingStarted', { home: config.home });
    const shelf = openCheckpointShelf(keys);
    const given = await Promise.all(values.checkpoint.map(readGiven));
    const checked = await checkHouse({
      database,
      vault: openFileVault(join(config.home, 'vault')),
      clock: systemClock,
      verifierKeys: [...new Set([...(await readVerifierKeys(keys)), key.verifierKey])],
      keptElsewhere: [...given, ...(await shelf.all())], // those given are named by their order
      progress: showProgress(),
    });
    await transact(database, house, (tx) =>
      recordCheck({ tx, actor: house, clock: systemClock, writing: true }, checked, 'doctor'),
    );
    process.stdout.write('\n');
    const lines = sayFindings(checked.findings, values.all);
    const unread = !(await numbersOpen(database, config.numberKeys));
    if (unread) lines.push(...sayUnread(config.numberKeys));
    const found = checked.findings.length + (unread ? 1 : 0);
    for (const line of lines) process.stdout.write(`${line}\n`);
    const sum = `日志 ${checked.size} 条，登记 ${checked.rows} 行，文件 ${checked.objects} 个 ${(checked.bytes / 1e6).toFixed(1)} MB`;
    process.stdout.write(found === 0 ? `✓ 完好 clean：${sum}\n` : `发现 ${found} 处问题 findings：${sum}\n`);
    if (checked.orphans > 0)
      process.stdout.write(
        `· 另有 ${checked.orphans} 个文件没有登记（中断的上传所留，或正在入库），不是损坏 (unregistered objects, no damage)\n`,
      );
    return found === 0 ? 0 : 2;
  } finally {
    await stopAll(stops);
  }
}

/** No finding of the log: the numbers are whole, and nobody here can read them. */
function sayUnread(file: string): string[] {
  const { numberKeysMissing } = terms.cli.fault;
  return [
    `✗ ${sayTerm(numberKeysMissing, 'zh', { file })}`,
    `  ${sayTerm(numberKeysMissing, 'en', { file })}`,
  ];
}

/** A checkpoint as somebody kept it: copying and printing leave other line ends and blank lines at the end. */
async function readGiven(file: string): Promise<string> {
  try {
    return `${(await readFile(file, 'utf8')).replaceAll('\r\n', '\n').trimEnd()}\n`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`读不到检查点文件 ${file}，请检查路径和权限 (the checkpoint cannot be read): ${reason}`);
  }
}

/** Findings of one kind that are told one by one; an edited entry makes every later checkpoint wrong. */
const toldOfKind = 5;

function sayFindings(findings: readonly Finding[], all: boolean): string[] {
  return [...Map.groupBy(findings, ({ code }) => code).values()].flatMap((alike) => {
    const more = all ? 0 : alike.length - toldOfKind;
    const lines = (all ? alike : alike.slice(0, toldOfKind)).flatMap(({ zh, en }) => [`✗ ${zh}`, `  ${en}`]);
    return more <= 0
      ? lines
      : [
          ...lines,
          `✗ 同类问题另有 ${more} 处，加 --all 逐条列出。`,
          `  ${more} more of this kind: --all lists them.`,
        ];
  });
}

/** Progress on one line of a terminal; on anything else only the end of each stage. */
function showProgress() {
  const tty = process.stdout.isTTY;
  return (stage: keyof typeof stages, done: number, total: number) => {
    if (tty) process.stdout.write(`\r${stages[stage]} ${done}/${total}          `);
    else if (done === total) process.stdout.write(`${stages[stage]} ${done}/${total}\n`);
  };
}
