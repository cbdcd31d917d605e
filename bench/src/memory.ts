import { readdir, readFile } from 'node:fs/promises';

const kibOf = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

/** Looks at the resident memory of a process until told to stop; gives the most there was, in MiB. */
export function watchMemory(pid: number): { stop: () => Promise<number> } {
  let most = 0;
  let watching = true;
  const watched = (async () => {
    while (watching) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      most = Math.max(most, kibOf(status, 'VmRSS'));
      await new Promise((wake) => setTimeout(wake, 50));
    }
  })();
  return {
    stop: async () => {
      watching = false;
      await watched;
      return most / 1024;
    },
  };
}

/** Memory of a PostgreSQL by its postmaster, each shared page counted once, in MiB. */
export async function postgresMemory(dataFolder: string): Promise<number> {
  const postmaster = (await readFile(`${dataFolder}/postmaster.pid`, 'utf8')).split('\n')[0] ?? '';
  let sum = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (pid !== postmaster && !new RegExp(`^PPid:\\s+${postmaster}$`, 'm').test(status)) continue;
    sum += kibOf(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''), 'Pss');
  }
  return sum / 1024;
}
