import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSheet } from '../../server/src/sheets/read.ts';
import { type House, narrow, openHouse, wide } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const save = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
const fillTime = async (page: Page, label: string, at: string) => {
  await page.getByLabel(label, { exact: true }).fill(at);
  await page.keyboard.press('Enter');
};

test('people are imported once their file is mended, and the list of them read back from a sheet', async () => {
  const page = await house.enter('administrator');
  await page.getByRole('link', { name: '人员与账号', exact: true }).click();
  await page.getByRole('link', { name: '导入人员' }).click();
  const file = join(house.folder, '名单.csv');
  const heads = '姓名,身份,单位,执法证号,证件有效期至';
  await writeFile(file, `${heads}\n李一,执法人员,没有这个队,J1,2030-02-30\n李二,协助人员,执法大队,,\n`);
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles(file);
  await page.getByText('有 2 处不对').waitFor();
  await page.getByText('没有“没有这个队”这个内设机构').waitFor();
  expect(await page.getByRole('button', { name: '导入 2 行' }).isDisabled()).toBe(true);
  const noted = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载标注了问题的表格' }).click();
  expect((await noted).suggestedFilename()).toBe('名单-有问题的地方.xlsx');
  await writeFile(file, `${heads}\n李一,执法人员,执法大队,J1,2030-02-28\n李二,协助人员,执法大队,,\n`);
  await choose.setInputFiles(file);
  await page.getByText('2 行全部可以导入').waitFor();
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await page.getByText('已全部导入').waitFor();
  await page.getByText('登记人员 2 人').waitFor();

  await page.goto(`${house.server.url}/people`);
  await page.getByText('李一').waitFor();
  await page
    .locator('.page-head')
    .getByRole('button', { name: /导\s*出/ })
    .click();
  const written = page.waitForEvent('download');
  await page.getByText('导出 Excel（xlsx）').click();
  const bytes = await readFile(await (await written).path());
  const { cells } = await readSheet(bytes.toString('base64'));
  expect(cells[0]?.slice(0, 5)).toEqual(['姓名', '身份', '单位', '执法证号', '证件有效期至']);
  expect(cells.find(([name]) => name === '李一')?.slice(1, 5)).toEqual([
    ...['执法人员', '执法大队', 'J1', '2030-02-28'],
  ]);

  await page.setViewportSize(narrow);
  await page.goto(`${house.server.url}/people/import`);
  await page.getByText('以前的导入').waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  expect(house.complaints()).toEqual([]);
});

test('a fault stops its device at once, and a check by a named person has it used again', async () => {
  const page = await house.enter('custodian');
  await page.getByRole('link', { name: '登记簿', exact: true }).click();
  await page.getByTestId('register-fault').getByText('《忻州市财政局行政执法全过程记录制度》').waitFor();
  await page.getByTestId('register-fault').getByRole('link', { name: '设备故障' }).click();
  await page
    .locator('.page-head')
    .getByRole('button', { name: /登\s*记/ })
    .click();
  const form = page.getByRole('dialog');
  await save(page);
  await form.getByText('请填写故障情况').waitFor();
  await form.getByLabel('设备', { exact: true }).click();
  await page.getByTitle(house.server.organ.deviceNo, { exact: true }).click();
  await fillTime(page, '发现时间', '2026-10-01 09:00:00');
  await form.getByLabel('发现人', { exact: true }).fill('王建国');
  await form.getByLabel('故障情况', { exact: true }).fill('不能开机');
  await form.getByLabel('向谁报告', { exact: true }).fill('李主任');
  await fillTime(page, '报告时间', '2026-10-01 08:00:00');
  await form.getByLabel('维修方式', { exact: true }).click();
  await page.getByTitle('尚未维修', { exact: true }).click();
  await save(page);
  await form.getByText('不能早于前面的时间').waitFor();
  await fillTime(page, '报告时间', '2026-10-01 09:10:00');
  await save(page);
  await page.getByText('设备停用，未恢复').waitFor();

  await page.goto(`${house.server.url}/devices`);
  await page
    .getByRole('row', { name: new RegExp(house.server.organ.deviceNo) })
    .getByText('停用')
    .waitFor();
  await page.goto(`${house.server.url}/registers/fault`);
  await page
    .getByRole('button', { name: /更\s*多|详\s*情|展\s*开/ })
    .first()
    .click();
  await page.getByRole('button', { name: /更\s*正/ }).click();
  const mend = page.getByRole('dialog').last();
  await mend.getByLabel('维修方式', { exact: true }).click();
  await page.getByTitle('专业部门维修', { exact: true }).click();
  await mend.getByLabel('维修单位（人）', { exact: true }).fill('厂家售后');
  await mend.getByLabel('恢复使用前的检查', { exact: true }).fill('试录十分钟正常');
  await mend.getByLabel('确认恢复使用的人', { exact: true }).fill('赵保管');
  await fillTime(page, '恢复使用时间', '2026-10-02 09:00:00');
  await mend.getByLabel('更正或撤回的原因', { exact: true }).fill('已修好');
  await mend.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('第 2 版').waitFor();
  await page.goto(`${house.server.url}/devices`);
  await page
    .getByRole('row', { name: new RegExp(house.server.organ.deviceNo) })
    .getByText('在用')
    .waitFor();

  await page.setViewportSize(narrow);
  for (const path of ['/registers', '/registers/fault']) {
    await page.goto(`${house.server.url}${path}`);
    await page.getByText('设备故障').first().waitFor();
    expect(await over(page)).toBeLessThanOrEqual(0);
  }
  expect(house.complaints()).toEqual([]);
});

test('a register takes an entry, is corrected with a reason, narrowed and exported, in English and on a phone', async () => {
  const page = await house.enter('head', narrow);
  await page.goto(`${house.server.url}/registers/phrase`);
  await page
    .locator('.page-head')
    .getByRole('button', { name: /登\s*记/ })
    .click();
  let form = page.getByRole('dialog');
  await save(page);
  await form.getByText('请选择场合').waitFor();
  await form.getByLabel('场合', { exact: true }).click();
  await page.getByTitle('告知录音录像', { exact: true }).click();
  await form.getByLabel('正文', { exact: true }).fill('本次执法全程录音录像，请您配合。');
  await form.getByLabel('制定层级', { exact: true }).click();
  await page.getByTitle('本机关', { exact: true }).click();
  await fillTime(page, '施行（生效）日期', '2026-01-01');
  await save(page);
  await page.getByText('本次执法全程录音录像，请您配合。').waitFor();
  await page.goto(`${house.server.url}/registers/phrase?occasion=service`);
  await page.getByText('没有符合条件的记录').waitFor();
  await page.goto(`${house.server.url}/registers/phrase?occasion=recordingNotice`);
  await page.getByText('本次执法全程录音录像，请您配合。').waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);

  await page.setViewportSize(wide);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('columnheader', { name: 'Occasion' }).waitFor();
  await page.getByRole('button', { name: 'More' }).first().click();
  await page.getByRole('button', { name: 'Correct' }).click();
  form = page.getByRole('dialog').last();
  await form.getByLabel('Text', { exact: true }).fill('本次执法全程录音录像。');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Please fill in').first().waitFor();
  await form.getByLabel('Why it is corrected or withdrawn', { exact: true }).fill('shorter');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Version 2').waitFor();
  // The key closes what lies on top: first the form has to be gone.
  await page.getByLabel('Why it is corrected or withdrawn', { exact: true }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByText('Version 2').waitFor({ state: 'hidden' });
  const written = page.waitForEvent('download');
  await page.locator('.page-head').getByRole('button', { name: 'Export' }).click();
  await page.getByText('Excel (xlsx)').click();
  const { cells } = await readSheet((await readFile(await (await written).path())).toString('base64'));
  expect(cells[0]?.slice(0, 3)).toEqual(['Occasion', 'Text', 'Level']);
  expect(cells.slice(1).map((row) => row[1])).toEqual(['本次执法全程录音录像。']);
  expect(house.complaints()).toEqual([]);
});
