import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, password, signIn } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('a wrong password is told in a sentence, the right one leads to the workbench, signing out leads back', async () => {
  const page = await house.visit();
  await signIn(page, 'xz.custodian', 'wrong');
  await page.getByText('用户名或密码不正确').waitFor();
  await signIn(page, 'xz.custodian');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.getByRole('button', { name: '我的账号' }).click();
  await page.getByText('退出登录').click();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '登录' }).waitFor();
});

test('a new colleague gets a one-time password, must set an own one, and then works', async () => {
  const admin = await house.enter('administrator');
  await admin.getByRole('link', { name: '人员与账号' }).click();
  await admin.getByRole('button', { name: '开立账号' }).click();
  await admin.getByRole('dialog').getByLabel('登录名').fill('xz.newcomer');
  await admin.getByLabel('显示姓名').fill('新同事');
  await admin.getByLabel('角色').click();
  await admin.getByTitle('法制审核人员').click();
  await admin.keyboard.press('Escape');
  await admin.getByRole('button', { name: /保\s*存/ }).click();
  const oneTime = (await admin.getByTestId('one-time-password').innerText()).trim();
  expect(oneTime.length).toBeGreaterThan(8);

  const page = await house.visit();
  await signIn(page, 'xz.newcomer', oneTime);
  await page.getByRole('heading', { name: '设置自己的密码' }).waitFor();
  const fill = async (next: string, again: string) => {
    await page.getByLabel('当前密码（一次性密码）').fill(oneTime);
    await page.getByLabel('新密码', { exact: true }).fill(next);
    await page.getByLabel('再输一次新密码').fill(again);
    await page.getByRole('button', { name: '设置密码' }).click();
  };
  await fill('春江花月夜-2026', '春江花月夜');
  await page.getByText('两次输入的新密码不一致').waitFor();
  await fill('12345', '12345');
  await page.getByRole('alert').first().waitFor();
  await fill('春江花月夜-2026', '春江花月夜-2026');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
});

test('a colleague who forgot the password gets a one-time one from the administrator', async () => {
  const admin = await house.enter('administrator');
  await admin.getByRole('link', { name: '人员与账号' }).click();
  const row = admin.getByRole('row').filter({ hasText: 'xz.newcomer' });
  await row.getByRole('button', { name: /修\s*改/ }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
  await admin.getByRole('tooltip').getByRole('button', { name: '重置密码' }).click();
  const oneTime = (await admin.getByTestId('one-time-password').innerText()).trim();
  const page = await house.visit();
  await signIn(page, 'xz.newcomer', oneTime);
  await page.getByRole('heading', { name: '设置自己的密码' }).waitFor();
});

test('a session that ends under an open form is renewed over it, and what was typed is still there', async () => {
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/acts/new`);
  await page.getByLabel('案由或事由').fill('占道经营');
  await page.context().clearCookies();
  await page.getByLabel('当事人').fill('孙某');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByRole('button', { name: /保\s*存/ }).dispatchEvent('click');
  await page.goto(`${house.server.url}/acts/new`);
  await signIn(page, 'xz.officer');
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  expect(await page.getByLabel('案由或事由').inputValue()).toBe('占道经营');
});

test('an expired session asks for the password in a window over the page', async () => {
  const page = await house.enter('custodian');
  await page.goto(`${house.server.url}/log`);
  await page.getByRole('button', { name: '由服务器全面核验' }).waitFor();
  await page.context().clearCookies();
  // What the frame asks by itself may find the session ended first: then the window already lies over the button.
  await page.getByRole('button', { name: '由服务器全面核验' }).dispatchEvent('click');
  const over = page.getByRole('dialog');
  await over.getByText('登录已过期').waitFor();
  await over.getByLabel('密码', { exact: true }).fill(password);
  await over.locator('button[type=submit]').click();
  await over.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: '存证日志' }).waitFor();
});

test('the switch turns every word of the frame into English and is remembered', async () => {
  const page = await house.enter('custodian');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Workbench' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Workbench' }).waitFor();
  expect(await page.getByRole('navigation').innerText()).not.toMatch(/[\u4e00-\u9fff]/);
});

test('who has no right to a page is told which right is missing', async () => {
  const page = await house.enter('administrator');
  await page.goto(`${house.server.url}/recordings`);
  await page.getByText('您的角色看不到这一页').waitFor();
  expect(await page.getByRole('navigation').getByText('音像记录', { exact: true }).count()).toBe(0);
});
