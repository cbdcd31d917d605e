import type { lawTextShapes, Regulation, RegulationText, RegulationView } from '@liuhen/contract';
import {
  type ArticleEntry,
  articleOf,
  type ForceState,
  labelOf,
  laterWorks,
  type Pack,
  packInForce,
  referencesOf,
  resolvePack,
  saidBy,
  sayPack,
  sourceOf,
} from '@liuhen/rules';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { type Law, packFor } from './packs.ts';
import type { ArticleGists } from './regulation-gists.ts';

/** What of the house's law this page needs. */
export interface Library extends Pick<Law, 'packs'> {
  gists: ArticleGists;
}

type Moment = { on: string; boundFrom: string | null };
/** The organ's own pack, those above it, and the day on which it asks. */
interface Standing {
  moment: Moment;
  own: string | null;
  above: ReadonlySet<string>;
}

async function standingOf(ctx: Reading, { packs }: Library): Promise<Standing> {
  const organ = found(
    await ctx.tx
      .selectFrom('organ')
      .select(['pack_id', 'pack_bound_from'])
      .where('id', '=', organOf(ctx))
      .executeTakeFirst(),
  );
  const moment = { on: beijingDate(ctx.clock.now()), boundFrom: organ.pack_bound_from };
  const parents = organ.pack_id === null ? [] : resolvePack(packs, organ.pack_id, moment).parents;
  return { moment, own: organ.pack_id, above: new Set(parents.map(({ id }) => id)) };
}

const sayForce = (force: ForceState): z.output<typeof lawTextShapes.force> => ({
  state: force.state,
  date: 'from' in force ? force.from : 'until' in force ? force.until : null,
});

/** The day since which an organ is bound says nothing of regulations that do not bind it. */
function momentOf(id: string, { moment, own, above }: Standing): Moment {
  return id === own || above.has(id) ? moment : { ...moment, boundFrom: null };
}

function relationOf(pack: Pack, { own, above }: Standing): Regulation['relation'] {
  if (pack.id === own) return 'own';
  if (!above.has(pack.id)) return 'other';
  return pack.level === 'national' ? 'national' : 'parent';
}

type Stored = Awaited<ReturnType<typeof versionsOf>>[number];

const versionsOf = ({ tx }: Reading) =>
  tx
    .selectFrom('regulation_text')
    .select(['pack_id', 'version', 'file_name', 'sha256', 'imported_name', 'imported_at'])
    .orderBy('version', 'desc')
    .execute();

const showVersion = (row: Stored) => ({
  version: row.version,
  fileName: row.file_name,
  sha256: row.sha256,
  importedBy: row.imported_name,
  importedAt: row.imported_at,
});

/** The pack as it stands for the organ today. */
export const packToday = (library: Library, id: string, standing: Standing): Pack =>
  packFor(library, id, momentOf(id, standing)).effective.pack;

function show(library: Library, id: string, standing: Standing, versions: readonly Stored[]): Regulation {
  const moment = momentOf(id, standing);
  const { effective, fingerprint } = packFor(library, id, moment);
  const { pack } = effective;
  const latest = versions.find((row) => row.pack_id === id);
  return {
    ...{ packId: id, title: pack.title, issuer: pack.issuer, level: pack.level, packVersion: pack.version },
    relation: relationOf(pack, standing),
    force: sayForce(packInForce(pack, moment.on, moment.boundFrom)),
    fingerprint,
    text: latest ? showVersion(latest) : null,
  };
}

const nearness: Record<Regulation['relation'], number> = { own: 0, parent: 1, national: 2, other: 3 };

/** All regulations of the house, those that bind the organ first. */
export async function listRegulations(ctx: Reading, library: Library): Promise<Regulation[]> {
  const standing = await standingOf(ctx, library);
  const versions = await versionsOf(ctx);
  const ids = [...new Set(library.packs.map(({ id }) => id))];
  return ids
    .map((id) => show(library, id, standing, versions))
    .toSorted((a, b) => nearness[a.relation] - nearness[b.relation]);
}

/** Throws notFound for a regulation that the house does not have. */
export async function packOf(ctx: Reading, library: Library, id: string): Promise<Pack> {
  if (!library.packs.some((pack) => pack.id === id)) found(null);
  return packToday(library, id, await standingOf(ctx, library));
}

type ArticleView = Omit<RegulationView['articles'][number], 'open'>;

/** What of the list of articles is shown: gist, and how the article is served. */
function servedBy(entry: ArticleEntry | undefined) {
  const { gist = null, why = null, kind = null, screens = [], registers = [], later = null } = entry ?? {};
  return { gist, why, kind, screens, registers, later: later && laterWorks[later] };
}

function viewArticles(pack: Pack, body: RegulationText | null, { gists }: Library): ArticleView[] {
  const told: ReadonlyMap<string, ArticleEntry> = gists.get(pack.id) ?? new Map();
  const inText = body?.articles.map(({ id }) => id) ?? [...told.keys()];
  const cited = referencesOf(pack).flatMap((reference) => articleOf(reference) ?? []);
  const said = sayPack(pack);
  return [...new Set([...inText, ...cited])].map((id) => ({
    id,
    label: labelOf(id) ?? id,
    source: pack.sources[sourceOf(id)]?.title ?? null,
    ...servedBy(told.get(id)),
    said: saidBy(said, id).map(({ key, name, value, articles }) => ({ key, name, value, articles })),
  }));
}

/** A regulation with its text, the last version or the one asked for, and what its articles make the system do. */
export async function readRegulation(
  ctx: Reading,
  library: Library,
  { packId, version }: z.output<typeof lawTextShapes.packQuery>,
): Promise<Omit<RegulationView, 'articles'> & { articles: ArticleView[] }> {
  const pack = await packOf(ctx, library, packId);
  const standing = await standingOf(ctx, library);
  const versions = (await versionsOf(ctx)).filter((row) => row.pack_id === packId);
  const wanted = version ?? versions[0]?.version;
  const stored =
    wanted === undefined
      ? null
      : found(
          await ctx.tx
            .selectFrom('regulation_text')
            .select('parsed')
            .where('pack_id', '=', packId)
            .where('version', '=', wanted)
            .executeTakeFirst(),
        );
  const body = stored && (stored.parsed as unknown as RegulationText);
  return {
    ...show(library, packId, standing, versions),
    versions: versions.map(showVersion),
    body,
    articles: viewArticles(pack, body, library),
  };
}
