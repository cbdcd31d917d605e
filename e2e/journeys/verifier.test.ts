import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cosignerKey,
  logKey,
  makePackage,
  making,
  otherCheckpoint,
  regenerate,
} from '../../proof/vectors/package.ts';
import { narrow, openBrowser, wide } from '../house.ts';

const verifier = join(import.meta.dirname, '../../verifier/dist/verify.html');
const film = readFileSync(
  join(import.meta.dirname, '../../media/cards/dph/DCAM_DPH00032_130322_20261012_152006_IMP.mp4'),
);
const files = makePackage(making(film));
const folder = mkdtempSync(join(tmpdir(), 'liuhen-verifier-'));
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Writes a package as a folder, and as a zip beside it. */
function write(name: string, contents: typeof files): { bag: string; zip: string } {
  const bag = join(folder, name);
  for (const [path, bytes] of Object.entries(contents)) {
    mkdirSync(dirname(join(bag, path)), { recursive: true });
    writeFileSync(join(bag, path), bytes);
  }
  const zip = `${bag}.zip`;
  execFileSync('python3', ['-m', 'zipfile', '-c', zip, bag], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  return { bag, zip };
}

const whole = write('whole', files);
const fingerprint = '9639 262c a45c 1c27 313a 14cd 7df8 52f0';

interface Opened {
  page: Page;
  /** What the page asked for besides itself and what it made of the chosen files. */
  asked: string[];
  complaints: string[];
}

async function open(viewport = wide): Promise<Opened> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.goto(`file://${verifier}`);
  return { page, asked, complaints };
}

const outcomes = (page: Page): Promise<(string | null)[]> =>
  page
    .locator('[data-verdict]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-outcome')));

const codes = (page: Page): Promise<(string | null)[]> =>
  page.locator('[data-code]').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-code')));

const trust = (page: Page): Promise<void> =>
  page.getByLabel('密钥', { exact: true }).fill(`${logKey}\n${cosignerKey}`);

async function choose(page: Page, zip: string): Promise<void> {
  await page.locator('#file').setInputFiles(zip);
  await page.getByRole('heading', { name: '核验结果' }).waitFor();
}

describe('verify.html, opened from the disc without a network', () => {
  test('says with four verdicts that a package is right, tells its stories and plays its film', async () => {
    const { page, asked, complaints } = await open();
    await trust(page);
    await page.getByLabel('至少需要的见证人数').fill('1');
    await choose(page, whole.zip);
    expect(await outcomes(page)).toEqual(['holds', 'holds', 'holds', 'holds']);
    await page.getByText('不晚于 2026-07-24 12:30:00 · witness.example/w1').waitFor();
    await page
      .getByText(/依 《个人信息保护法》第四十七条 删除（个人申请）/)
      .first()
      .waitFor();
    await page.getByText('其他经过').click();
    await page.getByText('2026-07-24 10:00:00', { exact: false }).last().waitFor();
    await page.getByText('现场检查 1 · 原始文件').click();
    await page.getByText('2026-07-23 09:02:03 · 存入并存证 · 系统 · #5').waitFor();
    await page.getByRole('button', { name: '播放' }).first().click();
    const played = page.locator('video');
    await expect
      .poll(() => played.evaluate((video: HTMLVideoElement) => video.currentTime))
      .toBeGreaterThan(0);
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('trusts a key only after its fingerprint was accepted', async () => {
    const { page } = await open(narrow);
    await choose(page, whole.zip);
    expect(await outcomes(page)).toEqual(['holds', 'holds', 'cannotTell', 'cannotTell']);
    const key = page.locator('.keys li', { hasText: fingerprint });
    await key.getByRole('button', { name: '指纹已核对一致，接受' }).click();
    await expect.poll(() => outcomes(page)).toEqual(['holds', 'holds', 'cannotTell', 'holds']);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  });

  test('reads a folder, and one that is dropped as a zip', async () => {
    const { page, complaints } = await open();
    await page.locator('#folder').setInputFiles(whole.bag);
    await page.getByRole('heading', { name: '核验结果' }).waitFor();
    expect((await outcomes(page)).slice(0, 2)).toEqual(['holds', 'holds']);
    const dropped = await open();
    const base64 = readFileSync(whole.zip).toString('base64');
    await dropped.page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], 'package.zip'),
      );
      document.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, cancelable: true, bubbles: true }),
      );
    }, base64);
    await dropped.page.getByRole('heading', { name: '核验结果' }).waitFor();
    expect((await outcomes(dropped.page)).slice(0, 2)).toEqual(['holds', 'holds']);
    expect([...complaints, ...dropped.complaints]).toEqual([]);
  });

  test('names the film of which a byte was changed, though every list was made anew', async () => {
    const bytes = Buffer.from(film);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    const { zip } = write('changed', regenerate({ ...files, 'data/originals/film.mp4': bytes }));
    const { page } = await open();
    await trust(page);
    await choose(page, zip);
    expect(await outcomes(page)).toEqual(['fails', 'holds', 'holds', 'holds']);
    await page.getByText('data/originals/film.mp4 的内容与封存时不一致').waitFor();
    await page.getByText('现场检查 1 · 原始文件').click();
    await page.locator('.items').getByText('有问题，见上').waitFor();
  });

  test('shows a fork with both notes, and a package that is stale', async () => {
    const { page } = await open();
    await trust(page);
    await page.getByLabel('另外得到的检查点（可不填）').fill(otherCheckpoint(32));
    await choose(page, whole.zip);
    expect(await codes(page)).toContain('log.fork');
    expect(await page.locator('.forks pre').count()).toBe(2);
    await page.getByLabel('另外得到的检查点（可不填）').fill(otherCheckpoint(40));
    await page.getByRole('button', { name: '按新的信任重新判断' }).click();
    await expect.poll(() => codes(page)).toContain('log.grown');
    expect((await outcomes(page))[1]).toBe('cannotTell');
  });

  test('speaks English, prints without its forms, and works by the keyboard alone', async () => {
    const { page } = await open();
    await choose(page, whole.zip);
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Result', exact: true }).waitFor();
    const shown = await page.locator('body').innerText();
    expect(shown).toContain('cannot be told');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.forms').isVisible()).toBe(false);
    expect(await page.locator('[data-verdict=content]').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.story li').first().waitFor();
  });

  test('says so when a file is no archive or a line is no key', async () => {
    const { page } = await open();
    await page.locator('#file').setInputFiles({
      name: 'a.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('no zip at all, only text'),
    });
    await page.getByRole('alert').getByText('打不开这个文件').waitFor();
    await page.getByLabel('密钥', { exact: true }).fill('hello');
    await page.locator('#file').setInputFiles(whole.zip);
    await page.getByRole('alert').getByText('这一行不是密钥：hello').waitFor();
  });
});
