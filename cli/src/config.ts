import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@liuhen/contract';

export interface CliConfig {
  language: Language;
  /** Address of the server that `import` talks to. */
  server: string;
  loginName: string | null;
  password: string | null;
  /** Where addresses of uploads on their way are kept, so that an import goes on after an interruption. */
  stateFolder: string;
  /** Home of the demonstration; never the home of the real house. */
  demoHome: string;
  /** Where a witness keeps its key and what it saw; never below the home of a house. */
  witnessHome: string;
}

/** Reads the tool's settings; nothing else in the tool reads the environment. */
export function readCliConfig(environment: NodeJS.ProcessEnv = process.env): CliConfig {
  const root = process.getuid?.() === 0;
  const state = environment.XDG_STATE_HOME ?? join(homedir(), '.local', 'state');
  return {
    language: environment.LIUHEN_LANG === 'en' ? 'en' : 'zh',
    server: (environment.LIUHEN_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''),
    loginName: environment.LIUHEN_USER ?? null,
    password: environment.LIUHEN_PASSWORD ?? null,
    stateFolder: join(state, 'liuhen'),
    demoHome:
      environment.LIUHEN_DEMO_HOME ??
      (root ? '/var/lib/liuhen-demo' : join(homedir(), '.local', 'share', 'liuhen-demo')),
    witnessHome:
      environment.LIUHEN_WITNESS_HOME ??
      (root ? '/var/lib/liuhen-witness' : join(homedir(), '.local', 'share', 'liuhen-witness')),
  };
}

/** Environment of a program that is started: this one with some settings on top. */
export const environmentWith = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...settings,
});
