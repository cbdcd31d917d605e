import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readCosignatures } from '@liuhen/proof';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authority } from '../../proof/test/authority.ts';
import { enqueue } from '../../server/src/base/jobs.ts';
import { asHouse } from '../../server/test/custody.ts';
import { serveTimeAuthority } from '../../server/test/time-authority.ts';
import { makeTestWitness, serveTestWitness } from '../../server/test/witness.ts';
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

test('a witness that refuses is told on the workbench and on the page of the log, with both notes', async () => {
  const key = makeTestWitness('witness.example/w1');
  let refuses = false;
  const witness = await serveTestWitness(({ note }, response) =>
    refuses
      ? void response.writeHead(422).end()
      : void response.end(key.cosign(note, Math.floor(Date.now() / 1000) - 7200)),
  );
  closings.push(witness.close);
  const one = { name: 'witness.example/w1', verifierKey: key.verifierKey, url: witness.url };
  const itself = { name: 'w2', verifierKey: makeTestWitness('w2').verifierKey, url: null };
  await house.server.restart({ witnesses: { list: [one, itself], needed: 1, alarmMinutes: 60 } });
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/log`);
  await page.getByText('至少 1 个（共 2 个）联署').waitFor();
  await expect
    .poll(async () => {
      await page.reload();
      await page.getByText('至少 1 个（共 2 个）联署').waitFor();
      return page.getByText(/到第 \d+ 条已有 1 个见证联署，符合要求/).count();
    })
    .toBe(1);
  await page.getByText('见证的时钟比本机慢 72').first().waitFor();
  await page.getByText('自己来查看日志').waitFor();
  refuses = true;
  await house.enter('head'); // somebody signs in: the log grows
  await expect
    .poll(async () => {
      await page.reload();
      await page.getByText('至少 1 个（共 2 个）联署').waitFor();
      return page.getByText('拒绝联署', { exact: true }).count();
    })
    .toBe(1);
  const [ours, theirs] = [join(house.folder, 'ours'), join(house.folder, 'theirs')];
  await saveAs(page, '被拒的检查点', ours);
  await saveAs(page, '此前联署的检查点', theirs);
  expect(readCosignatures(await readFile(ours, 'utf8'), [key.verifierKey])).toHaveLength(0);
  expect(readCosignatures(await readFile(theirs, 'utf8'), [key.verifierKey])).toHaveLength(1);
  await page.goto(house.server.url);
  await page.getByText('见证 witness.example/w1 拒绝联署存证日志').waitFor();
  await page.getByRole('link', { name: '查看存证日志' }).click();
  await page.getByText('至少 1 个（共 2 个）联署').waitFor();
  expect(house.complaints()).toEqual([]);
});
