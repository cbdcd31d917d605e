import { randomUUID } from 'node:crypto';
import { act, evidence, link, walkThrough } from './acts.ts';
import { addParty, ask, type Desk, dayOf, film, go, hoursAgo, on, people } from './desk.ts';
import { write } from './papers.ts';

const cause = '未按规定设置会计账簿';
const name = '五台商贸有限公司';
const manager = '高建军';
const place = '忻州市示范路66号';
const facts =
  '五台商贸有限公司自2025年1月起，门店现金收入未计入法定账簿，另以电子表格登记，两套账目相差人民币126,400元。';
const proof = '现场检查笔录一份、询问笔录一份、现场录像片段一段、财务资料室照片一张。';
const basis = '《中华人民共和国会计法》第三条、第十六条、第四十条';
const penalty = '责令限期改正，并处罚款人民币5,000元。';
const contact = { contact: '李明远', contactPhone: '0350-0000000' };
const remedy = { reviewOrgan: '忻州市人民政府', court: '忻府区人民法院' };

/** An ordinary penalty from a complaint to the day before its closing: its last approval lies with the head. */
export async function layPenalty(desk: Desk): Promise<void> {
  const caseId = await open(desk);
  const actId = await inspect(desk, caseId);
  await question(desk, caseId);
  await gather(desk, caseId, actId);
  await decide(desk, caseId);
  await carryOut(desk, caseId);
}

async function open(desk: Desk): Promise<string> {
  const { officer } = desk;
  const { causes } = await officer.call('listCauses', {});
  const { id: caseId } = await officer.call('openCase', {
    ...{ ...people(desk), cause, party: null, procedure: 'ordinary', ownNumber: '忻财监立〔2026〕7号' },
    ...{ causeId: causes.find((one) => one.name === cause)?.id ?? null, weights: ['complex'] },
    ...{ source: 'complaint', sourceOn: '2026-09-07', openedAt: on('2026-09-08 09:10') },
    sourceNote: '群众来信反映该公司设有两套账，现金收入不入账',
  });
  const company = await addParty(desk, caseId, 'party', {
    ...{ kind: 'organisation', name, numberKind: 'creditCode', number: '91350100M000100Y43' },
    ...{ phone: '03500000066', address: place },
  });
  await addParty(desk, caseId, 'legalRepresentative', { kind: 'person', name: manager }, company.id);
  const source = {
    caseSource: '群众来信举报',
    facts: '来信反映五台商贸有限公司设有两套账，现金收入不入账。',
  };
  await write(desk, {
    ...{ kind: 'caseSourceRegister', caseId, state: 'signed' },
    says: {
      ...{ ...source, receivedAt: on('2026-09-07 15:20'), recorderName: '张若兰', partyLegal: manager },
      proposal: '线索具体，建议立案调查。',
    },
  });
  await write(desk, {
    ...{ kind: 'caseFilingApproval', caseId, state: 'signed' },
    says: {
      ...{ ...source, basis: '《中华人民共和国行政处罚法》第五十四条', date: '2026-09-09' },
      opinion: '符合立案标准，建议立案。',
    },
  });
  await go(desk, caseId, { kind: 'file', at: on('2026-09-09 10:00'), detail: { opinion: '符合立案标准' } });
  return caseId;
}

/** The inspection that the card of the demonstration shows: film, an interruption, film again. */
async function inspect(desk: Desk, caseId: string): Promise<string> {
  const actId = await act(desk, {
    ...{ caseId, type: 'onSiteInspection', cause: '会计信息质量检查', party: name, place, filmed: true },
    ...{ from: '2026-09-15 10:02', to: '2026-09-15 10:50' },
    more: {
      ...{ planned: true, planNote: '2026年第三季度会计信息质量检查计划' },
      coordinates: { latitude: 38.4161, longitude: 112.7341 },
    },
  });
  await link(
    desk,
    actId,
    desk.films.filter(({ name }) => name.includes('20260915')),
  );
  const second = film(desk, '104400');
  const shownIn = '100200';
  await walkThrough(
    desk,
    actId,
    {
      ...{ shownIn, checked: ['2026-09-15 09:40', null], arrived: ['2026-09-15 10:02', 0] },
      ...{ stated: ['2026-09-15 10:02:02', 2], notified: ['2026-09-15 10:02:12', 12] },
      ...{ key: ['2026-09-15 10:02:16', 16], left: ['2026-09-15 10:50', null] },
    },
    [
      {
        ...{ at: '2026-09-15 10:02:20', until: '2026-09-15 10:44' },
        step: { kind: 'interrupted', detail: { cause: 'lowBattery', voice: true, resumed: true } },
        media: { recordingId: second.id, second: 3 },
      },
      { at: '2026-09-15 10:46', step: { kind: 'interruptionReported', detail: { about: null } } },
      { at: '2026-09-15 17:20', step: { kind: 'interruptionExplained', detail: { about: null } } },
    ],
  );
  await write(desk, {
    ...{ kind: 'onSceneRecord', caseId, actId, state: 'signed', signer: manager, place },
    says: {
      ...{ onSitePerson: manager, recorderName: '张若兰' },
      certificateShown: '执法人员出示执法证件，说明来意，告知陈述、申辩和申请回避的权利。',
      situation: `财务资料室存有2025年度法定账簿一套；电脑内另有“门店现金”电子表格一份，登记门店现金收入，未计入法定账簿。执法人员对资料室拍照，对电子表格打印并由${manager}签字确认。记录仪于10时02分因电量不足中止，10时44分换机恢复。`,
      attachments: '照片1张、打印件12页',
    },
  });
  return actId;
}

async function question(desk: Desk, caseId: string): Promise<void> {
  const at = { from: '2026-09-18 09:00', to: '2026-09-18 10:10' };
  const room = '忻州市财政局二楼询问室';
  const actId = await act(desk, { ...at, caseId, type: 'questioning', cause, party: manager, place: room });
  await write(desk, {
    ...{ kind: 'interviewRecord', caseId, actId, state: 'signed', signer: manager, place: room },
    says: {
      ...{
        asked: manager,
        askedGender: 'male',
        askedAge: '46',
        askedId: '已当场核对原件',
        recorderName: '张若兰',
      },
      ...{ askedWork: `${name}，经理`, askedAddress: '忻州市忻府区', askedPhone: '', relation: '法定代表人' },
      certificateShown:
        '问：我们是忻州市财政局执法人员，这是我们的执法证件。你有权申请回避，应当如实回答。答：清楚了。',
      dialogue: [
        { q: '门店现金收入怎样入账？', a: '2025年1月起另记在电子表格里，没有交会计入账。' },
        { q: '为什么另记？', a: '图方便，当时没有想到要合并。' },
        { q: '差额是多少？', a: '核对下来一共126,400元，我没有异议。' },
      ],
    },
  });
}

async function gather(desk: Desk, caseId: string, actId: string): Promise<void> {
  const opening = film(desk, '100200');
  const itemId = await evidence(desk, caseId, {
    ...{ kind: 'avMaterial', form: 'clip', title: '现场检查录像：出示证件和告知', recordingId: opening.id },
    ...{ fromSeconds: 2, toSeconds: 18, source: '执法记录仪 XZ260017', place, at: '2026-09-15 10:02' },
    proves: '执法人员依法表明身份、告知权利，检查程序合法',
  });
  await desk.officer.call('noteEvidence', {
    ...{ id: randomUUID(), itemId, version: 0, takenBy: '李明远', takenAt: on('2026-09-15 10:02'), place },
    ...{ method: '执法记录仪同步摄录，未作剪辑', proves: '检查程序合法' },
    transcript: '现在是2026年9月15日10时02分，我们是忻州市财政局执法人员，对五台商贸有限公司开展检查。',
  });
  await evidence(desk, caseId, {
    ...{ kind: 'documentary', form: 'photo', title: '财务资料室照片', recordingId: film(desk, 'IMG_').id },
    ...{ source: '执法人员现场拍摄', place, at: '2026-09-15 10:15', proves: '法定账簿的存放情况' },
  });
  const { rows } = await desk.officer.call('listDocuments', { actId });
  await evidence(desk, caseId, {
    ...{ kind: 'onSceneRecord', form: 'document', title: '现场检查笔录', documentId: rows[0]?.id ?? null },
    ...{ source: '执法人员制作', place, at: '2026-09-15 10:48', proves: '现场发现另一套账目' },
  });
  await evidence(desk, caseId, {
    ...{ kind: 'documentary', form: 'object', title: '“门店现金”电子表格打印件', quantity: '12页' },
    ...{ storagePlace: '财政监督科卷柜 3 号', providedBy: manager, source: '当事人提供，签字确认', place },
    ...{ at: '2026-09-15 10:40', proves: '现金收入未计入法定账簿的数额' },
  });
}

async function decide(desk: Desk, caseId: string): Promise<void> {
  const reviewerId = (await desk.reviewer.call('currentSession', {})).account.id;
  const said = { facts, evidence: proof, basis };
  await write(desk, {
    ...{ kind: 'investigationReport', caseId, state: 'signed' },
    says: {
      ...{ ...said, reasons: '违法事实清楚，证据确凿；首次发生且主动说明，适用较轻的裁量档次。' },
      ...{ proposal: penalty, date: '2026-10-12', caseSource: '群众来信举报' },
    },
  });
  await go(
    desk,
    caseId,
    { kind: 'conclude', at: on('2026-10-12 09:30'), detail: { opinion: '事实已经查清' } },
    {
      ...{ kind: 'submitReview', at: on('2026-10-12 10:00') },
      detail: { reviewerId, opinion: '拟罚款5,000元，案情复杂，送法制审核' },
    },
    {
      ...{ kind: 'agreeInReview', at: on('2026-10-14 16:00') },
      detail: { opinion: '程序合法，证据充分，裁量适当' },
    },
    {
      ...{ kind: 'discuss', at: on('2026-10-15 15:00') },
      detail: { people: '负责人、法制审核员、专职保管员', result: '一致同意承办机构意见' },
    },
    { kind: 'giveNotice', at: on('2026-10-16 10:00'), detail: { content: `拟${penalty}` } },
    {
      ...{ kind: 'hearStatement', at: on('2026-10-21 10:00') },
      detail: { waived: false, content: '当事人书面表示没有异议，请求从轻' },
    },
    { kind: 'decide', at: on('2026-10-23 09:00'), detail: { outcome: 'penalise', content: penalty } },
  );
  await write(desk, {
    ...{ kind: 'legalReviewOpinion', caseId, by: desk.reviewer, state: 'signed' },
    says: {
      ...{
        proposal: penalty,
        reviewItems: '主体、权限、程序、事实、证据、依据、裁量、文书',
        reviewResult: 'agree',
      },
      ...{ content: '程序合法，证据充分，裁量适当，同意。', reviewerName: '法制审核员', date: '2026-10-14' },
    },
  });
  await write(desk, {
    ...{ kind: 'priorNotice', caseId, state: 'signed' },
    says: {
      ...{ ...said, reasons: '上述行为违反了会计账簿设置的规定。', intendedPenalty: penalty },
      ...{ ...contact, answerBy: '2026-10-22', date: '2026-10-16' },
    },
  });
}

async function carryOut(desk: Desk, caseId: string): Promise<void> {
  const decision = await write(desk, {
    ...{ kind: 'penaltyDecision', caseId, state: 'signed' },
    says: {
      ...{ facts, evidence: proof, basis, penalty, fine: '5000', ...remedy, ...contact, date: '2026-10-23' },
      ...{ defence: '当事人没有异议，请求从轻；首次发生并主动说明，已在裁量中考虑。', payBy: '2026-11-10' },
      ...{ bank: '演示银行忻州分行', account: '0000 0000 0066' },
    },
  });
  const service = { from: '2026-10-26 10:00', to: '2026-10-26 10:20' };
  const actId = await act(desk, { ...service, caseId, type: 'service', cause, party: name, place });
  await desk.officer.call('enterAddress', {
    ...{ id: randomUUID(), caseId, party: name, partyId: null, address: place, receiver: manager },
    ...{ phone: '03500000066', consents: true, channel: 'sms', account: '03500000066' },
    ...{ signedAt: on('2026-09-15 10:49'), recordingId: null },
  });
  const at = on('2026-10-26 10:10');
  await desk.officer.call('enterService', {
    ...{ id: randomUUID(), caseId, actId, subject: 'decision', documentId: decision.id, partyId: null },
    ...{ document: `行政处罚决定书 ${decision.number}`, documentMadeAt: on('2026-10-23 10:00'), party: name },
    ...{ manner: 'direct', at, place, officerIds: desk.organ.officerIds, witnesses: [], recordingIds: [] },
    ...{ carrier: null, reason: null },
    receipt: {
      id: randomUUID(),
      outcome: 'signed',
      at,
      receiver: manager,
      relation: '法定代表人',
      note: null,
    },
  });
  await write(desk, {
    ...{ kind: 'serviceReceipt', caseId, actId, state: 'signed', signer: manager, place },
    says: {
      ...{
        receiverName: name,
        served: `行政处罚决定书 ${decision.number}`,
        servedHow: 'direct',
        servedAt: at,
      },
      servedWhere: place,
    },
  });
  await go(desk, caseId, {
    ...{ kind: 'perform', at: on('2026-11-06 11:00') },
    detail: { note: '罚款已缴入国库，账簿已合并', paid: true },
  });
  await write(desk, {
    ...{ kind: 'closingReport', caseId, state: 'draft' },
    says: {
      ...{ facts, penalty, execution: '罚款已全额缴纳，账簿已按规定合并设置。', closedAs: 'performed' },
      ...{ decidedOn: '2026-10-23', servedOn: '2026-10-26', closedOn: dayOf(hoursAgo(desk.now, 1)) },
      opinion: '处罚决定执行完毕，建议结案。',
    },
  });
  await ask(
    caseId,
    { kind: 'close', at: null, detail: { opinion: '处罚决定执行完毕，建议结案' } },
    desk.officer,
  );
}
