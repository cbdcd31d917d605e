import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import {
  checkPacks,
  type Pack,
  packFingerprint,
  parsePack,
  resolvePack,
  type TakenPack,
} from '@liuhen/rules';
import { productCalendar, runExamples } from './pack-examples.ts';
import { kindOf, packFilesOf, sayFault } from './pack-files.ts';

const ownPacks = join(import.meta.dirname, '..', '..', 'rules', 'packs');
const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
async function packsOfProduct(): Promise<Pack[]> {
  const { files } = await packFilesOf(ownPacks);
  return files.map(({ text }) => parsePack(text));
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
    const said = { id, version, title: title[language], fingerprint };
    const none = () =>
      t('cli.packs.bare', { ...said, file: join(dirname(file), 'examples', 'storage.yaml') });
    good.push(examples.passed === 0 ? none() : t('cli.packs.ok', { ...said, n: examples.passed }));
  }
  return bad.length === 0 ? { code: 0, lines: good } : { code: 2, lines: bad };
}

/** Checks a pack's folder or a folder of packs: each pack for itself, over those above it, and by its examples. */
export async function checkFolder(folder: string, saying: Saying): Promise<PacksReport> {
  const { t } = saying;
  const refused = (...lines: string[]): PacksReport => ({ code: 2, lines });
  const is = await kindOf(folder);
  if (is === null) return refused(t('cli.packs.noFolder', { folder }));
  if (is === 'file') return refused(t('cli.packs.notFolder', { file: folder, folder: dirname(folder) }));
  const { files, missing, faults: unread } = await packFilesOf(folder);
  if (files.length + unread.length === 0 && missing.every((one) => one.is === null))
    return refused(t('cli.packs.empty', { folder }));
  const product = await packsOfProduct();
  const { taken, faults } = checkPacks(unread.length === 0 ? files : [], product);
  const bad = [
    ...missing.map(({ file, is }) => t(is === 'folder' ? 'cli.packs.notFile' : 'cli.packs.noFile', { file })),
    ...[...unread, ...faults].map((fault) => sayFault(fault, saying)),
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
