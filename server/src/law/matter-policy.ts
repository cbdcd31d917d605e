import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** What decides whose turn a list is. `editorIds`: everybody who wrote any of it. */
export interface ListPeople {
  state: string;
  editorIds: readonly string[];
  reviewedBy: string | null;
  /** Approved and not yet in force: only then can an approved one still be taken back. */
  upcoming: boolean;
}

const over: Verdict = {
  reason: { zh: '这份清单已经办结或者不在这一步', en: 'this list is settled or not at this step' },
};

export function mayEditList(person: Person, list: ListPeople): Verdict {
  if (!person.permissions.has('matter.draft'))
    return {
      reason: {
        zh: '清单由法制审核人员或专门保管人员起草',
        en: 'lists are drafted by legal reviewers and custodians',
      },
    };
  return list.state === 'draft' ? true : over;
}

/** Nobody reviews what they wrote. */
export function mayReviewList(person: Person, list: ListPeople): Verdict {
  if (!person.permissions.has('matter.review'))
    return { reason: { zh: '审核由法制审核人员办理', en: 'lists are reviewed by legal reviewers' } };
  if (list.editorIds.includes(person.accountId))
    return {
      reason: {
        zh: '您参与起草了这份清单，须由另一名法制审核人员审核',
        en: 'you wrote some of this list; another legal reviewer has to review it',
      },
    };
  return list.state === 'review' ? true : over;
}

/** Nobody approves what they wrote or reviewed: whoever holds several roles takes one of the steps. */
export function mayApproveList(person: Person, list: ListPeople): Verdict {
  if (!person.permissions.has('matter.approve'))
    return { reason: { zh: '批准由机关负责人办理', en: 'lists are approved by the head of the organ' } };
  if (list.editorIds.includes(person.accountId))
    return {
      reason: {
        zh: '您参与起草了这份清单，须由另一名机关负责人批准',
        en: 'you wrote some of this list; another head has to approve it',
      },
    };
  if (list.reviewedBy === person.accountId)
    return {
      reason: {
        zh: '您审核了这份清单，须由另一名机关负责人批准',
        en: 'you reviewed this list; another head has to approve it',
      },
    };
  return list.state === 'approval' ? true : over;
}

/** A list that is worked on is withdrawn by who may draft or approve; an approved one by the head, before its day. */
export function mayWithdrawList(person: Person, list: ListPeople): Verdict {
  const isHead = person.permissions.has('matter.approve');
  if (list.state === 'approved')
    return isHead && list.upcoming
      ? true
      : {
          reason: {
            zh: '已批准的清单只能在施行前由机关负责人撤回',
            en: 'an approved list can be withdrawn only before its day, by the head of the organ',
          },
        };
  if (list.state === 'withdrawn') return over;
  return isHead || person.permissions.has('matter.draft')
    ? true
    : {
        reason: {
          zh: '撤回由起草人员或机关负责人办理',
          en: 'lists are withdrawn by who drafts them or the head of the organ',
        },
      };
}
