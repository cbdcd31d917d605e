import type { CaseEvidence, EvidenceItem, GoodsEvent, GoodsList, ServiceRow } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, ownAccountId, wordsIn } from '../../render-for-tests.tsx';
import { sampleDuty, sampleId } from '../../samples-for-tests.ts';
import { EvidenceItemCard, needsNote } from './EvidenceItemCard.tsx';
import { GoodsListCard } from './GoodsListCard.tsx';
import { ServedTag, ServiceCard } from './ServiceCard.tsx';

const at = '2026-10-14T02:00:00.000Z';
const wang = [{ id: sampleId(5), name: 'Wang' }];

const item = (change: Partial<EvidenceItem> = {}): EvidenceItem => ({
  ...{ id: sampleId(1), caseId: sampleId(4), number: 3, revision: 1, kind: 'avMaterial', form: 'recording' },
  ...{ title: 'film of the shop', recordingId: sampleId(8), fromSeconds: null, toSeconds: null },
  ...{ documentId: null, storagePlace: null, quantity: null, source: 'camera', providedBy: null },
  ...{ officerIds: [sampleId(5)], obtainedAt: at, place: 'Lane 3', proves: 'it was open', officers: wang },
  ...{ recording: null, note: null, transfers: [], holder: null, inOwnHands: false, excluded: null },
  ...{ withdrawn: null, elsewhere: [], enteredBy: 'Wang', enteredAt: at },
  ...change,
});
const known = (change: boolean, judge: boolean): CaseEvidence => ({
  ...{ items: [], suggestions: [], receivers: [], abilities: { change, judge } },
});
const card = (of: EvidenceItem, [change, judge] = [true, false], language: 'zh' | 'en' = 'zh') =>
  draw(<EvidenceItemCard item={of} known={known(change, judge)} />, { language, roles: ['officer'] });
const transfer = (change: Partial<EvidenceItem['transfers'][number]> = {}) => ({
  ...{
    id: sampleId(20),
    givenBy: 'Wang',
    givenAt: at,
    toAccount: sampleId(21),
    to: 'Li',
    storagePlace: 'Room 2',
  },
  ...{ reason: 'to be tested', answeredAt: null, received: null, remarks: null },
  ...change,
});

describe('an item of evidence', () => {
  it('says what it proves, whence, who obtained it, when by the clock of Beijing, and where', () => {
    const words = wordsIn(card(item({ providedBy: 'Zhang' })));
    expect(words).toContain('3. film of the shop');
    expect(words).toContain('it was open');
    expect(words).toContain('camera · Zhang');
    expect(words).toContain('Wang · 2026-10-14 10:00 · Lane 3');
  });
  it('of film, sound or pictures wants a note; a thing or document does not', () => {
    expect(
      ['recording', 'clip', 'photo', 'object', 'electronicFile', 'document'].map((form) =>
        needsNote(item({ form: form as EvidenceItem['form'] })),
      ),
    ).toEqual([...[true, true, true, false, false, false]]);
    expect(wordsIn(card(item()))).toContain('缺证据说明');
    expect(wordsIn(card(item({ form: 'object' })))).not.toContain('缺证据说明');
  });
  it('of a clip says which seconds, from the first of the film too', () => {
    expect(wordsIn(card(item({ form: 'clip', fromSeconds: 0, toSeconds: 90 })))).toContain('第 0 至 90 秒');
  });
  it('leads to the other cases in which the film is evidence', () => {
    const html = card(item({ elsewhere: [{ caseId: sampleId(9), caseNumber: 'XZ-C-9', number: 2 }] }));
    expect(linksIn(html)).toContain(`/cases/${sampleId(9)}/evidence`);
    expect(wordsIn(html)).toContain('也是案件 XZ-C-9 的证据 2');
  });
});

describe('what can be done about an item', () => {
  it('is only to look, for who may not change the case', () => {
    expect(buttonsIn(card(item(), [false, false]))).toEqual(['详情与经手']);
  });
  it('is to note, change and withdraw for who may', () => {
    expect(buttonsIn(card(item()))).toEqual(['详情与经手', '写证据说明', '修改', '撤回登记']);
  });
  it('is to leave it out, or to admit it again, for who judges', () => {
    expect(buttonsIn(card(item(), [false, true]))).toEqual(['详情与经手', '作为非法证据排除']);
    const excluded = item({ excluded: { at, reason: 'taken by force' } });
    expect(buttonsIn(card(excluded, [false, true]))).toEqual(['详情与经手', '恢复采用']);
    expect(wordsIn(card(excluded))).toContain('已排除：taken by force');
  });
  it('is to hand over a thing that is in one’s own hands, once at a time', () => {
    const thing = { form: 'object' as const, inOwnHands: true };
    expect(buttonsIn(card(item(thing)))).toContain('移交');
    expect(buttonsIn(card(item({ ...thing, inOwnHands: false })))).not.toContain('移交');
    expect(buttonsIn(card(item({ ...thing, form: 'recording' })))).not.toContain('移交');
    expect(buttonsIn(card(item({ ...thing, transfers: [transfer()] })))).not.toContain('移交');
  });
  it('is nothing but to look once it was withdrawn', () => {
    const withdrawn = item({ withdrawn: { at, reason: 'entered twice' } });
    expect(buttonsIn(card(withdrawn, [true, true]))).toEqual(['详情与经手']);
    expect(wordsIn(card(withdrawn))).toContain('已撤回：entered twice');
    expect(wordsIn(card(withdrawn))).not.toContain('缺证据说明');
  });
});

describe('a thing on its way', () => {
  it('waits for its receiver, who alone can answer', () => {
    const html = card(item({ form: 'object', transfers: [transfer()] }));
    expect(wordsIn(html)).toContain('等待 Li 确认');
    expect(buttonsIn(html)).not.toContain('确认接收');
    const mine = card(item({ form: 'object', transfers: [transfer({ toAccount: ownAccountId })] }));
    expect(buttonsIn(mine)).toEqual(expect.arrayContaining(['确认接收', '没有收到']));
  });
  it('says that it came, or why it did not, and asks no more', () => {
    const answered = { answeredAt: at, toAccount: ownAccountId };
    const came = card(item({ transfers: [transfer({ ...answered, received: true })] }));
    expect(wordsIn(came)).toContain('2026-10-14 10:00 已接收');
    expect(buttonsIn(came)).not.toContain('确认接收');
    const lost = card(
      item({ transfers: [transfer({ ...answered, received: false, remarks: 'broken seal' })] }),
    );
    expect(wordsIn(lost)).toContain('未接收：broken seal');
  });
});

const goodsEvent = (kind: GoodsEvent['kind'], change: Partial<GoodsEvent> = {}): GoodsEvent => ({
  ...{ id: sampleId(40), kind, at, until: null, toldAt: null, reason: 'by law', approvedBy: 'Head' },
  ...{ approvedAt: null, approvalId: null, source: null, manner: null, lines: [], receiver: null },
  ...{ receipt: null, officers: [], recordingId: null, undone: false, enteredBy: 'Wang', enteredAt: at },
  ...change,
});
const goods = (change: Partial<GoodsList> = {}): GoodsList => ({
  ...{ id: sampleId(7), caseId: sampleId(4), caseNumber: 'XZ-C-1', stepId: sampleId(9), number: 1 },
  ...{ actId: sampleId(2), measure: 'seal', urgent: false, party: 'Shunda', partyId: null, place: 'store' },
  ...{
    takenAt: at,
    approvedBy: 'Head',
    approvedAt: at,
    approvalId: null,
    officers: wang,
    keeperKind: 'organ',
  },
  ...{ keeper: 'Team', keepingPlace: 'Room 2', signedBy: 'Zhang', refusedReason: null, witness: null },
  lines: [
    {
      ...{ line: 1, name: 'oil', specification: null, quantity: 5, unit: 'L', condition: null, place: null },
      ...{ photoId: null, held: 5, confiscated: 0, gone: [] },
    },
  ],
  ...{ events: [], undone: false, endedAt: null, duties: [], enteredBy: 'Wang', enteredAt: at },
  ...change,
});
const goodsCard = (list: GoodsList, change = true, language: 'zh' | 'en' = 'zh') =>
  draw(<GoodsListCard list={list} change={change} />, { language, roles: ['officer'] });
const line = (held: number, confiscated: number) => [
  { ...(goods().lines[0] as GoodsList['lines'][0]), held, confiscated },
];

describe('a list of goods', () => {
  it('names each clock that runs, with its article', () => {
    const what = { zh: '解除查封、扣押或者作出处理', en: 'lift the measure or decide' };
    const words = wordsIn(goodsCard(goods({ duties: [sampleDuty({ duty: 'period', what })] })));
    expect(words).toContain('解除查封、扣押或者作出处理');
    expect(words).toContain('《某某办法》第十条第二款第三项');
  });
  it('offers what the law lets be done with it, and to take it back while nothing was', () => {
    expect(buttonsIn(goodsCard(goods()))).toEqual(
      expect.arrayContaining(['处理物品', '延长期限', '检验、检测、检疫、鉴定', '解除', '撤回整张清单']),
    );
    expect(buttonsIn(goodsCard(goods()))).not.toContain('报告并补办批准');
  });
  it('is shown without a button to who may not change it', () => {
    expect(buttonsIn(goodsCard(goods(), false))).toEqual([]);
  });
  it('that was taken in urgency is reported first, once', () => {
    expect(buttonsIn(goodsCard(goods({ urgent: true })))[0]).toBe('报告并补办批准');
    const reported = goods({ urgent: true, events: [goodsEvent('reported')] });
    expect(buttonsIn(goodsCard(reported))).not.toContain('报告并补办批准');
  });
  it('is extended once, and again where the extension was taken back', () => {
    const extended = (undone: boolean) => goods({ events: [goodsEvent('extended', { undone })] });
    expect(buttonsIn(goodsCard(extended(false)))).not.toContain('延长期限');
    expect(buttonsIn(goodsCard(extended(true)))).toContain('延长期限');
  });
  it('of advance registration knows no extension', () => {
    expect(buttonsIn(goodsCard(goods({ measure: 'advanceRegistration' })))).not.toContain('延长期限');
  });
  it('of which nothing is left has nothing to dispose of; what was confiscated and is here still has', () => {
    expect(buttonsIn(goodsCard(goods({ lines: line(0, 0), endedAt: at })))).not.toContain('处理物品');
    expect(buttonsIn(goodsCard(goods({ lines: line(0, 2), endedAt: at })))).toContain('处理物品');
  });
  it('that was taken back can only be read', () => {
    const html = goodsCard(goods({ undone: true }));
    expect(wordsIn(html)).toContain('已撤回');
    expect(buttonsIn(html)).toEqual([]);
  });
  it('says where each quantity is', () => {
    const lines = line(2, 1).map((one) => ({ ...one, gone: [{ manner: 'returned' as const, quantity: 2 }] }));
    const words = wordsIn(goodsCard(goods({ lines })));
    for (const said of ['在管 2 L', '没收待处理 1 L', '返还 2 L']) expect(words).toContain(said);
  });
  it('tells of what was disposed of by name and quantity', () => {
    const event = goodsEvent('disposed', {
      manner: 'returned',
      lines: [{ line: 1, quantity: 2 }],
      receiver: 'Zhang',
    });
    const words = wordsIn(goodsCard(goods({ events: [event] })));
    expect(words).toContain('oil 2 L');
    expect(words).toContain('接收人 Zhang');
  });
});

const service = (change: Partial<ServiceRow> = {}): ServiceRow => ({
  ...{ id: sampleId(50), caseId: sampleId(4), actId: null, subject: 'decision', document: 'Decision 1' },
  ...{
    documentId: null,
    documentMadeAt: at,
    party: 'Shunda',
    partyId: null,
    manner: 'direct',
    at,
    place: 'shop',
  },
  ...{ witnesses: [], recordingIds: [], carrier: null, reason: null, number: 1, officers: wang },
  ...{ standing: 'underway', receipts: [], enteredBy: 'Wang', enteredAt: at },
  served: {
    at: null,
    provisional: false,
    article: { zh: '第八十八条', en: 'art. 88' },
    why: { zh: '还没有签收', en: 'not signed for' },
    steps: [],
  },
  ...change,
});
const receipt = (outcome: ServiceRow['receipts'][0]['outcome'], change = {}): ServiceRow['receipts'][0] => ({
  ...{ id: sampleId(51), outcome, at, receiver: null, relation: null, note: null, servedAt: null },
  ...{ enteredBy: 'Wang', enteredAt: at, byHouse: false },
  ...change,
});
const serviceCard = (row: ServiceRow, change = true, language: 'zh' | 'en' = 'zh') =>
  draw(<ServiceCard row={row} change={change} />, { language, roles: ['officer'] });
const served = (servedAt: string | null, provisional = false) => ({
  ...service().served,
  at: servedAt,
  provisional,
});

describe('a service', () => {
  it('is concluded while it is on its way, and corrected once it has an end', () => {
    expect(buttonsIn(serviceCard(service()))).toEqual(['登记结果', '撤回登记']);
    expect(buttonsIn(serviceCard(service({ receipts: [receipt('signed')] })))).toEqual([
      '更正结果',
      '撤回登记',
    ]);
    expect(buttonsIn(serviceCard(service(), false))).toEqual([]);
  });
  it('that was withdrawn can only be read', () => {
    expect(buttonsIn(serviceCard(service({ standing: 'withdrawn' })))).toEqual([]);
  });
  it('by notice counts only once its period is over', () => {
    const notice = (servedAt: string) => service({ manner: 'publicNotice', served: served(servedAt) });
    expect(buttonsIn(serviceCard(notice('2199-01-01T00:00:00.000Z')))).toEqual(['撤回登记']);
    expect(buttonsIn(serviceCard(notice('2020-01-01T00:00:00.000Z')))).toEqual(['登记视为送达', '撤回登记']);
  });
  it.each<[ServiceRow['standing'], string | null, boolean, string]>([
    ['served', '2026-10-14T16:30:00.000Z', false, '送达日期 2026-10-15'],
    ['served', at, true, '送达日期 2026-10-14（放假安排未载入，暂定）'],
    ['underway', null, false, '送达中'],
    ['underway', at, false, '公告至 2026-10-14 期满视为送达'],
    ['failed', null, false, '没有送达'],
    ['withdrawn', null, false, '已撤回'],
  ])('%s with %s, provisional %s: %s', (standing, servedAt, provisional, words) => {
    const row = service({ standing, served: served(servedAt, provisional) });
    expect(wordsIn(draw(<ServedTag row={row} />))).toBe(words);
  });
  it('shows an end that was corrected struck out, and the one that holds not', () => {
    const row = service({ receipts: [receipt('refused'), receipt('signed', { id: sampleId(52) })] });
    const struck = [...serviceCard(row).matchAll(/line-through"><strong>(.*?)</g)].map(([, word]) => word);
    expect(struck).toEqual(['拒收']);
  });
  it('says that the house confirmed it where nobody did', () => {
    const row = service({ manner: 'publicNotice', receipts: [receipt('deemed', { byHouse: true })] });
    expect(wordsIn(serviceCard(row))).toContain('公告期间届满，系统于 2026-10-14 10:00 自动确认');
  });
  it('shows how the day was counted, and nothing of it where nothing was counted', () => {
    const reason = { zh: '公告期', en: 'notice' };
    const steps = [{ on: '2026-10-15', counted: true, ordinal: 1, reason, mark: null }];
    expect(wordsIn(serviceCard(service({ served: { ...service().served, steps } })))).toContain(
      '2026-10-15\n公告期',
    );
    expect(serviceCard(service())).not.toContain('class="strip"');
  });
  it('leads to its document and film', () => {
    expect(linksIn(serviceCard(service({ recordingIds: [sampleId(8)] })))).toEqual([
      `/recordings/${sampleId(8)}`,
    ]);
    expect(wordsIn(serviceCard(service()))).not.toContain('送达过程的音像');
    const row = service({ documentId: sampleId(60), recordingIds: [sampleId(8), sampleId(9)] });
    expect(linksIn(serviceCard(row))).toEqual([
      ...[`/documents/${sampleId(60)}`, `/recordings/${sampleId(8)}`, `/recordings/${sampleId(9)}`],
    ]);
  });
});

it('in English there is no Chinese word', () => {
  const parts = [
    card(item({ excluded: { at, reason: 'x' }, transfers: [transfer()] }), [true, true], 'en'),
    goodsCard(goods({ urgent: true, events: [goodsEvent('tested', { until: at, toldAt: at })] }), true, 'en'),
    serviceCard(service({ receipts: [receipt('signed')], carrier: 'x', manner: 'postal' }), true, 'en'),
  ];
  for (const html of parts) expect(chineseIn(html)).toEqual([]);
});
