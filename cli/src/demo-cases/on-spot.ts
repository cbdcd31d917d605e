import { randomUUID } from 'node:crypto';
import { act, evidence, link, walkThrough } from './acts.ts';
import { addParty, type Desk, enterSteps, film, go, on, people } from './desk.ts';
import { write } from './papers.ts';

const cause = '擅自占用道路、公共场地摆摊经营';
const name = '孙桂兰';
const place = '大蒲河镇海滨路';
const penalty = '警告，并处罚款人民币50元。';

/** A small penalty decided on the spot, paid, closed, and filed as a volume that somebody else has checked. */
export async function layOnSpot(desk: Desk): Promise<void> {
  const { officer } = desk;
  const { id: caseId } = await officer.call('openCase', {
    ...{ ...people(desk), cause, party: null, procedure: 'summary', ownNumber: null, weights: [] },
    ...{ source: 'inspection', sourceOn: '2026-10-12', sourceNote: '巡查中当场发现' },
    openedAt: on('2026-10-12 15:20'),
  });
  await addParty(desk, caseId, 'party', {
    ...{ kind: 'person', name, numberKind: 'residentId', number: '11010519491231002X', address: place },
  });
  const actId = await penalise(desk, caseId);
  const decision = await write(desk, {
    ...{ kind: 'onTheSpotPenalty', caseId, actId, state: 'signed', signer: name, place },
    says: {
      ...{ startedAt: on('2026-10-12 15:20'), facts: '占用人行道摆放货架两组经营水果，约4平方米。', penalty },
      ...{ basis: '《河北省城市市容和环境卫生条例》有关条款', defence: '当事人没有异议，当场改正。' },
      ...{ partyId: '11010519491231002X', fine: '50', collection: 'onSpot', date: '2026-10-12' },
      ...{ reviewOrgan: '昌黎县人民政府', court: '昌黎县人民法院' },
    },
  });
  await go(desk, caseId, { kind: 'decideOnSpot', at: on('2026-10-12 15:33'), detail: { content: penalty } });
  const at = on('2026-10-12 15:35');
  await officer.call('enterService', {
    ...{ id: randomUUID(), caseId, actId, subject: 'decision', documentId: decision.id, partyId: null },
    ...{
      document: `当场行政处罚决定书 ${decision.number}`,
      documentMadeAt: on('2026-10-12 15:33'),
      party: name,
    },
    ...{ manner: 'direct', at, place, officerIds: desk.organ.officerIds, witnesses: [], recordingIds: [] },
    ...{ carrier: null, reason: null },
    receipt: { id: randomUUID(), outcome: 'signed', at, receiver: name, relation: '本人', note: null },
  });
  await go(
    desk,
    caseId,
    { kind: 'perform', at: on('2026-10-12 15:40'), detail: { note: '当场收缴，出具专用票据', paid: true } },
    { kind: 'close', at: on('2026-10-14 09:00'), detail: { opinion: '执行完毕，建议结案' } },
  );
  await file(desk, caseId, actId);
}

async function penalise(desk: Desk, caseId: string): Promise<string> {
  const actId = await act(desk, {
    ...{ caseId, type: 'penalty', cause: '占道经营', party: name, place, filmed: true },
    ...{ from: '2026-10-12 15:20', to: '2026-10-12 15:42' },
    more: { coordinates: { latitude: 39.7012, longitude: 119.3121 } },
  });
  await link(
    desk,
    actId,
    desk.films.filter(({ name }) => name.includes('20261012')),
  );
  await walkThrough(desk, actId, {
    ...{ shownIn: '152006', checked: ['2026-10-12 14:50', null], arrived: ['2026-10-12 15:20:06', 0] },
    ...{ stated: ['2026-10-12 15:20:08', 2], notified: ['2026-10-12 15:20:16', 10] },
    ...{ key: ['2026-10-12 15:20:20', 14], left: ['2026-10-12 15:42', null] },
  });
  await evidence(desk, caseId, {
    ...{ kind: 'documentary', form: 'photo', title: '摊位照片', recordingId: film(desk, 'IMG_').id, place },
    ...{ source: '执法人员现场拍摄', at: '2026-10-12 15:28', proves: '占用人行道经营的事实' },
  });
  return actId;
}

/** Sets how long it is kept, files the volume, and has it checked by somebody else. */
async function file(desk: Desk, caseId: string, actId: string): Promise<void> {
  const { officer, custodian } = desk;
  await enterSteps(desk, actId, [
    {
      at: '2026-10-20 09:00',
      step: { kind: 'volumePeriodSet', detail: { years: 10, startsOn: '2027-01-01' } },
    },
  ]);
  const { lines } = await officer.call('caseVolume', { id: caseId });
  const volumeId = randomUUID();
  const note = '本卷为当场处罚案件，文书为电子文书，音像存于系统；票据存根存财务。';
  await officer.call('closeVolume', { id: volumeId, caseId, note, lines: lines.length });
  await custodian.call('checkVolume', { id: randomUUID(), volumeId, remarks: '目录与文件一致，页码连续。' });
}
