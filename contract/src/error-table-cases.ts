/** Errors about the course of a case, its approvals and its parties. */
export const caseErrors = {
  'case.notNow': {
    status: 409,
    zh: '案件现在处于“{state}”，不能办理“{move}”。请刷新后核对。',
    en: 'The case stands at “{state}”, so this cannot be done: {move}. Reload and check.',
    retry: false,
  },
  'case.lacking': {
    status: 422,
    zh: '还不能办理“{move}”，请先办妥：{missing}。',
    en: 'This cannot be done yet: {move}. What has to come first: {missing}. Complete it and try again.',
    retry: false,
  },
  'case.over': {
    status: 409,
    zh: '案件现在处于“{state}”，不再修改。确需更正的，请先提请重新办理，写明理由。',
    en: 'The case stands at “{state}” and is changed no more. To correct it, ask first, with the reason, for the case to be taken up again.',
    retry: false,
  },
  'approval.open': {
    status: 409,
    zh: '这一事项已经提请审批，请等待结果，或者先撤回。',
    en: 'An approval of this is open already. Wait for it, or take it back first.',
    retry: false,
  },
  'approval.settled': {
    status: 409,
    zh: '{by} 已于 {at} 办理，请刷新查看结果。',
    en: '{by} has dealt with it at {at}. Load the page again to see the outcome.',
    retry: false,
  },
  'party.known': {
    status: 409,
    zh: '这个号码已登记为“{name}”。是同一个人或者单位的，请直接选用；不是的，请核对号码。',
    en: 'This number is already entered as “{name}”. Choose that entry if it is the same; otherwise check the number.',
    retry: false,
  },
} as const;
