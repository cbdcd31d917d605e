import { makeId } from '../../src/base/ids.ts';
import { loadGists, loadLaw } from '../../src/law/index.ts';
import { correctRegister, enterRegister, withdrawRegister } from '../../src/registers/entries.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const asking = async () => ({ ...(await loadLaw()), gists: await loadGists() });

const fault = ({ ground, organ }: SealingHouse) => ({
  ...{ deviceId: organ.deviceId, foundAt: ground.clock.now(), foundBy: '王建国', symptom: '不能开机' },
  ...{ reportedTo: '李主任', reportedAt: ground.clock.now(), repair: 'none' },
});

/** The registers that regulations ask for. */
export const registerKinds: KindSealed[] = [
  [
    'register.entered',
    'register_entry',
    async (house) => {
      const law = await asking();
      const input = { id: makeId(house.ground.clock), kind: 'fault' as const, content: fault(house) };
      house.made.fault = (await house.as(house.officer, (ctx) => enterRegister(ctx, law, input))).id;
    },
    ['device.changed'],
  ],
  [
    'register.corrected',
    'register_entry',
    async (house) => {
      const law = await asking();
      const content = { ...fault(house), repair: 'professional', repairer: '厂家售后' };
      const input = { id: makeId(house.ground.clock), replaces: house.lookup('fault'), reason: '已送修' };
      house.made.mended = (
        await house.as(house.admin, (ctx) => correctRegister(ctx, law, { ...input, kind: 'fault', content }))
      ).id;
    },
  ],
  [
    'register.withdrawn',
    'register_entry',
    async (house) => {
      const law = await asking();
      const input = { id: makeId(house.ground.clock), replaces: house.lookup('mended'), reason: '登记错了' };
      await house.as(house.admin, (ctx) => withdrawRegister(ctx, law, input));
    },
  ],
];
