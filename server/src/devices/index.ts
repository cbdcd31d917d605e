export { registerDevice, registerDeviceModel } from './devices.ts';
export { type NamePattern, parseNamePattern } from './pattern.ts';
export { deviceRoutes } from './routes.ts';
