import {
  type ActStep,
  type Checklists,
  type FieldAct,
  type Saying,
  sayInstant,
  tellDetail,
} from '@liuhen/contract';

type Known = Pick<FieldAct, 'type' | 'cause' | 'party' | 'place' | 'officers' | 'startedAt' | 'steps'>;

/** A party that can sign by its own hand: a longer name than a person's is that of an organisation, for which a person signs. */
export const nameOfSigner = (party: string | null): string | undefined =>
  party !== null && party.length <= 4 ? party : undefined;

const holds = (step: ActStep) => step.versions.at(-1);

/**
 * What a party signs on site: what the act is, who acts, and each step with its time and what it says, one a line. It is kept
 * word for word with the signature, so it says all by itself.
 */
export function textToSign(
  act: Known,
  { organ, checklists }: { organ: string; checklists: Checklists },
  saying: Saying,
): string {
  const { t, nameOf } = saying;
  const around = { checklists, links: [], steps: act.steps };
  const label = (name: string, value: string | null) =>
    value ? t('field.sign.line', { name, value }) : null;
  const steps = act.steps.flatMap((step) => {
    const last = holds(step);
    if (last === undefined || last.withdrawn) return [];
    const until = last.until === null ? '' : ` – ${sayInstant(last.until, true).slice(11)}`;
    const told = tellDetail(around, step, last.detail, saying).join(t('shell.word.semicolon'));
    const name = nameOf('names.stepKind', step.kind);
    return [
      `${sayInstant(last.at, true)}${until} ${told ? t('field.sign.line', { name, value: told }) : name}`,
    ];
  });
  const lines = [
    t('field.sign.head', { organ, type: nameOf('names.actType', act.type) }),
    label(t('acts.cause'), act.cause),
    label(t('acts.party'), act.party),
    label(t('acts.place'), act.place),
    label(t('acts.officers'), act.officers.map(({ name }) => name).join('、')),
    label(t('acts.startedAt'), sayInstant(act.startedAt, true)),
    ...(steps.length > 0 ? [t('field.sign.steps'), ...steps] : []),
    t('field.sign.close'),
  ];
  return lines.filter((line) => line !== null).join('\n');
}
