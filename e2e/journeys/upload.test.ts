import { cp, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cards, type House, makeSound, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const megabyte = 1 << 20;

async function openUpload(page: Page): Promise<void> {
  await page.goto(`${house.server.url}/upload`);
  await page.getByText('把文件或整个文件夹拖到这里').waitFor();
}

/** Lets so many bytes a second through, so that there is a middle to interrupt. */
async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond },
  });
}

/** Offsets at which chunks of uploads began, as the browser sent them. */
function watchOffsets(page: Page): number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

test('a whole folder: proposals, receipts, verdicts, and only then the word that the device may be wiped', async () => {
  const page = await house.enter('custodian');
  await openUpload(page);
  await page.getByTestId('choose-folder').setInputFiles(join(cards, 'xz'));
  await page.getByText('可以清空设备', { exact: true }).waitFor();
  const rows = page.locator('tbody tr.ant-table-row');
  expect(await rows.count()).toBe(4);
  for (const row of await rows.all()) {
    await row.getByText(/日志第 \d+ 条/).waitFor(); // the place in the log follows the seal
    expect(await row.innerText()).toContain('SM3');
  }
  const row = rows.filter({ hasText: 'DCAM_XZ260017_140901_20260915_100200' });
  await row.getByText('逾期完成').first().waitFor();
  const film = await row.innerText();
  expect(film).toContain('据文件名');
  expect(film).toContain('2026-09-15 10:02');
  expect(house.complaints()).toEqual([]);
});

test('refused files say why in Chinese, and the device must not be wiped', async () => {
  const folder = join(house.folder, 'bad');
  await mkdir(folder);
  await writeFile(join(folder, 'empty.mp4'), '');
  await writeFile(join(folder, 'text.mp4'), 'not a film at all');
  await cp(join(cards, 'dph', 'REC_20261012_160210.wav'), join(folder, 'good.wav'));
  const page = await house.enter('custodian');
  await openUpload(page);
  await page.getByTestId('choose-folder').setInputFiles(folder);
  await page.getByText('文件是空的').waitFor();
  await page.getByText('与扩展名不符').waitFor();
  await page.getByText('暂时不要清空设备').waitFor();
  await page.getByText('3 个文件中有 2 个还没有回执').waitFor();
});

test('neither clearing nor removing a refused file gives the word that the device may be wiped', async () => {
  const folder = join(house.folder, 'half bad');
  await mkdir(folder);
  await writeFile(join(folder, 'text.mp4'), 'no film here either');
  await cp(join(cards, 'dph', 'REC_20261012_160210.wav'), join(folder, 'good.wav'));
  const page = await house.enter('custodian');
  await openUpload(page);
  await page.getByTestId('choose-folder').setInputFiles(folder);
  await page.getByText('2 个文件中有 1 个还没有回执').waitFor();
  await page.getByRole('button', { name: '清除已完成的行' }).click();
  await page.getByText('1 个文件中有 1 个还没有回执').waitFor();
  await page.getByRole('button', { name: '移出列表' }).click();
  await page.getByText('另有 1 个没有回执的文件被移出了列表').waitFor();
  await page.getByText('暂时不要清空设备').waitFor();
  await page.getByTestId('choose-files').setInputFiles(join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  await page.getByText('可以清空设备', { exact: true }).waitFor();
});

test('segments of two cards with one name, size and time are two recordings, whole ones', async () => {
  const page = await house.enter('custodian');
  await openUpload(page);
  const unset = new Date('1980-01-01T00:00:00Z');
  const send = async (card: string, seed: number) => {
    await mkdir(join(house.folder, card));
    const file = await makeSound(join(house.folder, card, 'LOOP0001.wav'), 2 * megabyte, seed);
    await utimes(file, unset, unset);
    await page.getByTestId('choose-files').setInputFiles(file);
  };
  await send('card a', 41);
  await page.getByText('本次 1 个文件').waitFor();
  await send('card b', 42);
  await page.getByText('本次 2 个文件').waitFor();
  const digests = await page.locator('tbody tr.ant-table-row').getByText('SHA-256').allInnerTexts();
  expect(new Set(digests).size).toBe(2);
  // The same card again is no third row.
  await page.getByTestId('choose-files').setInputFiles(join(house.folder, 'card b', 'LOOP0001.wav'));
  await page.getByText('本次 2 个文件').waitFor();
});

test('the same bytes again are recognised and said so', async () => {
  const page = await house.enter('custodian');
  await openUpload(page);
  await page.getByTestId('choose-files').setInputFiles(join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  await page.getByText('早已存入').waitFor();
  await page.getByText('可以清空设备', { exact: true }).waitFor();
});

test('pausing holds a file, resuming brings it to its end', async () => {
  const file = await makeSound(join(house.folder, 'paused.wav'), 24 * megabyte, 1);
  const page = await house.enter('custodian');
  await openUpload(page);
  await slowDown(page, 6 * megabyte);
  await page.getByTestId('choose-files').setInputFiles(file);
  await page.getByRole('button', { name: '全部暂停' }).click();
  await page.getByText('已暂停').waitFor();
  await page.getByRole('button', { name: '全部继续' }).click();
  await page.getByText('可以清空设备', { exact: true }).waitFor();
});

test('a closed tab: the page says what is unfinished, and the same file goes on where it was', async () => {
  const file = await makeSound(join(house.folder, 'closed.wav'), 40 * megabyte, 2);
  const page = await house.enter('custodian');
  await openUpload(page);
  await slowDown(page, 8 * megabyte);
  const accepted = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.status() === 204,
  );
  await page.getByTestId('choose-files').setInputFiles(file);
  await accepted;
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  const offsets = watchOffsets(again);
  await openUpload(again);
  await again.getByText('请重新选择同一文件夹即可续传').waitFor();
  await again.getByTestId('choose-files').setInputFiles(file);
  await again.getByText('可以清空设备', { exact: true }).waitFor();
  expect(offsets[0]).toBeGreaterThan(0);
});

test('a server that goes away and a network that is cut: the file goes on by itself', async () => {
  const file = await makeSound(join(house.folder, 'cut.wav'), 32 * megabyte, 3);
  const page = await house.enter('custodian');
  await openUpload(page);
  const offsets = watchOffsets(page);
  await slowDown(page, 8 * megabyte);
  const accepted = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.status() === 204,
  );
  await page.getByTestId('choose-files').setInputFiles(file);
  await accepted;
  const port = Number(new URL(house.server.url).port);
  await house.server.restart({ port });
  await page.getByText('可以清空设备', { exact: true }).waitFor({ timeout: 90_000 });
  expect(Math.max(...offsets)).toBeGreaterThan(0);
  expect(offsets.filter((offset) => offset === 0).length).toBeLessThanOrEqual(1);
  const { findings } = await house.server.check();
  expect(findings).toEqual([]);
});
