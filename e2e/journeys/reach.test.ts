import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cards, type House, narrow, openHouse, password, sendAndOpen, wide } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** What has the focus, as somebody who cannot see it is told. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });

/** Goes on by Tab until something of this name has the focus; returns the names on the way. */
async function tabTo(page: Page, name: string): Promise<string[]> {
  const passed: string[] = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return passed;
    passed.push(now);
  }
  throw new Error(`Tab does not reach ${name}: ${passed.join(' | ')}`);
}

test('with the keyboard alone: sign in, reach the upload page, choose a folder', async () => {
  const page = await house.visit();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  // The first field has the focus already.
  await page.keyboard.type('xz.custodian');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  expect((await tabTo(page, '上传'))[0]).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await page.getByText('把文件或整个文件夹拖到这里').waitFor();
  // Asked for before the way there: the browser hears of it a moment later.
  const chooser = page.waitForEvent('filechooser');
  expect(await tabTo(page, '选择文件夹')).toContain('音像记录');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(join(cards, 'xz'));
  await page.getByText('可以清空设备', { exact: true }).waitFor();
  expect(house.complaints()).toEqual([]);
});

test('the skip link leads past the menu into the page', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/upload`);
  await page.getByText('把文件或整个文件夹拖到这里').waitFor();
  await tabTo(page, '跳到正文');
  await page.keyboard.press('Enter');
  expect(await tabTo(page, '选择文件夹')).toEqual([]);
});

test('receipts are printed without menu and buttons, with organ, person and time', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/upload`);
  await page.getByTestId('choose-files').setInputFiles(join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  await page.getByText('可以清空设备', { exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.head', '.ant-layout-sider', '.drop', '.skip'])
    expect(await page.locator(gone).isVisible(), gone).toBe(false);
  for (const button of await page.locator('.ant-btn').all()) expect(await button.isVisible()).toBe(false);
  await page.getByRole('heading', { name: '音像记录存储回执' }).waitFor();
  expect(await page.locator('.print-only').innerText()).toMatch(/机关 xz.*xz\.custodian.*\d{4}-\d\d-\d\d/s);
  const row = page.locator('tbody tr.ant-table-row');
  await row.getByText(/日志第 \d+ 条/).waitFor();
  expect(await row.innerText()).toMatch(/SHA-256 [0-9a-f]{64}[\s\S]*SM3 [0-9a-f]{64}/);
  await row.getByText('SM3').waitFor();
  await page.emulateMedia({ media: 'screen' });
  expect(await page.getByText('音像记录存储回执').isVisible()).toBe(false);
});

/** Chinese words that are seen or read aloud, apart from what the organ wrote itself and the other language's name. */
const chineseOf = (page: Page, data: string) =>
  page.evaluate((ofOrgan) => {
    const own = new RegExp(ofOrgan, 'g');
    const texts: string[] = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
      if ((walk.currentNode.parentElement?.getClientRects().length ?? 0) > 0)
        texts.push(walk.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label],[placeholder],[alt],[title]'))
      for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
        texts.push(element.getAttribute(name) ?? '');
    return texts.filter((text) => /[\p{Script=Han}，。：；（）]/u.test(text.replace(own, '')));
  }, data);

const ofOrgan = [
  '中文',
  '机关 xz',
  '执法大队',
  '王建国',
  '示例',
  '现场检查记录',
  '《[^》]*》第[〇一二三四五六七八九十]+条',
].join('|');

test('in English no Chinese word is left, nothing is cut and nothing hangs over, on a desk and on a telephone', async () => {
  const page = await house.enter('custodian', wide);
  await sendAndOpen(page, join(cards, 'xz', 'DCAM_XZ260017_140901_20260915_100200.mp4'));
  const recording = new URL(page.url()).pathname;
  await page.evaluate(() => localStorage.setItem('liuhen.language', 'en'));
  const paths = [
    '/',
    '/upload',
    '/recordings',
    recording,
    '/acts',
    '/acts/new',
    '/cases',
    '/cases/new',
    '/obligations',
    '/devices',
    '/people',
    '/log',
  ];
  for (const path of [...paths, '/nowhere']) {
    await page.goto(`${house.server.url}${path}`);
    await page.locator('.head').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    for (const viewport of [wide, narrow]) {
      await page.setViewportSize(viewport);
      const where = `${path} at ${viewport.width}`;
      expect(await chineseOf(page, ofOrgan), where).toEqual([]);
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(over, { message: where }).toBeLessThanOrEqual(0);
      const cut = await page
        .locator('.ant-menu-title-content, .ant-card-head-title')
        .evaluateAll((all) =>
          all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
        );
      expect(cut, where).toEqual([]);
    }
  }
  expect(house.complaints()).toEqual([]);
});
