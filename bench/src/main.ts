import { parseArgs } from 'node:util';
import { type Bench, type Figure, formatFigure } from './figure.ts';
import { servePlainTus } from './plain-tus.ts';
import { benchQueries } from './queries.ts';
import { benchRejudge } from './rejudge.ts';
import { benchRules } from './rules.ts';
import { benchSeals } from './seals.ts';
import { benchSearch } from './search.ts';
import { benchUpload } from './upload.ts';
import { benchVerify } from './verify.ts';
import { benchWitness } from './witness.ts';
import { serveFolder } from './witness-log.ts';

const benches: Record<string, (bench: Bench) => Promise<Figure[]>> = {
  rules: benchRules,
  seals: benchSeals,
  queries: benchQueries,
  upload: benchUpload,
  rejudge: benchRejudge,
  search: benchSearch,
  witness: benchWitness,
  verify: benchVerify,
};

/** `npm run bench [-- <name>…] [--small]`: every figure beside its baseline of the same call; exit code 1 when one is missed. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { small: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in benches));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  const say = (text: string) => process.stderr.write(`  ${text}\n`);
  let missed = 0;
  for (const [name, run] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stdout.write(`${name}${values.small ? ' (small: only to try)' : ''}\n`);
    const before = processorShare();
    for (const figure of await run({ small: values.small, say })) {
      if (!figure.pass) missed++;
      process.stdout.write(`${formatFigure(figure)}\n`);
    }
    const shares = [before, processorShare()].map((share) => `${Math.round(share * 100)} %`);
    process.stdout.write(`of a processor a busy program got ${shares.join(' before, ')} after\n`);
  }
  process.exitCode = missed === 0 || values.small ? 0 : 1;
}

/** How much of one processor a program gets that does nothing but count: under 100 % others were working here too. */
function processorShare(): number {
  const [start, used] = [performance.now(), process.cpuUsage()];
  while (performance.now() - start < 2000);
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000 / (performance.now() - start);
}

const [mode, folder = ''] = process.argv.slice(2);
if (mode === 'plain-tus') await servePlainTus(folder);
else if (mode === 'serve-folder') serveFolder(folder);
else await main();
