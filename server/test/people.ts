import type { Role } from '@liuhen/contract';
import type { Person, Reading, Writing } from '../src/base/context.ts';
import { transact } from '../src/base/database.ts';
import { registerDevice, registerDeviceModel } from '../src/devices/index.ts';
import {
  createOrgan,
  createUnit,
  openAccount,
  personOfAccount,
  registerOfficer,
} from '../src/roster/index.ts';
import { asHouse } from './custody.ts';
import type { TestGround } from './house.ts';

/** Runs a command in a person's name, under row-level security like a request of theirs. */
export const asPerson = <T>(
  ground: TestGround,
  actor: Person,
  work: (ctx: Writing) => Promise<T>,
): Promise<T> =>
  transact(ground.database, actor, (tx) => work({ tx, actor, clock: ground.clock, writing: true }));

export const readAs = <T>(
  ground: TestGround,
  actor: Person,
  work: (ctx: Reading) => Promise<T>,
): Promise<T> => transact(ground.database, actor, (tx) => work({ tx, actor, clock: ground.clock }));

export interface TestOrgan {
  id: string;
  code: string;
  unitId: string;
  /** 王建国, certificate 140900001, user 140901 of device DCAM-XZ01, clock 120 s fast. */
  officerId: string;
  deviceId: string;
  deviceNo: string;
  people: Record<'officer' | 'custodian' | 'head' | 'legalReviewer' | 'administrator' | 'assistant', Person>;
}

export async function openPerson(
  ground: TestGround,
  admin: Person,
  loginName: string,
  role: Role,
  officerId: string | null,
): Promise<Person> {
  // As the contract has it: whoever signs in may write capitals, an account has none.
  const login = loginName.toLowerCase();
  await asPerson(ground, admin, (ctx) =>
    openAccount(ctx, { loginName: login, displayName: loginName, officerId, roles: [role] }),
  );
  const person = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, login));
  if (person === null) throw new Error(`${loginName} was not opened`);
  return person;
}

/** An organ with a unit, an officer, a device and one account of each role, made through the real commands. */
export async function makeOrgan(ground: TestGround, code = 'xz', packId = 'xz'): Promise<TestOrgan> {
  const created = await asHouse(ground, (ctx) =>
    createOrgan(ctx, { code, name: `机关 ${code}`, packId, packBoundFrom: '2020-01-01' }),
  );
  const admin = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, created.value.administrator));
  if (admin === null) throw new Error('no administrator');
  const unit = await asPerson(ground, admin, (ctx) => createUnit(ctx, { name: '执法大队' }));
  const unitId = unit.value.id;
  const who = {
    unitId,
    name: '王建国',
    kind: 'officer' as const,
    certificateNo: `${code}-140900001`,
    certificateValidUntil: '2030-12-31',
    deviceUserId: '140901',
  };
  const officer = await asPerson(ground, admin, (ctx) => registerOfficer(ctx, who));
  const officerId = officer.value.id;
  const model = await asPerson(ground, admin, (ctx) =>
    registerDeviceModel(ctx, {
      name: 'DSJ-2',
      maker: '示例',
      namePatterns: ['DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]'],
    }),
  );
  const deviceNo = `${code.toUpperCase()}01`;
  const device = await asPerson(ground, admin, (ctx) =>
    registerDevice(ctx, {
      deviceNo,
      modelId: model.value.id,
      unitId,
      holderId: officerId,
      clockOffsetSeconds: 120,
      inUse: true,
    }),
  );
  const open = (role: Role, own: string | null) => openPerson(ground, admin, `${code}.${role}`, role, own);
  return {
    id: created.value.organ.id,
    code,
    unitId,
    officerId,
    deviceId: device.value.id,
    deviceNo,
    people: {
      officer: await open('officer', officerId),
      custodian: await open('custodian', null),
      head: await open('head', null),
      legalReviewer: await open('legalReviewer', null),
      assistant: await open('assistant', null),
      administrator: admin,
    },
  };
}
