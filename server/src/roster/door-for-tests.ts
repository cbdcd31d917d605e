import type { AddressInfo } from 'node:net';
import { type Call, makeClient } from '@liuhen/contract';
import { pino } from 'pino';
import type { TestGround } from '../../test/house.ts';
import { asPerson } from '../../test/people.ts';
import { type AppParts, buildApp } from '../app.ts';
import type { Person } from '../base/context.ts';
import { openFileVault } from '../base/vault-files.ts';
import { type Config, readConfig } from '../config.ts';
import { makeAuthenticate, rosterRoutes, setPassword } from './index.ts';
import { openSession } from './session.ts';

/** The house's HTTP application with the roster alone behind it, under the clock of a test. */
export interface Door {
  url: string;
  close(): Promise<void>;
}

export async function openDoor(ground: TestGround, changes: Partial<Config> = {}): Promise<Door> {
  const { database, clock } = ground;
  const config = { ...readConfig({ LIUHEN_HOME: ground.folder }), ...changes };
  // Nothing is received through this door.
  const line = { maxFileBytes: 0, digests: new Map() } as Partial<AppParts['line']> as AppParts['line'];
  const app = await buildApp({
    ...{ database, clock, config, line, log: pino({ level: 'silent' }) },
    vault: openFileVault(`${ground.folder}/vault`),
    authenticate: makeAuthenticate({ database, clock, config }),
    bindings: rosterRoutes,
    wake: () => undefined,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

/** A browser at a desk: keeps its cookie and its CSRF sign, comes from one address. */
export interface Browser {
  cookie: string;
  csrf: string;
  /** `set-cookie` of the last answer that had one. */
  given: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(loginName: string, password: string): Promise<Answer>;
}

export interface Answer {
  status: number;
  body: {
    code?: string;
    message?: string;
    detail?: Record<string, string>;
    fields?: { path: string; message: string }[];
    csrf?: string;
    [key: string]: unknown;
  };
}

/** Opens a browser at an address; a reverse proxy on this machine tells the address of the desk. */
export function openBrowser(url: string, address = '10.0.0.1'): Browser {
  const browser: Browser = {
    ...{ cookie: '', csrf: '', given: '' },
    ask: async (method, path, body, headers = {}) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          'x-forwarded-for': address,
          ...(browser.cookie ? { cookie: browser.cookie } : {}),
          ...(browser.csrf ? { 'x-liuhen-csrf': browser.csrf } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const [given] = answer.headers.getSetCookie();
      if (given !== undefined) {
        browser.given = given;
        browser.cookie = given.split(';')[0] ?? '';
      }
      return { status: answer.status, body: (await answer.json()) as Answer['body'] };
    },
    signIn: async (loginName, password) => {
      const answer = await browser.ask('POST', '/api/session', { loginName, password });
      if (answer.status === 200) browser.csrf = answer.body.csrf ?? '';
      return answer;
    },
  };
  return browser;
}

/** A program of somebody who is signed in: the contract's calls, and plain requests. */
export interface Program {
  call: Call;
  ask(path: string, init: RequestInit): Promise<Response>;
}

/** Opens a session for a person as signing in would, their own password set. */
export async function openProgram(ground: TestGround, person: Person, baseUrl: string): Promise<Program> {
  const { value } = await asPerson(ground, person, async (ctx) => {
    await setPassword(ctx, person.accountId, '三号 柜子 左边 7');
    return openSession(ctx, person, 'program', 12);
  });
  const own = { authorization: `Bearer ${value.token}` };
  return {
    call: makeClient({ baseUrl, fetch, headers: () => own }),
    ask: (path, init) => fetch(`${baseUrl}${path}`, { ...init, headers: { ...own, ...init.headers } }),
  };
}
