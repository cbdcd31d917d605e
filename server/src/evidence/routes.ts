import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import type { Law } from '../law/index.ts';
import { enterAddress } from './addresses.ts';
import { enterGoods, enterGoodsEvent, withdrawGoods } from './goods.ts';
import { caseEvidence, evidenceChain } from './item-view.ts';
import { changeEvidence, enterEvidence, judgeEvidence, withdrawEvidence } from './items.ts';
import { noteEvidence } from './notes.ts';
import { concludeService, enterService, withdrawService } from './serving.ts';
import { caseServices } from './serving-view.ts';
import { answerTransfer, transferEvidence } from './transfers.ts';

/** The room's routes; lists of goods, which carry duties, are bound by the room of obligations. */
export const evidenceRoutes = (law: Law): Binding[] => [
  query(routes.caseEvidence, caseEvidence),
  mutate(routes.enterEvidence, enterEvidence),
  mutate(routes.changeEvidence, changeEvidence),
  mutate(routes.withdrawEvidence, withdrawEvidence),
  mutate(routes.judgeEvidence, judgeEvidence),
  mutate(routes.noteEvidence, noteEvidence),
  mutate(routes.transferEvidence, transferEvidence),
  mutate(routes.answerTransfer, answerTransfer),
  query(routes.evidenceChain, evidenceChain),
  mutate(routes.enterGoods, enterGoods),
  mutate(routes.enterGoodsEvent, enterGoodsEvent),
  mutate(routes.withdrawGoods, withdrawGoods),
  query(routes.caseServices, (ctx, input) => caseServices(ctx, law, input)),
  mutate(routes.enterAddress, enterAddress),
  mutate(routes.enterService, (ctx, input) => enterService(ctx, law, input)),
  mutate(routes.concludeService, (ctx, input) => concludeService(ctx, law, input)),
  mutate(routes.withdrawService, withdrawService),
];
