import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** What is made, each with what it is made of: the pages, and the verifier that goes into evidence packages. */
const builds = [
  {
    made: ['web/dist/index.html'],
    sources: ['web/src', 'web/index.html', 'web/vite.config.ts', 'web/public', 'contract/src', 'proof/src'],
  },
  {
    made: ['verifier/dist/verify.mjs', 'verifier/dist/verify.html'],
    sources: ['verifier/src', 'verifier/build.ts', 'proof/src'],
  },
];

/** Of files that go into the pages; tests do not. */
function newestIn(path: string): number {
  if (/\.test\.tsx?$/.test(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Whether the pages and the verifier are built from the sources as they are now. */
export function isWebBuilt(): boolean {
  return builds.every(({ made, sources }) => {
    const newest = Math.max(...sources.map((source) => newestIn(join(root, source))));
    return made.every((file) => {
      const found = statSync(join(root, file), { throwIfNoEntry: false });
      return found !== undefined && newest <= found.mtimeMs;
    });
  });
}

/** Builds pages and verifier when one is missing or older than their sources. Throws when that fails. */
export function ensureWebBuilt(): void {
  if (isWebBuilt()) return;
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
}
