import type { FieldKit } from '@liuhen/contract';
import type { ActView } from '../../field/view.ts';
import type { Opening } from '../../parts/prompts.ts';

/** What the phone knows of an act for what is read aloud: people with their certificates come from the kit. */
export function openingOf(
  { type, cause, party, place, officers }: Pick<ActView, 'type' | 'cause' | 'party' | 'place' | 'officers'>,
  kit: Pick<FieldKit, 'officers' | 'checklists' | 'phrases'>,
  { organ, now }: Pick<Opening, 'organ' | 'now'>,
): Opening {
  const known = new Map(kit.officers.map((one) => [one.id, one]));
  return {
    ...{ type, cause, party, place, organ, now, checklists: kit.checklists, phrases: kit.phrases },
    officers: officers.map(({ id, name }) => ({
      ...{ id, name, kind: known.get(id)?.kind ?? 'officer' },
      certificateNo: known.get(id)?.certificateNo ?? null,
    })),
    // On the phone it is a step of its own.
    notice: false,
  };
}
