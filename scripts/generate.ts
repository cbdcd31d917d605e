import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Route, routes, terms } from '@liuhen/contract';
import { z } from 'zod';
import { startEmbedded } from '../server/src/base/database-embedded.ts';
import { migrate } from '../server/src/base/migrate.ts';
import { describeSettings } from '../server/src/config.ts';
import { caseCourse } from './generate-case-course.ts';
import { packSchema, packWords } from './generate-packs.ts';

const root = join(import.meta.dirname, '..');
const checking = process.argv.includes('--check');
const stale: string[] = [];

async function put(path: string, text: string): Promise<void> {
  const file = join(root, path);
  const current = await readFile(file, 'utf8').catch(() => '');
  if (current === text) return;
  if (checking) stale.push(path);
  else await writeFile(file, text);
}

/** Types of the tables, read from a freshly migrated database. */
async function generateSchema(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-generate-'));
  execFileSync('chmod', ['755', folder]);
  const server = await startEmbedded(join(folder, 'postgres'));
  try {
    await migrate(server.ownerUrl);
    const out = join(folder, 'schema.d.ts');
    const mapping = { int8: 'number', timestamptz: 'string', date: 'string', jsonb: 'unknown' };
    const args = [
      '--dialect',
      'postgres',
      '--url',
      server.ownerUrl,
      '--out-file',
      out,
      '--default-schema',
      'public',
    ];
    const only = ['--include-pattern', 'public.*', '--type-mapping', JSON.stringify(mapping)];
    execFileSync(join(root, 'node_modules/.bin/kysely-codegen'), [...args, ...only], { stdio: 'pipe' });
    await put('server/src/base/schema.d.ts', await readFile(out, 'utf8'));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function operationOf(name: string, route: Route): object {
  const input = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' });
  const output = z.toJSONSchema(route.output, { unrepresentable: 'any' });
  const inQuery = Object.entries(input.properties ?? {}).map(([key, schema]) => ({
    name: key,
    in: route.path.includes(`:${key}`) ? 'path' : 'query',
    required: (input.required ?? []).includes(key),
    schema,
  }));
  const isGet = route.method === 'GET';
  return {
    operationId: name,
    'x-permission': route.permission,
    parameters: isGet ? inQuery : inQuery.filter((parameter) => parameter.in === 'path'),
    ...(isGet ? {} : { requestBody: { content: { 'application/json': { schema: input } } } }),
    responses: { 200: { description: 'ok', content: { 'application/json': { schema: output } } } },
  };
}

async function generateApi(): Promise<void> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  const api = {
    openapi: '3.1.0',
    info: { title: 'Liuhen 留痕', version: '1', license: { name: 'Apache-2.0' } },
    paths,
  };
  await put('docs/api.json', `${JSON.stringify(api, null, 1)}\n`);
}

async function generateConfiguration(): Promise<void> {
  const rows = describeSettings().map(
    (row) => `| \`${row.name}\` | ${row.default ? `\`${row.default}\`` : ''} | ${row.description} |`,
  );
  const head =
    '# Configuration\n\nGenerated from `server/src/config.ts` by `npm run generate`. All settings are environment variables.\n';
  await put(
    'docs/configuration.md',
    `${head}\n| setting | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n`,
  );
}

await generateSchema();
await generateApi();
await generateConfiguration();
await put('rules/schema/pack.schema.json', packSchema());
await put('docs/pack-words.md', packWords());
await put('docs/case-procedure.md', caseCourse());
await put('verifier/src/kind-words.json', `${JSON.stringify(terms.names.entryKind, null, 2)}\n`);
if (stale.length > 0) {
  console.error(`These generated files are not current; run "npm run generate": ${stale.join(', ')}`);
  process.exit(1);
}
