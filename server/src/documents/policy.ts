import type { DocumentState, SignatureRole } from '@liuhen/contract';
import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** What has to be known of a document to say who may do what with it. */
export interface DocumentPeople {
  state: DocumentState;
  createdBy: string;
  /** Who handles its case, and who took part in its act. */
  officerIds: readonly string[];
  /** It waits for approval. */
  asked?: boolean;
}

const no = (zh: string, en: string): Verdict => ({ reason: { zh, en } });

function isOwn(person: Person, { officerIds, createdBy }: Omit<DocumentPeople, 'state'>): boolean {
  return (
    person.roles.includes('custodian') ||
    createdBy === person.accountId ||
    (person.officerId !== null && officerIds.includes(person.officerId))
  );
}

/** Handlers write documents of their cases and acts, custodians of all; reviewers and heads write what is theirs to say. */
export function mayWriteDocument(person: Person, of: Omit<DocumentPeople, 'state'>): Verdict {
  if (!person.permissions.has('document.write'))
    return no(
      '文书由执法人员、专职人员、法制审核人员和负责人制作',
      'documents are made by officers, custodians, reviewers and heads',
    );
  const speaks = person.roles.includes('head') || person.roles.includes('legalReviewer');
  if (!speaks && !isOwn(person, of))
    return no(
      '只能制作和修改本人承办的案件、参加的活动的文书',
      'you can write only documents of your own cases and acts',
    );
  return true;
}

const underApproval = no(
  '文书正在审批，不能改动；需要改动的，由提请人先撤回',
  'it is being approved and does not change; whoever asked for that can take it back first',
);

export function mayEditDocument(person: Person, of: DocumentPeople): Verdict {
  if (of.state !== 'draft')
    return no(
      '文书已定稿，不能再改；确需更正的，作废后重新制作',
      'a final document does not change; void it and make another',
    );
  if (of.asked === true) return underApproval;
  return mayWriteDocument(person, of);
}

/** Voiding takes nothing away: the number stays, and the reason stands beside it. */
export function mayVoidDocument(person: Person, of: DocumentPeople): Verdict {
  if (of.state === 'void') return no('文书已经作废', 'the document is void already');
  if (of.asked === true) return underApproval;
  if (of.state === 'signed' && !person.roles.includes('head') && !person.roles.includes('custodian'))
    return no(
      '已签署的文书由负责人或者专职人员作废',
      'a signed document is voided by the head or a custodian',
    );
  return mayWriteDocument(person, of);
}

const staffRoles: Record<SignatureRole, (person: Person, of: DocumentPeople) => boolean> = {
  officer: (person, of) => person.officerId !== null && of.officerIds.includes(person.officerId),
  handler: (person, of) => person.officerId !== null && of.officerIds.includes(person.officerId),
  recorder: (person) => person.permissions.has('document.write'),
  presider: (person) => person.permissions.has('document.write'),
  member: (person) => person.permissions.has('document.write'),
  legalReviewer: (person) => person.roles.includes('legalReviewer'),
  head: (person) => person.roles.includes('head'),
  party: () => false,
  witness: () => false,
  receiver: () => false,
};

/** Whether somebody may sign in this role with the own password. */
export function maySignAs(person: Person, of: DocumentPeople, role: SignatureRole): Verdict {
  if (of.state !== 'final')
    return no(
      '只有定稿、尚未签齐的文书可以签署',
      'only a final document that waits for signatures can be signed',
    );
  return staffRoles[role](person, of) || no('不能以这一身份签署', 'you cannot sign in this role');
}

export const outsideRoles: readonly SignatureRole[] = ['party', 'witness', 'receiver'];

/** Whether somebody may take the signature of one who has no account. */
export function mayTakeSignature(person: Person, of: DocumentPeople, role: SignatureRole): Verdict {
  if (of.state !== 'final')
    return no(
      '只有定稿、尚未签齐的文书可以签署',
      'only a final document that waits for signatures can be signed',
    );
  if (!outsideRoles.includes(role))
    return no('本机关人员应当用本人密码签署', 'staff sign with their own password');
  return mayWriteDocument(person, of);
}
