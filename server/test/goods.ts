import type { Input } from '@liuhen/contract';
import { plusMillis } from '../src/base/clock.ts';
import type { Person } from '../src/base/context.ts';
import { makeId } from '../src/base/ids.ts';
import { registerOfficer } from '../src/roster/index.ts';
import type { TestGround } from './house.ts';
import { asPerson, type TestOrgan } from './people.ts';

/** A second officer of the organ with a certificate: much of what follows takes two. */
export async function secondOfficer(ground: TestGround, organ: TestOrgan): Promise<string> {
  const registered = await asPerson(ground, organ.people.administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '赵敏', kind: 'officer', certificateNo: `${organ.code}-140900102` },
      ...{ certificateValidUntil: '2030-12-31', deviceUserId: null },
    }),
  );
  return registered.value.id;
}

interface Place {
  ground: TestGround;
  organ: TestOrgan;
  caseId: string;
  actId: string;
  officerIds: string[];
}

export const evidenceInput = (
  { ground, caseId, officerIds }: Omit<Place, 'actId'>,
  change: Partial<Input<'enterEvidence'>> = {},
): Input<'enterEvidence'> => ({
  ...{ id: makeId(ground.clock), caseId, kind: 'physical', form: 'object', title: '卷烟样品' },
  ...{ recordingId: null, fromSeconds: null, toSeconds: null, documentId: null, quantity: '1 条' },
  ...{ storagePlace: '物证室 3 号柜', source: '现场提取', providedBy: '张三', officerIds },
  ...{ obtainedAt: ground.clock.now(), place: '仓库', proves: '当事人经营走私卷烟' },
  ...change,
});

export const goodsInput = (
  { ground, caseId, actId, officerIds }: Place,
  change: Partial<Input<'enterGoods'>> = {},
): Input<'enterGoods'> => ({
  ...{ id: makeId(ground.clock), caseId, actId, measure: 'seal', urgent: false, party: '张三' },
  ...{ partyId: null, approvalId: null },
  ...{ place: '五台路 5 号仓库', takenAt: ground.clock.now(), officerIds },
  ...{ approvedBy: '刘局长', approvedAt: plusMillis(ground.clock.now(), -3_600_000) },
  ...{ keeperKind: 'organ', keeper: '罚没物品仓库', keepingPlace: '局机关一楼' },
  ...{ signedBy: '张三', refusedReason: null, witness: null },
  items: [
    {
      ...{ name: '卷烟', specification: '硬盒', quantity: 50, unit: '条', condition: '完好' },
      ...{ place: '货架', photoId: null },
    },
    {
      ...{ name: '账册', specification: null, quantity: 2, unit: '本', condition: null },
      ...{ place: null, photoId: null },
    },
  ],
  ...change,
});

export const serviceInput = (
  { ground, caseId, actId, officerIds }: Place,
  change: Partial<Input<'enterService'>> = {},
): Input<'enterService'> => ({
  ...{ id: makeId(ground.clock), caseId, actId, subject: 'decision', document: '行政处罚决定书' },
  ...{ documentId: null, documentMadeAt: plusMillis(ground.clock.now(), -7_200_000), party: '张三' },
  ...{ partyId: null, manner: 'direct', at: plusMillis(ground.clock.now(), -3_600_000) },
  ...{ place: '张三住所', officerIds, witnesses: [], recordingIds: [], carrier: null, reason: null },
  receipt: {
    ...{ id: makeId(ground.clock), outcome: 'signed', at: plusMillis(ground.clock.now(), -3_600_000) },
    ...{ receiver: '张三', relation: null, note: null },
  },
  ...change,
});

export const addressInput = (
  { ground, caseId }: Pick<Place, 'ground' | 'caseId'>,
  change: Partial<Input<'enterAddress'>> = {},
): Input<'enterAddress'> => ({
  ...{ id: makeId(ground.clock), caseId, party: '张三', partyId: null, address: '五台路 5 号' },
  ...{ receiver: null, phone: '13800000000', consents: true, channel: 'sms', account: '13800000000' },
  ...{ signedAt: ground.clock.now(), recordingId: null },
  ...change,
});

export const valueAs = async <T>(
  ground: TestGround,
  person: Person,
  work: Parameters<typeof asPerson<{ value: T }>>[2],
): Promise<T> => (await asPerson(ground, person, work)).value;
