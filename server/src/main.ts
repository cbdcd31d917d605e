import { type Language, sayingIn } from '@liuhen/contract';
import { OperatorFault } from './base/operator-fault.ts';
import { type Config, readConfig } from './config.ts';
import { runDoctor } from './doctor.ts';
import { runReindex } from './reindex.ts';
import { runRotateKey } from './rotate-key.ts';
import { startServer } from './server.ts';

/** The server as a program: `main.ts serve` or `main.ts doctor [--checkpoint <file>]…` or `main.ts reindex` or `main.ts rotate-key --reason …`. */
async function serve(config: Config): Promise<void> {
  const server = await startServer(config);
  // One line that the command line tool reads; everything else goes to the program log.
  process.stdout.write(
    `${JSON.stringify({ ready: true, url: server.url, firstStart: server.firstStart })}\n`,
  );
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

/** What is said of a fault on the terminal. */
function sayFault(error: unknown, language: Language): string {
  if (error instanceof OperatorFault) return sayingIn(language).t(error.key, error.values);
  return error instanceof Error ? error.message : String(error);
}

const [mode, ...rest] = process.argv.slice(2);
let language: Language = 'zh';
try {
  const config = readConfig();
  language = config.language;
  if (mode === 'serve') await serve(config);
  else if (mode === 'doctor') process.exitCode = await runDoctor(config, rest);
  else if (mode === 'reindex') process.exitCode = await runReindex(config);
  else if (mode === 'rotate-key') process.exitCode = await runRotateKey(config, rest);
  else throw new Error('main.ts serve | doctor | reindex | rotate-key');
} catch (error) {
  process.stderr.write(`${sayFault(error, language)}\n`);
  process.exit(1);
}
