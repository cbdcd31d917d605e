import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cards, type House, narrow, openHouse, sendAndOpen, wide } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Enters a step of the act that is open, corrects it, and withdraws it; each with what is missing first. */
async function expectSteps(page: Page): Promise<void> {
  await page.getByRole('button', { name: '记一笔' }).click();
  let form = page.getByRole('dialog');
  await form.getByLabel('环节', { exact: true }).click();
  await page.keyboard.type('中止记录');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByText('请选择中止原因').waitFor();
  await form.getByLabel('中止原因').click();
  await page.getByTitle('天气恶劣').click();
  await form
    .getByRole('radiogroup', { name: '恢复时是否语音说明' })
    .getByLabel('是', { exact: true })
    .check();
  await form.getByRole('radiogroup', { name: '是否恢复录制' }).getByLabel('是', { exact: true }).check();
  await page.reload();
  await page.getByRole('button', { name: '记一笔' }).click();
  form = page.getByRole('dialog');
  await form.getByText('已恢复上次没有提交的内容').waitFor();
  await form.getByLabel('恢复或结束时间').fill('2026-09-01 10:00:00');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByText('不能早于发生时间').waitFor();
  await form.getByLabel('发生时间').fill('2026-09-01 09:50:00');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('天气恶劣；恢复时是否语音说明：是；是否恢复录制：是').waitFor();
  await page.getByRole('button', { name: /更\s*正/ }).click();
  form = page.getByRole('dialog');
  await form.getByLabel('中止原因').click();
  await page.getByTitle('设备故障').click();
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByText('请填写更正或撤回的理由').waitFor();
  await form.getByLabel('更正或撤回的理由').fill('记错了原因');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('已更正').waitFor();
  await page.getByText('此前的记录（1）').click();
  await page.getByText('天气恶劣；').waitFor();
  await page.getByRole('button', { name: /撤\s*回/ }).click();
  await page.getByRole('dialog').getByLabel('更正或撤回的理由').fill('不是本次活动');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /撤\s*回/ })
    .click();
  await page.getByText('已撤回', { exact: true }).waitFor();
}

test('an act: faults beside their fields, saved as typed, suggestions, linking and unlinking with a reason', async () => {
  const page = await house.enter('custodian');
  await sendAndOpen(page, join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  const picture = page.url();
  await page.goto(`${house.server.url}/acts/new`);
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('请填写案由或事由').waitFor();
  await page.getByText('请选择执法人员').waitFor();
  await page.getByLabel('案由或事由').fill('会计信息质量检查');
  await page.reload();
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  await page.getByLabel('种类').click();
  await page.getByTitle('询问').click();
  await page.getByLabel('当事人').fill('五台商贸有限公司');
  await page.getByLabel('执法单位').click();
  await page.getByTitle('执法大队', { exact: true }).click();
  await page.getByLabel('执法人员').click();
  await page.getByTitle(/王建国/).click();
  await page.keyboard.press('Escape');
  await page.getByLabel('开始时间').fill('2026-09-15 10:00:00');
  await page.keyboard.press('Enter');
  await page.getByLabel('结束时间').fill('2026-09-15 09:00:00');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.locator('.ant-form-item-explain-error', { hasText: '不能早于开始时间' }).waitFor();
  await page.getByLabel('容易引发争议').check();
  await page.getByLabel('普通程序').check();
  await page.getByLabel('结束时间').fill('2026-09-15 11:00:00');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('heading', { name: /2026-0001 · 询问/ }).waitFor();
  await page.getByText('容易引发争议').waitFor();
  const act = page.url();
  await expectSteps(page);
  await page.goto(picture);
  await page.getByRole('button', { name: '关联到执法活动' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('选择执法活动').click();
  await page.getByTitle(/2026-0001/).click();
  await form.getByRole('button', { name: /关\s*联/ }).click();
  await page.getByRole('link', { name: '2026-0001' }).waitFor();
  await page.goto(act);
  await page.getByText('IMG_20260915_101512.jpg').waitFor();
  await page.getByRole('button', { name: '解除关联' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('误关联');
  await page.getByRole('dialog').getByRole('button', { name: '解除关联' }).click();
  await page.getByText('还没有关联音像').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('the list: filters live in the address, a search finds, an empty answer says so', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/recordings`);
  await page.getByRole('link', { name: 'IMG_20260915_101512.jpg' }).first().waitFor();
  const search = page.getByLabel('搜文件名、编号、姓名、案由');
  await search.fill('没有这样的东西');
  await search.press('Enter');
  await page.getByText('没有符合条件的记录').waitFor();
  expect(new URL(page.url()).searchParams.get('text')).toBe('没有这样的东西');
  await page.getByRole('button', { name: '清除条件' }).click();
  await page.getByRole('link', { name: 'IMG_20260915_101512.jpg' }).first().waitFor();
  await page.goto(`${house.server.url}/recordings?kind=audio`);
  await page.getByText('没有符合条件的记录').waitFor();
});

test('a custodian takes over what is ticked', async () => {
  const page = await house.enter('officer');
  await sendAndOpen(page, join(cards, 'ql', 'IMG_20261108_195003.jpg'));
  const keeper = await house.enter('custodian');
  await keeper.goto(`${house.server.url}/recordings`);
  await keeper.locator('tr', { hasText: 'IMG_20261108_195003.jpg' }).getByRole('checkbox').check();
  await keeper.getByRole('button', { name: '交接签收（1）' }).click();
  await keeper
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*[定认]/ })
    .click();
  await keeper.getByText('已签收 1 条').waitFor();
});

test('devices and people are registered and changed; a number that exists is refused in words', async () => {
  const page = await house.enter('administrator');
  await page.goto(`${house.server.url}/devices`);
  await page.getByRole('button', { name: '登记型号' }).click();
  await page.getByLabel('型号名称').fill('REC-8 录音笔');
  await page.getByLabel('文件名规则').fill('REC_<date>_<时间>');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('dialog').getByRole('alert').first().waitFor();
  await page.getByLabel('文件名规则').fill('REC_<date>_<time>');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('cell', { name: 'REC-8 录音笔' }).waitFor();
  await page.getByRole('button', { name: '登记设备' }).click();
  const form = page.getByRole('dialog');
  const fill = async (number: string) => {
    await form.getByLabel('设备编号').fill(number);
    await form.getByRole('button', { name: /保\s*存/ }).click();
  };
  await form.getByLabel('型号').click();
  await page.getByTitle('REC-8 录音笔').click();
  await form.getByLabel('单位').click();
  await page.getByTitle('执法大队', { exact: true }).click();
  await fill('XZ01');
  await form.getByRole('alert').first().waitFor();
  await fill('REC-0001');
  await page.getByRole('cell', { name: 'REC-0001' }).waitFor();
  await page.goto(`${house.server.url}/people`);
  await page.getByRole('button', { name: '新增机构' }).click();
  await page.getByLabel('机构名称').fill('稽查科');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('稽查科').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('the log: this browser remembers, checks growth, verifies an entry, and the server finds all well', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/log`);
  const check = page.getByRole('button', { name: '在我的浏览器里验证' });
  await check.click();
  await page.getByText('第一次看到这个日志').waitFor();
  await check.click();
  await page.getByText('与上次记住的检查点').waitFor();
  const other = await house.enter('head');
  await other.getByRole('heading', { name: '工作台' }).waitFor();
  // The sign-in of the other is in the log within a moment; until then this browser sees nothing new.
  const grown = page.getByText('只有增加，没有改动');
  for (let tries = 0; tries < 10 && (await grown.count()) === 0; tries++) {
    await check.click();
    await grown.waitFor({ timeout: 2000 }).catch(() => undefined);
  }
  expect(await grown.count()).toBe(1);
  await page
    .getByRole('button', { name: /验\s*证/, exact: true })
    .first()
    .click();
  await page.getByText('✓ 条目确在日志之内').waitFor();
  await page.getByRole('button', { name: '由服务器全面核验' }).click();
  await page.getByText('核验完成，没有发现问题').waitFor();
});

test('every page fits both screens and complains of nothing', async () => {
  const paths = [
    '/',
    '/upload',
    '/recordings',
    '/acts',
    '/acts/new',
    '/cases',
    '/cases/new',
    '/obligations',
    '/devices',
    '/people',
    '/calendar',
    '/log',
  ];
  const visits = [
    ['custodian', wide],
    ['custodian', narrow],
    ['administrator', narrow],
  ] as const;
  for (const [role, viewport] of visits) {
    const page = await house.enter(role, viewport);
    for (const path of paths) {
      await page.goto(`${house.server.url}${path}`);
      await page.locator('.page-head, .ant-result').first().waitFor();
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${role} ${path} ${viewport.width}`).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  }
  expect(house.complaints()).toEqual([]);
});
