import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ArticleEntry, PackError, parseArticles, readText } from '@liuhen/rules';
import { isMissing } from '../base/errors.ts';

const packsFolder = fileURLToPath(new URL('../../../rules/packs', import.meta.url));

/** What each article of a pack says in our own words and what serves it, by pack and article, in the order of the text. */
export type ArticleGists = ReadonlyMap<string, ReadonlyMap<string, ArticleEntry>>;

/** Reads the lists of articles beside the packs; a frame of statutes has none. Throws PackError that names the line. */
export async function loadGists(folder: string = packsFolder): Promise<ArticleGists> {
  const ids = await readdir(folder);
  const lists = ids.map(async (id) => {
    try {
      const { value, faults } = readText(await readFile(join(folder, id, 'articles.yaml')));
      if (value === null) throw new PackError(faults);
      const { articles } = parseArticles(value);
      return [[id, new Map(articles.map((one) => [one.id, one]))] as const];
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  });
  return new Map((await Promise.all(lists)).flat());
}
