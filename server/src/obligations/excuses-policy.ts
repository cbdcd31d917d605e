import type { Role } from '@liuhen/contract';
import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';
import { isOwn, type Owners } from './owners.ts';

/** Which role of the organ decides for an office that a regulation names; its head for whatever else is named. */
const roleOfOffice: Readonly<Record<string, Role>> = {
  legalReviewer: 'legalReviewer',
  legalSection: 'legalReviewer',
  custodian: 'custodian',
};
export const roleOf = (office: string): Role => roleOfOffice[office] ?? 'head';

/** Officers explain what they owe themselves; custodians whatever the organ owes. */
export function mayExplain(person: Person, owners: Owners | undefined): Verdict {
  if (!person.permissions.has('excuse.state'))
    return {
      reason: {
        zh: '逾期原因由承担义务的执法人员或专职人员说明',
        en: 'a missed duty is explained by the officer who owes it or a custodian',
      },
    };
  if (person.roles.includes('custodian') || isOwn(person, owners)) return true;
  return { reason: { zh: '只能说明本人承担的义务', en: 'you can explain only what you owe yourself' } };
}

/** What deciding needs to know of an explanation. */
export interface Deciding {
  statedBy: string;
  /** Role that decides next; null once nothing is left to decide. */
  awaits: string | null;
  /** Accounts that decided on it before. */
  decidedBy: readonly string[];
  /** Whose the explained duty is. */
  owners: Owners | undefined;
}

/** Nobody judges in their own cause, and nobody twice. */
export function mayDecide(person: Person, { statedBy, awaits, decidedBy, owners }: Deciding): Verdict {
  if (awaits === null || !person.roles.some((role) => role === awaits))
    return {
      reason: {
        zh: '这份说明由规定的审批人办理',
        en: 'this explanation is decided by those whom the regulation names',
      },
    };
  if (statedBy === person.accountId)
    return {
      reason: {
        zh: '不能审批本人提出的说明，请由另一人办理',
        en: 'you cannot decide your own explanation; somebody else has to',
      },
    };
  if (person.officerId !== null && owners?.officerIds.includes(person.officerId))
    return {
      reason: {
        zh: '不能审批本人承担的义务的说明，请由另一人办理',
        en: 'you cannot decide on a duty that you owe yourself; somebody else has to',
      },
    };
  if (decidedBy.includes(person.accountId))
    return {
      reason: {
        zh: '您已办理前一环节，后一环节须由另一人办理',
        en: 'you decided the step before; somebody else decides this one',
      },
    };
  return true;
}
