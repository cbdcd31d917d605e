import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

export interface ActPeople {
  officerIds: readonly string[];
  createdBy: string;
}

/** Officers change acts they took part in or entered; custodians any of the organ. */
export function mayChangeAct(person: Person, act: ActPeople): Verdict {
  if (!person.permissions.has('act.manage'))
    return {
      reason: {
        zh: '登记和修改执法活动由执法人员或专职人员办理',
        en: 'acts are entered and changed by officers and custodians',
      },
    };
  if (person.roles.includes('custodian')) return true;
  const own =
    act.createdBy === person.accountId ||
    (person.officerId !== null && act.officerIds.includes(person.officerId));
  return own
    ? true
    : {
        reason: {
          zh: '只能修改本人参加或登记的执法活动',
          en: 'you can change only acts that you took part in or entered',
        },
      };
}

/** Linking needs the right to link; whether the recording may be seen is asked of the room of recordings. */
export function mayLinkEvidence(person: Person): Verdict {
  return person.permissions.has('evidence.link')
    ? true
    : {
        reason: {
          zh: '关联音像由执法人员或专职人员办理',
          en: 'recordings are linked by officers and custodians',
        },
      };
}
