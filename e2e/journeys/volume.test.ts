import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../../server/src/cases/cases.ts';
import { createAct } from '../../server/src/cases/index.ts';
import { noOrigin } from '../../server/test/numbers.ts';
import { asPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
let caseId: string;
beforeAll(async () => {
  house = await openHouse();
  const { ground, organ } = house.server;
  const people = { unitId: organ.unitId, officerIds: [organ.officerId], cause: '占道经营', party: '张三' };
  const opened = await asPerson(ground, organ.people.officer, (ctx) =>
    openCase(ctx, {
      ...{ ...people, ...noOrigin, ownNumber: null, procedure: 'ordinary' as const },
      ...{ openedAt: '2026-09-01T01:00:00.000Z', closedAt: '2026-09-20T01:00:00.000Z' },
    }),
  );
  caseId = opened.value.id;
  await asPerson(ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{
        ...people,
        type: 'onSiteInspection',
        place: '路口',
        filmed: false,
        circumstances: [],
        procedure: null,
        caseId,
      },
      ...{ startedAt: '2026-09-02T01:00:00.000Z', endedAt: '2026-09-02T02:00:00.000Z' },
    }),
  );
});
afterAll(() => house.close());

const over = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const save = (page: Page) => page.getByRole('button', { name: /^保\s*存$/ }).click();

/** Opens what explains a figure, where it is not open. */
async function unfold(details: Locator): Promise<void> {
  const isOpen = await details.evaluate((one) => (one as HTMLDetailsElement).open);
  if (!isOpen) await details.locator('summary').press('Enter');
}

test('a case is made whole by what a person states, filed, and closed against additions', async () => {
  const page = await house.enter('officer');
  await page.goto(`${house.server.url}/cases/${caseId}`);
  await page.locator('.time-row').filter({ hasText: '现场检查' }).first().waitFor();
  await page.getByRole('checkbox', { name: /^执法活动/ }).click();
  await page.waitForURL(/kinds=act/);
  await page.locator('.time-row').nth(1).waitFor({ state: 'detached' });
  await page.locator('.time-row').first().waitFor();
  expect(await page.locator('.time-row').count()).toBe(1);

  await page.locator('.completeness-open summary').first().press('Enter');
  await page.getByText(/下列任一项即可：.*案件来源登记表/).waitFor();
  await page.getByRole('link', { name: '打开案卷' }).click();
  await page.getByText(/文字记录缺少“启动/).waitFor();
  await page.getByText('没有登记案卷的保管期限').waitFor();
  expect(await page.getByRole('button', { name: /^归\s*档$/ }).isDisabled()).toBe(true);
  await page.goBack();
  await page.getByRole('button', { name: /逐项认定（缺 4 项）/ }).click();
  const choices = page.getByRole('dialog').getByRole('radio', { name: '已有' });
  for (let at = 0; at < 4; at += 1) await choices.nth(at).check();
  const reasons = page.getByRole('dialog').getByLabel('理由，或者在哪里');
  for (let at = 0; at < 4; at += 1) await reasons.nth(at).fill(`纸质案卷第 ${at + 1} 件`);
  await save(page);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await unfold(page.locator('.completeness-open').first());
  await page.getByText('纸质案卷第 4 件').waitFor();
  await page.getByRole('link', { name: '打开案卷' }).click();
  await page.getByLabel('年数').fill('30');
  await page.getByLabel('起算日').fill('2027-01-01');
  await save(page);
  await page.getByText('30 年（2027-01-01 起，至 2056-12-31）').waitFor();
  await page.getByText('可以归档。').waitFor();
  await page.getByLabel('本卷情况说明').fill('文字材料为纸质，无音像。');
  await page.getByRole('button', { name: /^归\s*档$/ }).click();
  await page.getByText('已归档', { exact: true }).waitFor();
  await page.getByText(/立卷人：xz\.officer/).waitFor();
  expect(house.complaints()).toEqual([]);
});

test('somebody else checks it, on a telephone it fits, and nothing more is taken', async () => {
  const page = await house.enter('custodian', narrow);
  await page.goto(`${house.server.url}/cases/${caseId}/volume`);
  await page.getByLabel('检查意见').fill('页码连续');
  await page.getByRole('button', { name: '检查后签署' }).click();
  await page.getByText(/检查人：xz\.custodian/).waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  await page.goto(`${house.server.url}/cases/${caseId}`);
  await page.locator('.time-row').first().waitFor();
  expect(await over(page)).toBeLessThanOrEqual(0);
  const refused = await page.evaluate(
    async ({ id, caseId: one }) => {
      const { csrf } = await (await fetch('/api/session')).json();
      const statements = [{ id, item: 'archiving', applicable: true, reason: '补', replaces: null }];
      const answer = await fetch(`/api/cases/${one}/items`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-liuhen-csrf': csrf },
        body: JSON.stringify({ statements }),
      });
      return { status: answer.status, ...(await answer.json()) };
    },
    { id: randomUUID(), caseId },
  );
  expect(refused).toMatchObject({ status: 409, code: 'volume.closed' });
  expect(house.complaints()).toEqual([]);
});
