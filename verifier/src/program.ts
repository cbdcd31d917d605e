import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { type PackageReport, toBase64, verdictNames, verifyPackage } from '@liuhen/proof';
import { verifyTimeStamp } from '@liuhen/proof/time-stamp';
import { listPackage, type Run, readRun } from './disk.ts';
import { sayBytes, tellReport, tellStories } from './tell.ts';
import { DigestThreads, hasSm3, serveDigests } from './threads.ts';
import { readTrusted } from './trust.ts';

const usage = `node verify.mjs PACKAGE(.zip | folder)
  --keys FILE          信任的密钥：每行一个，或 PEM 证书 (trusted keys, one a line, or PEM certificates)
  --fingerprint TEXT   接受包内具有此指纹的密钥，可重复 (accept a key of the package by its fingerprint)
  --policy N           至少 N 个信任的见证人 (at least N trusted witnesses)
  --checkpoint FILE    另外得到的检查点，可重复 (a checkpoint had from elsewhere)
  --digest HEX         应有的证据包摘要 (the digest that the package should have)
  --no-sm3             不核对 SM3 (leave SM3 out)
  --story              列出每件材料的经过 (tell the story of each item)
  --json  --lang en
0 全部成立 (all holds)   2 有无法判断的 (something cannot be told)   1 有不成立的 (something fails)   3 用法有误 (usage)`;

const options = {
  keys: { type: 'string', multiple: true, default: [] as string[] },
  fingerprint: { type: 'string', multiple: true, default: [] as string[] },
  policy: { type: 'string', default: '0' },
  checkpoint: { type: 'string', multiple: true, default: [] as string[] },
  digest: { type: 'string' },
  'no-sm3': { type: 'boolean', default: false },
  story: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'zh' },
  help: { type: 'boolean', default: false },
} as const;

type Asked = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** Percent on standard error, once for each. */
function tellProgress(): (done: number, total: number, path: string) => void {
  let told = -1;
  return (done, total, path) => {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
    if (percent === told) return;
    told = percent;
    process.stderr.write(
      `\r${String(percent).padStart(3)}% ${sayBytes(done)} / ${sayBytes(total)} ${path.slice(-60).padEnd(60)}`,
    );
    if (done >= total) process.stderr.write('\n');
  };
}

async function verify(path: string, asked: Asked): Promise<PackageReport> {
  const trusted = (asked.keys ?? []).map((file) => readTrusted(readFileSync(file, 'utf8')));
  const sm3 = !asked['no-sm3'];
  if (sm3 && !hasSm3()) throw new Error('this Node has no SM3: use another, or --no-sm3');
  const runs = await listPackage(path);
  const threads = new DigestThreads(new URL(import.meta.url));
  try {
    return await verifyPackage(
      { files: runs, open: (file) => readRun(file as Run) },
      {
        keys: trusted.flatMap(({ keys }) => keys),
        revoked: trusted.flatMap(({ revoked }) => revoked),
        certificates: trusted.flatMap(({ certificates }) => certificates),
        fingerprints: asked.fingerprint ?? [],
        witnesses: Number(asked.policy),
      },
      {
        digest: (file, onBytes) => threads.digest({ run: file as Run, sm3 }, onBytes),
        atOnce: threads.count,
        progress: tellProgress(),
        checkTimestamp: verifyTimeStamp,
        checkpoints: (asked.checkpoint ?? []).map((file) => readFileSync(file, 'utf8')),
        ...(asked.digest === undefined ? {} : { expected: asked.digest }),
      },
    );
  } finally {
    await threads.close();
  }
}

function print(report: PackageReport, asked: Asked): void {
  const language = asked.lang === 'en' ? 'en' : 'zh';
  const plain = (_name: string, value: unknown): unknown =>
    value instanceof Uint8Array ? toBase64(value) : value;
  if (asked.json)
    console.log(JSON.stringify({ format: 'liuhen-verification', version: 1, ...report }, plain, 1));
  else
    console.log(
      [...tellReport(report, language), ...(asked.story ? tellStories(report, language) : [])].join('\n'),
    );
}

function exitCode({ verdicts }: PackageReport): 0 | 1 | 2 {
  const outcomes = verdictNames.map((name) => verdicts[name].outcome);
  if (outcomes.includes('fails')) return 1;
  return outcomes.includes('cannotTell') ? 2 : 0;
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0 || values.help || !/^\d{1,3}$/.test(values.policy)) {
      console.error(usage);
      return values.help ? 0 : 3;
    }
    const report = await verify(path, values);
    print(report, values);
    return exitCode(report);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 3;
  }
}

if (isMainThread) process.exitCode = await main();
else if (workerData === 'digests') serveDigests();
