import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawActStep } from '../../server/src/cases/steps.ts';
import { asPerson } from '../../server/test/people.ts';
import { cards, type House, narrow, openHouse, password } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const noted = (page: Page) =>
  page
    .getByText(/^(已保存在手机上，待送出|已记下|照片已保存)$/)
    .first()
    .waitFor();
const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const line = (page: Page) => page.getByTestId('line');
const allSent = (page: Page) =>
  page.locator('[data-testid=line][aria-label="全部已送达"]').waitFor({ timeout: 60_000 });
const stripOf = (page: Page) => page.locator('.field-strip li').allInnerTexts();

/** Taps a button and waits until the phone has written it down: one more line in the strip. */
async function tapStep(page: Page, name: string): Promise<void> {
  const before = await page.locator('.field-strip li').count();
  await button(page, name).click();
  await page.locator('.field-strip li').nth(before).waitFor();
}

/** Opens the page anew as a tab that was closed is: nothing of the old one is left. */
async function openAgain(context: BrowserContext, page: Page, path: string): Promise<Page> {
  await page.close();
  const again = await context.newPage();
  await again.goto(`${house.server.url}${path}`);
  return again;
}

async function sign(page: Page): Promise<void> {
  await button(page, /^签\s*名$/).click();
  await page.getByText('以上记录我已阅读（已向我宣读），与实际情况一致。').waitFor();
  await page.getByLabel('签名人姓名').fill('王五');
  await button(page, '确认签名').click();
  await page.getByText('框内还没有签名').waitFor();
  const pad = page.getByTestId('signature-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no pad');
  for (const y of [0.3, 0.6]) {
    await page.mouse.move(box.x + 30, box.y + box.height * y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 40, box.y + box.height * (y + 0.2), { steps: 12 });
    await page.mouse.up();
  }
  await page.getByText('已写 2 笔').waitFor();
  await button(page, '确认签名').click();
  await page.getByTestId('signature-pad').waitFor({ state: 'detached' });
}

test('an act without network on a phone: nothing is lost by reloads, a closed tab or a server that dies, and all is entered once', async () => {
  let page = await house.enter('officer', narrow);
  const context = page.context();
  await page.getByRole('link', { name: '打开现场页面' }).click();
  await page.getByText('近两日没有您参加的执法活动').waitFor();
  await page.getByText('已连接').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  expect(await over(page)).toBeLessThanOrEqual(0);

  await context.setOffline(true);
  await page.reload();
  await page.getByText('没有网络，录入的内容都保存在手机上').waitFor();
  await button(page, '开始执法活动').click();
  await button(page, /^开\s*始$/).click();
  await page.getByText('请填写案由或事由').waitFor();
  await page.getByLabel('案由或事由').fill('未按规定设置会计账簿');
  await page.getByLabel('当事人').fill('五台商贸有限公司');
  await button(page, /^开\s*始$/).click();
  await page.getByText('编号待送达后生成').waitFor();
  const actPath = new URL(page.url()).pathname;
  const begun = Date.now();

  await page.getByRole('heading', { name: '使用前检查设备' }).waitFor();
  expect(await button(page, /^完\s*成$/).isDisabled()).toBe(true);
  for (const item of ['设备性能', '电池容量', '存储空间']) await page.getByLabel(item).check();
  await tapStep(page, '完 成');
  await page.getByRole('heading', { name: '到达现场' }).waitFor();
  const main = await button(page, '完 成').boundingBox();
  expect(main?.y).toBeGreaterThan(narrow.height / 2);
  expect(main?.height).toBeGreaterThanOrEqual(48);
  await tapStep(page, '完 成');
  await page.getByText(/我们是.*的执法人员：王建国/).waitFor();
  await tapStep(page, '已宣读');
  await page.getByTestId('photo').setInputFiles(join(cards, 'xz', 'IMG_20260915_101512.jpg'));
  await page.getByText('照片 1').waitFor();
  await button(page, '录 音').click();
  await button(page, '开始录音').click();
  await page.getByText('正在录音 0:01').waitFor();
  await button(page, '停止并保存').click();
  await page.getByText('录音 1').waitFor();
  await sign(page);
  await page.getByText('签名 1').waitFor();
  await button(page, /^中\s*止$/).click();
  await button(page, '设备故障').click();
  await page.getByRole('heading', { name: '恢复录制' }).waitFor();
  await page.getByText(/已中止，\d\d:\d\d 起/).waitFor();

  await page.reload();
  await page.getByRole('heading', { name: '恢复录制' }).waitFor();
  page = await openAgain(context, page, actPath);
  await page.getByRole('heading', { name: '恢复录制' }).waitFor();
  expect(await stripOf(page)).toHaveLength(4);
  await button(page, '已说明并恢复').click();
  await page.getByRole('heading', { name: '向负责人报告中止' }).waitFor();
  expect(await line(page).getAttribute('aria-label')).toBe('9 条待送出');
  const ended = Date.now();

  // Back in the network, and the server dies with the first answers.
  const port = Number(new URL(house.server.url).port);
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/field-entries'));
  await context.setOffline(false);
  await answered;
  await house.server.restart({ port });
  await allSent(page);
  await page.getByText(/\d{4}-0001/).waitFor();

  const officer = await house.server.visit(house.server.organ.people.officer);
  const { rows } = await officer.call('listActs', {});
  expect(rows.map(({ cause, party }) => [cause, party])).toEqual([
    ['未按规定设置会计账簿', '五台商贸有限公司'],
  ]);
  const id = rows[0]?.id ?? '';
  const act = await officer.call('getAct', { id });
  expect(act.steps.map(({ kind }) => kind)).toEqual([
    'deviceChecked',
    'arrived',
    'openingStated',
    'interrupted',
  ]);
  for (const at of act.steps.map((step) => Date.parse(step.versions[0]?.at ?? ''))) {
    expect(at).toBeGreaterThan(begun - 3_000);
    expect(at).toBeLessThan(ended + 3_000);
  }
  expect(act.steps.at(-1)?.versions.at(-1)?.detail).toEqual({
    cause: 'deviceFault',
    voice: true,
    resumed: true,
  });
  expect(act.links.map(({ recording }) => recording.kind).sort()).toEqual(['audio', 'picture']);
  expect(act.axis?.untimed).toBe(0);
  const trace = await officer.call('traceField', { id });
  expect(trace.signatures).toMatchObject([{ signerName: '王五', refusedReason: null }]);
  expect(trace.signatures[0]?.textShown).toContain('到达现场');
  expect(trace.entries.map(({ kind }) => kind)).toEqual([
    ...['act', 'step', 'step', 'step', 'film', 'film', 'signature', 'step', 'correction'],
  ]);
  expect(trace.entries.every(({ offsetMs }) => offsetMs !== null && Math.abs(offsetMs) < 2_000)).toBe(true);
  expect((await house.server.check()).findings).toEqual([]);
  house.complaints(); // what a browser says of a server that is away
});

test('what another changed meanwhile is told, holds nothing else up, and is given up with a reason that stays', async () => {
  const page = await house.enter('officer', narrow);
  const context = page.context();
  await page.goto(`${house.server.url}/field`);
  await page.locator('.field-act').click();
  await page.getByRole('heading', { name: '向负责人报告中止' }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await button(page, /^中\s*止$/).click();
  await button(page, '天气恶劣').click();
  await page.getByRole('heading', { name: '恢复录制' }).waitFor();
  await allSent(page);
  await context.setOffline(true);
  const { ground, organ } = house.server;
  const officer = await house.server.visit(organ.people.officer);
  const [row] = (await officer.call('listActs', {})).rows;
  const { steps } = await officer.call('getAct', { id: row?.id ?? '' });
  const replaces = steps.findLast(({ kind }) => kind === 'interrupted')?.versions.at(-1)?.id ?? '';
  await asPerson(ground, organ.people.custodian, (ctx) =>
    withdrawActStep(ctx, { id: crypto.randomUUID(), replaces, reason: '重复记录' }),
  );
  await button(page, '已恢复，未作说明').click();
  await page.getByRole('heading', { name: '向负责人报告中止' }).waitFor();
  await tapStep(page, '完 成');
  await context.setOffline(false);
  await page.locator('[data-testid=line][aria-label="1 条未被接受"]').waitFor();
  await line(page).click();
  await page.getByText('这条记录刚刚被别人改动').waitFor();
  await page.getByText('他人已在此期间改动或者撤回了这一环节').waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  await button(page, /^放\s*弃$/).click();
  await page.getByRole('textbox', { name: '放弃的理由' }).fill('专职人员已撤回该次中止');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^放\s*弃$/ })
    .click();
  await allSent(page);
  const { entries } = await officer.call('traceField', { id: row?.id ?? '' });
  expect(entries.slice(-2).map(({ kind }) => kind)).toEqual(['step', 'givenUp']);
  expect(entries.at(-1)?.givenUp).toMatchObject({
    ...{ instead: 'correction', refusal: 'conflict.changed', reason: '专职人员已撤回该次中止' },
  });
  await page.goto(`${house.server.url}/acts/${row?.id}`);
  await page.getByRole('img', { name: '王五的手写签名' }).waitFor();
  await page.getByText('录入和送达的时间').click();
  await page.getByText('专职人员已撤回该次中止').waitFor();
});

test('a session that is over keeps queueing, asks the same officer in again, and signing out warns of what waits', async () => {
  const page = await house.enter('officer', narrow);
  await page.goto(`${house.server.url}/field`);
  await page.getByText('已连接').waitFor();
  await page.locator('.field-act').click();
  await page.getByRole('heading', { level: 2 }).waitFor();
  await page.context().clearCookies();
  await button(page, '其他环节').click();
  await button(page, '有人拍摄执法').click();
  await page.getByText('登录已过期。可以继续记录').waitFor();
  await line(page).click();
  await page.getByText('有人拍摄执法').waitFor();
  await button(page, '重新登录').click();
  await page.getByRole('dialog').getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await allSent(page);
  await page.getByText('没有待送出的内容').waitFor();

  await page.context().setOffline(true);
  await page.goto(`${house.server.url}/field`);
  await page.locator('.field-act').click();
  await button(page, '其他环节').click();
  await button(page, '离开现场').click();
  await noted(page);
  // The line is held while somebody signs out: the house answers nothing but the page itself and the session.
  await page.context().route('**/api/field-*', (route) => route.abort());
  await page.context().setOffline(false);
  await page.goto(house.server.url);
  await page.getByRole('button', { name: '我的账号' }).click();
  await page.getByText('退出登录').click();
  await page.getByRole('dialog').getByText('还有 1 条内容没有送出').last().waitFor();
  await page.context().unroute('**/api/field-*');
  await page.getByRole('button', { name: '不退出，先去送出' }).click();
  await allSent(page);
  await button(page, 'English').click();
  await page.getByText('Acts of these days').waitFor();
  expect(await page.locator('.field-body').innerText()).not.toMatch(/还|执法活动/);
});

/** How many files lie in the browser's own store, asked past the page. */
const filesOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const asked = indexedDB.open('liuhen.field');
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const counted = asked.result.transaction('files').objectStore('files').count();
          counted.onsuccess = () => {
            asked.result.close();
            resolve(counted.result);
          };
        };
      }),
  );

test('where the phone stands is entered, and a file that is given up or sent leaves it at once', async () => {
  const page = await house.enter('officer', narrow);
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 38.41612, longitude: 112.73412, accuracy: 8 });
  await page.goto(`${house.server.url}/field`);
  await page.getByText('已连接').waitFor();
  await button(page, '开始执法活动').click();
  await page.getByText('位置 38.41612，112.73412（误差约 8 米）').waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('案由或事由').fill('复查整改情况');
  await context.setOffline(true);
  await button(page, /^开\s*始$/).click();
  await page.getByText('编号待送达后生成').waitFor();
  const take = (organ: string, name: string) =>
    page.getByTestId('photo').setInputFiles(join(cards, organ, name));
  await take('xz', 'IMG_20260915_101512.jpg');
  await page.getByText('照片 1').waitFor();
  expect(await filesOn(page)).toBe(1);

  await take('dph', 'IMG_20261012_152833.jpg');
  await page.getByText('照片 2').waitFor();
  expect(await filesOn(page)).toBe(2);

  await line(page).click();
  await page.locator('.field-waiting li').nth(1).getByRole('button').click();
  await page.getByRole('textbox', { name: '放弃的理由' }).fill('拍糊了');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^放\s*弃$/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await filesOn(page)).toBe(1);

  await context.setOffline(false);
  await allSent(page);
  expect(await filesOn(page)).toBe(0);
  const officer = await house.server.visit(house.server.organ.people.officer);
  const { rows } = await officer.call('listActs', {});
  const id = rows.find(({ cause }) => cause === '复查整改情况')?.id ?? '';
  const { coordinates, links } = await officer.call('getAct', { id });
  expect(coordinates).toEqual({ latitude: 38.41612, longitude: 112.73412 });
  expect(links).toHaveLength(1);
});
