import * as evidence from './evidence.ts';
import * as goods from './goods.ts';
import { route } from './route.ts';
import * as services from './serving.ts';
import { withId } from './shapes.ts';

/** Evidence of cases, goods that are held for them, and what is served in them. */
export const evidenceRoutes = {
  caseEvidence: route('GET /api/cases/:id/evidence', 'case.read', withId, evidence.caseEvidence),
  enterEvidence: route('POST /api/evidence-items', 'evidence.link', evidence.evidenceItemInput, withId),
  changeEvidence: route('PUT /api/evidence-items/:id', 'evidence.link', evidence.evidenceItemChange, withId),
  withdrawEvidence: route(
    'POST /api/evidence-items/:id/withdrawal',
    'evidence.link',
    evidence.evidenceWithdrawal,
    withId,
  ),
  judgeEvidence: route(
    'POST /api/evidence-items/:id/exclusion',
    'case.read',
    evidence.evidenceJudgement,
    withId,
  ),
  noteEvidence: route(
    'POST /api/evidence-items/:itemId/notes',
    'evidence.link',
    evidence.evidenceNoteInput,
    withId,
  ),
  transferEvidence: route(
    'POST /api/evidence-items/:itemId/transfers',
    'case.read',
    evidence.transferInput,
    withId,
  ),
  answerTransfer: route(
    'POST /api/evidence-transfers/:id/answer',
    'case.read',
    evidence.transferAnswer,
    withId,
  ),
  evidenceChain: route('GET /api/evidence-items/:id/chain', 'case.read', withId, evidence.evidenceChain),

  caseGoods: route('GET /api/cases/:id/goods', 'case.read', withId, goods.caseGoods),
  listGoods: route('GET /api/goods', 'case.read', goods.goodsFilter, goods.goodsPage),
  enterGoods: route('POST /api/goods', 'case.manage', goods.goodsListInput, withId),
  enterGoodsEvent: route('POST /api/goods-events', 'case.manage', goods.goodsEventInput, withId),
  withdrawGoods: route('POST /api/goods/:listId/withdrawal', 'case.manage', goods.goodsUndoing, withId),

  caseServices: route('GET /api/cases/:id/services', 'case.read', withId, services.caseServices),
  enterAddress: route('POST /api/service-addresses', 'case.manage', services.addressInput, withId),
  enterService: route('POST /api/services', 'case.manage', services.serviceInput, withId),
  concludeService: route(
    'POST /api/services/:serviceId/receipts',
    'case.manage',
    services.serviceReceiptInput,
    withId,
  ),
  withdrawService: route(
    'POST /api/services/:serviceId/withdrawal',
    'case.manage',
    services.serviceWithdrawal,
    withId,
  ),
} as const;
