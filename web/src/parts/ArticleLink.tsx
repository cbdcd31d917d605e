import type { Citation } from '@liuhen/contract';
import { Link } from 'react-router';
import { useTerms } from '../shell/language.ts';
import { sayCitation } from './duty-words.ts';

/** `XZ-12.2` and `SX-10(4)` lie in the articles `XZ-12` and `SX-10`. */
const articleOf = (reference: string) => reference.replace(/[.(].*$/, '');

/** The number of a reference as English says it: `SX-10(4)` → art. 10(4). */
export const sayArticle = (reference: string) => `art. ${reference.slice(reference.indexOf('-') + 1)}`;

/** Where an article stands in the library. */
export const articlePath = (packId: string, reference: string): string =>
  `/regulations/${packId}#${articleOf(reference)}`;

/** A citation that leads to its article. */
export function ArticleLink({ citation }: { citation: Citation }) {
  const { language } = useTerms();
  const { packId, article } = citation;
  return <Link to={articlePath(packId, article)}>{sayCitation(citation, language)}</Link>;
}
