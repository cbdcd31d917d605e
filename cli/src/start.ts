import type { Saying } from '@liuhen/contract';
import { ServerEnded, startServerProcess, stayWith } from './server-process.ts';
import { ensureWebBuilt, isWebBuilt } from './web-build.ts';

/** `liuhen start`: builds the pages when needed, starts the server and shows once what the first start created. */
export async function runStart({ t }: Saying): Promise<number> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (!isWebBuilt()) say(t('cli.start.building'));
  ensureWebBuilt();
  const server = await startServerProcess({}, 'inherit').catch((error: unknown) => {
    throw error instanceof ServerEnded ? new Error(t('cli.start.ended')) : error;
  });
  say(`\n${t('cli.start.ready', { url: server.url })}`);
  if (server.firstStart !== null) {
    const { loginName, oneTimePassword, verifierKey } = server.firstStart;
    say(t('cli.start.first'));
    say(t('cli.start.name', { name: loginName }));
    say(t('cli.start.password', { password: oneTimePassword }));
    say(t('cli.start.key', { key: verifierKey }));
  }
  say(t('cli.start.stop'));
  return stayWith(server);
}
