import type { DocumentApproval } from '@liuhen/contract';

/** With what words, and by whom, a document came back the last time; null where it did not, or nothing was said. */
export function remarksOf({
  state,
  asked,
}: Pick<DocumentApproval, 'state' | 'asked'>): { by: string; opinion: string } | null {
  if (state !== 'returned') return null;
  const last = asked.find((one) => one.state === 'returned')?.words.at(-1);
  return last === undefined || last.opinion === '' ? null : { by: last.by, opinion: last.opinion };
}
