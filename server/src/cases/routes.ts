import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { changeAct, createAct, listActs } from './acts.ts';
import { linkEvidence, unlinkEvidence } from './evidence.ts';
import { correctActStep, enterActStep, withdrawActStep } from './steps.ts';

/** The room's routes; an act with its duties is bound by the room of obligations. */
export const casesRoutes: Binding[] = [
  query(routes.listActs, listActs),
  mutate(routes.createAct, createAct),
  mutate(routes.changeAct, changeAct),
  mutate(routes.enterActStep, enterActStep),
  mutate(routes.correctActStep, correctActStep),
  mutate(routes.withdrawActStep, withdrawActStep),
  mutate(routes.linkEvidence, linkEvidence),
  mutate(routes.unlinkEvidence, unlinkEvidence),
];
