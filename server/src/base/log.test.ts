import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

const run = promisify(execFile);
const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Says one line of each level in a process of its own, as the server would. */
async function say(level: string) {
  const module = JSON.stringify(join(import.meta.dirname, 'log.ts'));
  const script = `import { openLog } from ${module};
    const log = openLog('${level}');
    for (const level of ${JSON.stringify(levels)}) log[level]({ err: new Error('坏了'), n: 1 }, level);`;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script]);
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { stdout, lines: read.sort((a, b) => Number(a.level) - Number(b.level)) };
}

describe('the program log', () => {
  it.each([
    ['debug', levels],
    ['info', levels.slice(1)],
    ['error', levels.slice(3)],
    ['silent', []],
  ])('at %s says %j on standard error, and nothing on standard output', async (level, said) => {
    const { stdout, lines } = await say(level);
    expect(stdout).toBe('');
    expect(lines.map(({ msg }) => msg)).toEqual(said);
  });

  it('says when, and no name of this machine', async () => {
    const { lines } = await say('info');
    for (const line of lines) {
      expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(Object.keys(line).sort()).toEqual(['err', 'level', 'msg', 'n', 'time']);
      expect(line.err).toMatchObject({ message: '坏了', stack: expect.stringContaining('Error') });
    }
  });

  it('refuses a level that it does not know', () => {
    expect(() => openLog('loud')).toThrow('level');
  });
});
