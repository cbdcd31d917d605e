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

const ownExplanation: Verdict = {
  reason: {
    zh: '不能审批本人提出的说明，请由另一人办理',
    en: 'you cannot decide your own explanation; somebody else has to',
  },
};

/** To refuse is for every holder of the office that is next but who explained; they withdraw. So nothing has to wait for ever. */
export function mayRefuse(person: Person, { statedBy, awaits }: Deciding): Verdict {
  if (awaits === null || !person.roles.some((role) => role === awaits))
    return {
      reason: {
        zh: '这份说明由规定的审批人办理',
        en: 'this explanation is decided by those whom the regulation names',
      },
    };
  return statedBy === person.accountId ? ownExplanation : true;
}

/** Accepts nobody in their own cause, and nobody twice. */
export function mayDecide(person: Person, deciding: Deciding): Verdict {
  const holds = mayRefuse(person, deciding);
  if (holds !== true) return holds;
  const { decidedBy, owners } = deciding;
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

/** An account that is open, as far as deciding asks. */
export interface Holder extends Pick<Person, 'accountId' | 'officerId'> {
  name: string;
  roles: readonly string[];
}

/** Whether somebody may agree at one of the steps, if they hold its office. */
export const isImpartial = ({ accountId, officerId }: Holder, of: Omit<Deciding, 'awaits'>): boolean =>
  accountId !== of.statedBy &&
  !of.decidedBy.includes(accountId) &&
  (officerId === null || !of.owners?.officerIds.includes(officerId));

/**
 * The role of which one more person is needed before each of the steps that are left can be agreed to by somebody else;
 * null where there are enough. `roles`: one for each step, in their order.
 */
export function lackingRole(roles: readonly Role[], impartial: readonly Holder[]): Role | null {
  const stepOf = new Map<Holder, Role>();
  const find = (role: Role, tried: Set<Holder>): boolean =>
    impartial.some((holder) => {
      if (tried.has(holder) || !holder.roles.includes(role)) return false;
      tried.add(holder);
      const other = stepOf.get(holder);
      if (other !== undefined && !find(other, tried)) return false;
      stepOf.set(holder, role);
      return true;
    });
  return roles.find((role) => !find(role, new Set())) ?? null;
}
