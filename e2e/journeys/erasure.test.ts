import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, narrow, openHouse } from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const { server } = house;
  const administrator = await server.visit(server.organ.people.administrator);
  const [officer] = await administrator.call('listOfficers', {});
  if (officer === undefined) throw new Error('no officer');
  const { id, unitId, name, kind, certificateNo, certificateValidUntil, deviceUserId } = officer;
  const same = { id, unitId, kind, certificateNo, certificateValidUntil, deviceUserId };
  await administrator.call('changeOfficer', { ...same, name: '不相干的某甲' });
  await administrator.call('changeOfficer', { ...same, name });
});
afterAll(() => house.close());

test('one proposes, another approves: the entry still verifies and says under which article', async () => {
  const custodian = await house.enter('custodian');
  await custodian.goto(`${house.server.url}/log`);
  const entry = custodian.locator('.card-row').filter({ hasText: '人员信息变更' }).nth(1);
  await entry.getByRole('button', { name: '申请删除内容' }).click();
  const form = custodian.getByRole('dialog');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form
    .getByText(/法律依据/)
    .last()
    .waitFor();
  await form.getByLabel('法律依据').fill('《个人信息保护法》第四十七条');
  await form.getByLabel('原因').fill('登记时写成了别人，已更正');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await custodian.getByText('已提出，等另一人批准').waitFor();
  const proposal = custodian.getByTestId('erasure');
  await proposal.getByText('待审批').waitFor();
  expect(await proposal.getByRole('button', { name: '批准删除' }).count()).toBe(0);

  const head = await house.enter('head', narrow);
  await head.goto(house.server.url);
  await head.getByText('《个人信息保护法》第四十七条').click();
  await head.getByRole('button', { name: '批准删除' }).click();
  await head.getByText('删除后无法恢复').waitFor();
  await head.getByRole('button', { name: /确\s*定/ }).click();
  await head.getByTestId('erasure').getByText('已删除').waitFor();
  expect(await head.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow.width);

  await custodian.reload();
  const erased = custodian.locator('.card-row').filter({ hasText: '人员信息变更' }).nth(1);
  await erased.getByText('已删除').waitFor();
  await erased.getByRole('button', { name: /验\s*证/ }).click();
  await erased.getByText(/依.*《个人信息保护法》第四十七条.*删除/).waitFor();
  expect(house.complaints()).toEqual([]);
});
