import type { CaseMoveKind, Input as In, StatedMove } from '@liuhen/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerOfficer } from '../../server/src/roster/index.ts';
import { asPerson } from '../../server/test/people.ts';
import type { TestVisitor } from '../../server/test/server.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
let officer: TestVisitor;
let head: TestVisitor;
let officerIds: string[];
let presiderId: string;
let ids = 0;
const newId = () => `018f0000-0000-7000-8000-${String(++ids).padStart(12, '0')}`;

beforeAll(async () => {
  house = await openHouse();
  const { organ, ground } = house.server;
  officer = await house.server.visit(organ.people.officer);
  head = await house.server.visit(organ.people.head);
  const register = async (name: string, deviceUserId: string) => {
    const { value } = await asPerson(ground, organ.people.administrator, (ctx) =>
      registerOfficer(ctx, {
        ...{ unitId: organ.unitId, name, kind: 'officer', deviceUserId },
        ...{ certificateNo: `140900${deviceUserId}`, certificateValidUntil: '2030-12-31' },
      }),
    );
    return value.id;
  };
  officerIds = [organ.officerId, await register('李四', '140902')];
  presiderId = await register('赵六', '140906');
});
afterAll(() => house.close());

const save = (page: Page) => page.getByRole('button', { name: /^保\s*存$/ }).click();
const input = (): In<'openCase'> => ({
  ...{ ownNumber: null, cause: '未按规定设置会计账簿', party: null, procedure: 'ordinary' },
  ...{ unitId: house.server.organ.unitId, officerIds, openedAt: '2026-08-31T01:00:00.000Z' },
});
/** Makes a move as a program would, with the head's word where it takes one. */
async function go(caseId: string, kind: CaseMoveKind, detail: object, on: string): Promise<void> {
  const { count } = await officer.call('getCaseCourse', { id: caseId });
  const move = { kind, at: `2026-${on}T02:00:00.000Z`, detail } as StatedMove;
  const { approvalId } = await officer.call('moveCase', { id: newId(), caseId, seen: count, move });
  if (approvalId !== null)
    await head.call('decideApproval', { id: approvalId, revision: 1, agrees: true, opinion: '' });
}
async function addParty(caseId: string): Promise<void> {
  const party = {
    ...{ kind: 'organisation' as const, name: '五台商贸有限公司', numberKind: 'creditCode' as const },
    ...{ number: '91350100M000100Y43', phone: null, address: null },
  };
  const line = { id: newId(), caseId, role: 'party' as const, represents: null };
  const known = await officer.call('findParties', { text: party.number });
  const partyId = known[0]?.id ?? null;
  await officer.call('addCaseParty', { ...line, partyId, party: partyId ? null : party });
}
const inspect = (caseId: string) =>
  officer.call('createAct', {
    ...{ type: 'onSiteInspection', cause: '检查账簿', party: null, place: null, filmed: false, caseId },
    ...{ unitId: house.server.organ.unitId, officerIds, endedAt: '2026-09-02T02:00:00.000Z' },
    startedAt: '2026-09-02T01:00:00.000Z',
  });

test('a penalty goes from a complaint to its closing, its decision kept back while the legal review is open', async () => {
  const { id } = await officer.call('openCase', { ...input(), source: 'complaint', weights: ['complex'] });
  await inspect(id);
  await addParty(id);
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/cases/${id}`);
  await page.getByRole('button', { name: /^立\s*案$/ }).click();
  await page.getByLabel('意见').fill('符合立案标准');
  await save(page);
  await page.getByText('已提请审批，等待结果').waitFor();

  const chief = await house.enter('head', narrow);
  await chief.getByRole('link', { name: /立案：.*未按规定设置会计账簿/ }).click();
  await chief.getByRole('button', { name: /^同\s*意$/ }).click();
  await save(chief);
  await chief.getByText('现在：调查取证').waitFor();
  expect(await chief.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );

  const now = async (kind: CaseMoveKind, detail: object) => {
    const { count } = await officer.call('getCaseCourse', { id });
    const move = { kind, at: null, detail } as StatedMove;
    return officer.call('moveCase', { id: newId(), caseId: id, seen: count, move });
  };
  await now('conclude', { opinion: '' });
  await now('giveNotice', { content: '拟罚款 5000 元' });
  await now('hearStatement', { waived: true, content: '' });
  await page.reload();
  await page.getByRole('button', { name: '送法制审核' }).click();
  await page.getByLabel('审核人员').click();
  await page.getByTitle('xz.legalReviewer').click();
  await save(page);
  await page.getByText(/法制审核尚未完成，由xz\.legalReviewer于 .* 起办理/).waitFor();
  await page.getByText('《中华人民共和国行政处罚法》第五十八条第一款').first().waitFor();
  expect(await page.getByRole('button', { name: '作出处理决定' }).isDisabled()).toBe(true);

  const reviewer = await house.enter('legalReviewer');
  await reviewer.locator(`a[href="/cases/${id}"]`).click();
  await reviewer.getByRole('button', { name: '法制审核通过' }).click();
  await save(reviewer);
  await page.reload();
  await page.getByRole('button', { name: '作出处理决定' }).click();
  await page.getByLabel('决定', { exact: true }).click();
  await page.getByTitle('予以处罚').click();
  await page.getByLabel('内容').fill('罚款 5000 元');
  await save(page);
  await page.getByText('等待机关负责人').waitFor();
  const { approvals } = await head.call('getCaseCourse', { id });
  const open = approvals.find(({ state }) => state === 'open');
  await head.call('decideApproval', { id: open?.id ?? '', revision: 1, agrees: true, opinion: '同意' });
  await now('serve', { note: '直接送达' });
  await now('perform', { note: '', paid: true });
  const { approvalId } = await now('close', { opinion: '' });
  await head.call('decideApproval', { id: approvalId ?? '', revision: 1, agrees: true, opinion: '' });
  await page.reload();
  await page.getByText('现在：已结案').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('a hearing is asked for, set and notified on days that the law counts', async () => {
  const { id } = await officer.call('openCase', {
    ...input(),
    source: 'inspection',
    weights: ['hearingRight'],
  });
  await inspect(id);
  await addParty(id);
  await go(id, 'file', { opinion: '' }, '09-01');
  await go(id, 'conclude', { opinion: '' }, '09-18');
  await go(id, 'giveNotice', { content: '拟吊销许可证' }, '09-21');
  await go(id, 'notifyHearingRight', {}, '09-21');
  await go(id, 'requestHearing', {}, '09-29');
  await go(id, 'setHearing', { on: '2026-10-22', place: '二楼会议室', presiderId }, '09-30');
  await go(id, 'notifyHearing', {}, '10-12');
  const duties = async () => (await officer.call('getCase', { id })).duties;
  const keyed = async (key: string) => (await duties()).find((one) => one.key.startsWith(key));
  // The duties follow the log: a moment later they are judged.
  for (let tries = 0; tries < 40 && (await keyed('CF-64.2'))?.state !== 'discharged'; tries++)
    await new Promise((done) => setTimeout(done, 250));
  // The party may ask until the end of 29 September; the notice is in time until that of 12 October.
  expect(await keyed('CF-64.1')).toMatchObject({
    dueBefore: '2026-09-29T16:00:00.000Z',
    state: 'discharged',
  });
  expect(await keyed('CF-64.2')).toMatchObject({
    dueBefore: '2026-10-12T16:00:00.000Z',
    state: 'discharged',
  });
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/cases/${id}`);
  await page.getByRole('button', { name: '举行听证' }).click();
  await page.getByLabel('听证笔录和报告要点').fill('当事人陈述、质证，主持人建议……');
  await save(page);
  await page.getByText(/举行听证，或者当事人放弃/).waitFor({ state: 'detached' });
  await page.getByText('经法制审核通过').first().waitFor();
  expect(house.complaints()).toEqual([]);
});
