import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxRegulationBytes } from '@liuhen/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cards, type House, narrow, openHouse, sendAndOpen } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A small text of our own under the numbers of the organ's regulation. */
const lines = [
  ...['青湖区养蜂管理局巡查记录制度', '第一章 总则', '第一条 蜂箱应当编号。', '第十一条 蜂场应当登记。'],
  ...['第十二条 登记包括：', '- (一) 箱号；', '', '- (二) 地点。', '第十二条 登记每年一次。'],
];

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  const path = join(house.folder, name);
  await writeFile(path, text);
  await page.getByRole('button', { name: '导入文本' }).click();
  await page.getByTestId('choose-regulation').setInputFiles(path);
}

test('without a text each article shows its gist and what the system does by it', async () => {
  const page = await house.enter('officer', narrow);
  await page.goto(`${house.server.url}/regulations`);
  await page.getByRole('link', { name: '忻州市财政局行政执法全过程记录制度' }).click();
  await page.getByText('还没有导入这份制度的文本').waitFor();
  const article = page.locator('#XZ-11');
  await article.getByText('存储期限', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '导入文本' }).count()).toBe(0);
  await page.locator('#XZ-2').getByRole('link', { name: '执法活动' }).waitFor();
  await page.locator('#XZ-3').getByText('以后提供').waitFor();
  expect(await page.getByText('系统不由这一条产生动作').count()).toBe(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
});

test('a text is previewed, imported, and stands beside its pack; the same file is known again', async () => {
  const page = await house.enter('administrator');
  await page.goto(`${house.server.url}/regulations/xz`);
  await chooseFile(page, '菜单.txt', '今天的菜单');
  await page.getByText('没有找到以“第…条”开头的条文').waitFor();
  await page.getByTestId('choose-regulation').setInputFiles({
    ...{ name: '大.txt', mimeType: 'text/plain', buffer: Buffer.alloc(maxRegulationBytes + 1, 'a') },
  });
  await page.getByText('制度文本超过 1 MB').waitFor();
  await page.getByRole('button', { name: /取\s*消/ }).click();
  await chooseFile(page, '制度.txt', lines.join('\n'));
  await page.getByText('读出 4 条、1 个章节标题、2 项。').waitFor();
  await page.getByText('引用时记作 XZ-12b').waitFor();
  await page.getByText('文本的标题不是“忻州市财政局行政执法全过程记录制度”').waitFor();
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByText('已导入，为第 1 版。').waitFor();
  await page.locator('#XZ-11').getByText('蜂场应当登记。').waitFor();
  await page.locator('#XZ-11').getByText('存储期限', { exact: true }).waitFor();
  await chooseFile(page, '制度.txt', lines.join('\n'));
  await page.getByText('这份文件已经导入，是第 1 版。').waitFor();
  expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true);
  expect(house.complaints()).toEqual([]);
});

test('the citation of a deadline leads to its article, with the duties under it', async () => {
  const page = await house.enter('custodian');
  await sendAndOpen(page, join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  await page
    .getByRole('button', { name: /期限详情/ })
    .first()
    .click();
  await page.getByRole('link', { name: '《忻州市财政局行政执法全过程记录制度》第十一条' }).first().click();
  await page.waitForURL(/\/regulations\/xz#XZ-11$/);
  await page.locator('#XZ-11').getByText('蜂场应当登记。').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('two regulations are compared line by line, in both languages', async () => {
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/regulations`);
  const tick = (name: string) =>
    page.getByTestId('fact-card').filter({ hasText: name }).getByRole('checkbox').check();
  await tick('忻州市财政局行政执法全过程记录制度');
  await tick('曲靖市麒麟区文化和旅游局执法全过程记录制度');
  await page.getByRole('button', { name: '比较所选（2）' }).click();
  const row = page.getByRole('row').filter({ hasText: '音像记录制作完成后 7 个工作日内' });
  await row.getByText('每天工作结束后，当日').waitFor();
  await row.getByText('≠ 不同').waitFor();
  await page.evaluate(() => localStorage.setItem('liuhen.language', 'en'));
  await page.reload();
  await page.getByText('7 working days after the film is made').waitFor();
  await page.getByText('≠ differs').first().waitFor();
  expect(house.complaints()).toEqual([]);
});
