import { matterShapes, type PublicMatters, type ShownMatter, sayingIn } from '@liuhen/contract';
import { z } from 'zod';

const { t } = sayingIn('zh');

/** The columns of the list in their order, as people read them. */
export const columns = ['no', 'matter', 'subject', 'content', 'link', 'methods', 'duty', 'articles'] as const;
export const headings: string[] = columns.map((column) => t(`matters.column.${column}`));

function saySubject({ activities, circumstances }: ShownMatter): string {
  const acts =
    activities === 'all'
      ? [t('matters.everyActivity')]
      : activities.map((one) => t(`matters.activity.${one}`));
  return [...acts, ...circumstances.map((one) => t(`matters.circumstance.${one}`))].join('、');
}

/** Articles by their text, each text named once: 《…》第十条、第十四条；《…》第六条. */
function sayCitations(citations: ShownMatter['citations']): string {
  const titles = [...new Set(citations.map(({ title }) => title))];
  return titles
    .map((title) => {
      const labels = citations.flatMap((one) => (one.title === title ? [one.label] : [])).join('、');
      return title === '' ? labels : `《${title}》${labels}`;
    })
    .join('；');
}

/** The cells of one matter in the order of `columns`. */
export const cellsOf = (matter: ShownMatter, at: number): string[] => [
  String(at + 1),
  matter.matter,
  saySubject(matter),
  matter.content,
  matter.link,
  matter.methods.map((method) => t(`matters.method.${method}`)).join('、'),
  t(`matters.duty.${matter.duty}`),
  sayCitations(matter.citations),
];

/** Title, version, time and approval as lines of text; no person is named. */
export function headOf(list: PublicMatters): {
  organ: string;
  title: string;
  version: string;
  approval: string;
} {
  const { effectiveFrom: from, effectiveUntil: to } = list;
  const time = to === null ? t('matters.from', { from }) : t('matters.fromTo', { from, to });
  const number = t('matters.version', { n: list.version });
  return {
    organ: list.organ.name,
    title: list.title,
    version: `${number}　${time}（${t(`matters.standing.${list.standing}`)}）`,
    approval: t('matters.approvalLine', { reviewed: list.reviewedOn, approved: list.approvedOn }),
  };
}

/** A field of CSV. What a spreadsheet would take for a formula gets an apostrophe before it. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know the encoding. */
export function toCsv(list: PublicMatters): string {
  const head = headOf(list);
  const lines = [
    [head.title],
    [head.organ, head.version, head.approval],
    headings,
    ...list.matters.map(cellsOf),
  ];
  return `\uFEFF${lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('')}`;
}

export const schemaPath = '/public/matters.schema.json';

/** The list as JSON that names its schema; articles stand in each matter as references and as citations. */
export function toJson(list: PublicMatters): string {
  return `${JSON.stringify({ $schema: schemaPath, ...list }, null, 2)}\n`;
}

/** The JSON Schema (2020-12) of that file. */
export function schemaText(): string {
  const shape = matterShapes.publicMatters.extend({ $schema: z.literal(schemaPath) });
  return `${JSON.stringify({ $id: schemaPath, ...z.toJSONSchema(shape) }, null, 2)}\n`;
}
