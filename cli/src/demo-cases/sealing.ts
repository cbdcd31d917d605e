import { randomUUID } from 'node:crypto';
import { act, evidence, link, walkThrough } from './acts.ts';
import { addParty, type Desk, film, go, on, people } from './desk.ts';
import { write } from './papers.ts';

const cause = '娱乐场所擅自设置未经核准的电子游戏设备';
const name = '星光歌舞娱乐有限公司';
const manager = '何立新';
const place = '麒麟区演示街12号';
const basis = '《中华人民共和国行政强制法》第十九条、《娱乐场所管理条例》第十九条';
const machines = [
  { name: '电子游戏机', specification: 'YX-2 立式', quantity: 3, unit: '台', condition: '通电可用，无铭牌' },
  { name: '电路板', specification: '拆装件', quantity: 12, unit: '块', condition: '完好' },
  { name: '代币', specification: '金属', quantity: 860, unit: '枚', condition: '袋装' },
];
const rows = machines.map(({ name: what, specification, quantity, unit, condition }) => ({
  ...{ name: what, model: specification, quantity: `${quantity}${unit}`, condition, remark: '' },
}));

/** A sealing on the spot whose film stops once: its list of goods, the report within a day, a test, and what was given back. */
export async function laySealing(desk: Desk): Promise<void> {
  const { officer } = desk;
  const { id: caseId } = await officer.call('openCase', {
    ...{ ...people(desk), cause, party: null, procedure: 'ordinary', ownNumber: null, weights: ['complex'] },
    ...{ source: 'inspection', sourceOn: '2026-11-08', sourceNote: '日常检查中发现' },
    openedAt: on('2026-11-08 19:25'),
  });
  await addParty(desk, caseId, 'party', {
    ...{ kind: 'organisation', name, numberKind: 'creditCode', number: '91530302MA6DEM000U' },
    ...{ phone: '08740000012', address: place },
  });
  const actId = await seal(desk, caseId);
  await goods(desk, caseId, actId);
  await go(desk, caseId, {
    ...{ kind: 'file', at: on('2026-11-09 10:00') },
    detail: { opinion: '检查中发现，符合立案标准' },
  });
  await write(desk, {
    ...{ kind: 'measureDecision', caseId, actId, state: 'signed', signer: manager, place },
    says: {
      ...{ measure: 'seal', facts: '在营业场所设置电子游戏机三台，不能提供核准文件。', goods: rows, basis },
      ...{
        reasons: '为防止转移、灭失，情况紧急。',
        storage: '就地封存，公司负责人保管',
        deadline: '2026-12-07',
      },
      ...{ reviewOrgan: '曲靖市麒麟区人民政府', court: '曲靖市麒麟区人民法院', date: '2026-11-08' },
    },
  });
  await write(desk, {
    ...{ kind: 'goodsList', caseId, actId, state: 'final' },
    says: { goods: rows, measureNumber: '见决定书', startedAt: on('2026-11-08 19:46') },
  });
}

async function seal(desk: Desk, caseId: string): Promise<string> {
  const actId = await act(desk, {
    ...{ caseId, type: 'seal', cause: '娱乐场所日常检查', party: name, place, filmed: true },
    ...{ from: '2026-11-08 19:30', to: '2026-11-08 19:58' },
    more: { coordinates: { latitude: 25.4951, longitude: 103.8054 } },
  });
  await link(
    desk,
    actId,
    desk.films.filter(({ name }) => name.includes('20261108')),
  );
  const phone = film(desk, 'VID_');
  await walkThrough(
    desk,
    actId,
    {
      ...{ shownIn: '193005', checked: ['2026-11-08 19:12', null], arrived: ['2026-11-08 19:30:05', 0] },
      ...{ stated: ['2026-11-08 19:30:07', 2], notified: ['2026-11-08 19:30:14', 9] },
      ...{ key: ['2026-11-08 19:30:18', 13], left: ['2026-11-08 19:58', null] },
    },
    [
      {
        ...{ at: '2026-11-08 19:30:23', until: '2026-11-08 19:45:12' },
        step: { kind: 'interrupted', detail: { cause: 'deviceFault', voice: true, resumed: true } },
        media: { recordingId: phone.id, second: 1 },
      },
      { at: '2026-11-08 19:47', step: { kind: 'interruptionReported', detail: { about: null } } },
    ],
  );
  await evidence(desk, caseId, {
    ...{ kind: 'avMaterial', form: 'recording', title: '查封过程的录像', recordingId: phone.id, place },
    ...{ source: '执法人员手机，记录仪故障后使用', at: '2026-11-08 19:45', proves: '清点和封存的经过' },
  });
  return actId;
}

async function goods(desk: Desk, caseId: string, actId: string): Promise<void> {
  const { officer, organ } = desk;
  const listId = randomUUID();
  await officer.call('enterGoods', {
    ...{ id: listId, caseId, actId, measure: 'seal', urgent: true, party: name, partyId: null },
    ...{ place, takenAt: on('2026-11-08 19:46'), approvedBy: null, approvedAt: null, approvalId: null },
    ...{ officerIds: organ.officerIds, keeperKind: 'party', keeper: manager, signedBy: manager },
    ...{ keepingPlace: '公司仓库，加贴封条', refusedReason: null, witness: null },
    items: machines.map((one) => ({ ...one, place: '大厅东侧', photoId: film(desk, 'IMG_').id })),
  });
  const event = { listId, approvedBy: '负责人', approvalId: null };
  await officer.call('enterGoodsEvent', {
    ...{ ...event, id: randomUUID(), kind: 'reported', at: on('2026-11-09 08:40') },
    reason: '当场查封后立即报告，补办批准手续',
  });
  await officer.call('enterGoodsEvent', {
    ...{ id: randomUUID(), listId, kind: 'tested', at: on('2026-11-10 09:00') },
    ...{ until: on('2026-11-16 17:00'), toldAt: on('2026-11-10 09:30'), reason: '委托鉴定是否具有赌博功能' },
  });
  await officer.call('enterGoodsEvent', {
    ...{ ...event, id: randomUUID(), kind: 'disposed', at: on('2026-11-17 10:00'), source: 'held' },
    ...{ approvedAt: on('2026-11-17 09:00'), manner: 'returned', lines: [{ line: 2, quantity: 12 }] },
    ...{ receiver: manager, receipt: '当场清点签收', officerIds: organ.officerIds, recordingId: null },
    reason: '鉴定为音响电路板，与案件无关',
  });
}
