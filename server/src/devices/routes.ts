import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import {
  changeDevice,
  changeDeviceModel,
  listDeviceModels,
  listDevices,
  registerDevice,
  registerDeviceModel,
} from './devices.ts';

export const deviceRoutes: Binding[] = [
  query(routes.listDeviceModels, listDeviceModels),
  mutate(routes.registerDeviceModel, registerDeviceModel),
  mutate(routes.changeDeviceModel, changeDeviceModel),
  query(routes.listDevices, listDevices),
  mutate(routes.registerDevice, registerDevice),
  mutate(routes.changeDevice, changeDevice),
];
