import { type ChildProcess, fork } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { emptyProbe, type Probe } from './probe.ts';

export interface ProbeOrder {
  path: string;
  name: string;
}
export type ProbeAnswer = { probe: Probe } | { error: string; code: string | null } | { ready: true };

export interface ProbeBounds {
  /** Probing processes side by side. */
  processes: number;
  /** A file that takes longer is given up. */
  timeoutMs: number;
  /** A probing process that takes more memory is ended (resident, in MiB). */
  memoryMb: number;
  /** A process is replaced after so many files. */
  filesEach: number;
}

export interface Prober {
  /**
   * Looks into a file outside the server's own process. A file that kills or hangs the prober, twice, comes back
   * with the fault `unreadable`. Rejects, with the system's code, when the file itself cannot be opened or read.
   */
  probe(path: string, declaredName: string): Promise<Probe>;
  close(): Promise<void>;
}

const bounds: ProbeBounds = { processes: 2, timeoutMs: 60_000, memoryMb: 512, filesEach: 500 };

const longestStartMs = 30_000;

interface Bench {
  child: ChildProcess;
  files: number;
}

/** No environment, no writing, no further processes, little heap: what a hostile file could get hold of is little. */
function startChild(memoryMb: number): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./probe-process.ts', import.meta.url));
  const child = fork(program, [], {
    execArgv: [
      '--permission',
      '--allow-fs-read=*',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      `--max-old-space-size=${Math.round(memoryMb / 2)}`,
      `--wasm-max-mem-pages=${Math.round((memoryMb / 2) * 16)}`,
    ],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), longestStartMs);
    child.once('exit', () => clearTimeout(timer));
    child.once('message', () => {
      clearTimeout(timer);
      resolve(child);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the probing process did not start (exit ${code})`)));
  });
}

/** Resident memory of a process in MiB where the system tells (Linux); 0 elsewhere. */
async function residentMb(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
}

type Outcome = ProbeAnswer | 'died';

/** Gives one order to one process and waits for its answer or its end, whichever time and memory allow. */
function ask(child: ChildProcess, order: ProbeOrder, limits: ProbeBounds): Promise<Outcome> {
  return new Promise((resolve) => {
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(kill, limits.timeoutMs);
    const watch = setInterval(async () => {
      if ((await residentMb(child.pid)) > limits.memoryMb) kill();
    }, 50);
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', settle);
      child.off('exit', died);
      resolve(outcome);
    };
    const died = () => settle('died');
    child.once('message', settle);
    child.once('exit', died);
    if (child.exitCode !== null || child.signalCode !== null) died();
    else child.send(order, (error) => error && died());
  });
}

function unreadable(size: number): Probe {
  return { ...emptyProbe, size, fault: 'unreadable' };
}

/** Opens a prober; its processes start when first needed and are kept for the next files. */
export function startProber(given: Partial<ProbeBounds> = {}): Prober {
  const limits = { ...bounds, ...given };
  const idle: Bench[] = [];
  const all = new Set<ChildProcess>();
  const queue: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  async function takeBench(): Promise<Bench> {
    const waiting = idle.pop();
    if (waiting?.child.connected) return waiting;
    const child = await startChild(limits.memoryMb);
    all.add(child);
    child.once('exit', () => all.delete(child));
    child.unref();
    child.channel?.unref();
    return { child, files: 0 };
  }
  function giveBack(bench: Bench, outcome: Outcome): void {
    bench.files++;
    if (outcome !== 'died' && bench.files < limits.filesEach && !closed) idle.push(bench);
    else bench.child.kill('SIGKILL');
  }
  async function once(order: ProbeOrder): Promise<Outcome> {
    const bench = await takeBench();
    const outcome = await ask(bench.child, order, limits);
    giveBack(bench, outcome);
    return outcome;
  }
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= limits.processes) await new Promise<void>((go) => queue.push(go));
    busy++;
    try {
      return await work();
    } finally {
      busy--;
      queue.shift()?.();
    }
  }
  return {
    probe: (path, name) =>
      inTurn(async () => {
        const { size } = await stat(path);
        let outcome = await once({ path, name });
        if (outcome === 'died') outcome = await once({ path, name });
        if (outcome === 'died' || 'ready' in outcome) return unreadable(size);
        if ('probe' in outcome) return outcome.probe;
        throw Object.assign(new Error(outcome.error), { code: outcome.code });
      }),
    close: async () => {
      closed = true;
      const ended = [...all].map((child) => {
        child.ref(); // now its end is waited for
        return new Promise((resolve) => child.once('exit', resolve));
      });
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
