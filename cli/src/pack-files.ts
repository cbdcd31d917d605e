import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import { type Beside, type FileFault, labelOf, type PackFile, readText } from '@liuhen/rules';

type Kind = 'file' | 'folder';
export const kindOf = (path: string): Promise<Kind | null> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => null,
  );

/** A file as text; null, with the fault told in `faults`, where it is not UTF-8. */
export async function readFileText(file: string, faults: FileFault[]): Promise<string | null> {
  const { value, faults: found } = readText(await readFile(file));
  faults.push(...found.map((fault) => ({ ...fault, file })));
  return value;
}

/** The regulation's text beside a pack, or else the list of its articles. */
async function besideOf(packFile: string, faults: FileFault[]): Promise<Beside | null> {
  for (const [name, format] of [
    ['text.txt', 'text'],
    ['articles.yaml', 'articles'],
  ] as const) {
    const file = join(dirname(packFile), name);
    if ((await kindOf(file)) !== 'file') continue;
    const text = await readFileText(file, faults);
    return text === null ? null : { file, format, text };
  }
  return null;
}

/** Packs of a folder. `missing`: where a `pack.yaml` should lie and none does, or a folder of that name. */
export type PackFiles = {
  files: PackFile[];
  missing: { file: string; is: Kind | null }[];
  faults: FileFault[];
};

/** The `pack.yaml` of a folder itself, or of each folder in it, with what lies beside it. */
export async function packFilesOf(folder: string): Promise<PackFiles> {
  const entries = await readdir(folder, { withFileTypes: true });
  const single = entries.some(({ name }) => name === 'pack.yaml');
  const inside = entries
    .filter((one) => one.isDirectory() && !one.name.startsWith('.'))
    .map(({ name }) => name);
  const paths = single ? ['pack.yaml'] : inside.toSorted().map((name) => join(name, 'pack.yaml'));
  const found: PackFiles = { files: [], missing: [], faults: [] };
  for (const path of paths) {
    const file = join(folder, path);
    const is = await kindOf(file);
    const text = is === 'file' ? await readFileText(file, found.faults) : null;
    if (text !== null) found.files.push({ file, text, beside: await besideOf(file, found.faults) });
    else if (is !== 'file') found.missing.push({ file, is });
  }
  return found;
}

/** A fault of a file in words, in one line. */
export function sayFault({ file, line, path, article, message, zh }: FileFault, saying: Saying): string {
  const { t, language } = saying;
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
