export { registerPackages } from './download.ts';
export { listPackages } from './packages.ts';
export { packageRoutes } from './routes.ts';
export { startPackaging } from './start.ts';
