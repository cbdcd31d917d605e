export { registerDevice, registerDeviceModel } from './devices.ts';
export { deviceRoutes } from './routes.ts';
