import { type Checklists, type FieldKit, type Saying, sayInstant } from '@liuhen/contract';
import type { ActView } from '../../field/view.ts';

type StatementField = Checklists['statementFields'][number];
type Known = Pick<ActView, 'type' | 'cause' | 'party' | 'place' | 'officers'>;

/** What the officer reads aloud for each field that the pack asks for; `known` is false where it has to be said freely. */
export function openingWords(
  act: Known,
  fields: readonly StatementField[],
  { organ, now, officers }: { organ: string; now: string; officers: FieldKit['officers'] },
  { t, nameOf }: Saying,
): { field: StatementField; words: string; known: boolean }[] {
  const numbers = new Map(officers.map(({ id, certificateNo }) => [id, certificateNo]));
  const names = act.officers.map(({ id, name }) => {
    const number = numbers.get(id);
    return number ? t('field.opening.certificate', { name, number }) : name;
  });
  const type = nameOf('names.actType', act.type);
  const missing = t('field.opening.missing');
  const words: Record<StatementField, string> = {
    time: t('field.opening.time', { at: sayInstant(now) }),
    place: t('field.opening.place', { place: act.place ?? missing }),
    officers: t('field.opening.officers', { organ, names: names.join('、') }),
    cause: t('field.opening.cause', { cause: act.cause }),
    subject: t('field.opening.subject', { party: act.party ?? missing }),
    links: t('field.opening.links', { type }),
    acts: t('field.opening.acts', { type }),
  };
  const unknown = { place: act.place === null, subject: act.party === null } as Partial<
    Record<StatementField, boolean>
  >;
  return fields.map((field) => ({ field, words: words[field], known: unknown[field] !== true }));
}
