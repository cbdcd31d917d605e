import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs every suite, each on what it needs, and ends with one plain line that counts all tests. */
const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'liuhen-report-'));
// A hundred times a test starts a program: what Node compiled for one serves the next.
process.env.NODE_COMPILE_CACHE = join(reports, 'compiled');

interface Counted {
  passed: number;
  failed: number;
}

interface Suite {
  name: string;
  project: 'unit' | 'db' | 'browser';
  /** Folder of the PostgreSQL programs; the embedded one when absent. */
  postgres?: string;
}

function run(command: string, args: string[], environment: Record<string, string> = {}): number {
  return (
    spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
      .status ?? 1
  );
}

function runSuite({ name, project, postgres }: Suite): Counted {
  console.log(`\n── ${name}`);
  const report = join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const status = run(
    join(root, 'node_modules/.bin/vitest'),
    args,
    postgres ? { LIUHEN_TEST_POSTGRES: postgres } : {},
  );
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    success: boolean;
  };
  // A file that could not be loaded, or an error outside a test, is a failure too.
  const outside = (status !== 0 || !success) && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + outside };
}

const installed = run('bash', [join(root, 'scripts/install-debian-packages.sh'), '--for-tests']);
if (installed !== 0) process.exit(1);
if (run('npm', ['run', '--silent', 'build']) !== 0) process.exit(1);

const suites: Suite[] = [
  { name: 'unit', project: 'unit' },
  { name: 'db on the embedded PostgreSQL 18', project: 'db' },
  { name: "db on Debian's PostgreSQL 15", project: 'db', postgres: '/usr/lib/postgresql/15/bin' },
  { name: 'browser', project: 'browser' },
];
const total: Counted = { passed: 0, failed: 0 };
const lines = suites.map((suite) => {
  const { passed, failed } = runSuite(suite);
  total.passed += passed;
  total.failed += failed;
  return `${suite.name}: ${passed} passed, ${failed} failed`;
});
rmSync(reports, { recursive: true, force: true });
const beside = existsSync(join(root, '..', 'shared', 'media'));
console.log(`\n${lines.map((line) => `  ${line}`).join('\n')}`);
console.log(
  `  real media, texts and vectors beside the checkout: ${beside ? 'were run' : 'not there, own fixtures only'}`,
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
