import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { type AskingLaw, correctRegister, enterRegister, withdrawRegister } from './entries.ts';
import { listRegister, listRegisters, readRegisterEntry } from './list.ts';
import { listPhrases } from './phrases.ts';

/** The routes of the registers, under the law that asks for them. */
export const registerRoutes = (law: AskingLaw): Binding[] => [
  query(routes.listRegisters, (ctx) => listRegisters(ctx, law)),
  query(routes.listRegister, (ctx, input) => listRegister(ctx, law, input)),
  query(routes.getRegisterEntry, (ctx, input) => readRegisterEntry(ctx, law, input)),
  query(routes.listPhrases, listPhrases),
  mutate(routes.enterRegister, (ctx, input) => enterRegister(ctx, law, input)),
  mutate(routes.correctRegister, (ctx, input) => correctRegister(ctx, law, input)),
  mutate(routes.withdrawRegister, (ctx, input) => withdrawRegister(ctx, law, input)),
];
