import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import {
  checkPacks,
  type FileFault,
  labelOf,
  type Pack,
  type PackFile,
  packFingerprint,
  parsePack,
  resolvePack,
  type TakenPack,
} from '@liuhen/rules';
import { productCalendar, runExamples } from './pack-examples.ts';

const ownPacks = join(import.meta.dirname, '..', '..', 'rules', 'packs');
const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The `pack.yaml` of a folder itself, or of each folder in it. `without`: folders that hold none. */
async function packFilesOf(folder: string): Promise<{ files: PackFile[]; without: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const single = entries.some(({ name }) => name === 'pack.yaml');
  const inside = entries
    .filter((one) => one.isDirectory() && !one.name.startsWith('.'))
    .map(({ name }) => name);
  const paths = single ? ['pack.yaml'] : inside.toSorted().map((name) => join(name, 'pack.yaml'));
  const found: PackFile[] = [];
  const without: string[] = [];
  for (const path of paths) {
    const file = join(folder, path);
    if (await isThere(file)) found.push({ file: file, text: await readFile(file, 'utf8') });
    else without.push(file);
  }
  return { files: found, without };
}

async function packsOfProduct(): Promise<Pack[]> {
  const { files } = await packFilesOf(ownPacks);
  return files.map(({ text }) => parsePack(text));
}

function sayFault({ file, line, path, article, message, zh }: FileFault, { t, language }: Saying): string {
  const where = line === null ? file : t('cli.packs.line', { file, line });
  const label = article === null ? null : labelOf(article);
  const rests =
    article === null
      ? ''
      : t('cli.packs.article', {
          article: label !== null && language === 'zh' ? `${article} ${label}` : article,
        });
  return t('cli.packs.fault', { where, path, article: rests, message: language === 'zh' ? zh : message });
}

/** What a check found: code 0 with a line for each pack, code 2 with a line for each fault. */
export type PacksReport = { code: 0 | 2; lines: string[] };

/** Lays each pack over those above it and judges its examples. */
async function tryPacks(
  taken: readonly TakenPack[],
  product: readonly Pack[],
  saying: Saying,
): Promise<PacksReport> {
  const { t, language } = saying;
  const calendar = await productCalendar();
  const [good, bad]: [string[], string[]] = [[], []];
  const ids = taken.map(({ pack }) => pack.id);
  const above = [...taken.map(({ pack }) => pack), ...product.filter(({ id }) => !ids.includes(id))];
  for (const { file, pack } of taken) {
    const shelf = [pack, ...above.filter(({ id }) => id !== pack.id)];
    const examples = await runExamples(file, { shelf, packId: pack.id, calendar }, saying);
    bad.push(...examples.bad);
    const fingerprint = packFingerprint(resolvePack(shelf, pack.id), sha256Hex);
    const { id, version, title } = pack;
    good.push(t('cli.packs.ok', { id, version, title: title[language], fingerprint, n: examples.passed }));
  }
  return bad.length === 0 ? { code: 0, lines: good } : { code: 2, lines: bad };
}

/** Checks a pack's folder or a folder of packs: each pack for itself, over those above it, and by its examples. */
export async function checkFolder(folder: string, saying: Saying): Promise<PacksReport> {
  const { t } = saying;
  const refused = (...lines: string[]): PacksReport => ({ code: 2, lines });
  if (!(await isThere(folder))) return refused(t('cli.packs.noFolder', { folder }));
  const { files, without } = await packFilesOf(folder);
  if (files.length === 0) return refused(t('cli.packs.empty', { folder }));
  const product = await packsOfProduct();
  const { taken, faults } = checkPacks(files, product);
  const bad = [
    ...without.map((file) => t('cli.packs.noFile', { file })),
    ...faults.map((fault) => sayFault(fault, saying)),
  ];
  const report = bad.length > 0 ? refused(...bad) : await tryPacks(taken, product, saying);
  if (report.code === 2) report.lines.push(t('cli.packs.refused', { n: report.lines.length }));
  return report;
}

/** `liuhen packs check [folder]`. Code 2: there are faults, all of which are told; then none of the packs is taken. */
export async function runPacksCheck(folder: string | undefined, saying: Saying): Promise<number> {
  const { code, lines } = await checkFolder(folder ?? ownPacks, saying);
  (code === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  return code;
}
