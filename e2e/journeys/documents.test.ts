import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusMillis } from '../../server/src/base/clock.ts';
import { openCase } from '../../server/src/cases/cases.ts';
import { setChain } from '../../server/src/cases/chains.ts';
import { registerOfficer, setPassword } from '../../server/src/roster/index.ts';
import { fillDocument } from '../../server/test/documents.ts';
import { noOrigin } from '../../server/test/numbers.ts';
import { asPerson, openPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse, password, signIn } from '../house.ts';

let house: House;
let caseId: string;

beforeAll(async () => {
  house = await openHouse();
  const { ground, organ } = house.server;
  const { administrator, officer } = organ.people;
  const colleague = await asPerson(ground, administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李卫东', kind: 'officer', certificateNo: 'xz-140900002' },
      ...{ certificateValidUntil: '2030-12-31', deviceUserId: null },
    }),
  );
  const second = await openPerson(ground, administrator, 'xz.second', 'officer', colleague.value.id);
  await asPerson(ground, second, (ctx) => setPassword(ctx, second.accountId, password));
  const opened = await asPerson(ground, officer, (ctx) =>
    openCase(ctx, {
      ...noOrigin,
      ...{ ownNumber: null, cause: '占道经营', party: '顺达商店', procedure: 'summary', closedAt: null },
      ...{ unitId: organ.unitId, officerIds: [organ.officerId, colleague.value.id] },
      openedAt: plusMillis(ground.clock.now(), -3_600_000),
    }),
  );
  caseId = opened.value.id;
});
afterAll(() => house.close());

const colleagueOf = async (): Promise<Page> => {
  const page = await house.visit();
  await signIn(page, 'xz.second');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  return page;
};
const at = (path: string) => `${house.server.url}${path}`;
const saved = (page: Page) => page.getByRole('status').getByText('已保存', { exact: true }).waitFor();

async function begin(page: Page, title: string): Promise<string> {
  await page.goto(at(`/cases/${caseId}`));
  await page.getByRole('button', { name: '制作文书' }).first().click();
  await page.getByRole('button', { name: title, exact: true }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  return new URL(page.url()).pathname;
}
async function finalize(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^定\s*稿$/ }).click();
  await page.locator('.ant-modal-confirm-btns .ant-btn-primary').click();
}
async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: '签署（执法人员签名）' }).click();
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '确认签署' }).click();
}

test('a penalty on the spot: written, made final, signed by two officers and by the party on the glass', async () => {
  const page = await house.enter('officer');
  const path = await begin(page, '当场行政处罚决定书');
  expect(await page.getByLabel('当事人', { exact: false }).first().inputValue()).toBe('顺达商店');
  await finalize(page);
  await page.getByText('没有填写“法律依据”', { exact: true }).waitFor();
  for (const [id, text] of [
    ['place', '迅达路口'],
    ['facts', '占用人行道摆放货架经营。'],
    ['basis', '《城市道路管理条例》第四十二条'],
    ['defence', '当事人没有异议。'],
    ['penalty', '罚款人民币一百元。'],
    ['fine', '100'],
    ['reviewOrgan', '区人民政府'],
    ['court', '区人民法院'],
  ])
    await page.locator(`#field-${id}`).fill(text ?? '');
  await page.locator('#field-startedAt').fill('2026-10-14 09:30:00');
  await page.keyboard.press('Enter');
  await page.locator('#field-collection').click();
  await page.getByTitle('当场收缴').click();
  // What is typed is there after a reload, whether or not it had reached the server.
  await page.reload();
  expect(await page.locator('#field-basis').inputValue()).toContain('第四十二条');
  await saved(page);
  await finalize(page);
  await page.getByRole('heading', { name: /当场行政处罚决定书 当罚〔\d{4}〕1号/ }).waitFor();
  await sign(page);
  await page.getByText('本人密码签署').waitFor();

  await page.setViewportSize(narrow);
  await page.getByRole('button', { name: '现场签名（当事人签名）' }).click();
  const pad = page.getByTestId('signature-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no pad');
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 90, { steps: 8 });
  await page.mouse.up();
  await page.locator('.signature-ends .ant-btn-primary').click();
  await page.getByText(/^手写签名 \d/).waitFor();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);

  const other = await colleagueOf();
  await other.goto(at(path));
  await sign(other);
  await other.getByText('已签署', { exact: true }).first().waitFor();
  const file = await other.request.get(at(`/api${path}/file.pdf`));
  expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  expect(house.complaints()).toEqual([]);
});

test('what is served is chosen of the case: the document fills in what is known of it, and so does the party', async () => {
  const page = await house.enter('officer');
  await page.goto(at(`/cases/${caseId}/services`));
  await page.locator('.page-head').getByRole('button', { name: '登记送达' }).click();
  const form = page.locator('.ant-modal-body');
  expect(await form.getByLabel('受送达人', { exact: true }).inputValue()).toBe('顺达商店');
  await form.getByLabel('文书名称和文号', { exact: true }).fill('当场');
  await page
    .locator('.ant-select-dropdown:visible')
    .getByTitle(/当场行政处罚决定书 当罚/)
    .click();
  expect(await form.getByLabel('文书制作时间', { exact: true }).inputValue()).toMatch(/^\d{4}-\d\d-\d\d/);
  await form.getByLabel('送达地点', { exact: true }).fill('迅达路口');
  await form.getByLabel('结果', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('已签收').click();
  await form.getByLabel('签收人', { exact: true }).fill('张三');
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.getByTestId('service').getByRole('link', { name: '执法文书' }).waitFor();
  expect(house.complaints()).toEqual([]);
});

test('two people type into one document: the second sees both texts and puts them together', async () => {
  const [first, second] = [await house.enter('officer'), await colleagueOf()];
  const path = await begin(first, '案件调查终结报告');
  await second.goto(at(path));
  await second.locator('#field-facts').waitFor();
  await first.locator('#field-facts').fill('甲：现场摆放货架三组。');
  await saved(first);
  await second.locator('#field-facts').fill('乙：占用面积约六平方米。');
  await second.locator('#field-proposal').fill('建议罚款。');
  await second.getByText('双方都改了下面几项').waitFor();
  const texts = second.locator('.merge-texts');
  for (const text of ['甲：现场摆放货架三组。', '乙：占用面积约六平方米。'])
    await texts.getByText(text).waitFor();
  await second.getByText('两段都保留').click();
  await second.getByRole('button', { name: '合并并继续' }).click();
  await saved(second);
  await first.reload();
  await first.locator('#field-proposal').waitFor();
  expect(await first.locator('#field-facts').inputValue()).toBe(
    '甲：现场摆放货架三组。\n乙：占用面积约六平方米。',
  );
  expect(await first.locator('#field-proposal').inputValue()).toBe('建议罚款。');
  expect(house.complaints()).toEqual([]);
});

test('a document that the organ has approved first: asked for, returned with remarks, approved, made final', async () => {
  const { ground, organ } = house.server;
  await asPerson(ground, organ.people.head, (ctx) =>
    setChain(ctx, {
      ...{ matter: 'closing', revision: 0, steps: [{ role: 'head' }] },
      ...{ reviewAlways: false, documentsFirst: true },
    }),
  );
  const about = { caseId };
  const id = await fillDocument(ground, organ.people.officer, about, 'closingReport');
  const page = await house.enter('officer');
  await page.goto(at(`/documents/${id}`));
  await page.getByText('批准后才能定稿').waitFor();
  await finalize(page);
  await page.getByText('还没有提请审批。', { exact: false }).waitFor();
  const ask = async () => {
    await page.getByRole('button', { name: '提请审批' }).click();
    await page.locator('.ant-modal').getByLabel('提请意见').fill('请审批');
    await page.locator('.ant-modal .ant-btn-primary').click();
    await page.getByText('正在审批，文书暂不能修改').waitFor();
  };
  await ask();
  expect(await page.locator('#field-facts').count()).toBe(0);

  const head = await house.enter('head');
  await head.getByRole('link', { name: /《结案报告》/ }).click();
  const say = async (agrees: boolean, opinion: string) => {
    await head.getByRole('button', { name: agrees ? /^同\s*意$/ : /^退\s*回$/ }).click();
    await head.locator('.ant-modal').getByLabel('意见').fill(opinion);
    await head.locator('.ant-modal .ant-btn-primary').click();
  };
  await head.setViewportSize(narrow);
  expect(
    await head.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await say(false, '请补充执行情况');
  await head.getByText('的意见：请补充执行情况', { exact: false }).waitFor();

  await page.reload();
  await page.getByText('的意见：请补充执行情况', { exact: false }).waitFor();
  await page.locator('#field-facts').fill('罚款已经缴清。');
  await ask();
  await head.reload();
  await say(true, '同意结案');
  await head.getByText('已批准', { exact: true }).first().waitFor();
  await page.reload();
  await page.getByText('已批准', { exact: true }).first().waitFor();
  await finalize(page);
  await page.getByText('还缺：', { exact: false }).waitFor();
  expect(house.complaints()).toEqual([]);
});
