import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { DomainError } from '../base/errors.ts';
import { registerOfficer } from '../roster/index.ts';
import {
  changeDevice,
  changeDeviceModel,
  listDeviceModels,
  listDevices,
  registerDevice,
  registerDeviceModel,
} from './devices.ts';
import { parseNamePattern } from './pattern.ts';

const absent = '018f0000-0000-7000-8000-00000000dead';
const pattern = 'DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;

/** Number and model name of this test's own. */
let no: string;
let modelName: string;
let tests = 0;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
});
beforeEach(() => {
  tests += 1;
  no = `XZ-${tests}`;
  modelName = `型号 ${tests}`;
});
afterAll(() => ground.close());

const admin = () => organ.people.administrator;
const modelOf = async (one: TestOrgan) =>
  (await readAs(ground, one.people.head, listDeviceModels)).find((model) => model.name === 'DSJ-2')?.id ?? '';
const deviceOf = async (deviceNo: string) =>
  (await readAs(ground, organ.people.head, listDevices)).find((device) => device.deviceNo === deviceNo);

async function input(change: Record<string, unknown> = {}) {
  return {
    ...{ deviceNo: no, modelId: await modelOf(organ), unitId: organ.unitId, holderId: organ.officerId },
    ...{ clockOffsetSeconds: -30, inUse: true },
    ...change,
  };
}
const register = async (change: Record<string, unknown> = {}) => {
  const given = await input(change);
  return asPerson(ground, admin(), (ctx) => registerDevice(ctx, given));
};
const sealedOf = (id: string) =>
  asHouse(ground, async ({ tx }) => {
    const entries = await tx
      .selectFrom('custody_entry as e')
      .innerJoin('custody_payload as p', 'p.entry_id', 'e.entry_id')
      .select(['e.kind', 'e.actor', 'p.payload'])
      .where('e.subject_id', '=', id)
      .orderBy('e.entry_id')
      .execute();
    return entries.map(({ kind, actor, payload }) => ({ kind, actor, row: JSON.parse(payload) }));
  });
const countEntries = () =>
  asHouse(ground, async ({ tx }) => {
    const row = await tx
      .selectFrom('custody_entry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst();
    return row?.n ?? 0;
  });
async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`a refusal was expected, not ${String(error)}`);
  return error;
}

describe('a device', () => {
  it('is registered with its model, unit and holder, sealed once in the name of who did it', async () => {
    const { value } = await register();
    expect(value).toMatchObject({
      ...{ deviceNo: no, modelName: 'DSJ-2', unitName: '执法大队', holderName: '王建国' },
      ...{ clockOffsetSeconds: -30, inUse: true },
    });
    expect(await sealedOf(value.id)).toMatchObject([
      { kind: 'device.registered', actor: admin().accountId, row: { device_no: no } },
    ]);
    expect(await deviceOf(no)).toEqual(value);
  });

  it('changes, and what it was before stays in the log', async () => {
    const { value } = await register();
    const change = { id: value.id, ...(await input({ clockOffsetSeconds: 45, inUse: false })) };
    const changed = await asPerson(ground, admin(), (ctx) => changeDevice(ctx, change));
    expect(changed.value).toMatchObject({ clockOffsetSeconds: 45, inUse: false });
    const entries = await sealedOf(value.id);
    expect(entries.map((entry) => [entry.kind, entry.row.clock_offset_seconds])).toEqual([
      ['device.registered', -30],
      ['device.changed', 45],
    ]);
  });

  it('that gets another holder is assigned, and that is what the log says', async () => {
    const { value } = await register();
    const colleague = await asPerson(ground, admin(), (ctx) =>
      registerOfficer(ctx, {
        ...{ unitId: organ.unitId, name: '赵敏', kind: 'officer', certificateNo: null },
        ...{ certificateValidUntil: null, deviceUserId: null },
      }),
    );
    for (const holderId of [colleague.value.id, null]) {
      const change = { id: value.id, ...(await input({ holderId })) };
      const { value: shown } = await asPerson(ground, admin(), (ctx) => changeDevice(ctx, change));
      expect(shown.holderName).toBe(holderId === null ? null : '赵敏');
    }
    const entries = await sealedOf(value.id);
    expect(entries.map((entry) => [entry.kind, entry.row.holder_id])).toEqual([
      ['device.registered', organ.officerId],
      ['device.assigned', colleague.value.id],
      ['device.assigned', null],
    ]);
  });

  it('with a number that the organ has already is refused in Chinese and leaves nothing behind', async () => {
    await register();
    const before = await countEntries();
    const refused = await refusalOf(register());
    expect(refused.body()).toMatchObject({
      code: 'conflict.exists',
      message: `“${no}”已经存在，请换一个或查看已有的记录。`,
    });
    const renamed = { id: organ.deviceId, ...(await input()) };
    const change = asPerson(ground, admin(), (ctx) => changeDevice(ctx, renamed));
    expect((await refusalOf(change)).code).toBe('conflict.exists');
    expect(await countEntries()).toBe(before);
    expect(await deviceOf(organ.deviceNo)).toMatchObject({ id: organ.deviceId });
  });

  it('may bear the number of a device of another organ', async () => {
    expect((await register({ deviceNo: other.deviceNo })).value.deviceNo).toBe(other.deviceNo);
  });

  it('registered by two people at once is there once', async () => {
    const outcomes = await Promise.allSettled([register(), register(), register()]);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(['conflict.exists', 'conflict.exists']);
  });

  it.each(['modelId', 'unitId', 'holderId'] as const)(
    'takes no %s of another organ, which is as if it were not there',
    async (field) => {
      const foreign = { modelId: await modelOf(other), unitId: other.unitId, holderId: other.officerId };
      expect((await refusalOf(register({ [field]: foreign[field] }))).code).toBe('notFound');
      const change = { id: organ.deviceId, ...(await input({ [field]: foreign[field] })) };
      const changed = asPerson(ground, admin(), (ctx) => changeDevice(ctx, change));
      expect((await refusalOf(changed)).body().message).toContain('可能不属于本单位');
    },
  );

  it('of another organ, or none at all, cannot be changed', async () => {
    for (const id of [other.deviceId, absent]) {
      const change = { id, ...(await input()) };
      const changed = asPerson(ground, admin(), (ctx) => changeDevice(ctx, change));
      expect((await refusalOf(changed)).code).toBe('notFound');
    }
    const theirs = await readAs(ground, other.people.head, listDevices);
    expect(theirs.map((device) => device.deviceNo)).toEqual([other.deviceNo]);
  });
});

describe('a model', () => {
  const model = (namePatterns: string[], name = modelName) => ({ name, maker: '示例', namePatterns });
  const registerModel = (namePatterns: string[], name?: string) =>
    asPerson(ground, admin(), (ctx) => registerDeviceModel(ctx, model(namePatterns, name)));

  it.each([
    ['<deviceNo>_<date>', '不认识的标记 <deviceNo>，可用：<deviceId> <userId> <date> <time> <seq>'],
    ['<date>_<a>_<b>', '不认识的标记 <a>、<b>，可用：<deviceId> <userId> <date> <time> <seq>'],
    ['<date>[_IMP', '方括号没有成对，或套在了一起'],
    ['<date>_IMP]', '方括号没有成对，或套在了一起'],
    ['<date>[[_IMP]]', '方括号没有成对，或套在了一起'],
    ['<date>_<date>', '<date> 出现了两次，每个标记只能写一次'],
    ['<deviceId><userId>_<date>', '<userId> 与前一个标记之间要有分隔符，否则分不开'],
    ['<deviceId>_<time>', '有 <time> 就要有 <date>，只有时刻定不了拍摄时间'],
    ['<date', '尖括号没有成对，标记请写成 <date> 这样'],
    ['card/<date>', '文件名里不会有斜杠和控制字符'],
    ['IMG_<seq>', '至少要有 <deviceId>、<userId>、<date> 中的一个，否则从文件名看不出任何信息'],
    ['film', '至少要有 <deviceId>、<userId>、<date> 中的一个，否则从文件名看不出任何信息'],
  ])('with the pattern %s is refused: %s', async (faulty, message) => {
    const refused = await refusalOf(registerModel([faulty]));
    expect(refused.code).toBe('input.invalid');
    const messageEn = expect.not.stringMatching(/\p{Script=Han}/u);
    expect(refused.fields).toEqual([{ path: 'namePatterns.0', message, messageEn }]);
  });

  it('is told every faulty pattern at once', async () => {
    const refused = await refusalOf(registerModel(['film', pattern, '<date>[']));
    expect(refused.fields.map((field) => field.path)).toEqual(['namePatterns.0', 'namePatterns.2']);
  });

  it.each([
    pattern,
    '<deviceId>@<userId>_<date><time>',
    '<date>_<time>_<seq>[_IMP][_A]',
    '录像<date>',
    'REC_<userId>',
  ])('takes the pattern %s, and the line can read it', async (good) => {
    const { value } = await registerModel([good]);
    expect(value.namePatterns).toEqual([good]);
    expect(parseNamePattern(good)).toHaveProperty('pattern');
  });

  it('changes with its entry; a name twice and a faulty pattern are refused', async () => {
    const { value } = await registerModel([pattern]);
    const change = (namePatterns: string[], name?: string, id = value.id) =>
      asPerson(ground, admin(), (ctx) => changeDeviceModel(ctx, { id, ...model(namePatterns, name) }));
    await change(['<date>_<time>']);
    expect((await refusalOf(change(['film']))).code).toBe('input.invalid');
    expect((await refusalOf(change([pattern], 'DSJ-2'))).body().message).toContain('“DSJ-2”已经存在');
    expect((await refusalOf(registerModel([pattern]))).code).toBe('conflict.exists');
    for (const id of [absent, await modelOf(other)])
      expect((await refusalOf(change([pattern], '别人的', id))).code).toBe('notFound');
    const entries = await sealedOf(value.id);
    expect(entries.map((entry) => [entry.kind, entry.row.name_patterns])).toEqual([
      ['deviceModel.registered', [pattern]],
      ['deviceModel.changed', ['<date>_<time>']],
    ]);
  });
});
