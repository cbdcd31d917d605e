import { currentKey, recordSuccessor } from '../../src/custody/index.ts';
import { prepareFirstStart } from '../../src/first-start.ts';
import { adoptPacks, loadLaw, noteCalendarFiles } from '../../src/law/index.ts';
import { asHouse, makeTestKey, quiet } from '../custody.ts';
import { configOf } from '../server.ts';
import type { KindSealed, SealingCommand } from './house.ts';

/** Puts a successor of the log's key on record. */
const succeed =
  (revokes: boolean): SealingCommand =>
  ({ ground }) =>
    asHouse(ground, async (ctx) => {
      const old = await currentKey(ctx.tx);
      if (old === undefined) throw new Error('the log has no key');
      await recordSuccessor(ctx, old, { next: makeTestKey(), revokes, reason: 'test' });
    });

/** What the house seals by itself when it starts, and about the key of its log. */
export const startKinds: KindSealed[] = [
  [
    'key.created',
    'log_key',
    ({ ground }) => {
      const { database, clock } = ground;
      return prepareFirstStart({ database, clock, log: quiet, config: configOf(ground) });
    },
    ['organ.created', 'account.opened'],
  ],
  ['key.rotated', 'log_key', succeed(false)],
  ['key.revoked', 'log_key', succeed(true)],
  [
    'pack.adopted',
    'pack_used',
    async ({ ground }) => {
      const { packs } = await loadLaw();
      await adoptPacks(ground, packs.slice(0, 1));
    },
  ],
  [
    'calendar.adopted',
    'calendar_used',
    async ({ ground }) => {
      const { files } = await loadLaw();
      await asHouse(ground, (ctx) => noteCalendarFiles(ctx, files));
    },
  ],
];
