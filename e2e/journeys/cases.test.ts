import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCase, openCase } from '../../server/src/cases/cases.ts';
import { noOrigin } from '../../server/test/numbers.ts';
import { asPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const save = (page: Page) => page.getByRole('button', { name: /^保\s*存$/ }).click();
const fillTime = async (page: Page, label: string, at: string) => {
  await page.getByLabel(label).fill(at);
  await page.keyboard.press('Enter');
};
const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('a case is opened, gets an act, shows both, and its duties are found in the list', async () => {
  const page = await house.enter('officer');
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.getByText('还没有案件').waitFor();
  await page.locator('.page-head').getByRole('button', { name: '登记案件' }).click();
  await save(page);
  await page.getByText('请填写案由').waitFor();
  await page.getByText('请填写受理时间').waitFor();
  await page.getByLabel('案由').fill('未按规定设置会计账簿');
  await page.getByLabel('立案号').fill('忻财立〔2026〕7号');
  await page.reload();
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  await page.getByLabel('当事人').fill('五台商贸有限公司');
  await page.getByTitle('执法大队', { exact: true }).waitFor();
  await fillTime(page, '受理时间', '2026-09-14 09:00:00');
  await page.getByLabel('收到线索的日期').fill('2026-09-15');
  await save(page);
  await page.getByText('线索不能晚于受理').waitFor();
  await page.getByLabel('收到线索的日期').fill('2026-09-13');
  await save(page);
  await page.getByRole('heading', { name: /\d{4}-0001 · 未按规定设置会计账簿/ }).waitFor();
  await page.getByText('本案还没有执法活动').waitFor();
  const ofCase = new URL(page.url()).pathname;

  await page.getByRole('button', { name: '登记本案的执法活动' }).click();
  await page.getByText(/普通程序（随案件 \d{4}-0001）/).waitFor();
  expect(await page.getByLabel('案由或事由').inputValue()).toBe('未按规定设置会计账簿');
  expect(await page.getByLabel('当事人').inputValue()).toBe('五台商贸有限公司');
  await page.getByLabel('种类').click();
  await page.getByTitle('询问').click();
  await fillTime(page, '开始时间', '2026-09-15 10:00:00');
  await fillTime(page, '结束时间', '2026-09-15 11:00:00');
  await save(page);
  await page.getByRole('heading', { name: /\d{4}-0001 · 询问/ }).waitFor();
  const ofAct = new URL(page.url()).pathname;
  await page.getByRole('link', { name: /0001 · 忻财立〔2026〕7号 · 未按规定设置会计账簿/ }).click();
  await page.getByText('本案的执法活动（1）').waitFor();
  expect(await page.locator(`a.card-row[href="${ofAct}"]`).innerText()).toContain('询问');
  // The duties follow the log: a moment later they are there.
  const duty = page.locator('.ant-collapse-item').filter({ hasText: '使用前检查设备' }).first();
  for (let tries = 0; tries < 10 && (await duty.count()) === 0; tries++) {
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('本案的执法活动（1）').waitFor();
  }
  await duty.locator('.ant-collapse-header').click();
  await duty.getByRole('link', { name: /0001 未按规定设置会计账簿/ }).waitFor();

  await page.getByRole('link', { name: '查看全部' }).click();
  await page.locator('.duty-row').first().waitFor();
  expect(new URL(page.url()).searchParams.get('caseId')).toBe(ofCase.split('/').at(-1));
  await page
    .locator('.ant-select-selection-item, .ant-select-content')
    .getByText(/忻财立/)
    .waitFor();
  const subjects = page.locator('.duty-row a[href^="/acts/"], .duty-row a[href^="/recordings/"]');
  const named = await subjects.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(new Set(named)).toEqual(new Set([ofAct]));
  expect(house.complaints()).toEqual([]);
});

test('an act is brought into a case and out of it by its form, and the list of duties is narrowed by the picker', async () => {
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/acts`);
  await page.getByRole('link', { name: /0001/ }).first().click();
  await page.getByRole('button', { name: '修改执法活动' }).click();
  await page.getByText(/普通程序（随案件/).waitFor();
  await page.getByLabel('所属案件').hover();
  await page.locator('.ant-form-item').filter({ hasText: '所属案件' }).locator('.ant-select-clear').click();
  await page.getByLabel('简易程序').check();
  await save(page);
  await page.getByText('简易程序', { exact: true }).waitFor();
  await page.getByRole('button', { name: '修改执法活动' }).click();
  await page.getByLabel('所属案件').click();
  await page.keyboard.type('会计账簿');
  await page.getByTitle(/忻财立/).click();
  await page.getByText(/普通程序（随案件/).waitFor();
  await save(page);
  await page.getByRole('link', { name: /忻财立〔2026〕7号/ }).waitFor();
  await page.goto(`${house.server.url}/obligations`);
  await page.getByLabel('案件', { exact: true }).click();
  await page.keyboard.type('会计账簿');
  await page.getByTitle(/忻财立/).click();
  await page.waitForURL(/caseId=/);
  await page.locator('.duty-row').first().waitFor();
  expect(house.complaints()).toEqual([]);
});

test('who was overtaken is told, sees the latest, and loses nothing', async () => {
  const { ground, organ } = house.server;
  const input = {
    ...{ ownNumber: null, cause: '虚报工程量', party: null, procedure: 'ordinary' as const },
    ...{ unitId: organ.unitId, officerIds: [organ.officerId], ...noOrigin },
    openedAt: '2026-09-01T01:00:00.000Z',
  };
  const opened = await asPerson(ground, organ.people.officer, (ctx) =>
    openCase(ctx, { ...input, closedAt: null }),
  );
  const { id } = opened.value;
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/cases/${id}/edit`);
  await page.getByLabel('当事人').fill('我填写的当事人');
  await asPerson(ground, organ.people.custodian, (ctx) =>
    changeCase(ctx, { ...input, id, revision: 1, party: '保管员填写的当事人' }),
  );
  await save(page);
  await page.getByText(/您编辑期间，xz\.custodian在 .* 保存了修改/).waitFor();
  await page.getByText('保管员填写的当事人').waitFor();
  expect(await page.getByLabel('当事人').inputValue()).toBe('我填写的当事人');
  // What was built on the earlier state is still told to be so after a reload.
  await page.reload();
  await page.getByRole('button', { name: '以我填写的为准' }).click();
  await save(page);
  await page.getByRole('heading', { name: /虚报工程量/ }).waitFor();
  await page.getByText('我填写的当事人').first().waitFor();
  expect(house.complaints()).toEqual([]);
});

test('on a telephone the list, a case and its forms fit, and a search finds', async () => {
  const page = await house.enter('officer', narrow);
  await page.goto(`${house.server.url}/cases`);
  await page.getByRole('link', { name: /忻财立/ }).waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  const search = page.getByLabel('搜案件编号、立案号、案由、当事人');
  await search.fill('没有这样的案件');
  await search.press('Enter');
  await page.getByText('没有符合条件的案件').waitFor();
  await search.fill('忻财立');
  await search.press('Enter');
  await page.getByRole('link', { name: /忻财立/ }).click();
  await page.getByText('本案的执法活动（1）').waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  const ofCase = page.url();
  for (const path of ['/edit', '']) {
    await page.goto(`${ofCase}${path}`);
    await page.locator('.page-head').waitFor();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    expect(await over(page), path).toBeLessThanOrEqual(0);
  }
  expect(house.complaints()).toEqual([]);
});
