export {
  holdDevice,
  listDeviceModels,
  listDevices,
  registerDevice,
  registerDeviceModel,
  setInUse,
} from './devices.ts';
export { type NamePattern, parseNamePattern } from './pattern.ts';
export { deviceRoutes } from './routes.ts';
