import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InclusionReceipt, verifyReceipt } from '@liuhen/proof';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLaw } from '../../server/src/law/index.ts';
import { coursesOf } from '../../server/test/case-course.ts';
import { asOwner } from '../../server/test/custody.ts';
import { fillDocument } from '../../server/test/documents.ts';
import { secondOfficer } from '../../server/test/goods.ts';
import { makeTestWitness, serveTestWitness } from '../../server/test/witness.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
let paths: Record<'case' | 'act' | 'document', string>;
let witness: { url: string; close: () => unknown };

beforeAll(async () => {
  house = await openHouse();
  const key = makeTestWitness('witness.example/w1');
  witness = await serveTestWitness(
    ({ note }, response) => void response.end(key.cosign(note, Math.floor(Date.now() / 1000))),
  );
  const one = { name: 'witness.example/w1', verifierKey: key.verifierKey, url: witness.url };
  await house.server.restart({ witnesses: { list: [one], needed: 1, alarmMinutes: 60 } });
  const { ground, organ } = house.server;
  const bureau = { ground, organ, law: await loadLaw(), second: await secondOfficer(ground, organ) };
  const courses = coursesOf(() => bureau);
  const caseId = await courses.open();
  const { id: actId } = await courses.inspect(caseId);
  const documentId = await fillDocument(ground, organ.people.custodian, { caseId }, 'publicNotice');
  const custodian = await house.server.visit(organ.people.custodian);
  await custodian.call('finalizeDocument', { id: documentId, revision: 2 });
  paths = { case: `/cases/${caseId}`, act: `/acts/${actId}`, document: `/documents/${documentId}` };
});
afterAll(async () => {
  await witness.close();
  await house.close();
});

const proofOn = async (page: Page, path: string) => {
  await page.goto(`${house.server.url}${path}`);
  const badge = page.getByTestId('custody-badge');
  await badge.waitFor();
  return badge;
};

test.each(['case', 'act', 'document'] as const)(
  'the page of the %s proves what it shows, since when and by whom; the receipt holds elsewhere',
  async (kind) => {
    const page = await house.enter('custodian');
    const badge = await proofOn(page, paths[kind]);
    expect(await badge.getAttribute('data-ok')).toBe('true');
    await expect
      .poll(async () => (await proofOn(page, paths[kind])).innerText())
      .toMatch(/不晚于 .+：外部见证“witness\.example\/w1”为当时的前 \d+ 条作证/);
    await badge.getByText('核对了什么').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      badge.getByRole('link', { name: '下载回执' }).click(),
    ]);
    const file = join(house.folder, `${kind}.json`);
    await download.saveAs(file);
    const receipt = JSON.parse(await readFile(file, 'utf8')) as InclusionReceipt;
    const state = await page.request.get(`${house.server.url}/api/log`);
    const { verifierKey } = (await state.json()) as { verifierKey: string };
    expect(verifyReceipt(receipt, [verifierKey]).ok).toBe(true);
    expect(house.complaints()).toEqual([]);
  },
);

test('what was altered past the system is told on each of these pages, which fit a telephone', async () => {
  const { ground } = house.server;
  const tables = { enforcement_case: 'cause', act: 'cause', document: 'number' };
  for (const [table, column] of Object.entries(tables)) {
    await asOwner(ground, `alter table ${table} disable trigger user`);
    await asOwner(ground, `update ${table} set ${column} = ${column} || '改'`);
  }
  const page = await house.enter('head', narrow);
  for (const path of Object.values(paths)) {
    const badge = await proofOn(page, path);
    expect(await badge.getAttribute('data-ok')).toBe('false');
    await badge.getByText('不成立的是：页面显示的编号、事项、时间和摘要就是存证的').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow.width);
  }
});
