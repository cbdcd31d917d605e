import type { EnforcementCase, NumberKind, PartyRole } from '@liuhen/contract';

/** Somebody of a case as they stand in their form. */
export interface TypedParty {
  role?: PartyRole;
  represents?: string | null;
  party: {
    kind: 'person' | 'organisation';
    name?: string;
    numberKind?: NumberKind | null;
    number?: string;
    phone?: string;
    address?: string;
  };
}

/** What stands in the form of somebody who comes in: first the party that was entered in words, then who acts for it. */
export function begun({
  parties,
  partyInWords,
}: Pick<EnforcementCase, 'parties' | 'partyInWords'>): Partial<TypedParty> {
  if (parties.length === 0)
    return { role: 'party', party: { kind: 'person', ...(partyInWords ? { name: partyInWords } : {}) } };
  const whom = parties.filter(({ role }) => role === 'party' || role === 'thirdParty');
  const only = whom.length === 1 ? whom[0] : undefined;
  return { role: 'legalRepresentative', ...(only ? { represents: only.id } : {}), party: { kind: 'person' } };
}
