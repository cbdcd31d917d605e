import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerOfficer } from '../../server/src/roster/index.ts';
import { changeOfficer } from '../../server/src/roster/officers.ts';
import { asHouse } from '../../server/test/custody.ts';
import { asPerson } from '../../server/test/people.ts';
import { registerFilm } from '../../server/test/recordings.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
/** 李强, whose certificate ended the day before. */
let colleague: string;

const row = () => ({
  ...{ unitId: house.server.organ.unitId, name: '李强', kind: 'officer' as const, deviceUserId: null },
  ...{ certificateNo: 'xz-140900002', certificateValidUntil: '2026-10-13' },
});

beforeAll(async () => {
  house = await openHouse();
  const { ground, organ } = house.server;
  // Under the regulation that asks for an immediate report of an interruption.
  await asHouse(ground, ({ tx }) =>
    tx.updateTable('organ').set({ pack_id: 'ql' }).where('code', '=', 'xz').execute(),
  );
  const admin = organ.people.administrator;
  colleague = (await asPerson(ground, admin, (ctx) => registerOfficer(ctx, row()))).value.id;
});
afterAll(() => house.close());

const save = (page: Page) => page.getByRole('button', { name: /^保\s*存$/ }).click();
const fillTime = async (page: Page, label: string, at: string) => {
  await page.getByLabel(label, { exact: true }).fill(at);
  await page.keyboard.press('Enter');
};
const onTheDay = (time: string) => `2026-10-14T${time}:00+08:00`;

/** Enters the act; on the way it is told what is wrong, keeps what was typed, and is right once the register is. */
async function enterAct(page: Page): Promise<string> {
  const { ground, organ } = house.server;
  await page.goto(`${house.server.url}/acts/new`);
  await page.getByLabel('种类').click();
  await page.keyboard.type('查封');
  await page.getByTitle('查封', { exact: true }).click();
  await page.getByLabel('案由或事由').fill('无证经营');
  await page.getByLabel('当事人').fill('西街仓储有限公司');
  await page.getByLabel('地点').fill('西街 3 号仓库');
  await page.getByLabel('纬度').fill('95');
  await page.getByLabel('经度').fill('200');
  await fillTime(page, '开始时间', '2026-10-14 10:02:00');
  await fillTime(page, '结束时间', '2026-10-14 11:48:00');
  await page.getByTitle('执法大队', { exact: true }).waitFor();
  await page.getByLabel('执法人员和协助人员').click();
  await page.getByTitle(/李强/).click();
  await page.keyboard.press('Escape');
  await page.getByText(/李强的执法证件（xz-140900002）有效期至.*活动当天已经过期/).waitFor();
  await save(page);
  await page.getByText('纬度应在 -90 至 90 之间').waitFor();
  await page.getByText('经度应在 -180 至 180 之间').waitFor();
  await page.getByText('请更换人员；活动已经进行的，请写明仍然登记的原因').waitFor();
  const renewed = { ...row(), id: colleague, certificateValidUntil: '2030-12-31' };
  await asPerson(ground, organ.people.administrator, (ctx) => changeOfficer(ctx, renewed));
  await page.reload();
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  await page.getByText('人员核对无误').waitFor();
  await page.getByLabel('纬度').fill('38.41');
  await page.getByLabel('经度').fill('112.73');
  await save(page);
  await page.getByRole('heading', { name: /\d{4}-0001 · 查封/ }).waitFor();
  await page.getByText('38.41, 112.73').waitFor();
  await page.getByText('李强（证号 xz-140900002）').waitFor();
  return new URL(page.url()).pathname;
}

/** The steps that other pages show already, by the same door. */
async function enterStep(actId: string, kind: string, time: string, detail: object = {}): Promise<void> {
  const { organ, visit } = house.server;
  const { call } = await visit(organ.people.officer);
  const stated = { id: crypto.randomUUID(), actId, kind, at: onTheDay(time), until: null, detail };
  await call('enterActStep', stated as Parameters<typeof call<'enterActStep'>>[1]);
}

test('a sealing whose film stops twice: the gap of thirteen minutes is named, and the report that is missing found', async () => {
  const page = await house.enter('officer');
  const path = await enterAct(page);
  const actId = path.split('/').at(-1) ?? '';
  await enterStep(actId, 'deviceChecked', '09:40', { items: ['performance', 'battery', 'storage'] });
  await enterStep(actId, 'arrived', '10:02');

  // The opening is read aloud from the page at 10:03 and entered with one press.
  await page.clock.setFixedTime(onTheDay('10:03'));
  await page.reload();
  await page.getByRole('button', { name: '开场提词' }).click();
  const prompter = page.getByRole('dialog');
  await prompter.getByText('现在是 2026-10-14 10:03。').click();
  await prompter.getByText('我们在西街 3 号仓库。').click();
  await prompter.getByText(/王建国，执法证号 .*；李强，执法证号 xz-140900002/).click();
  await prompter.getByRole('button', { name: '已经说明，记一笔' }).click();
  await page.locator('ol.steps').getByText('2026-10-14 10:03').first().waitFor();
  await page.clock.setFixedTime(onTheDay('10:45'));

  await page.getByRole('button', { name: '记一笔', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('环节', { exact: true }).click();
  await page.keyboard.type('中止记录');
  await page.keyboard.press('Enter');
  await form.getByLabel('发生时间').fill('2026-10-14 10:31:00');
  // A day that happens to lie under the mouse is not the one that was typed.
  await page.locator('.ant-picker-dropdown:visible .ant-picker-cell').first().hover();
  await page.keyboard.press('Enter');
  await form.getByLabel('恢复或结束时间').fill('2026-10-14 10:44:00');
  await page.keyboard.press('Enter');
  await form.getByLabel('中止原因').click();
  await page.getByTitle('电量不足').click();
  for (const name of ['恢复时是否语音说明', '是否恢复录制'])
    await form.getByRole('radiogroup', { name }).getByLabel('是', { exact: true }).check();
  // What is saved is saved, even if a list that would show it gives no answer.
  await page.route('**/api/workbench', () => undefined);
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: 'hidden' });
  await page.unroute('**/api/workbench');
  const full = { cause: 'lowStorage', voice: false, resumed: false };
  await enterStep(actId, 'interrupted', '11:20', full);
  await enterStep(actId, 'left', '11:48');

  // The recorder runs two minutes fast; the axis shows true time.
  const { ground, organ } = house.server;
  for (const [stamp, minutes] of [['100400', 29] as const, ['104600', 36] as const])
    await registerFilm(ground, organ.people.officer, `DCAM_XZ01_140901_20261014_${stamp}.mp4`, {
      durationMs: minutes * 60_000,
    });
  await page.reload();
  for (let left = 2; left > 0; left--) {
    await page
      .getByRole('button', { name: /^关\s*联$/ })
      .first()
      .click();
    await expect.poll(() => page.getByRole('button', { name: /^关\s*联$/ }).count()).toBe(left - 1);
  }
  const axis = page.locator('#axis');
  await axis.getByText(/不连续：2 处没有音像/).waitFor();
  await axis
    .getByText(/10:31:00 至 10:44:00 没有音像，13 分钟；已登记中止录制：/)
    .first()
    .waitFor();
  await axis.getByText(/11:20:00 至 11:48:00 没有音像，28 分钟/).waitFor();
  expect(await axis.locator('.axis-film').count()).toBe(2);
  expect(await axis.locator('.axis-mark').count()).toBeGreaterThanOrEqual(5);
  await axis.locator('.axis-film').nth(1).press('Enter');
  await axis.getByText(/104600.*从 0:00 开始/).waitFor();

  // The duties follow the log: nobody reported to the head, which is found with its article.
  const report = page
    .locator('#duties .ant-collapse-item')
    .filter({ hasText: /报告中止录制/ })
    .first();
  for (let tries = 0; tries < 20 && (await report.getByText(/超期/).count()) === 0; tries++) {
    await page.waitForTimeout(500);
    await page.reload();
    await axis.waitFor();
  }
  expect(await report.innerText()).toContain('曲靖市麒麟区');

  const phone = await house.enter('officer', narrow);
  await phone.goto(`${house.server.url}${path}`);
  await phone
    .locator('#axis')
    .getByText(/不连续：2 处/)
    .waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(house.complaints()).toEqual([]);
});
