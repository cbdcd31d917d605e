import { prepareFirstStart } from '../../src/first-start.ts';
import { adoptPacks, loadLaw, noteCalendarFiles } from '../../src/law/index.ts';
import { asHouse } from '../custody.ts';
import { configOf } from '../server.ts';
import type { KindSealed } from './house.ts';

/** What the house seals by itself when it starts. */
export const startKinds: KindSealed[] = [
  [
    'key.created',
    'log_key',
    ({ ground }) => {
      const { database, clock } = ground;
      return prepareFirstStart({ database, clock, config: configOf(ground) });
    },
    ['organ.created', 'account.opened'],
  ],
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
