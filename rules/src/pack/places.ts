import { articleOf, labelOf, placeIn, sourceOf } from '../citation.ts';
import type { Paragraph } from '../text/parsed.ts';
import { parseRegulation } from '../text/regulation.ts';
import type { Bilingual } from '../time/civil.ts';
import { parseArticles } from './coverage.ts';
import { type Pack, referencesIn } from './pack.ts';

/** What lies beside a pack and says which articles its text has: the text itself, or the list of them. */
export type Beside = { file: string; format: 'text' | 'articles'; text: string };

/** `paragraphs` is null where they cannot be told: of a list of articles, or where a broken line was joined. */
type KnownArticle = { id: string; paragraphs: readonly Paragraph[] | null };

function articlesOf({ format, text }: Beside, pack: Pack): KnownArticle[] {
  if (format === 'articles') return parseArticles(text).articles.map(({ id }) => ({ id, paragraphs: null }));
  const { articles, notes } = parseRegulation(text, pack.id.toUpperCase());
  const joined = notes.flatMap(({ kind, line }) => (kind === 'lineJoined' && line !== null ? [line] : []));
  return articles.map(({ id, lines, paragraphs }) => {
    const certain = paragraphs.length > 0 && !joined.some((line) => line >= lines.from && line <= lines.to);
    return { id, paragraphs: certain ? paragraphs : null };
  });
}

/** Points in a sentence or in numbers of another kind: what of them would be cited as an item cannot be told. */
const OTHER_LIST =
  /[（(]\s*[\d一二三四五六七八九十]+\s*[)）]|\d\s*[.．、]|[①-⑳]|[一二三四五六七八九十][、是]/u;

function missingArticle(id: string, articles: readonly KnownArticle[]): Bilingual {
  const twins = articles.filter((one) => new RegExp(`^${id}[a-z]$`).test(one.id)).map((one) => one.id);
  if (twins.length > 0)
    return {
      zh: `文本里有 ${twins.length} 个${labelOf(id)}，请写明是 ${twins.join(' 还是 ')}`,
      en: `the text has ${twins.length} articles of that number: write ${twins.join(' or ')}`,
    };
  const [first, last] = [articles[0]?.id ?? '', articles.at(-1)?.id ?? ''];
  return {
    zh: `文本里没有${labelOf(id)}（有 ${articles.length} 条，从${labelOf(first)}到${labelOf(last)}）`,
    en: `the text has no article ${id} (it has ${articles.length}, from ${first} to ${last})`,
  };
}

/** Why a reference leads nowhere; null when it leads somewhere, or when that cannot be told. */
function missing(reference: string, articles: readonly KnownArticle[]): Bilingual | null {
  const id = articleOf(reference) ?? reference;
  const article = articles.find((one) => one.id === id);
  if (!article) return missingArticle(id, articles);
  const { paragraphs } = article;
  if (paragraphs === null) return null;
  const { paragraph, item } = placeIn(reference);
  if (paragraph !== null && paragraph > paragraphs.length)
    return {
      zh: `${labelOf(id)}只有 ${paragraphs.length} 款`,
      en: `${id} has no paragraph ${paragraph}: paragraphs in it: ${paragraphs.length}`,
    };
  if (item === null) return null;
  const asked = paragraph === null ? paragraphs : paragraphs.slice(paragraph - 1, paragraph);
  const items = asked.flatMap((one) => one.items);
  if (items.length === 0 && asked.some(({ text }) => OTHER_LIST.test(text))) return null;
  if (item <= items.length || items.some(({ number }) => number === item)) return null;
  return {
    zh: items.length === 0 ? `${labelOf(id)}没有分项` : `${labelOf(id)}只有 ${items.length} 项`,
    en: `${id} has no item ${item}: items in it: ${items.length}`,
  };
}

export type LostReference = { path: PropertyKey[]; reference: string; why: Bilingual };

/**
 * References of a pack to places that its own text does not have. Where the text has no articles at all nothing is told.
 * @throws PackError when a list of articles cannot be read.
 */
export function lostReferences(pack: Pack, beside: Beside): LostReference[] {
  const articles = articlesOf(beside, pack);
  if (articles.length === 0) return [];
  return [...referencesIn(pack, [])].flatMap(([path, reference]) => {
    const why = sourceOf(reference) === pack.id.toUpperCase() ? missing(reference, articles) : null;
    return why ? [{ path, reference, why }] : [];
  });
}
