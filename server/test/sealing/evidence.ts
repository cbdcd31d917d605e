import type { Input } from '@liuhen/contract';
import { plusMillis } from '../../src/base/clock.ts';
import { makeId } from '../../src/base/ids.ts';
import { createAct } from '../../src/cases/acts.ts';
import { enterAddress } from '../../src/evidence/addresses.ts';
import { enterGoods, enterGoodsEvent, withdrawGoods } from '../../src/evidence/goods.ts';
import { changeEvidence, enterEvidence, judgeEvidence, withdrawEvidence } from '../../src/evidence/items.ts';
import { noteEvidence } from '../../src/evidence/notes.ts';
import { concludeService, enterService, withdrawService } from '../../src/evidence/serving.ts';
import { answerTransfer, transferEvidence } from '../../src/evidence/transfers.ts';
import { loadLaw } from '../../src/law/index.ts';
import { addressInput, evidenceInput, goodsInput, secondOfficer, serviceInput } from '../goods.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const place = ({ ground, organ, lookup }: SealingHouse) => ({
  ...{ ground, organ, caseId: lookup('case'), actId: lookup('sealAct') },
  officerIds: [organ.officerId, lookup('second')],
});
type Event = Input<'enterGoodsEvent'>;
const extended = ({ ground, lookup }: SealingHouse): Event => ({
  ...{ id: makeId(ground.clock), listId: lookup('goods'), kind: 'extended', at: ground.clock.now() },
  ...{ reason: '案情复杂', approvedBy: '刘局长', approvalId: null },
});
const returned = ({ ground, lookup }: SealingHouse): Event => ({
  ...{ id: makeId(ground.clock), listId: lookup('goods'), kind: 'disposed', at: ground.clock.now() },
  ...{
    reason: '与案件无关',
    approvedBy: '刘局长',
    approvalId: null,
    approvedAt: ground.clock.now(),
    source: 'held',
  },
  ...{ manner: 'returned', lines: [{ line: 2, quantity: 2 }], receiver: '张三', receipt: '当场签收' },
  ...{ officerIds: [], recordingId: null },
});
const revised = (house: SealingHouse, revision: number) => ({
  ...{ id: house.lookup('item'), revision, reason: '重复登记' },
});
const receipt = ({ ground, lookup }: SealingHouse, replaces: string | null) => ({
  ...{ id: makeId(ground.clock), serviceId: lookup('service'), replaces, outcome: 'returned' as const },
  ...{ at: plusMillis(ground.clock.now(), -1000), receiver: null, relation: null, note: '无人签收退回' },
});

/** Evidence of cases, goods under a measure, and what is served. */
export const evidenceKinds: KindSealed[] = [
  [
    'act.created',
    'act',
    async (house) => {
      const { ground, organ, officer, made, lookup, as } = house;
      made.second = await secondOfficer(ground, organ);
      const people = { unitId: organ.unitId, officerIds: [organ.officerId, made.second] };
      const what = { type: 'seal' as const, cause: '走私卷烟', party: '张三', place: null, filmed: false };
      const more = { circumstances: [], procedure: null, caseId: lookup('case'), endedAt: null };
      const input = { ...what, ...people, ...more, startedAt: ground.clock.now() };
      made.sealAct = (await as(officer, (ctx) => createAct(ctx, input))).id;
    },
    ['officer.registered'],
  ],
  [
    'evidence.entered',
    'evidence_item',
    async (house) => {
      const input = evidenceInput(place(house));
      house.made.item = (await house.as(house.officer, (ctx) => enterEvidence(ctx, input))).id;
    },
  ],
  [
    'evidence.changed',
    'evidence_item',
    (house) => {
      const { id: _id, caseId: _case, ...content } = evidenceInput(place(house), { title: '卷烟' });
      const input = { ...content, id: house.lookup('item'), revision: 1 };
      return house.as(house.officer, (ctx) => changeEvidence(ctx, input));
    },
  ],
  [
    'evidence.judged',
    'evidence_item',
    (house) =>
      house.as(house.organ.people.legalReviewer, (ctx) =>
        judgeEvidence(ctx, { ...revised(house, 2), excluded: true }),
      ),
  ],
  [
    'evidence.noted',
    'evidence_note',
    (house) =>
      house.as(house.officer, (ctx) =>
        noteEvidence(ctx, {
          ...{ id: makeId(ctx.clock), itemId: house.lookup('item'), version: 0, takenBy: '王建国' },
          ...{ takenAt: ctx.clock.now(), place: '仓库', method: null, proves: '经营', transcript: null },
        }),
      ),
  ],
  [
    'evidence.handedOver',
    'evidence_transfer',
    async (house) => {
      const toAccount = house.organ.people.custodian.accountId;
      const input = { id: makeId(house.ground.clock), itemId: house.lookup('item'), toAccount };
      const given = { ...input, storagePlace: '物证室', reason: '交专人保管' };
      house.made.transfer = (await house.as(house.officer, (ctx) => transferEvidence(ctx, given))).id;
    },
  ],
  [
    'evidence.received',
    'evidence_transfer',
    (house) =>
      house.as(house.organ.people.custodian, (ctx) =>
        answerTransfer(ctx, { id: house.lookup('transfer'), received: true, remarks: '' }),
      ),
  ],
  [
    'evidence.withdrawn',
    'evidence_item',
    (house) => house.as(house.officer, (ctx) => withdrawEvidence(ctx, revised(house, 3))),
  ],
  [
    'goods.listed',
    'goods_list',
    async (house) => {
      const input = goodsInput(place(house));
      house.made.goods = (await house.as(house.officer, (ctx) => enterGoods(ctx, input))).id;
    },
    ['act.stepEntered'],
  ],
  [
    'goods.told',
    'goods_event',
    async (house) => {
      const input = extended(house);
      house.made.extended = (await house.as(house.officer, (ctx) => enterGoodsEvent(ctx, input))).id;
    },
    ['act.stepEntered'],
  ],
  [
    'goods.disposed',
    'goods_event',
    (house) => house.as(house.officer, (ctx) => enterGoodsEvent(ctx, returned(house))),
  ],
  [
    'goods.withdrawn',
    'goods_event',
    (house) =>
      house.as(house.officer, (ctx) =>
        withdrawGoods(ctx, {
          ...{ id: makeId(ctx.clock), listId: house.lookup('goods'), eventId: house.lookup('extended') },
          reason: '误登记',
        }),
      ),
    ['act.stepWithdrawn'],
  ],
  [
    'service.addressConfirmed',
    'service_address',
    (house) => house.as(house.officer, (ctx) => enterAddress(ctx, addressInput(place(house)))),
  ],
  [
    'service.entered',
    'service',
    async (house) => {
      const law = await loadLaw();
      const sent = { actId: null, manner: 'postal' as const, carrier: 'EMS 1', receipt: null };
      const input = serviceInput(place(house), sent);
      house.made.service = (await house.as(house.officer, (ctx) => enterService(ctx, law, input))).id;
    },
  ],
  [
    'service.concluded',
    'service_receipt',
    async (house) => {
      const law = await loadLaw();
      const input = receipt(house, null);
      house.made.receipt = (await house.as(house.officer, (ctx) => concludeService(ctx, law, input))).id;
    },
  ],
  [
    'service.withdrawn',
    'service_receipt',
    (house) => {
      const own = { id: makeId(house.ground.clock), serviceId: house.lookup('service') };
      const input = { ...own, replaces: house.lookup('receipt'), reason: '登记到了别的案件' };
      return house.as(house.officer, (ctx) => withdrawService(ctx, input));
    },
  ],
];
