import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../../server/test/tus.ts';

const root = join(import.meta.dirname, '..', '..');
const tool = join(root, 'cli', 'src', 'main.ts');
const verifier = join(root, 'verifier', 'dist', 'verify.mjs');

/** Programs that tests start find what Node compiled before (scripts/test.ts). */
const settings = (home: string) => ({
  ...{ PATH: process.env.PATH, HOME: home },
  ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
});

export interface Ran {
  code: number;
  said: string;
}

function runNode(args: readonly string[], home: string): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, args, { env: settings(home) }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });
}

/** The verifier as it is shipped. */
export const runVerifier = (bag: string, ...parameters: string[]): Promise<Ran> =>
  runNode([verifier, bag, ...parameters], bag);

/** `liuhen monitor`, one look, with a memory of its own. */
export const runMonitor = (url: string, key: string, state: string): Promise<Ran> =>
  runNode([tool, 'monitor', url, '--key', key, '--once', '--state', state], state);

export interface WitnessProgram {
  name: string;
  url: string;
  verifierKey: string;
  /** What it has said from its start on. */
  said(): string;
  stop(): Promise<void>;
}

/** `liuhen witness` as a program of its own, once it serves. */
export async function startWitness(home: string, name: string, args: string[]): Promise<WitnessProgram> {
  const child: ChildProcess = spawn(
    process.execPath,
    [tool, 'witness', '--home', home, '--name', name, '--listen', '127.0.0.1:0', ...args],
    { env: settings(home), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const serving = /正在接收检查点：(\S+)\n/;
  await until(
    async () => said,
    (text) => serving.test(text),
  );
  return {
    name,
    url: serving.exec(said)?.[1] ?? '',
    verifierKey: /见证公钥 {3}(\S+)\n/.exec(said)?.[1] ?? '',
    said: () => said,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
