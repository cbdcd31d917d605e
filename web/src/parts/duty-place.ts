import type { Duty } from '@liuhen/contract';

/** The page of what a duty is of. */
export const placeOf = ({ subject }: Pick<Duty, 'subject'>): string =>
  subject.type === 'recording' ? `/recordings/${subject.id}` : `/acts/${subject.id}`;
