/** Cases: what several enforcement acts serve. */
export const cases = {
  number: { zh: '案件编号', en: 'Case number' },
  ownNumber: { zh: '立案号', en: 'File number' },
  ownNumberLine: {
    zh: '本机关自己的立案文号，没有可以不填；本机关内不能重复。',
    en: 'The number under which the organ files the case, once in the organ; may be left out.',
  },
  cause: { zh: '案由', en: 'Cause' },
  party: { zh: '当事人', en: 'Party' },
  partyLine: {
    zh: '先写名称即可；证件号码、电话、地址和代理人在案件页的“当事人”里登记。',
    en: 'The name will do; numbers, telephone, address and agents are entered under “Parties” on the page of the case.',
  },
  causeLine: {
    zh: '本机关还没有案由目录，可以直接填写；目录在“案由和审批”里维护。',
    en: 'The organ has no list of causes yet, so it is entered in words; the list is kept under “Causes and approvals”.',
  },
  source: { zh: '案件来源', en: 'Source' },
  sourceOn: { zh: '收到线索的日期', en: 'Received on' },
  sourceNote: { zh: '来源文号或说明', en: 'Reference' },
  sourceNoteLine: {
    zh: '如举报登记号、检查记录编号、移送函文号。',
    en: 'The number of the complaint, of the inspection record, of the letter of transfer.',
  },
  weights: { zh: '本案情形', en: 'What weighs in it' },
  weightsLine: {
    zh: '有这些情形的，作出决定前须经法制审核、集体讨论或者告知听证权利。',
    en: 'Where one of these holds, legal review, a collective discussion or the notice of a hearing comes before the decision.',
  },
  unit: { zh: '承办机构', en: 'Handling unit' },
  officers: { zh: '承办人', en: 'Handlers' },
  procedure: { zh: '程序', en: 'Procedure' },
  procedureLine: {
    zh: '改变程序时，本案 {n} 项执法活动的程序随之改变，期限重新判定。',
    en: 'A change applies to the acts of the case too ({n}); what they owe is judged anew.',
  },
  openedAt: { zh: '受理时间', en: 'Taken up' },
  closedAt: { zh: '结案时间', en: 'Closed' },
  notClosed: { zh: '未结案', en: 'not closed' },
  stage: { zh: '环节', en: 'Link' },
  closed: { zh: '已结案', en: 'closed' },
  acts: { zh: '执法活动', en: 'Acts' },
  actsCount: { zh: '{n} 项活动', en: 'acts: {n}' },
  newCase: { zh: '登记案件', en: 'Register a case' },
  editCase: { zh: '修改案件', en: 'Change the case' },
  addAct: { zh: '登记本案的执法活动', en: 'Register an act of this case' },
  search: { zh: '搜案件编号、立案号、案由、当事人', en: 'Case or file number, cause, party' },
  noneFound: { zh: '没有符合条件的案件。', en: 'No case matches.' },
  emptyTitle: { zh: '还没有案件', en: 'No cases yet' },
  emptyLine: {
    zh: '登记案件后，检查、询问、送达等执法活动可以归入其中，在一处看到全案的记录和期限。',
    en: 'Once a case is registered, inspections, questionings, services and other acts can be brought into it; their records and due times then stand in one place.',
  },
  noActs: { zh: '本案还没有执法活动', en: 'No acts in this case yet' },
  noActsLine: {
    zh: '登记本案的执法活动，或者在已有活动的“修改执法活动”中选择本案。',
    en: 'Register an act of this case, or change an existing act and choose this case there.',
  },
  section: {
    facts: { zh: '案件信息', en: 'The case' },
    acts: { zh: '本案的执法活动（{n}）', en: 'Acts of this case ({n})' },
  },
  allDuties: { zh: '查看全部', en: 'See all' },
  firstDuties: {
    zh: '只列出前 {n} 项，待办的在先；其余请点“查看全部”。',
    en: 'Only the first {n} are listed, what is to be done first. “See all” has the others.',
  },
} as const;
