import {
  type Approval,
  type ApprovalMatter,
  type CaseParty,
  type DocumentRowShown,
  partyShapes,
  type ServiceSubject,
  sayInstant,
  toWallClock,
} from '@liuhen/contract';

type Known = { parties: readonly CaseParty[]; party: string | null };

/** Whom a case is about: not those who act for somebody else. */
const ownParties = ({ parties }: Pick<Known, 'parties'>): CaseParty[] =>
  parties.filter(({ role }) => !partyShapes.representing.includes(role));

/** The names that can be chosen, each once. */
export const partyNames = (known: Pick<Known, 'parties'>): string[] => [
  ...new Set(ownParties(known).map(({ party }) => party.name)),
];

/** What stands in a form before anything is typed: the party, where the case has one. */
export function partyToBegin(known: Known): string {
  const names = partyNames(known);
  return names.length === 0 ? (known.party ?? '') : names.length === 1 ? (names[0] ?? '') : '';
}

/** The party of the case that a name stands for; null for who is not in the house, or for one name of two. */
export function partyIdOf(known: Pick<Known, 'parties'>, name: string | undefined): string | null {
  const ids = new Set(
    ownParties(known).flatMap(({ party }) => (party.name === name?.trim() ? [party.id] : [])),
  );
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? id : null;
}

/** How a document is named where it is chosen: by its number, or else by the day on which it became final. */
export function nameDocument({ title, number, finalizedAt }: DocumentRowShown): string {
  if (number !== null) return `${title.zh} ${number}`;
  return finalizedAt === null ? title.zh : `${title.zh} ${sayInstant(finalizedAt)}`;
}

/** Documents of a case that can be given to somebody. */
export const servable = (rows: readonly DocumentRowShown[]): DocumentRowShown[] =>
  rows.filter(({ state }) => state === 'final' || state === 'signed');

export const documentNamed = (rows: readonly DocumentRowShown[], name: string | undefined) =>
  servable(rows).find((row) => nameDocument(row) === name?.trim()) ?? null;

const subjects: Readonly<Record<string, ServiceSubject>> = {
  ...{ penaltyDecision: 'decision', noPenaltyDecision: 'decision', onTheSpotPenalty: 'decision' },
  ...{ hearingRightNotice: 'hearingRights', hearingNotice: 'hearingNotice', demandNotice: 'demand' },
};

/** What a document that is chosen fills in of a service: when it was made, and what its service sets running. */
export const filledBy = (row: DocumentRowShown): { documentMadeAt: string; subject: ServiceSubject } => ({
  documentMadeAt: toWallClock(row.finalizedAt ?? row.createdAt),
  subject: subjects[row.kind] ?? 'other',
});

/** Approvals of the case that were given, of these matters, each with who gave it last. */
export const givenApprovals = (approvals: readonly Approval[], matters: readonly ApprovalMatter[]) =>
  approvals.flatMap((one) => {
    const last = one.words.at(-1);
    const fits = one.state === 'approved' && matters.includes(one.matter) && last !== undefined;
    return fits ? [{ id: one.id, matter: one.matter, title: one.title, by: last.by, at: last.at }] : [];
  });
