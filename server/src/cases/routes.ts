import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { changeAct, createAct, listActs } from './acts.ts';
import { changeCase, listCases, openCase } from './cases.ts';
import { linkEvidence, unlinkEvidence } from './evidence.ts';
import { enterField, traceField } from './field.ts';
import { drawSignature } from './signatures.ts';
import { correctActStep, enterActStep, withdrawActStep } from './steps.ts';

/** The room's routes; an act or a case with its duties is bound by the room of obligations. */
export const casesRoutes: Binding[] = [
  query(routes.listActs, listActs),
  mutate(routes.createAct, (ctx, { id, ...entered }) => createAct(ctx, entered, id)),
  mutate(routes.changeAct, changeAct),
  query(routes.listCases, listCases),
  mutate(routes.openCase, openCase),
  mutate(routes.changeCase, changeCase),
  mutate(routes.enterActStep, enterActStep),
  mutate(routes.correctActStep, correctActStep),
  mutate(routes.withdrawActStep, withdrawActStep),
  mutate(routes.linkEvidence, linkEvidence),
  mutate(routes.unlinkEvidence, unlinkEvidence),
  mutate(routes.drawSignature, drawSignature),
  mutate(routes.enterField, enterField),
  query(routes.traceField, traceField),
];
