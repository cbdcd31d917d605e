import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, makeSound, narrow, openHouse, sendAndOpen } from '../house.ts';

const verifier = join(import.meta.dirname, '..', '..', 'verifier', 'dist', 'verify.mjs');

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function order(page: Page): Promise<void> {
  await page.getByRole('button', { name: '出具证据包' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '开始出具' }).click();
  await dialog.getByText('请填写接收单位').waitFor();
  await dialog.getByLabel('接收单位').fill('某区人民法院');
  await dialog.getByLabel('用途').fill('行政诉讼举证');
  await dialog.getByRole('button', { name: '开始出具' }).click();
}

test('a recording becomes a package, which is downloaded and verified by its own program', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/packages`);
  await page.getByText('还没有证据包').waitFor();
  await sendAndOpen(page, await makeSound(join(house.folder, '现场录音.wav'), 200_000, 5));
  await order(page);
  await page.getByText('可以下载').waitFor();
  await page.getByText('交 某区人民法院 · 行政诉讼举证').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^下载/ }).click(),
  ]);
  const zip = join(house.folder, download.suggestedFilename());
  await download.saveAs(zip);
  const { verifierKey } = (await (await page.request.get(`${house.server.url}/api/log`)).json()) as {
    verifierKey: string;
  };
  const keys = join(house.folder, 'keys.txt');
  await writeFile(keys, `${verifierKey}\n`);
  const verifying = promisify(execFile)(process.execPath, [verifier, zip, '--keys', keys]);
  // 2: nobody outside has stamped the time, which cannot be told then.
  const said = await verifying.catch((error: { code: number; stdout: string }) => error);
  expect(said).toMatchObject({ code: 2, stdout: expect.stringContaining('内容') });
  expect(house.complaints()).toEqual([]);
});

test('on a telephone the list fits and can be written out', async () => {
  const page = await house.enter('legalReviewer', narrow);
  await page.goto(`${house.server.url}/packages`);
  await page.getByTestId('package').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(narrow.width);
  await page.getByRole('button', { name: /导\s*出/ }).waitFor();
});
