import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Law } from '../law/index.ts';
import { listActs } from './acts.ts';
import { withdrawApproval } from './approvals.ts';
import { addCaseParty, removeCaseParty } from './case-parties.ts';
import { changeCase, listCases, openCase } from './cases.ts';
import { changeCause, enterCause, listCauses } from './causes.ts';
import { listChains, setChain } from './chains.ts';
import { readCourse } from './course-view.ts';
import { linkEvidence, unlinkEvidence } from './evidence.ts';
import { enterField, traceField } from './field.ts';
import { decideApproval, moveCase } from './moves.ts';
import { changeParty, findParties, revealParty } from './parties.ts';
import { drawSignature } from './signatures.ts';
import { correctActStep, enterActStep, withdrawActStep } from './steps.ts';

/** The room's routes; an act or a case with its duties is bound by the room of obligations. */
export const casesRoutes = (keys: NumberKeys, law: Law): Binding[] => [
  query(routes.listActs, listActs),
  query(routes.listCases, (ctx, filter) => listCases(ctx, keys, filter)),
  query(routes.getCaseCourse, (ctx, input) => readCourse(ctx, law, input)),
  mutate(routes.moveCase, (ctx, input) => moveCase(ctx, law, input)),
  mutate(routes.decideApproval, (ctx, input) => decideApproval(ctx, law, input)),
  mutate(routes.withdrawApproval, withdrawApproval),
  query(routes.listApprovalChains, listChains),
  mutate(routes.setApprovalChain, setChain),
  query(routes.listCauses, listCauses),
  mutate(routes.enterCause, enterCause),
  mutate(routes.changeCause, changeCause),
  query(routes.findParties, (ctx, input) => findParties(ctx, keys, input)),
  mutate(routes.changeParty, (ctx, input) => changeParty(ctx, keys, input)),
  mutate(routes.revealParty, (ctx, input) => revealParty(ctx, keys, input)),
  mutate(routes.addCaseParty, (ctx, input) => addCaseParty(ctx, keys, input)),
  mutate(routes.removeCaseParty, removeCaseParty),
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
