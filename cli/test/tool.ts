import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', 'src', 'main.ts');

/** Where programs are, and what Node compiled of them before. */
const inherited = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

export interface ToolRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface StartedTool {
  child: ChildProcess;
  ended: Promise<ToolRun>;
}

/** Starts `liuhen …` as its user does: a program of its own that knows only these settings. */
export function startTool(args: readonly string[], settings: Record<string, string>): StartedTool {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...inherited, TZ: 'America/New_York', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run: ToolRun = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text;
  });
  const ended = new Promise<ToolRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...run, code }));
  });
  return { child, ended };
}

export const runTool = (args: readonly string[], settings: Record<string, string>): Promise<ToolRun> =>
  startTool(args, settings).ended;
