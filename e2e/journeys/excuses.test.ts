import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAct } from '../../server/src/cases/index.ts';
import { asHouse } from '../../server/test/custody.ts';
import { asPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // Under a regulation with none above it that asks for the same: what the level above misses too, nobody can excuse.
  await asHouse(house.server.ground, ({ tx }) =>
    tx.updateTable('organ').set({ pack_id: 'hd' }).where('code', '=', 'xz').execute(),
  );
});
afterAll(() => house.close());

/** An inspection that is over and of which nothing was stated: what had to be done on the spot was missed. */
async function unrecorded(cause: string): Promise<string> {
  const { ground, organ } = house.server;
  const { value } = await asPerson(ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause, party: null, place: null, filmed: true },
      ...{
        unitId: organ.unitId,
        officerIds: [organ.officerId],
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      startedAt: '2026-09-15T01:00:00.000Z',
      endedAt: '2026-09-15T02:00:00.000Z',
    }),
  );
  return `/acts/${value.id}`;
}

/** The line of the check of the device on an act's page, unfolded. */
async function openCheck(page: Page, path: string) {
  await page.goto(`${house.server.url}${path}#duties`);
  const line = page.locator('#duties .ant-collapse-item').filter({ hasText: '使用前检查设备' }).first();
  await line.getByText(/超期/).first().waitFor();
  await line.locator('.ant-collapse-header').click();
  return line;
}

test('an officer explains a missed duty, the head accepts, and it shows late and accepted', async () => {
  const path = await unrecorded('会计信息质量检查');
  const officer = await house.enter('officer');
  const mine = await openCheck(officer, path);
  await mine.getByRole('button', { name: '说明原因', exact: true }).click();
  await mine.getByRole('button', { name: '提交说明' }).click();
  await mine.getByText('请填写原因').waitFor();
  await mine.getByLabel('其他').check();
  await mine.getByLabel('原因', { exact: true }).fill('设备当日送修，借用的设备未留检查记录');
  await mine.getByLabel('书面说明').fill('太短');
  await mine.getByRole('button', { name: '提交说明' }).click();
  await mine.getByText('书面说明至少 10 个字').waitFor();
  // What was typed is there again after a reload.
  await officer.reload();
  const again = await openCheck(officer, path);
  expect(await again.getByLabel('原因', { exact: true }).inputValue()).toContain('设备当日送修');
  await again.getByLabel('书面说明').fill('借用单第 12 号，检查由借出科室在领用时完成。');
  await again.getByRole('button', { name: '提交说明' }).click();
  await again.locator('.excuse').getByText('等待审批').waitFor();
  await again.getByRole('button', { name: '撤回说明' }).waitFor();

  const head = await house.enter('head');
  await head.getByText('等我决定的说明（1）').waitFor();
  await head.getByText('借用的设备未留检查记录').waitFor();
  await head.getByRole('button', { name: /审\s*批/ }).click();
  await head.getByRole('button', { name: '同意', exact: false }).first().click();
  await head.getByText('请填写审批意见').waitFor();
  await head.getByLabel('审批意见').fill('情况属实');
  await head.getByRole('button', { name: /^同\s*意$/ }).click();
  await head.getByText('等我决定的说明').waitFor({ state: 'detached' });

  await officer.goto(`${house.server.url}${path}`);
  const after = officer.locator('#duties .ant-collapse-item').filter({ hasText: '使用前检查设备' }).first();
  await after.getByText('逾期，说明已获准').waitFor();
  await after.locator('.ant-collapse-header').click();
  await after.getByText('已获准，逾期事实保留').last().waitFor();
  await after.getByText('情况属实').waitFor();
  // What became of it is told, and leads back to the act.
  await officer.goto(house.server.url);
  await officer.getByRole('button', { name: '通知，1 条未读' }).click();
  const panel = officer.getByRole('dialog');
  await panel.getByText(/会计信息质量检查.*说明已获准.*情况属实/).waitFor();
  await panel.getByRole('link', { name: '查看' }).click();
  await officer.locator('#duties').waitFor();
  await officer.getByRole('button', { name: '通知，1 条未读' }).click();
  await panel.getByRole('button', { name: '标为已读' }).click();
  await panel.getByText('没有未读的通知。').waitFor();
  expect(house.complaints()).toEqual([]);
});

test('from the list of duties the keyboard reaches the counting and comes back', async () => {
  await unrecorded('季度检查');
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/obligations?state=overdue&duty=preUseCheck`);
  await page.getByRole('button', { name: '查看期限怎么算的' }).first().press('Enter');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('期限详情');
  await page.keyboard.press('Escape');
  const back = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(back).toBe('查看期限怎么算的');
});

test('on a telephone the form opens in the list of duties, and the bell its panel', async () => {
  await unrecorded('年终检查');
  const page = await house.enter('officer', narrow);
  await page.goto(`${house.server.url}/obligations?state=overdue&duty=preUseCheck`);
  await page
    .locator('.duty-row')
    .first()
    .getByText(/^截止 \d{4}-\d\d-\d\d/)
    .waitFor();
  await page.getByRole('button', { name: '查看期限怎么算的' }).first().click();
  const side = page.getByRole('dialog');
  await side.getByRole('button', { name: '说明原因', exact: true }).focus();
  await page.keyboard.press('Enter');
  await side.getByRole('button', { name: '提交说明' }).waitFor();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /通知/ }).click();
  await page.getByText('没有未读的通知。').waitFor();
  expect(house.complaints()).toEqual([]);
});
