import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type Call, ContractError, makeClient, type Saying, type Session } from '@liuhen/contract';
import type { CliConfig } from './config.ts';

/** A signed-in program. */
export interface ProgramSession {
  call: Call;
  url: string;
  token: string;
  session: Session;
}

const send = (url: string, init: RequestInit) => fetch(url, init);

/** Signs a program in and returns its client. Throws ContractError, or TypeError when there is no server. */
export async function signInProgram(
  url: string,
  loginName: string,
  password: string,
): Promise<ProgramSession> {
  const anonymous = makeClient({ baseUrl: url, fetch: send, headers: () => ({}) });
  const session = await anonymous('signIn', { loginName, password, client: 'program' });
  const token = session.token ?? '';
  const call = makeClient({
    baseUrl: url,
    fetch: send,
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
  return { call, url, token, session };
}

/** Asks on the terminal; what is typed for a password is not shown. */
export function askTerminal(question: string, secret: boolean): Promise<string> {
  let muted = false;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  return new Promise((resolve) => {
    lines.question(question, (answer) => {
      lines.close();
      if (secret) process.stderr.write('\n');
      resolve(answer.trim());
    });
    muted = secret;
  });
}

/** Signs in as who is named, or asks on the terminal. Throws what `sayRefusal` tells. */
export async function enter(
  { server, user }: { server: string; user?: string },
  config: CliConfig,
  { t }: Saying,
): Promise<ProgramSession> {
  const name = user ?? config.loginName ?? (await askTerminal(t('cli.enter.askName'), false));
  const password = config.password ?? (await askTerminal(t('cli.enter.askPassword'), true));
  const session = await signInProgram(server, name, password);
  if (session.session.mustChangePassword) throw new Error(t('cli.enter.mustChange'));
  return session;
}

/** Why a server did not do what it was asked, in a sentence. */
export function sayRefusal(error: unknown, server: string, { language, t }: Saying): string {
  if (error instanceof ContractError) return language === 'zh' ? error.body.message : error.body.messageEn;
  if (error instanceof TypeError) return t('cli.enter.noServer', { server });
  return error instanceof Error ? error.message : String(error);
}
