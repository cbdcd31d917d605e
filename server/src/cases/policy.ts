import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** Whose an act or a case is. */
export interface OwnPeople {
  officerIds: readonly string[];
  createdBy: string;
}

/** One's own is what one takes part in or entered; custodians keep all of the organ. */
const isOwn = (person: Person, { officerIds, createdBy }: OwnPeople): boolean =>
  person.roles.includes('custodian') ||
  createdBy === person.accountId ||
  (person.officerId !== null && officerIds.includes(person.officerId));

/** Officers change acts they took part in or entered; custodians any of the organ. */
export function mayChangeAct(person: Person, act: OwnPeople): Verdict {
  if (!person.permissions.has('act.manage'))
    return {
      reason: {
        zh: '登记和修改执法活动由执法人员或专职人员办理',
        en: 'acts are entered and changed by officers and custodians',
      },
    };
  const reason = {
    zh: '只能修改本人参加或登记的执法活动',
    en: 'you can change only acts that you took part in or entered',
  };
  return isOwn(person, act) ? true : { reason };
}

/** The act that carries the procedure of a case follows its case. */
export const mayBeChanged = (type: string): Verdict =>
  type !== 'caseProcedure' || {
    reason: {
      zh: '案件办理随案件而定，请在案件页修改案件',
      en: 'this act follows its case; change the case instead',
    },
  };

/** Officers change cases they handle or opened; custodians any of the organ. */
export function mayChangeCase(person: Person, one: OwnPeople): Verdict {
  if (!person.permissions.has('case.manage'))
    return {
      reason: {
        zh: '登记和修改案件由执法人员或专职人员办理',
        en: 'cases are registered and changed by officers and custodians',
      },
    };
  const reason = {
    zh: '只能修改本人承办或登记的案件',
    en: 'you can change only cases that you handle or registered',
  };
  return isOwn(person, one) ? true : { reason };
}

/** Who entered somebody or handles a case of theirs corrects them; custodians anybody of the organ. */
export function mayChangeParty(person: Person, enteredBy: string, handles: boolean): Verdict {
  if (person.permissions.has('case.manage'))
    if (person.roles.includes('custodian') || enteredBy === person.accountId || handles) return true;
  return {
    reason: {
      zh: '当事人由登记的人、其案件的承办人或专职人员修改',
      en: 'parties are changed by who entered them, who handles a case of theirs, and custodians',
    },
  };
}

/** Officers see whole numbers in cases that they handle; those who keep, review and approve in all of the organ. */
export function mayRevealParty(person: Person, handles: boolean): Verdict {
  if (person.permissions.has('party.reveal') && (handles || person.permissions.has('recording.readAll')))
    return true;
  return {
    reason: {
      zh: '完整号码由案件的承办人、专职人员、法制审核人员和负责人查看',
      en: 'whole numbers are shown to who handles the case, custodians, legal reviewers and heads',
    },
  };
}

/** The head of the organ decides (行政处罚法第四十三条), but not about themselves. */
export function mayDecideRecusal(person: Person, officerId: string): Verdict {
  const reason = {
    zh: '执法人员的回避由行政机关负责人决定，本人的回避不能自己决定（《中华人民共和国行政处罚法》第四十三条）',
    en: 'the head of the organ decides on a recusal, and nobody on their own (Administrative Penalty Law, Article 43)',
  };
  const may = person.permissions.has('recusal.decide') && person.officerId !== officerId;
  return may ? true : { reason };
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
