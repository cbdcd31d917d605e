import type { Citation, Duty, Language, Saying } from '@liuhen/contract';

/** What is owed, in the words of the law engine, or by the name of its rule. */
export const nameDuty = (
  { duty, what }: Pick<Duty, 'duty' | 'what'>,
  { nameOf, language }: Pick<Saying, 'nameOf' | 'language'>,
): string => what?.[language] ?? nameOf('duties.duty', duty);

/** An article for people: 《title》第…条, or `title, art. 12, para. 2, item 4`. */
export function sayCitation(citation: Omit<Citation, 'packId'>, language: Language): string {
  const { title, titleEn, article, label } = citation;
  if (language === 'zh') return `《${title}》${label}`;
  const [, number = '', paragraph, item] = /-(\w+)(?:\.(\d+))?(?:\((\d+)\))?$/.exec(article) ?? [];
  return `${titleEn}, art. ${number}${paragraph ? `, para. ${paragraph}` : ''}${item ? `, item ${item}` : ''}`;
}

/** Which notices and changes decided the days of a count: `2026@<digest>`, `statute@<digest>`, `change:<id>`, by `+`. */
export function sayCalendar(version: string, { t }: Pick<Saying, 't'>): string {
  const parts = version.split('+');
  const notices = parts.flatMap((part) => /^(\d{4})@/.exec(part)?.[1] ?? []);
  const changes = parts.filter((part) => part.startsWith('change:')).length;
  return [
    ...notices.map((year) => t('duties.calendar.notice', { year })),
    ...(parts.some((part) => part.startsWith('statute@')) ? [t('duties.calendar.statute')] : []),
    ...(changes > 0 ? [t('duties.calendar.changes', { n: changes })] : []),
  ].join(t('shell.word.comma'));
}
