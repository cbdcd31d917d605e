import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program of ours that runs beside and says on its first line that it is ready. */
export interface Child {
  pid: number;
  ready: Record<string, unknown>;
  stop(): Promise<void>;
}

/** Starts a TypeScript program under the same Node. Its environment is `settings` and nothing else. */
export async function startChild(
  program: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<Child> {
  const child = spawn(process.execPath, [program, ...args], {
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child);
  return {
    pid: child.pid ?? 0,
    ready: JSON.parse(line) as Record<string, unknown>,
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('the program has no output'));
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it was ready`)));
  });
}

/** Runs a program to its end. Throws when it fails. */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}
