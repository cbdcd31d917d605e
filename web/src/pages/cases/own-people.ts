import type { Officer } from '@liuhen/contract';

/** Whom an act or a case begins with: the person who enters it, and their unit. Nobody for one who is no officer. */
export function ownPeople(
  officers: readonly Pick<Officer, 'id' | 'unitId'>[],
  ownId: string | null | undefined,
): { officerIds: string[]; unitId?: string } {
  const own = officers.find(({ id }) => id === ownId);
  return own === undefined ? { officerIds: [] } : { officerIds: [own.id], unitId: own.unitId };
}
