import { routes } from '@liuhen/contract';
import { personOf } from '../base/context.ts';
import { type Binding, query } from '../base/http.ts';
import { type Library, readRegulation } from '../law/index.ts';
import { concerning } from './concerning.ts';
import { countByArticle } from './duties.ts';

/** A regulation article by article, with the duties under each that the person may see and that are not done. */
export const regulationView = (library: Library): Binding =>
  query(routes.getRegulation, async (ctx, input) => {
    const regulation = await readRegulation(ctx, library, input);
    const concerns = concerning(personOf(ctx));
    const counted = concerns && (await countByArticle(ctx, concerns, input.packId));
    const ofEach = counted && Map.groupBy(counted, ({ article }) => article);
    const openOf = (id: string) =>
      ofEach && (ofEach.get(id) ?? []).map(({ state, count }) => ({ state, count: Number(count) }));
    return { ...regulation, articles: regulation.articles.map((one) => ({ ...one, open: openOf(one.id) })) };
  });
