import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** What a policy needs to know of a recording. */
export interface Held {
  officerId: string | null;
  uploadedBy: string;
}

/** Custodians, heads and legal reviewers see all recordings of the organ. */
export const mayReadAll = (person: Person): boolean => person.permissions.has('recording.readAll');

/** Officers and assistants see what they recorded or brought in. */
export function mayRead(person: Person, held: Held): Verdict {
  if (mayReadAll(person)) return true;
  const own =
    held.uploadedBy === person.accountId || (held.officerId !== null && held.officerId === person.officerId);
  if (own && person.permissions.has('recording.readOwn')) return true;
  return { reason: { zh: '只能查看本人拍摄或上传的音像', en: 'you can see only what you recorded or sent' } };
}

/** Confirming or correcting device, officer and time: the custodian, or whoever may see it as their own. */
export function mayAttribute(person: Person, held: Held): Verdict {
  if (!person.permissions.has('recording.attribute'))
    return {
      reason: {
        zh: '确认设备、人员和时间由执法人员本人或专职人员办理',
        en: 'device, officer and time are confirmed by the officer concerned or a custodian',
      },
    };
  return mayRead(person, held);
}

/** Claiming the later term after returning from a remote place is for those concerned. */
export function mayClaimReturn(person: Person, held: Held): Verdict {
  if (!person.permissions.has('return.claim'))
    return {
      reason: {
        zh: '返回申报由执法人员本人或专职人员办理',
        en: 'a return is stated by the officer concerned or a custodian',
      },
    };
  return mayRead(person, held);
}

/** Only a custodian receives film from an officer. */
export function mayReceive(person: Person): Verdict {
  return person.permissions.has('handover.receive')
    ? true
    : { reason: { zh: '交接签收由专职人员办理', en: 'recordings are received by a custodian' } };
}
