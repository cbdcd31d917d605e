import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sayingIn } from '@liuhen/contract';
import { type KeyAlgorithm, parseVerifierKey } from '@liuhen/proof';
import { systemClock } from './base/clock.ts';
import { house, transact } from './base/database.ts';
import { lockHome } from './base/home-lock.ts';
import { openLog } from './base/log.ts';
import { OperatorFault } from './base/operator-fault.ts';
import type { Config } from './config.ts';
import { createNextKey, currentKey, readLogKey, recordSuccessor } from './custody/index.ts';
import { keyFolder, prepareFirstStart, readPassphrase } from './first-start.ts';
import { openHouseDatabase, stopAll } from './server.ts';

const algorithms: readonly string[] = ['ed25519', 'sm2'] satisfies KeyAlgorithm[];
const isAlgorithm = (text: string): text is KeyAlgorithm => algorithms.includes(text);

/**
 * Replaces the key that signs the log, while no server runs: `--reason <text>` says why, `--algorithm` how the new one
 * signs (default: as the present one), `--revoke` that the present one is no longer to be trusted. A crash at any moment
 * leaves the old key in use or the new one, never none: the next start or the same command brings it to its end.
 */
export async function runRotateKey(config: Config, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      reason: { type: 'string', default: '' },
      algorithm: { type: 'string' },
      revoke: { type: 'boolean', default: false },
    },
  });
  const reason = values.reason.trim();
  if (reason === '') throw new OperatorFault('cli.fault.rotateReason', {});
  if (values.algorithm !== undefined && !isAlgorithm(values.algorithm))
    throw new OperatorFault('cli.fault.rotateAlgorithm', { given: values.algorithm });
  await mkdir(config.home, { recursive: true, mode: 0o755 });
  const stops: (() => Promise<unknown>)[] = [await lockHome(config.home)];
  try {
    const database = await openHouseDatabase(config, stops);
    const known = await transact(database, house, currentKey);
    const passphrase = await readPassphrase(config);
    if (known === undefined || (await readLogKey(keyFolder(config), known.origin, passphrase)) === null)
      throw new OperatorFault('cli.fault.nothingStarted', { home: config.home });
    const parts = { database, clock: systemClock, log: openLog(config.logLevel), config };
    const { key } = await prepareFirstStart(parts);
    const algorithm = values.algorithm ?? parseVerifierKey(key.verifierKey).algorithm;
    const next = await createNextKey(keyFolder(config), key.origin, algorithm, passphrase);
    await transact(database, house, async (tx) => {
      const old = await currentKey(tx);
      if (old === undefined) throw new Error('the key on record is gone');
      const ctx = { tx, actor: house, clock: systemClock, writing: true as const };
      await recordSuccessor(ctx, old, { next, revokes: values.revoke, reason });
    });
    await prepareFirstStart(parts);
    const { t } = sayingIn(config.language);
    process.stdout.write(`${t('cli.rotate.done', { key: next.verifierKey })}\n`);
    process.stdout.write(`${t(values.revoke ? 'cli.rotate.revoked' : 'cli.rotate.replaced')}\n`);
    return 0;
  } finally {
    await stopAll(stops);
  }
}
