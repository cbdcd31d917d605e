import { renderCitation } from '../citation.ts';
import type { Bilingual } from '../time/civil.ts';
import type { Breach } from '../vocabulary.ts';
import { citeArticle } from './effective.ts';
import type { Pack } from './pack.ts';

/** A breach as a text names it. */
export type Ground = NonNullable<Pack['violations']>['grounds'][number];

/** The ground of a text that covers a breach; null where it names none. */
export const groundFor = (pack: Pack, breach: Breach): Ground | null =>
  pack.violations?.grounds.find((ground) => ground.breaches.includes(breach)) ?? null;

/** What a text says of those who do not do what is owed, or not in time; null where it names no such breach. */
export function sayAccountable(pack: Pack, breach: Breach): Bilingual | null {
  const ground = groundFor(pack, breach);
  if (ground === null) return null;
  const citation = citeArticle(pack, ground.article);
  const { seriousConsequence: serious } = ground;
  return {
    zh: `没有做到或者逾期${serious ? '、造成严重后果' : ''}的，属于${renderCitation(citation, 'zh')}列明的情形：${ground.zh}。`,
    en: `Not done or late${serious ? ', with serious consequences,' : ''} it is what ${renderCitation(citation, 'en')} names: ${ground.en}.`,
  };
}
