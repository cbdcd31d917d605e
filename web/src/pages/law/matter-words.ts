import type { MatterListSummary, MatterRow, Saying, ShownMatter } from '@liuhen/contract';
import { sayArticle } from '../../parts/ArticleLink.tsx';

type Words = Pick<Saying, 't' | 'nameOf' | 'language'>;

/** The columns of a list beside number and name, in their order. */
export const matterColumns = ['subject', 'content', 'link', 'methods', 'duty', 'articles'] as const;
export type MatterColumn = (typeof matterColumns)[number];

function saySubject({ activities, circumstances }: MatterRow, { t, nameOf }: Words): string {
  const acts =
    activities === 'all'
      ? [t('matters.everyActivity')]
      : activities.map((one) => nameOf('matters.activity', one));
  return [...acts, ...circumstances.map((one) => nameOf('matters.circumstance', one))].join(
    t('shell.word.comma'),
  );
}

/** Articles by their text, each text named once. A reference to a text that the house does not have stands alone. */
function sayArticles(matter: MatterRow | ShownMatter, { t, language }: Words): string {
  if (!('citations' in matter)) return matter.articles.join(t('shell.word.comma'));
  const { citations } = matter;
  const titleOf = (one: (typeof citations)[number]) => (language === 'zh' ? one.title : one.titleEn);
  return [...new Set(citations.map(titleOf))]
    .map((title) => {
      const own = citations.filter((one) => titleOf(one) === title);
      if (title === '') return own.map(({ article }) => article).join(t('shell.word.comma'));
      return language === 'zh'
        ? `《${title}》${own.map(({ label }) => label).join('、')}`
        : `${title}, ${own.map(({ article }) => sayArticle(article)).join(', ')}`;
    })
    .join(t('shell.word.semicolon'));
}

/** A cell of a matter in words. */
export function sayCell(matter: MatterRow | ShownMatter, column: MatterColumn, words: Words): string {
  if (column === 'content' || column === 'link') return matter[column];
  if (column === 'subject') return saySubject(matter, words);
  if (column === 'duty') return words.nameOf('matters.duty', matter.duty);
  if (column === 'articles') return sayArticles(matter, words);
  return matter.methods.map((one) => words.nameOf('matters.method', one)).join(words.t('shell.word.comma'));
}

/** The time for which a version applies; nothing for one without a day. */
export function sayForce(
  { effectiveFrom: from, effectiveUntil: to }: Pick<MatterListSummary, 'effectiveFrom' | 'effectiveUntil'>,
  { t }: Pick<Saying, 't'>,
): string {
  if (from === null) return '';
  return to === null ? t('matters.from', { from }) : t('matters.fromTo', { from, to });
}
