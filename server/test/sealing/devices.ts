import {
  changeDevice,
  changeDeviceModel,
  registerDevice,
  registerDeviceModel,
} from '../../src/devices/devices.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const model = { name: 'DSJ-9', maker: '示例', namePatterns: ['DCAM_<deviceId>_<userId>_<date>_<time>'] };

const device = ({ organ, lookup }: SealingHouse) => ({
  ...{ deviceNo: 'XZ09', modelId: lookup('model'), unitId: organ.unitId, holderId: organ.officerId },
  ...{ clockOffsetSeconds: 0, inUse: true },
});

/** Models, devices and who holds them. */
export const deviceKinds: KindSealed[] = [
  [
    'deviceModel.registered',
    'device_model',
    async ({ admin, made, as }) => {
      made.model = (await as(admin, (ctx) => registerDeviceModel(ctx, model))).id;
    },
  ],
  [
    'deviceModel.changed',
    'device_model',
    ({ admin, lookup, as }) =>
      as(admin, (ctx) => changeDeviceModel(ctx, { ...model, id: lookup('model'), maker: '别家' })),
  ],
  [
    'device.registered',
    'device',
    async (house) => {
      house.made.device = (await house.as(house.admin, (ctx) => registerDevice(ctx, device(house)))).id;
    },
  ],
  [
    'device.changed',
    'device',
    (house) =>
      house.as(house.admin, (ctx) =>
        changeDevice(ctx, { ...device(house), id: house.lookup('device'), clockOffsetSeconds: 7 }),
      ),
  ],
  [
    'device.assigned',
    'device',
    (house) =>
      house.as(house.admin, (ctx) =>
        changeDevice(ctx, { ...device(house), id: house.lookup('device'), holderId: null }),
      ),
  ],
];
