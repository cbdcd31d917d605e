import type { ActRow } from '@liuhen/contract';
import { columnOf, named } from './written-list.ts';

const ofActRow = columnOf<ActRow>();

/** An act as a row, in the list of acts and in that of a case. */
export const actColumns = [
  ofActRow('acts.number', 'text', ({ number }) => number),
  ofActRow('acts.type', 'text', ({ type }, { nameOf }) => nameOf('names.actType', type)),
  ofActRow('acts.cause', 'text', ({ cause }) => cause),
  ofActRow('acts.party', 'text', ({ party }) => party),
  ofActRow('sheets.head.place', 'text', ({ place }) => place),
  ofActRow('acts.unit', 'text', ({ unit }) => unit),
  ofActRow('acts.officers', 'text', ({ officers }, saying) => named(officers, saying)),
  ofActRow('acts.startedAt', 'instant', ({ startedAt }) => startedAt),
  ofActRow('sheets.head.endedAt', 'instant', ({ endedAt }) => endedAt),
  ofActRow('acts.case', 'text', ({ case: of }) => of?.number ?? null),
  ofActRow('sheets.head.procedure', 'text', ({ procedure }, { nameOf }) =>
    procedure === null ? null : nameOf('names.procedure', procedure),
  ),
  ofActRow('acts.recordings', 'number', ({ recordings }) => recordings),
];
