import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAct } from '../../server/src/cases/index.ts';
import { loadLaw, statutoryDaysOf } from '../../server/src/law/index.ts';
import { asPerson } from '../../server/test/people.ts';
import { type House, narrow, openHouse } from '../house.ts';

const { files } = await loadLaw();
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const holiday = (from: string, to: string) =>
  ['  - name: { zh: 节日, en: Holiday }', `    off: { from: ${from}, to: ${to} }`, '    makeUp: []'].join(
    '\n',
  );
/** A notice whose first holiday ends as given; besides it has all the days that the statute fixes. */
const yaml = (year: number, to: string, others = statutory(year)) =>
  ['kind: notice', `year: ${year}`, 'holidays:', holiday(`${year}-01-01`, to), ...others].join('\n');
const statutory = (year: number) =>
  statutoryDaysOf(files, year).flatMap(({ date }) => (date.endsWith('-01-01') ? [] : holiday(date, date)));

/** An act that ends with the year: its time runs into a year that nobody has arranged yet. */
async function endOfYear(year: number): Promise<string> {
  const { ground, organ } = house.server;
  const { value } = await asPerson(ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause: '年终检查', party: null, place: null, filmed: true },
      ...{
        unitId: organ.unitId,
        officerIds: [organ.officerId],
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      startedAt: `${year}-12-31T08:00:00.000Z`,
      endedAt: `${year}-12-31T09:00:00.000Z`,
    }),
  );
  return value.id;
}

test('next year is proposed by one, approved by another, and a provisional deadline becomes final', async () => {
  const admin = await house.enter('administrator');
  const task = admin.getByText(/请载入 \d{4} 年放假安排/);
  const year = Number(/\d{4}/.exec((await task.textContent()) ?? '')?.[0]);
  const act = await endOfYear(year - 1);
  const officer = await house.enter('officer');
  await officer.goto(`${house.server.url}/acts/${act}`);
  await officer.getByText(/暂定/).first().waitFor();

  await admin.getByRole('link', { name: '去载入' }).click();
  await admin.getByText(`${year} 年放假安排未载入`).waitFor();
  await admin.getByRole('button', { name: '提出变更' }).click();
  const form = admin.getByRole('dialog');
  await form.getByLabel('文号').fill('国办发明电〔2026〕9号');
  await form.getByLabel('文件名称').fill(`关于${year}年部分节假日安排的通知`);
  await form.getByLabel('来源').fill('https://www.gov.cn/');
  await form.getByText('粘贴 YAML').click();
  await form.getByLabel('YAML 文本').fill(yaml(year, `${year}-01-32`));
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByText(/第 5 行.*不是存在的日期/).waitFor();
  await form.getByLabel('YAML 文本').fill(yaml(year, `${year}-01-03`, []));
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByText(new RegExp(`缺少法定节假日.*${year}-05-01 劳动节`)).waitFor();
  await form.getByLabel('YAML 文本').fill(yaml(year, `${year}-01-03`));
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await admin.getByText('等待另一位管理员或负责人审批').waitFor();
  expect(await admin.getByRole('button', { name: /批\s*准/ }).count()).toBe(0);

  const head = await house.enter('head', narrow);
  await head.goto(`${house.server.url}/calendar?year=${year}`);
  await head.getByRole('button', { name: /^批\s*准$/ }).click();
  await head.getByText(/已生效：重新计算/).waitFor();
  await head.getByText('这一年的放假安排未载入').waitFor({ state: 'detached' });
  await head.getByTestId('calendar-change').getByText('已批准').waitFor();
  const over = await head.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);

  await officer.reload();
  await officer.getByText('年终检查').first().waitFor();
  await officer.getByText(/暂定/).first().waitFor({ state: 'detached' });
  expect(house.complaints()).toEqual([]);
});
