import type { RegisterKind, registerShapes } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { changeDevice, listDevices } from '../devices/devices.ts';
import { loadGists, loadLaw } from '../law/index.ts';
import { type AskingLaw, correctRegister, enterRegister, withdrawRegister } from './entries.ts';
import { listRegister, listRegisters, readRegisterEntry } from './list.ts';
import { listPhrases } from './phrases.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let law: AskingLaw;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'sx', 'sx');
  law = { ...(await loadLaw()), gists: await loadGists() };
});
afterAll(() => ground.close());

type Content = Record<string, unknown>;
const enter = (by: Person, kind: RegisterKind, content: Content, id = makeId(ground.clock)) =>
  asPerson(ground, by, (ctx) =>
    enterRegister(ctx, law, { id, kind, content } as z.output<typeof registerShapes.registerInput>),
  ).then(({ value }) => value.id);
const correct = (
  by: Person,
  kind: RegisterKind,
  replaces: string,
  content: Content,
  id = makeId(ground.clock),
) =>
  asPerson(ground, by, (ctx) =>
    correctRegister(ctx, law, { id, kind, replaces, content, reason: '补记' } as z.output<
      typeof registerShapes.registerCorrection
    >),
  ).then(({ value }) => value.id);
const withdraw = (by: Person, replaces: string) =>
  asPerson(ground, by, (ctx) =>
    withdrawRegister(ctx, law, { id: makeId(ground.clock), replaces, reason: '登记错了' }),
  );
const list = (by: Person, filter: Partial<z.output<typeof registerShapes.registerFilter>>) =>
  readAs(ground, by, (ctx) => listRegister(ctx, law, { limit: 50, kind: 'fault', ...filter }));
const device = async (id = organ.deviceId) =>
  (await readAs(ground, organ.people.head, listDevices)).find((one) => one.id === id);
async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`a refusal was expected, not ${String(error)}`);
  return error;
}
const fault = (change: Content = {}): Content => ({
  ...{ deviceId: organ.deviceId, foundAt: '2026-10-14T01:00:00.000Z', foundBy: '王建国', symptom: '黑屏' },
  ...{ reportedTo: '李主任', reportedAt: '2026-10-14T01:10:00.000Z', repair: 'none', ...change },
});
const returned = {
  repair: 'professional',
  repairer: '厂家售后',
  check: '试录十分钟正常',
  returnedBy: '赵保管',
  returnedAt: '2026-10-14T01:50:00.000Z',
};
async function useAgain(inUse = true) {
  const { modelName, unitName, holderName, ...now } = (await device()) ?? expect.fail('no device');
  return asPerson(ground, organ.people.administrator, (ctx) => changeDevice(ctx, { ...now, inUse }));
}

describe('a fault of a device', () => {
  it('stops it at once, and only a check by a named person has it used again', async () => {
    const { officer, custodian } = organ.people;
    const id = await enter(officer, 'fault', fault());
    expect((await device())?.inUse).toBe(false);
    expect((await refusalOf(useAgain())).body()).toMatchObject({
      code: 'device.faulty',
      detail: { deviceNo: organ.deviceNo },
    });
    const second = await enter(officer, 'fault', fault({ symptom: '无法充电' }));
    const byOfficer = correct(officer, 'fault', id, fault(returned));
    expect((await refusalOf(byOfficer)).code).toBe('permission.denied');
    const mended = await correct(custodian, 'fault', id, fault(returned));
    expect((await device())?.inUse).toBe(false);
    await correct(custodian, 'fault', second, fault({ symptom: '无法充电', ...returned }));
    expect((await device())?.inUse).toBe(true);
    await useAgain(false);
    await useAgain();
    // Back to broken: the same entry says so again, and the device stops again.
    await correct(custodian, 'fault', mended, fault({ repair: 'professional', repairer: '厂家售后' }));
    expect((await device())?.inUse).toBe(false);
    const kinds = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('custody_entry').select('kind').where('subject_id', '=', organ.deviceId).execute(),
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'device.registered',
      ...Array.from({ length: 5 }, () => 'device.changed'),
    ]);
  });

  it('mended by oneself is a breach with its article, and costs nobody anything', async () => {
    const { custodian } = organ.people;
    const own = { repair: 'self', repairer: '王建国', cost: 200 };
    const paid = await refusalOf(enter(custodian, 'fault', fault({ ...own, reimbursed: 200 })));
    expect(paid.fields).toMatchObject([
      { path: 'content.reimbursed', message: expect.stringContaining('不予报销') },
    ]);
    const id = await enter(custodian, 'fault', fault({ ...own, reimbursed: 0 }));
    const { rows } = await list(organ.people.head, { standing: 'attention' });
    const breach = rows.find((row) => row.id === id)?.findings.find(({ code }) => code === 'selfRepair');
    expect(breach).toMatchObject({ weight: 'breach', citations: [{ packId: 'xz', article: 'XZ-21' }] });
    await withdraw(custodian, id);
    expect((await list(custodian, { standing: 'withdrawn' })).rows.map((row) => row.id)).not.toContain(id);
    expect((await list(custodian, { standing: 'withdrawn' })).rows[0]).toMatchObject({
      entryId: id,
      reason: '登记错了',
    });
    const foreign = refusalOf(enter(custodian, 'fault', fault({ deviceId: other.deviceId })));
    expect((await foreign).code).toBe('notFound');
  });
});

describe('an entry', () => {
  const phrase = { occasion: 'opening', text: '我们是执法人员。', level: 'ownOrgan', from: '2026-01-01' };

  it('is entered once however often it is sent, and of two corrections at once one is told', async () => {
    const { head, legalReviewer } = organ.people;
    const id = makeId(ground.clock);
    await Promise.all([enter(head, 'phrase', phrase, id), enter(head, 'phrase', phrase, id)]).catch(
      () => undefined,
    );
    await enter(head, 'phrase', phrase, id);
    expect((await refusalOf(enter(head, 'phrase', { ...phrase, text: '别的' }, id))).code).toBe(
      'conflict.changed',
    );
    const both = await Promise.allSettled([
      correct(head, 'phrase', id, { ...phrase, text: '甲' }),
      correct(legalReviewer, 'phrase', id, { ...phrase, text: '乙' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(lost).toBe('conflict.changed');
    const { versions, abilities } = await readAs(ground, head, (ctx) => readRegisterEntry(ctx, law, { id }));
    expect(versions.map(({ version, content }) => [version, content.text])).toMatchObject([
      [2, expect.stringMatching(/^[甲乙]$/)],
      [1, phrase.text],
    ]);
    expect(abilities).toEqual({ correct: true, withdraw: true });
    const stale = refusalOf(correct(head, 'phrase', id, phrase));
    expect((await stale).code).toBe('conflict.changed');
    const spoken = { kind: 'phrase', standing: 'open' } as const;
    expect((await list(organ.people.officer, { ...spoken, occasion: 'opening' })).rows).toHaveLength(1);
    expect((await list(organ.people.officer, { ...spoken, occasion: 'service' })).rows).toEqual([]);
  });

  it('is kept by whom the register is entrusted to, and seen by no other organ', async () => {
    const refused = await refusalOf(enter(organ.people.officer, 'phrase', phrase));
    expect(refused.body().message).toContain('法制审核人员、机关负责人');
    expect((await list(other.people.head, { kind: 'phrase' })).rows).toEqual([]);
    const foreign = (await list(organ.people.head, { kind: 'phrase' })).rows[0]?.id ?? '';
    expect((await refusalOf(correct(other.people.head, 'phrase', foreign, phrase))).code).toBe('notFound');
    const people = refusalOf(
      enter(organ.people.head, 'training', {
        ...{ topic: '设备使用', standing: 'held', on: '2026-10-01', hours: 4, officerIds: [other.officerId] },
      }),
    );
    expect((await people).fields.map(({ path }) => path)).toEqual(['content.officerIds']);
    const ahead = refusalOf(
      enter(organ.people.custodian, 'fault', fault({ reportedAt: '2026-10-15T01:00:00Z' })),
    );
    expect((await ahead).fields.map(({ path }) => path)).toEqual(['content.reportedAt']);
  });

  it('is found by page, words, person and what is still open, and counted where it has to be looked at', async () => {
    const { custodian, head } = organ.people;
    for (const on of ['2026-09-01', '2026-10-01', '2026-10-20'])
      await enter(custodian, 'training', {
        ...{ topic: `培训 ${on}`, standing: on === '2026-09-01' ? 'held' : 'planned', on, hours: 4 },
        officerIds: [organ.officerId],
      });
    const first = await list(head, { kind: 'training', limit: 2 });
    const second = await list(head, { kind: 'training', limit: 2, after: first.next ?? '' });
    expect([...first.rows, ...second.rows].map(({ on }) => on)).toEqual([
      '2026-10-20',
      '2026-10-01',
      '2026-09-01',
    ]);
    expect([first.next === null, second.next]).toEqual([false, null]);
    expect((await list(head, { kind: 'training', text: '09-01' })).rows).toHaveLength(1);
    expect((await list(head, { kind: 'training', text: '%' })).rows).toHaveLength(0);
    expect((await list(head, { kind: 'training', officerId: organ.officerId })).rows).toHaveLength(3);
    expect((await list(head, { kind: 'training', officerId: other.officerId })).rows).toHaveLength(0);
    expect((await list(head, { kind: 'training', standing: 'open' })).rows).toHaveLength(2);
    const due = await list(head, { kind: 'training', standing: 'attention' });
    expect(due.rows.map(({ findings }) => findings[0])).toMatchObject([{ code: 'notYet', days: 13 }]);
    await enter(custodian, 'maintenance', {
      ...{ deviceId: organ.deviceId, on: '2026-08-01', work: '清洁', doneBy: '赵', nextOn: '2026-09-01' },
    });
    expect((await list(head, { kind: 'maintenance', standing: 'attention' })).rows).toHaveLength(1);
    await enter(custodian, 'maintenance', {
      ...{ deviceId: organ.deviceId, on: '2026-09-02', work: '清洁', doneBy: '赵', nextOn: '2026-12-01' },
    });
    const office = { name: '某中心', documentNo: '委托〔2026〕1号', matters: '巡查', powers: '检查' };
    for (const until of ['2026-10-01', '2026-10-30', '2027-10-30'])
      await enter(head, 'entrusted', { ...office, from: '2026-01-01', until });
    const registers = await readAs(ground, head, (ctx) => listRegisters(ctx, law));
    const counted = Object.fromEntries(
      registers.map(({ kind, entries, attention }) => [kind, [entries, attention]]),
    );
    expect(counted).toMatchObject({
      training: [3, 1],
      maintenance: [2, 0],
      entrusted: [3, 2],
      budget: [0, 0],
    });
    for (const { kind, attention } of registers) {
      const { rows } = await list(head, { kind });
      const telling = rows.filter(({ findings }) => findings.some(({ weight }) => weight !== 'note'));
      expect([kind, telling.length]).toEqual([kind, attention]);
      expect((await list(head, { kind, standing: 'attention' })).rows).toHaveLength(attention);
    }
  });

  it('belongs to a register that names which articles of the organ’s law ask for it', async () => {
    const citedFor = async (one: TestOrgan) => {
      const all = await readAs(ground, one.people.head, (ctx) => listRegisters(ctx, law));
      return Object.fromEntries(
        all.map(({ kind, citations }) => [kind, citations.map(({ article }) => article)]),
      );
    };
    // Xinzhou's regulation stands under that of Shanxi.
    expect(await citedFor(organ)).toMatchObject({
      training: ['XZ-3'],
      fault: ['XZ-21'],
      entrusted: ['SX-24'],
    });
    expect(await citedFor(other)).toMatchObject({
      training: [],
      fault: [],
      budget: ['SX-21'],
      entrusted: ['SX-24'],
    });
  });
});

describe('standard phrases', () => {
  const phrase = (text: string, change: Content = {}): Content => ({
    ...{ occasion: 'coercion', text, level: 'ownOrgan', from: '2026-01-01', ...change },
  });
  const spoken = async (by: Person, asked: Parameters<typeof listPhrases>[1]) =>
    (await readAs(ground, by, (ctx) => listPhrases(ctx, asked))).phrases.map(({ text }) => text);

  it('are those that hold that day, as last corrected, and of no other organ', async () => {
    const { head, officer } = organ.people;
    const first = await enter(head, 'phrase', phrase('现在查封，请您到场。'));
    await correct(head, 'phrase', first, phrase('现在依法查封，请您到场。'));
    const taken = await enter(head, 'phrase', phrase('撤回的话'));
    await withdraw(head, taken);
    await enter(head, 'phrase', phrase('旧的话', { until: '2026-06-30' }));
    await enter(head, 'phrase', phrase('以后的话', { from: '2027-01-01' }));
    await enter(head, 'phrase', phrase('市里的话', { level: 'city' }));
    await enter(other.people.head, 'phrase', phrase('别的机关的话'));
    const sealing = { type: 'seal' } as const;
    const own = ['现在依法查封，请您到场。', '市里的话'];
    expect((await spoken(officer, sealing)).filter((text) => !/^[甲乙]$/.test(text))).toEqual(own);
    expect(await spoken(officer, { ...sealing, on: '2026-06-30' })).toContain('旧的话');
    expect(await spoken(officer, { ...sealing, on: '2027-01-01' })).toContain('以后的话');
    expect(await spoken(officer, { type: 'questioning' })).not.toContain('市里的话');
    expect(await spoken(officer, {})).toEqual(expect.arrayContaining(own));
    expect(await spoken(other.people.officer, sealing)).toEqual(['别的机关的话']);
  });
});
