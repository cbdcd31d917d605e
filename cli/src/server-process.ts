import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environmentWith } from './config.ts';

const serverProgram = join(import.meta.dirname, '..', '..', 'server', 'src', 'main.ts');

/**
 * How Node runs the server. Its young generation is kept small: what arrives lies in buffers beside the heap, which only
 * a collection gives back, and a small one is cheap.
 */
const nodeSettings = ['--max-semi-space-size=4'];

/** What the server says of itself when it is ready. */
export interface ServerReady {
  url: string;
  firstStart: { loginName: string; oneTimePassword: string; verifierKey: string } | null;
}

export interface ServerProcess extends ServerReady {
  process: ChildProcess;
  /** Asks it to end in order and waits for it. */
  stop(): Promise<void>;
  /** Resolves with the exit code when it has ended. */
  ended: Promise<number>;
}

const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** Says that the server ended before it was ready; why, it has said itself where its program log goes. */
export class ServerEnded extends Error {}

function readReady(child: ChildProcess): Promise<ServerReady> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('the server has no standard output');
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => resolve(JSON.parse(line) as ServerReady));
    child.once('error', reject);
    child.once('exit', (code) => reject(new ServerEnded(`the server ended with code ${code ?? 'none'}`)));
  });
}

/**
 * Starts the server as a program of its own and waits until it is ready. `logTo` is a file descriptor for its
 * program log, or 'inherit'. Throws ServerEnded when it ends before.
 */
export async function startServerProcess(
  settings: Record<string, string>,
  logTo: number | 'inherit',
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeSettings, serverProgram, 'serve'], {
    env: environmentWith(settings),
    stdio: ['ignore', 'pipe', logTo],
  });
  const ended = endOf(child);
  const ready = await readReady(child);
  return {
    ...ready,
    process: child,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs another mode of the server program, e.g. the doctor, on this terminal; returns its exit code. */
export async function runServerProgram(args: string[], settings: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [serverProgram, ...args], {
    env: environmentWith(settings),
    stdio: 'inherit',
  });
  return endOf(child);
}

/** Lets Ctrl-C and a service manager end the server in order, and resolves when it has ended. */
export async function stayWith(server: ServerProcess): Promise<number> {
  const stop = () => void server.stop();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return server.ended;
}
