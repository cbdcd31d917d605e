export type { AskingLaw } from './entries.ts';
export { listRegister } from './list.ts';
export { registerRoutes } from './routes.ts';
