import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAct } from '../../server/src/cases/acts.ts';
import { openCase } from '../../server/src/cases/cases.ts';
import { linkEvidence } from '../../server/src/cases/index.ts';
import { secondOfficer, valueAs } from '../../server/test/goods.ts';
import { cards, type House, narrow, openHouse, sendAndOpen } from '../house.ts';

let house: House;
let page: Page;
let caseUrl: string;
const photo = 'IMG_20260915_101512.jpg';

beforeAll(async () => {
  house = await openHouse();
  const { ground, organ, url } = house.server;
  const { officer } = organ.people;
  const as = <T>(work: Parameters<typeof valueAs<T>>[2]) => valueAs<T>(ground, officer, work);
  const officerIds = [organ.officerId, await secondOfficer(ground, organ)];
  const what = { cause: '走私卷烟', party: '张三', unitId: organ.unitId, officerIds };
  type CaseInput = Parameters<typeof openCase>[1];
  type ActInput = Parameters<typeof createAct>[1];
  const opened = { ownNumber: null, procedure: 'ordinary', openedAt: '2026-09-13T01:00:00.000Z' };
  const { id } = await as<{ id: string }>((ctx) =>
    openCase(ctx, { ...what, ...opened, weights: [], closedAt: null } as unknown as CaseInput),
  );
  caseUrl = `${url}/cases/${id}`;
  const begun = { caseId: id, startedAt: '2026-09-14T01:00:00.000Z', endedAt: null, filmed: false };
  const rest = { ...begun, place: null, circumstances: [], procedure: null };
  const act = (type: string) =>
    as<{ id: string }>((ctx) => createAct(ctx, { ...what, ...rest, type } as unknown as ActInput));
  const sealing = await act('seal');
  await act('service');
  page = await house.enter('officer');
  await sendAndOpen(page, join(cards, 'xz', photo));
  const recordingId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await as((ctx) => linkEvidence(ctx, { actId: sealing.id, recordingId, note: null }));
});
afterAll(() => house.close());

const form = () => page.locator('.ant-modal-body');
const fill = (label: string, text: string) => form().getByLabel(label, { exact: true }).fill(text);
async function fillTime(label: string, at: string) {
  await fill(label, at);
  await page.keyboard.press('Enter');
}
async function pick(label: string, option: string | RegExp) {
  await form().getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option).click();
}
const save = () =>
  form()
    .getByRole('button', { name: /^保\s*存$/ })
    .click();
const closed = () => page.locator('.ant-modal-body').waitFor({ state: 'detached' });
const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const press = (within: Locator, name: string | RegExp) => within.getByRole('button', { name }).click();

test('a film of the case becomes evidence, with its note and its chain', async () => {
  await page.goto(`${caseUrl}/evidence`);
  await press(page.locator('.page-head'), '登记证据');
  await pick('形式', '音像片段');
  await save();
  for (const wanted of ['填写来源', '选择音像或文件', '填写从第几秒', '填写到第几秒'])
    await form().getByText(`请${wanted}`).waitFor();
  await page.reload();
  await press(page.locator('.page'), '登记为证据');
  await fill('名称', '仓库照片');
  await fill('来源', '执法记录仪');
  await fill('取得地点', '五台路 5 号仓库');
  await fill('证明对象', '仓库内存放无标识卷烟');
  await save();
  await closed();
  const item = page.getByTestId('evidence-item');
  await item.getByText('缺证据说明').waitFor();
  await press(item, '写证据说明');
  await save();
  await closed();
  await item.getByText('已有说明').waitFor();
  await press(item, '详情与经手');
  for (const event of ['存入并存证', '关联为证据', '证据登记', '证据文字说明'])
    await form().getByText(event).first().waitFor();
  expect(house.complaints()).toEqual([]);
});

test('a sealing has its list, an extension and a partial return; faults are told at once and nothing is lost', async () => {
  await page.goto(`${caseUrl}/goods`);
  await press(page.locator('.page-head'), '登记财物清单');
  await save();
  for (const fault of ['请选择措施', '请填写地点', /写明批准人和时间.*第十八条/, /请写明签名的人.*第十八条/])
    await form().getByText(fault).first().waitFor();
  await pick('措施', '查封');
  await pick('执法活动', /查封/);
  await fillTime('采取时间', '2026-09-14 10:00:00');
  await fill('地点', '五台路 5 号仓库');
  await fill('名称', '卷烟');
  await fill('数量', '50');
  await fill('单位', '条');
  await fill('保管人', '罚没物品仓库');
  await fill('保管地点', '局机关一楼');
  await save();
  await form().getByText('请填写地点').waitFor({ state: 'detached' });
  expect(
    await form()
      .getByText(/第十八条/)
      .count(),
  ).toBe(3);
  await page.reload();
  await press(page.locator('.page-head'), '登记财物清单');
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  expect(await form().getByLabel('名称', { exact: true }).inputValue()).toBe('卷烟');
  await fill('批准人', '刘局长');
  await fillTime('批准时间', '2026-09-14 09:00:00');
  await fill('当事人签名', '张三');
  await save();
  await closed();
  const list = page.getByTestId('goods-list');
  await list.getByText('在管 50 条').waitFor();
  await list.locator('button.tag').first().waitFor();
  await press(list, '延长');
  await fillTime('时间', '2026-10-10 10:00:00');
  await fill('理由', '案情复杂');
  await fill('批准人', '刘局长');
  await save();
  await closed();
  await press(list, '处理物品');
  await fillTime('时间', '2026-10-12 10:00:00');
  await fillTime('批准时间', '2026-10-12 09:00:00');
  await pick('处理方式', '返还');
  await fill('1. 卷烟', '60');
  await fill('理由', '与案件无关');
  await fill('批准人', '刘局长');
  await save();
  await form().getByText('卷烟现在只有 50 条').waitFor();
  await form().getByText('请写明由谁接收').waitFor();
  await fill('1. 卷烟', '20');
  await fill('接收人', '张三');
  await fill('签收或者处理记录', '当场签收');
  await save();
  await closed();
  await list.getByText('在管 30 条').waitFor();
  await list.getByText('返还 20 条').waitFor();
  await page.goto(`${house.server.url}/goods`);
  await list.getByText('在管 30 条').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('a document is left with film, and one is posted as a notice whose period is counted', async () => {
  await page.goto(`${caseUrl}/services`);
  const enter = async (manner: string) => {
    await press(page.locator('.page-head'), '登记送达');
    await pick('文书类别', '行政处罚等决定');
    await fill('文书名称和文号', '行政处罚决定书 1 号');
    await fillTime('文书制作时间', '2026-10-12 09:00:00');
    await pick('送达方式', manner);
    await fillTime('送达、寄出或公告时间', '2026-10-13 10:00:00');
    await fill('送达地点', '张三住所');
    await pick('送达的执法活动', /文书送达/);
  };
  // What the manner asks for is said together with what every service asks for.
  await press(page.locator('.page-head'), '登记送达');
  await pick('送达方式', '公告送达');
  await save();
  for (const wanted of ['公告发布在哪里', '公告送达的原因和经过', '送达地点'])
    await form().getByText(`请填写${wanted}`).waitFor();
  await pick('送达方式', '留置送达');
  await save();
  await form()
    .getByText(/应当有见证人签名，或者有拍照、录像.*第八十九条/)
    .waitFor();
  await form().getByText('请填写送达地点').waitFor();
  await page.reload();
  await enter('留置送达');
  await pick('结果', '已留置');
  await form().getByLabel('送达过程的音像').click();
  await page.locator('.ant-select-dropdown:visible').getByText(photo).click();
  await page.keyboard.press('Escape');
  await save();
  await closed();
  const [first, second] = [0, 1].map((i) => page.getByTestId('service').nth(i)) as [Locator, Locator];
  await first.getByText('送达日期 2026-10-13').waitFor();
  await enter('公告送达');
  await fill('公告发布在哪里', '本机关网站');
  await fill('公告送达的原因和经过', '下落不明，邮寄退回');
  await save();
  await closed();
  await second.getByText('2026-11-12').first().waitFor();
  expect(house.complaints()).toEqual([]);
});

test('on a telephone the pages and the page of the case fit', async () => {
  page = await house.enter('officer', narrow);
  for (const path of ['/evidence', '/goods', '/services', '']) {
    await page.goto(`${caseUrl}${path}`);
    await page.locator('.page-head').waitFor();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    expect(await over(), path).toBeLessThanOrEqual(0);
  }
  expect(house.complaints()).toEqual([]);
});
