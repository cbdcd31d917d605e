import type { DocumentField, DocumentKind, WantedSignature } from '@liuhen/contract';

/** What the case, the act, the roster or the day say of a field. */
export type FieldSource =
  | 'organ'
  | 'unit'
  | 'caseNumber'
  | 'cause'
  | 'party'
  | 'partyId'
  | 'partyAddress'
  | 'partyPhone'
  | 'partyLegal'
  | 'asked'
  | 'askedId'
  | 'askedAddress'
  | 'askedPhone'
  | 'askedWork'
  | 'relation'
  | 'officers'
  | 'place'
  | 'startedAt'
  | 'endedAt'
  | 'today'
  | 'decisionNumber';

/** A field as the catalogue has it. */
export interface CatalogueField extends DocumentField {
  source: FieldSource | null;
}

/** What has to hold between fields. */
export type Rule =
  /** The second is not before the first. */
  | ['order', string, string]
  /** At least so many officers with certificates, all different. */
  | ['officers', string, number]
  /** Names one person only. */
  | ['onePerson', string]
  /** Each question has its answer. */
  | ['answered', string]
  /** The list has at least one row. */
  | ['some', string]
  /** Not before the case was opened. */
  | ['afterOpening', string]
  /** Not in the future. */
  | ['past', string];

export interface CatalogueKind extends Omit<DocumentKind, 'fields'> {
  fields: CatalogueField[];
  rules: Rule[];
  /** Roles that sign in the foot of each page. */
  eachPage: readonly WantedSignature['role'][];
  /** How it is set: an official letter, a record, a form of rows, the cover of a volume. */
  form: 'letter' | 'record' | 'table' | 'cover';
  /** Its pages bear no number: it lies before and behind the numbered ones of a volume. */
  unnumbered?: true;
  /** The wording of the house in the language of templates. */
  body: string;
}

const roles: Record<string, WantedSignature['role']> = {
  officer: 'officer',
  party: 'party',
  witness: 'witness',
  recorder: 'recorder',
  handler: 'handler',
  reviewer: 'legalReviewer',
  presider: 'presider',
  member: 'member',
  head: 'head',
  receiver: 'receiver',
};
const refusing = new Set(['party', 'receiver']);

/** `officer*2 party witness?` → who has to sign, how many, and whose signature may be left out. */
export function wantedOf(text: string): WantedSignature[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [, name = '', count = '1', optional = ''] = /^(\w+?)(?:\*(\d+))?(\?)?$/.exec(word) ?? [];
      const role = roles[name];
      if (role === undefined) throw new Error(`no role ${word}`);
      return { role, count: Number(count), mayRefuse: refusing.has(role), optional: optional === '?' };
    });
}
