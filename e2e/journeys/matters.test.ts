import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOrgan } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await makeOrgan(house.server.ground, 'ql', 'ql');
});
afterAll(() => house.close());

const row = (page: Page, at: number) => page.getByTestId('matter-row').nth(at);
const save = async (page: Page) => {
  await page.getByRole('button', { name: '保存草稿' }).click();
};

/** The list that is under way, opened by somebody. */
async function openList(page: Page): Promise<void> {
  await page.goto(`${house.server.url}/matters`);
  await page.getByRole('link', { name: '新版本' }).first().click();
  await page.getByText('轮到').first().waitFor();
}

test('a draft is made from the law, written, and nothing typed is lost', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/matters`);
  await page.getByText('还没有清单').waitFor();
  await page.getByRole('button', { name: '按规定生成草稿' }).click();
  await row(page, 0).waitFor();
  const rows = await page.getByTestId('matter-row').count();
  expect(rows).toBeGreaterThan(1);
  await page.getByRole('button', { name: '增加一项' }).click();
  await save(page);
  await row(page, rows).getByText('请填写事项').waitFor();
  await row(page, rows).getByLabel('事项', { exact: true }).fill('养蜂场联合检查');
  await page.reload();
  await page.getByText('已恢复上次没有保存的内容').waitFor();
  await row(page, rows).getByLabel('适用的活动和情形').click();
  await page.keyboard.type('其他执法活动');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await row(page, rows).getByLabel('录制要求').click();
  await page.getByTitle('应当录制', { exact: true }).last().click();
  await row(page, rows).getByLabel('依据').fill('ZZ-9 ');
  await save(page);
  await row(page, rows).getByText('没有“ZZ-9”这一条款').waitFor();
  await row(page, rows).getByLabel('依据').press('Backspace');
  await page.getByRole('button', { name: `上移第 ${rows + 1} 项` }).click();
  expect(
    await row(page, rows - 1)
      .getByLabel('事项', { exact: true })
      .inputValue(),
  ).toBe('养蜂场联合检查');
  await page.getByRole('checkbox', { name: '向社会公开' }).check();
  await save(page);
  await page.getByText('草稿已保存').waitFor();
  await row(page, rows - 1)
    .getByText(/请填写记录内容|要求写明/)
    .first()
    .waitFor();
  expect(house.complaints()).toEqual([]);
});

test('of two who write the second is told what the first saved, and goes on with their own', async () => {
  const [first, second] = [await house.enter('custodian'), await house.enter('custodian')];
  for (const page of [first, second]) {
    await openList(page);
    await page.getByRole('button', { name: '编辑草稿' }).click();
    await row(page, 0).waitFor();
  }
  const last = (page: Page) => page.getByTestId('matter-row').filter({ hasText: '其他执法活动' }).last();
  await last(first).getByLabel('记录内容').fill('蜂箱、样品和封条');
  await last(first).getByLabel('记录环节').fill('抽样全程');
  await save(first);
  await first.getByText('草稿已保存').waitFor();
  await last(second).getByLabel('记录内容').fill('只录样品');
  await save(second);
  await second.getByText(/您编辑期间，.*保存了修改/).waitFor();
  await second.locator('del', { hasText: '蜂箱、样品和封条' }).waitFor();
  await second.locator('ins', { hasText: '只录样品' }).waitFor();
  expect(await last(second).getByLabel('记录内容').inputValue()).toBe('只录样品');
  await second.getByRole('button', { name: '改用最新内容' }).click();
  expect(await last(second).getByLabel('记录内容').inputValue()).toBe('蜂箱、样品和封条');
});

test('sent, returned with remarks, sent again, reviewed and approved: each by the one whose turn it is', async () => {
  const writer = await house.enter('custodian');
  await openList(writer);
  await writer.getByText('与规定对照，没有发现不符之处').waitFor();
  const submit = () => writer.getByRole('button', { name: '送法制审核' }).click();
  await submit();
  await writer.getByText('轮到法制审核人员').waitFor();
  expect(await writer.getByRole('button', { name: '编辑草稿' }).count()).toBe(0);
  const reviewer = await house.enter('legalReviewer', narrow);
  await openList(reviewer);
  await reviewer.getByRole('button', { name: '法制审核' }).click();
  const form = reviewer.getByRole('dialog');
  await form.getByRole('button', { name: '退回修改' }).click();
  await form.getByText('请填写意见').waitFor();
  await form.getByLabel('意见').fill('请核对第一项');
  await form.getByRole('button', { name: '退回修改' }).click();
  await reviewer.getByText('意见：请核对第一项').waitFor();
  await openList(writer);
  await writer.getByText('意见：请核对第一项').waitFor();
  await submit();
  await writer.getByText('轮到法制审核人员').waitFor();
  await openList(reviewer);
  await reviewer.getByRole('button', { name: '法制审核' }).click();
  await form.getByRole('button', { name: '审核通过' }).click();
  await reviewer.getByText('轮到机关负责人').waitFor();
  const visitor = await house.visit();
  await visitor.goto(`${house.server.url}/public/xz/matters`);
  await visitor.getByText('没有公开的清单').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('the head approves; everybody reads it and its three files without sign-in', async () => {
  const head = await house.enter('head');
  await openList(head);
  await head.getByRole('button', { name: /批\s*准/ }).click();
  await head
    .getByRole('dialog')
    .getByRole('button', { name: /批\s*准/ })
    .click();
  await head.getByText('现行有效').first().waitFor();
  await head.goto(`${house.server.url}/matters`);
  await head.getByRole('cell', { name: '养蜂场联合检查' }).waitFor();
  const path = `${house.server.url}/public/xz/matters`;
  const address = head.getByRole('link', { name: path });
  expect(await address.getAttribute('href')).toBe('/public/xz/matters');
  const visitor = await house.visit(narrow);
  await visitor.goto(path);
  await visitor.getByText('养蜂场联合检查').waitFor();
  await visitor.getByText(/第 1 版 · 自 .* 起施行/).waitFor();
  expect(await visitor.getByText('登录').count()).toBe(0);
  const over = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  for (const [name, begins] of [
    ['PDF', '%PDF-'],
    ['CSV', '\ufeff'],
    ['JSON', '{'],
  ] as const) {
    const link = await visitor.getByRole('link', { name, exact: true }).getAttribute('href');
    const answer = await visitor.request.get(`${house.server.url}${link}`);
    expect(answer.status(), name).toBe(200);
    const text = (await answer.body()).toString('utf8');
    expect(text.startsWith(begins), name).toBe(true);
    if (name !== 'PDF') expect(text).toContain('养蜂场联合检查');
  }
  for (const other of ['ql', 'nobody']) {
    await visitor.goto(`${house.server.url}/public/${other}/matters`);
    await visitor.getByText('没有公开的清单').waitFor();
    expect((await visitor.request.get(`${house.server.url}/public/${other}/matters.pdf`)).status()).toBe(404);
  }
  expect(house.complaints()).toEqual([]);
});

test('the next version shows what it changes, and can be withdrawn', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/matters`);
  await page.getByRole('button', { name: '从现行版本修订' }).click();
  await page.getByRole('button', { name: '删除第 1 项' }).waitFor();
  const bees = page.getByTestId('matter-row').filter({ hasText: '其他执法活动' }).last();
  await bees.getByLabel('记录环节').fill('从到场到离场');
  await save(page);
  await page.getByText('草稿已保存').waitFor();
  await page.getByRole('link', { name: '查看清单、送审' }).click();
  await page.locator('ins', { hasText: '从到场到离场' }).waitFor();
  await page.getByRole('button', { name: /撤\s*回/ }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('理由').fill('本年不再修订');
  await form.getByRole('button', { name: /撤\s*回/ }).click();
  await page.locator('.ant-alert-description', { hasText: '本年不再修订' }).waitFor();
  await page.goto(`${house.server.url}/matters`);
  await page.getByText('已撤回').waitFor();
  expect(house.complaints()).toEqual([]);
});
