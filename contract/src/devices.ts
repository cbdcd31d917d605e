import { z } from 'zod';
import { id, name } from './shapes.ts';

/** A make of recorder with the file-name patterns it writes, e.g. `DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]`. */
export const deviceModel = z.object({
  id,
  name,
  maker: z.string().max(100),
  namePatterns: z.array(z.string().min(1).max(200)).min(1).max(20),
});
export type DeviceModel = z.infer<typeof deviceModel>;
export const deviceModelInput = deviceModel.omit({ id: true });

/** A recorder. `clockOffsetSeconds` = device clock minus true time. */
export const device = z.object({
  id,
  deviceNo: z.string().trim().min(1).max(40),
  modelId: id,
  modelName: z.string(),
  unitId: id,
  unitName: z.string(),
  holderId: id.nullable(),
  holderName: z.string().nullable(),
  clockOffsetSeconds: z
    .int()
    .min(-86_400 * 366)
    .max(86_400 * 366),
  inUse: z.boolean(),
});
export type Device = z.infer<typeof device>;
export const deviceInput = device.omit({ id: true, modelName: true, unitName: true, holderName: true });
