import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from './base/clock.ts';
import { house, openDatabase, transact } from './base/database.ts';
import { runningOwnerUrl } from './base/database-embedded.ts';
import { openFileVault } from './base/vault-files.ts';
import type { Config } from './config.ts';
import { checkHouse, openCheckpointShelf, readLogKey, recordCheck } from './custody/index.ts';
import { openHouseDatabase, stopAll } from './server.ts';

const stages = { log: '日志 log', rows: '登记 rows', bytes: '文件 bytes' } as const;

/**
 * Re-verifies the whole house, beside a running server or without one, and prints what it found.
 * Exit code 0: clean; 2: findings. `--checkpoint <file>` adds a signed checkpoint that was kept elsewhere.
 */
export async function runDoctor(config: Config, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { checkpoint: { type: 'string', multiple: true, default: [] } },
  });
  const stops: (() => Promise<unknown>)[] = [];
  const running = config.databaseUrl ?? (await runningOwnerUrl(join(config.home, 'postgres')));
  const database = running === null ? await openHouseDatabase(config, stops) : openDatabase(running, 4);
  if (running !== null) stops.push(database.close);
  try {
    const origin = await transact(database, house, (tx) =>
      tx.selectFrom('log_key').select('origin').executeTakeFirst(),
    );
    const key = await readLogKey(join(config.home, 'keys'), origin?.origin ?? config.logOrigin);
    if (key === null)
      throw new Error(`${config.home} 里没有日志密钥，这里还没有启动过 (nothing was ever started here)`);
    const shelf = openCheckpointShelf(join(config.home, 'keys'));
    const given = await Promise.all(values.checkpoint.map((file) => readFile(file, 'utf8')));
    const checked = await checkHouse({
      database,
      vault: openFileVault(join(config.home, 'vault')),
      clock: systemClock,
      verifierKeys: [key.verifierKey],
      keptElsewhere: [...(await shelf.all()), ...given],
      progress: showProgress(),
    });
    await transact(database, house, (tx) =>
      recordCheck({ tx, actor: house, clock: systemClock, writing: true }, checked, 'doctor'),
    );
    process.stdout.write('\n');
    for (const finding of checked.findings) process.stdout.write(`✗ ${finding.zh}\n  ${finding.en}\n`);
    const sum = `日志 ${checked.size} 条，登记 ${checked.rows} 行，文件 ${checked.objects} 个 ${(checked.bytes / 1e6).toFixed(1)} MB`;
    process.stdout.write(
      checked.findings.length === 0
        ? `✓ 完好 clean：${sum}\n`
        : `发现 ${checked.findings.length} 处问题 findings：${sum}\n`,
    );
    if (checked.orphans > 0)
      process.stdout.write(
        `· 另有 ${checked.orphans} 个文件没有登记（中断的上传所留，或正在入库），不是损坏 (unregistered objects, no damage)\n`,
      );
    return checked.findings.length === 0 ? 0 : 2;
  } finally {
    await stopAll(stops);
  }
}

/** Progress on one line of a terminal; on anything else only the end of each stage. */
function showProgress() {
  const tty = process.stdout.isTTY;
  return (stage: keyof typeof stages, done: number, total: number) => {
    if (tty) process.stdout.write(`\r${stages[stage]} ${done}/${total}          `);
    else if (done === total) process.stdout.write(`${stages[stage]} ${done}/${total}\n`);
  };
}
