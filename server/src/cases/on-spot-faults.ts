import { type FieldFault, type partyShapes, sayTerm, terms } from '@liuhen/contract';
import { faultAt } from '../base/errors.ts';

/** Up to what a fine may be imposed on the spot, by who it is imposed on (行政处罚法第五十一条). */
const most = { person: 200, organisation: 3000 } as const satisfies Record<
  (typeof partyShapes.partyKinds)[number],
  number
>;

/** A fine that is too high to be imposed on the spot on any of those who are penalised; they are named by their kind. */
export function onSpotFaults(fine: number | undefined, kinds: readonly (keyof typeof most)[]): FieldFault[] {
  if (fine === undefined || kinds.length === 0) return [];
  const kind = kinds.includes('organisation') ? 'organisation' : 'person';
  if (fine <= most[kind]) return [];
  const said = terms.procedure.fineOnSpot;
  const name = terms.names.partyKind[kind];
  const n = String(most[kind]);
  return [
    faultAt('move.detail.fine', {
      zh: sayTerm(said, 'zh', { n, who: name.zh }),
      en: sayTerm(said, 'en', { n, who: name.en.toLowerCase() }),
    }),
  ];
}
