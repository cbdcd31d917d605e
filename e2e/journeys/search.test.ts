import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../../server/src/cases/cases.ts';
import { noOrigin } from '../../server/test/numbers.ts';
import { asPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const { ground, organ } = house.server;
  for (const [party, ownNumber] of [
    ['五台山素斋馆', '忻市监立〔2026〕12号'],
    ['雁门关客栈', null],
  ] as const)
    await asPerson(ground, organ.people.officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber, cause: '未取得许可从事餐饮服务', party, procedure: 'ordinary', closedAt: null },
        ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: '2026-09-01T01:00:00.000Z' },
        ...noOrigin,
      }),
    );
});
afterAll(() => house.close());

test('from any page the box is reached by a key, finds what a case is called, and remembers what was asked', async () => {
  const page = await house.enter('officer');
  await page.keyboard.press('/');
  await page.keyboard.type('素斋');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '“素斋”的搜索结果' }).waitFor();
  // The index follows the log: a moment later it is there.
  const hit = page.locator('.found').filter({ hasText: '忻市监立〔2026〕12号' });
  for (let tries = 0; tries < 10 && (await hit.count()) === 0; tries++) {
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByRole('heading', { name: '“素斋”的搜索结果' }).waitFor();
  }
  expect(await page.locator('.found').count()).toBe(1);
  expect(await hit.locator('mark').allInnerTexts()).toEqual(['素斋']);

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('餐饮');
  await page.keyboard.press('Enter');
  await page.locator('.found').nth(1).waitFor();
  await page.getByTitle('案件 2', { exact: true }).click();
  await page.waitForURL(/kind=case/);
  await page.reload();
  await page.locator('.found').nth(1).waitFor();
  expect(await page.locator('.found').count()).toBe(2);
  await page.keyboard.press('/');
  await page.getByText('最近搜过').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.found').filter({ hasText: '素斋馆' }).click();
  await page.getByRole('heading', { name: /未取得许可从事餐饮服务/ }).waitFor();
  expect(house.complaints()).toEqual([]);
});

test('on a phone a sign leads to the box; a number of a person stands in no address', async () => {
  const page = await house.enter('officer', narrow);
  await page.getByRole('button', { name: /^搜索（快捷键/ }).click();
  await page.getByText('输入要找的词').waitFor();
  const box = page.getByLabel('搜索', { exact: true });
  await box.fill('馆');
  await box.press('Enter');
  await page.getByText('请再多输入一个字').waitFor();
  await box.fill('11010519491231002X');
  await box.press('Enter');
  await page.getByText('没有找到').waitFor();
  expect(page.url()).not.toContain('1949');
  await box.fill('(2026)12号');
  await box.press('Enter');
  await page.locator('.found').filter({ hasText: '五台山素斋馆' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(house.complaints()).toEqual([]);
});
