import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hexOf } from '../../server/test/server.ts';
import { cards, type House, narrow, openHouse, sendAndOpen } from '../house.ts';

let house: House;
const filmFile = join(cards, 'xz', 'DCAM_XZ260017_140901_20260915_100200.mp4');
let film = '';
beforeAll(async () => {
  house = await openHouse();
  const page = await house.enter('custodian');
  await sendAndOpen(page, filmFile);
  film = new URL(page.url()).pathname;
});
afterAll(() => house.close());

/** A grey picture of one pixel in TIFF 6.0: header, one directory of entries, the pixel. */
function makeTiff(): Buffer {
  const tags = [
    ...[256, 257, 258, 259, 262].map((tag, n) => [tag, 3, 1, [1, 1, 8, 1, 1][n] ?? 0]),
    ...[
      [273, 4, 1, 134],
      [277, 3, 1, 1],
      [278, 3, 1, 1],
      [279, 4, 1, 1],
    ],
  ];
  const file = Buffer.alloc(135);
  file.write('II*\0');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(tags.length, 8);
  for (const [n, [tag = 0, type = 0, count = 0, value = 0]] of tags.entries()) {
    file.writeUInt16LE(tag, 10 + 12 * n);
    file.writeUInt16LE(type, 12 + 12 * n);
    file.writeUInt32LE(count, 14 + 12 * n);
    file.writeUInt32LE(value, 18 + 12 * n);
  }
  file.writeUInt8(128, 134);
  return file;
}

const openFilm = async (page: Page) => {
  await page.goto(`${house.server.url}${film}`);
  await page.getByTestId('custody-badge').waitFor();
};

test('the original plays from the vault by ranges', async () => {
  const page = await house.enter('head');
  const ranges: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/original')) ranges.push(response.status());
  });
  await openFilm(page);
  await page.getByText('原件', { exact: true }).waitFor();
  const video = page.locator('video');
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    element.currentTime = 5;
    return element.play();
  });
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 5.5);
  expect(ranges).toContain(206);
});

test('a film that is not in the vault says so and not that the network failed; once it is back it plays', async () => {
  const page = await house.enter('head');
  const sha256 = hexOf(await readFile(filmFile), 'sha256');
  const kept = join(house.server.config.home, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  await rename(kept, `${kept}.away`);
  await openFilm(page);
  await page.getByText('存储中找不到它的完整文件').waitFor();
  await rename(`${kept}.away`, kept);
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 0);
});

test('the badge is proven in the browser, and one altered byte of the proof turns it red', async () => {
  const page = await house.enter('head');
  await openFilm(page);
  expect(await page.getByTestId('custody-badge').getAttribute('data-ok')).toBe('true');
  await page.getByText('您的浏览器刚刚核对').waitFor();
  await page.route('**/proof', async (route) => {
    const response = await route.fetch();
    const receipt = await response.json();
    receipt.payload = { ...receipt.payload, size: receipt.payload.size + 1 };
    await route.fulfill({ response, json: receipt });
  });
  await page.reload();
  await page.locator('[data-testid=custody-badge][data-ok=false]').waitFor();
  await page.getByText('请不要据此作证').waitFor();
});

test('another key than the remembered one is never believed', async () => {
  const page = await house.enter('head');
  await openFilm(page);
  await page.evaluate(() => {
    const memory = JSON.parse(localStorage.getItem('liuhen.log') ?? '{}');
    const last = memory.verifierKey.slice(-6) === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
    localStorage.setItem(
      'liuhen.log',
      JSON.stringify({ ...memory, verifierKey: memory.verifierKey.slice(0, -6) + last }),
    );
  });
  await page.reload();
  await page.locator('[data-testid=custody-badge][data-ok=false]').waitFor();
});

test('a deadline tag opens into its article and counting', async () => {
  const page = await house.enter('custodian');
  await openFilm(page);
  await page.locator('.page-head button.tag').first().click();
  const over = page.locator('.ant-popover');
  await over.getByText('期限怎么算的').waitFor();
  const text = await over.innerText();
  expect(text).toMatch(/第十[一七]条/);
  expect(text).toMatch(/24:00/);
});

test('what no browser plays gets a proxy that is marked as one', async () => {
  const page = await house.enter('custodian');
  await sendAndOpen(page, join(cards, 'dph', 'DCAM_DPH00032_130322_20261012_153500.avi'));
  await page.getByText('代理件，非原件').waitFor({ timeout: 60_000 });
  await page.locator('video').evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
  expect(await page.locator('video').getAttribute('src')).toMatch(/\/proxy$/);
});

test('a document opens and is downloaded as it was', async () => {
  const page = await house.enter('custodian');
  const pdf = join(cards, 'xz', '现场检查记录.pdf');
  await sendAndOpen(page, pdf);
  expect(await page.getByText('但不能播放这条记录').count()).toBe(0);
  const open = page.getByRole('link', { name: '打开文档' });
  const address = new URL((await open.getAttribute('href')) ?? '', page.url()).href;
  const answer = await page.context().request.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect(answer.headers()['content-disposition']).toMatch(/^inline/);
  const [other] = await Promise.all([page.context().waitForEvent('page'), open.click()]);
  await other.close();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载原件' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('现场检查记录.pdf');
  expect(await readFile(await download.path())).toEqual(await readFile(pdf));
});

test('a picture that no browser shows says so and is downloaded', async () => {
  const page = await house.enter('custodian');
  const tiff = join(house.folder, '现场.tif');
  await writeFile(tiff, makeTiff());
  await sendAndOpen(page, tiff);
  await page.getByText('浏览器不能显示这种格式的图片').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载原件' }).click(),
  ]);
  expect(await readFile(await download.path())).toEqual(await readFile(tiff));
});

test('confirming device, officer and time is sealed into the life of the record', async () => {
  const page = await house.enter('custodian');
  await openFilm(page);
  await page.getByRole('button', { name: '核对或更正' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('设备').click();
  await page.getByTitle('XZ01', { exact: true }).click();
  await form.getByRole('button', { name: /确\s*认/ }).click();
  await form.getByText('请填写理由').waitFor();
  await form.getByLabel('理由').fill('与出勤表核对一致');
  await form.getByRole('button', { name: /确\s*认/ }).click();
  await page.getByText('与出勤表核对一致').waitFor();
  await page.getByText('系统推定设备、人员和时间').first().waitFor();
  await page.getByText('核对设备、人员和时间').first().waitFor();
});

test('a late return is claimed with its day and evidence', async () => {
  const page = await house.enter('officer');
  await sendAndOpen(page, join(cards, 'hd', 'IMG_20261020_092455.jpg'));
  await page.getByRole('button', { name: '说明返回情况' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('情形').click();
  await page.getByTitle('异地执法').click();
  await form.getByLabel('返回日期').fill('2026-10-21');
  await page.keyboard.press('Enter');
  await form.getByLabel('依据（派车单、差旅单等）').fill('差旅审批单 2026-31');
  await form.getByRole('button', { name: '提交说明' }).click();
  await page.getByText('异地执法，2026-10-21 返回').waitFor();
});

test('on a telephone the page fits and plays', async () => {
  const page = await house.enter('custodian', narrow);
  await openFilm(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  await page.locator('video').waitFor();
  expect(house.complaints()).toEqual([]);
});
