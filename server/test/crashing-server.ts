import type { Config } from '../src/config.ts';
import { startServer } from '../src/server.ts';

/** Where the plug can be pulled: the steps of the line, and of the sequencer behind `sequencer:`. */
export type CrashStep =
  | 'received'
  | 'inspected'
  | 'kept'
  | 'registered'
  | 'done'
  | 'sequencer:before-commit'
  | 'sequencer:after-commit';

/** What the parent tells: at which step to die, once and without a word. */
export interface Arm {
  at: CrashStep;
}

// The real server as a child of a test. It takes its settings as JSON and says where it listens.
let armed: string | null = null;
const pass = async (step: string) => {
  if (step === armed) process.kill(process.pid, 'SIGKILL');
};

process.on('message', ({ at }: Arm) => {
  armed = at;
  process.send?.({ armed: at });
});
process.on('disconnect', () => process.exit(1)); // nobody is left to serve

const server = await startServer(JSON.parse(process.argv[2] ?? '') as Config, {
  line: pass,
  sequencer: (step) => pass(`sequencer:${step}`),
});
process.send?.({ url: server.url });
