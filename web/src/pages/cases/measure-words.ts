import { type CaseMeasure, type Saying, sayInstant } from '@liuhen/contract';

/** A coercive measure as it is chosen and told: its act, what it was, when. */
export const sayMeasure = ({ actNumber, kind, at }: CaseMeasure, nameOf: Saying['nameOf']): string =>
  `${actNumber} ${nameOf('names.stepKind', kind)} ${sayInstant(at)}`;
