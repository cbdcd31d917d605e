import type { LogState, Saying, Verification } from '@liuhen/contract';
import { sayInstant } from '@liuhen/contract';

/** Tables of the log whose rows have a page of their own. */
const places: Readonly<Record<string, string>> = {
  recording: '/recordings',
  act: '/acts',
  enforcement_case: '/cases',
  document: '/documents',
  matter_list: '/matters',
  sheet_import: '/imports',
};

/** What an entry is about: its table, its id, and the page of it where there is one. */
export function subjectOf(subject: string): { table: string; id: string; path: string | null } {
  const [table = '', id = ''] = subject.split('/');
  const place = places[table];
  return { table, id, path: place === undefined || id === '' ? null : `${place}/${id}` };
}

/** Whoever asked for a check: by name where they are of the organ. */
const sayAsker = (by: string, { t }: Saying): string =>
  by === 'system' || by === 'another' ? t(`custody.${by}`) : by;

/** The last check of the whole house in one sentence. */
export function sayLastCheck(last: LogState['lastVerification'], saying: Saying): string {
  if (last === null) return saying.t('custody.never');
  const { ok, by, at, size, findings } = last;
  return saying.t(ok ? 'custody.verificationOk' : 'custody.verificationBad', {
    ...{ by: sayAsker(by, saying), at: sayInstant(at), size, n: findings },
  });
}

/** How far a check is: never full before its end. */
export const percentOf = ({ done, total }: Pick<Verification, 'done' | 'total'>): number =>
  total === 0 ? 0 : Math.floor((done / total) * 100);
