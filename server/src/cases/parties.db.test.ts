import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { testKeys, writeTestKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person, Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { addCaseParty, partiesOfCase, removeCaseParty } from './case-parties.ts';
import { listCases, openCase, readCase } from './cases.ts';
import { changeCause, enterCause, listCauses } from './causes.ts';
import { numbersOpen, prepareNumberKeys } from './number-keys.ts';
import { changeParty, findParties, revealParty } from './parties.ts';

const number = '11010519491231002X';
const phone = '13800138000';
let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let caseId: string;

const as = async <T>(person: Person, work: (ctx: Writing) => Promise<{ value: T }>) =>
  (await asPerson(ground, person, work)).value;
const open = (by: Person, of: TestOrgan) =>
  as(by, (ctx) =>
    openCase(ctx, {
      ...{ ownNumber: null, cause: '无照经营', party: '张某', procedure: 'ordinary', closedAt: null },
      ...{ unitId: of.unitId, officerIds: [of.officerId], openedAt: ground.clock.now() },
    }),
  );
type Joining = Parameters<typeof addCaseParty>[2];
const zhang = {
  ...{ kind: 'person' as const, name: '张三丰', numberKind: 'residentId' as const, number, phone },
  address: '五台县城关镇',
};
const joining = (change: Partial<Joining> = {}): Joining => ({
  ...{ id: makeId(ground.clock), caseId, role: 'party', represents: null, partyId: null, party: zhang },
  ...change,
});
const add = (change: Partial<Joining> = {}, by = organ.people.officer) =>
  as(by, (ctx) => addCaseParty(ctx, testKeys, joining(change)));
const lines = () => readAs(ground, organ.people.head, (ctx) => partiesOfCase(ctx, caseId));
const find = (text: string, by = organ.people.officer) =>
  readAs(ground, by, (ctx) => findParties(ctx, testKeys, { text }));
const first = async () => {
  const [line] = await lines();
  if (line === undefined) throw new Error('no party');
  return line;
};

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  caseId = (await open(organ.people.officer, organ)).id;
});
afterAll(() => ground.close());

describe('a party', () => {
  it('is in its case with its numbers covered, and nowhere in the database with a whole one', async () => {
    const line = joining();
    await as(organ.people.officer, (ctx) => addCaseParty(ctx, testKeys, line));
    await as(organ.people.officer, (ctx) => addCaseParty(ctx, testKeys, line));
    expect(await lines()).toMatchObject([
      {
        ...{ id: line.id, role: 'party', represents: null },
        party: {
          name: '张三丰',
          numberKind: 'residentId',
          number: '110***********002X',
          phone: '138****8000',
        },
      },
    ]);
    const kept = await asHouse(ground, async ({ tx }) => [
      ...(await tx.selectFrom('party').selectAll().execute()),
      ...(await tx.selectFrom('custody_payload').select('payload').execute()),
    ]);
    const all = JSON.stringify(kept);
    expect(all).toContain('138****8000');
    for (const secret of [number, phone]) expect(all).not.toContain(secret);
    const { party } = await readAs(ground, organ.people.head, (ctx) => readCase(ctx, caseId));
    expect(party).toBe('张三丰');
  });

  it('is found by its exact number or telephone and by its name, with its case, within its organ', async () => {
    for (const text of [number, '110105 19491231 002x', phone, '张三'])
      expect(await find(text), text).toMatchObject([{ name: '张三丰', cases: 1 }]);
    for (const text of [number.slice(0, 17), '13800138001', '三丰', '%'])
      expect(await find(text), text).toEqual([]);
    expect(await find(number, other.people.officer)).toEqual([]);
    const cases = (text: string, by: Person) =>
      readAs(ground, by, (ctx) => listCases(ctx, testKeys, { text, limit: 10 }));
    expect((await cases(number, organ.people.head)).rows.map(({ id }) => id)).toEqual([caseId]);
    expect((await cases('张三丰', organ.people.head)).rows.map(({ id }) => id)).toEqual([caseId]);
    expect((await cases(number, other.people.head)).rows).toEqual([]);
  });

  it('is offered when its number comes again, and taken into another role or case', async () => {
    const { party } = await first();
    const again = { ...zhang, name: '张三峰', phone: null };
    await expect(add({ party: again })).rejects.toMatchObject({
      ...{ code: 'party.known', detail: { name: '张三丰', id: party.id } },
    });
    await expect(add({ party: null, partyId: party.id })).rejects.toMatchObject({ code: 'conflict.exists' });
    const witness = await add({ party: null, partyId: party.id, role: 'witness' });
    expect((await lines()).map(({ role }) => role)).toEqual(['party', 'witness']);
    const remove = () =>
      as(organ.people.officer, (ctx) => removeCaseParty(ctx, { id: witness.id, reason: '误加' }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'conflict.changed' });
    expect(await lines()).toHaveLength(1);
  });

  it('with faults is refused with all of them, each under its field', async () => {
    const faulty = { ...zhang, number: '110105194912310021', phone: '138' };
    await expect(add({ party: faulty, role: 'agent' })).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path: 'represents' }, { path: 'party.number' }, { path: 'party.phone' }],
    });
    const organisation = { ...zhang, kind: 'organisation' as const };
    await expect(add({ party: organisation })).rejects.toMatchObject({
      fields: [{ path: 'party.numberKind', message: expect.stringContaining('统一社会信用代码') }],
    });
    await expect(add({}, organ.people.head)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(add({}, other.people.officer)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('keeps its number through a change that gives none, and of two changes the second is told', async () => {
    const { party } = await first();
    const { id, revision, kind, name, numberKind } = party;
    const change = (address: string, more: object = {}) =>
      as(organ.people.officer, (ctx) =>
        changeParty(ctx, testKeys, { id, revision, kind, name, numberKind, address, ...more }),
      );
    await change('代县');
    await expect(change('繁峙县')).rejects.toMatchObject({ code: 'conflict.edited' });
    expect((await first()).party).toMatchObject({ address: '代县', number: '110***********002X' });
    expect(await find(number)).toHaveLength(1);
    await expect(change('', { revision: 2, numberKind: 'other' })).rejects.toMatchObject({
      fields: [{ path: 'number' }],
    });
  });

  it('is shown whole to who may see it, for a reason, and each time is on record', async () => {
    const { party } = await first();
    const reveal = (by: Person) =>
      as(by, (ctx) => revealParty(ctx, testKeys, { id: party.id, caseId, reason: '制作决定书' }));
    for (const by of [organ.people.officer, organ.people.head])
      expect(await reveal(by)).toEqual({ number, phone });
    for (const by of [organ.people.assistant, organ.people.administrator])
      await expect(reveal(by)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(reveal(other.people.head)).rejects.toMatchObject({ code: 'notFound' });
    const sealed = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('custody_entry').select('actor').where('kind', '=', 'party.revealed').execute(),
    );
    expect(sealed.map(({ actor }) => actor)).toEqual([
      organ.people.officer.accountId,
      organ.people.head.accountId,
    ]);
  });
});

it('a cause has its code once in the organ, and of two who change it the second is told', async () => {
  const cause = { code: 'C-01', name: '无照经营', basis: '《无证无照经营查处办法》第十三条', active: true };
  const { legalReviewer } = organ.people;
  const { id } = await as(legalReviewer, (ctx) => enterCause(ctx, cause));
  await expect(as(legalReviewer, (ctx) => enterCause(ctx, cause))).rejects.toMatchObject({
    code: 'conflict.exists',
  });
  const change = { ...cause, id, revision: 1, active: false };
  await as(legalReviewer, (ctx) => changeCause(ctx, change));
  await expect(as(legalReviewer, (ctx) => changeCause(ctx, change))).rejects.toMatchObject({
    code: 'conflict.edited',
  });
  expect(await readAs(ground, organ.people.officer, listCauses)).toMatchObject({
    causes: [{ code: 'C-01', active: false, revision: 2 }],
    mayChange: false,
  });
  expect((await readAs(ground, other.people.head, listCauses)).causes).toEqual([]);
});

it('a house with numbers does not start with other keys than theirs', async () => {
  const file = `${ground.folder}/number-keys`;
  await expect(prepareNumberKeys(ground.database, file)).rejects.toThrow(/从备份恢复/);
  expect(await numbersOpen(ground.database, file)).toBe(false);
  const { createNumberKeys } = await import('../base/number-keys.ts');
  await createNumberKeys(file);
  await expect(prepareNumberKeys(ground.database, file)).rejects.toThrow(/不是加密时用的那一份/);
  expect(await numbersOpen(ground.database, file)).toBe(false);
  const right = `${ground.folder}/right-keys`;
  await writeTestKeys(right);
  expect(await numbersOpen(ground.database, right)).toBe(true);
});
