export type { AskingLaw } from './entries.ts';
export { listRegister, listRegisters } from './list.ts';
export { listPhrases } from './phrases.ts';
export { registerRoutes } from './routes.ts';
