import type { ShownDocument, SignatureRole } from '@liuhen/contract';

/** Fields that say who signs in a role. */
const said: Partial<Record<SignatureRole, readonly string[]>> = {
  officer: ['officers'],
  handler: ['handlers', 'officers'],
  party: ['asked', 'onSitePerson', 'partyLegal', 'party'],
  receiver: ['receiverName'],
  witness: ['witnessName'],
  recorder: ['recorderName'],
  presider: ['presiderName'],
  legalReviewer: ['reviewerName'],
};

/** Whose signatures on paper a document still waits for, place by place, each with the name that the document itself says. */
export function signersOf({
  content,
  missing,
}: Pick<ShownDocument, 'content' | 'missing'>): { key: string; role: SignatureRole; name: string }[] {
  return missing
    .filter(({ optional }) => !optional)
    .flatMap(({ role, count }) => {
      const names = (said[role] ?? []).flatMap((field): string[] => {
        const value = content[field];
        if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
        return (value ?? []).flatMap((row) => (row.name?.trim() ? [row.name.trim()] : []));
      });
      const many = Array.isArray(content[said[role]?.[0] ?? '']);
      return Array.from({ length: count }, (_, at) => ({
        ...{ key: `${role}${at}`, role, name: (many ? names[at] : at === 0 ? names[0] : undefined) ?? '' },
      }));
    });
}
