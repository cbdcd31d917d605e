import type { Saying } from '@liuhen/contract';

/** What is stated with a move in words, in the order in which it is read. */
const worded = [
  ...(['outcome', 'content', 'reason', 'opinion', 'people', 'result', 'on', 'place'] as const),
  ...(['report', 'note'] as const),
];
/** What names somebody or something else by its id. */
const named = ['stepId', 'presiderId', 'reviewerId'] as const;

export interface StatedWords {
  field: string;
  label: string | null;
  text: string;
}

/**
 * All that was stated with a move, each under its label: its words, its marks, and what it names. `nameOfId` says who or
 * what an id is; what nobody can name here is left out.
 */
export function wordsOfMove(
  detail: Readonly<Record<string, unknown>>,
  { t }: Pick<Saying, 't'>,
  nameOfId: (id: string) => string | undefined = () => undefined,
): StatedWords[] {
  const said: StatedWords[] = [];
  for (const field of named) {
    const name = typeof detail[field] === 'string' ? nameOfId(detail[field]) : undefined;
    if (name !== undefined) said.push({ field, label: t(`procedure.field.${field}`), text: name });
  }
  for (const field of worded) {
    const text = detail[field];
    if (typeof text !== 'string' || text === '') continue;
    const shown = field === 'outcome' ? t(`procedure.outcome.${text as 'penalise'}`) : text;
    said.push({ field, label: t(`procedure.field.${field}`), text: shown });
  }
  if (typeof detail.fine === 'number')
    said.push({ field: 'fine', label: null, text: t('procedure.page.fined', { n: detail.fine }) });
  for (const mark of ['waived', 'paid'] as const)
    if (detail[mark] === true) said.push({ field: mark, label: null, text: t(`procedure.field.${mark}`) });
  if (typeof detail.expired === 'boolean')
    said.push({ field: 'expired', label: null, text: t(whyWaived(detail)) });
  return said;
}

const whyWaived = ({ expired, absent }: Readonly<Record<string, unknown>>) => {
  if (absent === true) return 'procedure.page.stayedAway';
  return expired === true ? 'procedure.page.notAsked' : 'procedure.page.waived';
};
