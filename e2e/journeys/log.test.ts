import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authority } from '../../proof/test/authority.ts';
import { enqueue } from '../../server/src/base/jobs.ts';
import { asHouse } from '../../server/test/custody.ts';
import { serveTimeAuthority } from '../../server/test/time-authority.ts';
import { type House, narrow, openHouse } from '../house.ts';

const authority = new Authority();
let house: House;
let closings: (() => unknown)[] = [];
beforeAll(async () => {
  house = await openHouse();
  const good = await serveTimeAuthority((query, response) => void response.end(authority.answer(query)));
  const bad = await serveTimeAuthority((_, response) => void response.writeHead(503).end());
  closings = [good.close, bad.close, () => authority.close()];
  const certificates = join(house.folder, 'roots.pem');
  await writeFile(certificates, authority.root);
  const authorities = [
    { name: '授时中心', url: good.url },
    { name: 'second', url: bad.url },
  ];
  await house.server.restart({ timeStamps: { authorities, certificates, everyMinutes: 60 } });
  // The turn of the job comes each minute; here it comes now.
  await asHouse(house.server.ground, ({ tx }) => enqueue(tx, 'stamp', {}, 'stamp'));
});
afterAll(async () => {
  for (const close of closings) await close();
  await house.close();
});

async function saveAs(page: Page, name: string, path: string): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ]);
  await download.saveAs(path);
}

test('a time stamp is seen on the page and verified by OpenSSL from its two files', async () => {
  const page = await house.enter('custodian');
  await expect
    .poll(async () => {
      await page.goto(`${house.server.url}/log`);
      await page.getByText('外部时间戳机构').waitFor();
      return page.getByText('Authority of the test').count();
    })
    .toBe(1);
  await page.getByText(/连续 1 次没有盖成：HTTP 503/).waitFor();
  const [text, token] = [join(house.folder, 'text'), join(house.folder, 'token')];
  await saveAs(page, '检查点原文', text);
  await saveAs(page, '时间戳文件', token);
  const roots = join(house.folder, 'roots.pem');
  const verifying = ['ts', '-verify', '-data', text, '-in', token, '-CAfile', roots];
  expect((await promisify(execFile)('openssl', verifying)).stdout).toContain('Verification: OK');
  expect(house.complaints()).toEqual([]);
});

test('on a telephone the page of the log fits, also where nobody stamps', async () => {
  await house.server.restart({ timeStamps: null });
  const page = await house.enter('custodian', narrow);
  await page.goto(`${house.server.url}/log`);
  await page.getByText('没有设置时间戳机构').waitFor();
  await page.getByText('Authority of the test').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(narrow.width);
});
