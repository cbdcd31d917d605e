import type { ChildProcess } from 'node:child_process';
import { startTool } from './tool.ts';
import { until } from './watched-log.ts';

export interface WitnessProcess {
  child: ChildProcess;
  url: string;
  verifierKey: string;
  /** What it has said on both streams. */
  said(): string;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts `liuhen witness` as a program of its own on a free port, and waits until it serves. */
export async function startWitness(home: string, args: readonly string[]): Promise<WitnessProcess> {
  const { child, ended } = startTool(
    ['witness', '--home', home, ...(args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0']), ...args],
    {
      ...{ HOME: home, LIUHEN_LANG: 'en' },
    },
  );
  let text = '';
  let done = false;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: string) => {
      text += part;
    });
  void ended.then(() => {
    done = true;
  });
  await until(() => done || /Checkpoints are taken at \S+\n/.test(text));
  if (done) throw new Error(`the witness ended: ${text}`);
  return {
    child,
    url: /Checkpoints are taken at (\S+)\n/.exec(text)?.[1] ?? '',
    verifierKey: /witness key {2}(\S+)\n/.exec(text)?.[1] ?? '',
    said: () => text,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Submits a body to add-checkpoint. */
export async function submitTo(url: string, body: string) {
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}
