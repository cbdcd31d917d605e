import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { type Call, makeClient } from '@liuhen/contract';
import { type ServerProcess, startServerProcess } from '../../cli/src/server-process.ts';
import type { Receiver } from './upload-send.ts';

/** A server in a process of its own, with a custodian who is signed in. */
export interface Served {
  server: ServerProcess;
  home: string;
  receiver: Receiver;
  call: Call;
}

interface SignedIn {
  call: Call;
  headers: Record<string, string>;
}

/** Starts the server as `liuhen start` does and makes an organ and a custodian as an administrator would. */
export async function startServed(home: string): Promise<Served> {
  await mkdir(home, { mode: 0o755 });
  const server = await startServerProcess(
    { LIUHEN_HOME: home, LIUHEN_PORT: '0', LIUHEN_LOG_LEVEL: 'error' },
    'inherit',
  );
  const { url, firstStart } = server;
  if (firstStart === null) throw new Error('this is no first start');
  const root = await arrive(url, firstStart.loginName, firstStart.oneTimePassword);
  const organ = await root.call('createOrgan', {
    code: 'bench',
    name: '测试机关',
    packId: 'xz',
    packBoundFrom: '2020-01-01',
  });
  const admin = await arrive(url, organ.administrator, organ.oneTimePassword);
  const opened = await admin.call('openAccount', {
    loginName: 'bench.custodian',
    displayName: '专职人员',
    officerId: null,
    roles: ['custodian'],
  });
  const custodian = await arrive(url, opened.account.loginName, opened.oneTimePassword);
  return { server, home, receiver: { url, headers: custodian.headers }, call: custodian.call };
}

/** Signs in with a one-time password and sets one that lasts. */
async function arrive(url: string, loginName: string, oneTimePassword: string): Promise<SignedIn> {
  const headers: Record<string, string> = {};
  const call = makeClient({ baseUrl: url, fetch, headers: () => headers });
  const session = await call('signIn', { loginName, password: oneTimePassword, client: 'program' });
  headers.authorization = `Bearer ${session.token}`;
  const next = `Aa1-${randomBytes(12).toString('base64url')}`;
  await call('changePassword', { current: oneTimePassword, next });
  return { call, headers };
}

/**
 * Waits until all of these are registered and have their place in the log, asking as the page does for those that are
 * still open; throws when one is anything else.
 */
export async function waitUntilSealed(call: Call, ids: readonly string[]): Promise<void> {
  for (let open = ids; open.length > 0; ) {
    const uploads = await call('listUploads', { ids: open.join(',') });
    const astray = uploads.find(({ state }) => !['receiving', 'received', 'registered'].includes(state));
    if (astray) throw new Error(`upload ended as ${astray.state}: ${astray.refusal?.message ?? ''}`);
    const sealed = uploads.filter(({ state, receipt }) => {
      return state === 'registered' && receipt !== null && receipt.logIndex !== null;
    });
    if (sealed.some(({ receipt }) => !receipt?.sha256 || !receipt.sm3))
      throw new Error('a receipt without both digests');
    const done = new Set(sealed.map(({ id }) => id));
    open = open.filter((id) => !done.has(id));
    if (open.length > 0) await new Promise((wake) => setTimeout(wake, ids.length === 1 ? 10 : 100));
  }
}
