import { readConfig } from './config.ts';
import { runDoctor } from './doctor.ts';
import { startServer } from './server.ts';

/** The server as a program: `main.ts serve` or `main.ts doctor [--checkpoint <file>]…`. */
async function serve(): Promise<void> {
  const server = await startServer(readConfig());
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

const [mode, ...rest] = process.argv.slice(2);
try {
  if (mode === 'serve') await serve();
  else if (mode === 'doctor') process.exitCode = await runDoctor(readConfig(), rest);
  else throw new Error('main.ts serve | doctor');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
