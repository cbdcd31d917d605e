import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type Call, makeClient, type Session } from '@liuhen/contract';

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
