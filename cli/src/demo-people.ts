import type { Role } from '@liuhen/contract';
import type { DemoOrgan } from './demo-cards.ts';
import { type ProgramSession, signInProgram } from './session.ts';

/** Somebody who can sign in to the demonstration. */
export interface DemoAccount {
  organ: string;
  login: string;
  name: string;
  role: Role;
}

/** An organ that stands: its accounts and the ids of what was registered. */
export interface FoundedOrgan {
  demo: DemoOrgan;
  admin: ProgramSession;
  unitId: string;
  /** Those whose certificate is valid today: nobody else takes part in what is laid. */
  officerIds: string[];
  accounts: DemoAccount[];
}

/** Signs in with a one-time password, sets the demonstration's password and signs in again with it. */
export async function settle(
  url: string,
  login: string,
  oneTime: string,
  password: string,
): Promise<ProgramSession> {
  const first = await signInProgram(url, login, oneTime);
  await first.call('changePassword', { current: oneTime, next: password });
  return signInProgram(url, login, password);
}

const staff: { role: Role; name: string }[] = [
  { role: 'custodian', name: '专职保管员' },
  { role: 'legalReviewer', name: '法制审核员' },
  { role: 'head', name: '负责人' },
  { role: 'assistant', name: '协管员' },
];

/** A second person beside the administrator of the installation, who decides what that one proposes for all organs. */
export async function openPlatformHead(platform: ProgramSession, password: string): Promise<DemoAccount> {
  const [login, name, role] = ['system.head', '平台负责人', 'head'] as const;
  const opened = await platform.call('openAccount', {
    ...{ loginName: login, displayName: name, officerId: null, roles: [role] },
  });
  await settle(platform.url, login, opened.oneTimePassword, password);
  return { organ: '留痕系统管理', login, name, role };
}

/** Founds one organ: unit, officers, recorders and an account in every role, all through the contract. */
export async function foundOrgan(
  platform: ProgramSession,
  demo: DemoOrgan,
  password: string,
): Promise<FoundedOrgan> {
  const { url } = platform;
  const founded = await platform.call('createOrgan', {
    ...{ code: demo.code, name: demo.name, packId: demo.code, packBoundFrom: '2020-01-01' },
  });
  const admin = await settle(url, founded.administrator, founded.oneTimePassword, password);
  const { id: unitId } = await admin.call('createUnit', { name: demo.unit });
  const accounts: DemoAccount[] = [
    { organ: demo.name, login: founded.administrator, name: '系统管理员', role: 'administrator' },
  ];
  const open = async (login: string, name: string, role: Role, officerId: string | null) => {
    const opened = await admin.call('openAccount', {
      ...{ loginName: login, displayName: name, officerId, roles: [role] },
    });
    await settle(url, login, opened.oneTimePassword, password);
    accounts.push({ organ: demo.name, login, name, role });
  };
  const officerIds = await registerOfficers(admin, demo, unitId, open);
  await registerDevices(admin, demo, unitId, officerIds);
  for (const { role, name } of staff) await open(`${demo.code}.${role.toLowerCase()}`, name, role, null);
  await open(`${demo.code}.station`, '采集工作站', 'custodian', null);
  return { demo, admin, unitId, officerIds, accounts };
}

type Open = (login: string, name: string, role: Role, officerId: string | null) => Promise<void>;

async function registerOfficers(
  admin: ProgramSession,
  demo: DemoOrgan,
  unitId: string,
  open: Open,
): Promise<string[]> {
  const ids: string[] = [];
  const today = new Date().toISOString().slice(0, 10);
  const { certificateIssuer } = demo;
  for (const { userId, name, ...certificate } of demo.officers) {
    const { id } = await admin.call('registerOfficer', {
      ...{ unitId, name, kind: 'officer', ...certificate, certificateIssuer, deviceUserId: userId },
      established: true,
    });
    if (certificate.certificateValidUntil > today) ids.push(id);
    await open(`${demo.code}.${userId}`, name, 'officer', id);
  }
  return ids;
}

async function registerDevices(
  admin: ProgramSession,
  demo: DemoOrgan,
  unitId: string,
  officerIds: string[],
): Promise<void> {
  const models = new Map<string, string>();
  for (const model of demo.deviceModels)
    models.set(model.name, (await admin.call('registerDeviceModel', model)).id);
  for (const { deviceNo, model, holder, clockOffsetSeconds } of demo.devices) {
    await admin.call('registerDevice', {
      ...{ deviceNo, unitId, clockOffsetSeconds, inUse: true },
      modelId: models.get(model) ?? '',
      holderId: officerIds[demo.officers.findIndex(({ userId }) => userId === holder)] ?? null,
    });
  }
}
