import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureWebBuilt, isWebBuilt } from './web-build.ts';

/** Times of change of the files of a tree that is made up; a folder is what others lie below. */
const files = vi.hoisted(() => new Map<string, number>());
const build = vi.hoisted(() => vi.fn());

vi.mock('node:child_process', () => ({ spawnSync: build }));
vi.mock('node:fs', async () => {
  const { join } = await import('node:path');
  const root = join(import.meta.dirname, '..', '..');
  const below = (path: string) => path.slice(root.length + 1);
  const childrenOf = (folder: string) =>
    [...files.keys()]
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1));
  const statSync = (path: string, { throwIfNoEntry = true } = {}) => {
    const mtimeMs = files.get(below(path));
    const isDirectory = childrenOf(below(path)).length > 0;
    if (mtimeMs === undefined && !isDirectory && throwIfNoEntry) throw new Error(`ENOENT ${path}`);
    return mtimeMs === undefined && !isDirectory ? undefined : { mtimeMs, isDirectory: () => isDirectory };
  };
  const readdirSync = (path: string) => [
    ...new Set(childrenOf(below(path)).map((child) => child.replace(/\/.*/, ''))),
  ];
  return { statSync, readdirSync };
});

const sources = [
  'web/src/pages/custody/LogPage.tsx',
  'web/index.html',
  'web/vite.config.ts',
  'web/public/mark.svg',
  'contract/src/terms/cli.ts',
  'proof/src/index.ts',
  'verifier/src/program.ts',
  'verifier/build.ts',
];
const made = ['web/dist/index.html', 'verifier/dist/verify.mjs', 'verifier/dist/verify.html'];
const builtAt = (at: number) => made.map((file) => files.set(file, at));
beforeEach(() => {
  files.clear();
  build.mockReset();
  for (const source of sources) files.set(source, 100);
});

describe('the pages', () => {
  test('that were never built are not', () => expect(isWebBuilt()).toBe(false));

  test('that are as new as their sources, or newer, are built', () => {
    for (const at of [100, 101]) {
      builtAt(at);
      expect(isWebBuilt()).toBe(true);
    }
  });

  test.each(sources)('are old when %s is newer', (source) => {
    builtAt(200);
    files.set(source, 201);
    expect(isWebBuilt()).toBe(false);
  });

  test('do not grow old by what they do not show', () => {
    builtAt(200);
    files.set('server/src/main.ts', 300);
    files.set('cli/src/main.ts', 300);
    files.set('web/src/parts/deadline.test.ts', 300);
    files.set('contract/src/terms/terms.test.tsx', 300);
    expect(isWebBuilt()).toBe(true);
  });
});

describe('building', () => {
  test('is left out when there is nothing to build', () => {
    builtAt(200);
    ensureWebBuilt();
    expect(build).not.toHaveBeenCalled();
  });

  test('happens once when the pages are missing', () => {
    build.mockReturnValue({ status: 0, stdout: '', stderr: '' });
    ensureWebBuilt();
    expect(build).toHaveBeenCalledTimes(1);
  });

  test.each([1, null])('that ends with %j throws what the builder said', (status) => {
    build.mockReturnValue({ status, stdout: 'src/x.ts(1,1)', stderr: 'error TS2322' });
    expect(() => ensureWebBuilt()).toThrow(/src\/x\.ts\(1,1\)\nerror TS2322/);
  });
});
