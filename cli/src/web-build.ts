import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const built = join(root, 'web', 'dist', 'index.html');
const sources = [
  'web/src',
  'web/index.html',
  'web/vite.config.ts',
  'web/public',
  'contract/src',
  'proof/src',
];

/** Of files that go into the pages; tests do not. */
function newestIn(path: string): number {
  if (/\.test\.tsx?$/.test(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Whether the pages are built from the sources as they are now. */
export function isWebBuilt(): boolean {
  const page = statSync(built, { throwIfNoEntry: false });
  if (page === undefined) return false;
  return sources.every((source) => newestIn(join(root, source)) <= page.mtimeMs);
}

/** Builds the pages when they are missing or older than their sources. Throws when that fails. */
export function ensureWebBuilt(): void {
  if (isWebBuilt()) return;
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);
}
