import type { CatalogueField, FieldSource } from './kind.ts';

type Type = CatalogueField['type'];
type Line = readonly [
  zh: string,
  en: string,
  type?: Type,
  more?: {
    source?: FieldSource;
    hint?: readonly [string, string];
    options?: readonly (readonly [string, string, string])[];
    columns?: readonly (readonly [string, string, string])[];
  },
];

const goods = {
  columns: [
    ['name', '名称', 'Name'],
    ['model', '规格型号', 'Model'],
    ['quantity', '数量', 'Quantity'],
    ['condition', '特征、新旧程度', 'Condition'],
    ['remark', '备注', 'Remarks'],
  ],
} as const;
const agreed = {
  options: [
    ['yes', '同意', 'agreed'],
    ['no', '不同意', 'not agreed'],
  ],
} as const;

/** All fields that documents have, by their names in templates. */
const lines = {
  organ: ['机关名称', 'Organ', 'text', { source: 'organ' }],
  unit: ['承办机构', 'Handling unit', 'text', { source: 'unit' }],
  caseNumber: ['案件编号', 'Case number', 'text', { source: 'caseNumber' }],
  cause: ['案由', 'Cause', 'text', { source: 'cause' }],
  caseSource: ['案件来源', 'Source of the case'],
  openedAt: ['立案时间', 'Filed at', 'instant'],
  receivedAt: ['登记时间', 'Received at', 'instant'],
  party: ['当事人', 'Party', 'text', { source: 'party' }],
  partyId: ['证件号码或统一社会信用代码', 'Identity or credit code', 'text', { source: 'partyId' }],
  partyAddress: ['住所（住址）', 'Address', 'text', { source: 'partyAddress' }],
  partyPhone: ['联系电话', 'Telephone', 'text', { source: 'partyPhone' }],
  partyLegal: ['法定代表人（负责人）', 'Legal representative', 'text', { source: 'partyLegal' }],
  reporter: ['举报（投诉）人', 'Complainant', 'text'],
  reporterPhone: ['举报人联系方式', 'Contact of the complainant', 'text'],
  officers: ['执法人员', 'Officers', 'officers', { source: 'officers' }],
  handlers: ['承办人', 'Handlers', 'officers', { source: 'officers' }],
  place: ['地点', 'Place', 'text', { source: 'place' }],
  startedAt: ['开始时间', 'Begins', 'instant', { source: 'startedAt' }],
  endedAt: ['结束时间', 'Ends', 'instant', { source: 'endedAt' }],
  date: ['日期', 'Date', 'date', { source: 'today' }],
  facts: ['事实', 'Facts', 'longText'],
  evidence: ['证据', 'Evidence', 'longText'],
  reasons: ['理由', 'Reasons', 'longText'],
  basis: [
    '法律依据',
    'Legal basis',
    'longText',
    {
      hint: [
        '写明法律法规规章的名称和条、款、项',
        'Name the statute or regulation with article, paragraph and item',
      ],
    },
  ],
  opinion: ['承办人意见', 'Opinion of the handlers', 'longText'],
  proposal: ['处理建议', 'Proposal', 'longText'],
  content: ['内容', 'Content', 'longText'],
  result: ['结果', 'Result', 'longText'],
  remarks: ['备注', 'Remarks', 'longText'],
  purpose: ['事由', 'Matter', 'longText'],
  recipient: ['受文单位', 'Addressee', 'text'],
  deadline: ['期限届满日期', 'Time limit', 'date'],
  answerBy: ['陈述、申辩截止日期', 'Statements until', 'date'],
  payBy: ['缴款截止日期', 'Pay until', 'date'],
  bank: ['收款银行', 'Bank', 'text'],
  account: ['收款账号', 'Account', 'text'],
  reviewOrgan: ['复议机关', 'Reconsideration organ', 'text'],
  court: ['管辖法院', 'Court', 'text'],
  contact: ['联系人', 'Contact', 'text'],
  contactPhone: ['联系电话（本机关）', 'Telephone of the organ', 'text'],
  contactAddress: ['本机关地址', 'Address of the organ', 'text'],
  asked: ['被询问人', 'Person questioned', 'text', { source: 'asked' }],
  askedGender: [
    '性别',
    'Sex',
    'choice',
    {
      options: [
        ['male', '男', 'male'],
        ['female', '女', 'female'],
      ],
    },
  ],
  askedAge: ['年龄', 'Age', 'text'],
  askedId: ['身份证件号码', 'Identity card', 'text', { source: 'askedId' }],
  askedWork: ['工作单位和职务', 'Workplace and post', 'text', { source: 'askedWork' }],
  askedAddress: ['住址', 'Address', 'text', { source: 'askedAddress' }],
  askedPhone: ['被询问人电话', 'Telephone', 'text', { source: 'askedPhone' }],
  relation: ['与本案的关系', 'Relation to the case', 'text', { source: 'relation' }],
  recorderName: ['记录人', 'Recorder', 'text'],
  witnessName: ['见证人', 'Attesting witness', 'text'],
  onSitePerson: ['现场负责人（在场人）', 'Person present', 'text', { source: 'asked' }],
  certificateShown: [
    '出示证件和告知',
    'Certificates shown and notice given',
    'longText',
    {
      hint: [
        '写明已出示执法证件、说明来意、告知权利义务及回避权',
        'Certificates shown, purpose, rights and duties, right to recusal',
      ],
    },
  ],
  dialogue: ['询问内容', 'Questions and answers', 'dialogue'],
  situation: ['现场情况', 'What was found', 'longText'],
  statement: ['陈述、申辩内容', 'Statement and defence', 'longText'],
  reviewOpinion: ['复核意见', 'Opinion on review', 'longText'],
  accepted: [
    '是否采纳',
    'Accepted',
    'choice',
    {
      options: [
        ['all', '采纳', 'accepted'],
        ['part', '部分采纳', 'accepted in part'],
        ['none', '不予采纳', 'not accepted'],
      ],
    },
  ],
  goods: ['物品清单', 'List of goods', 'list', goods],
  samples: ['样品清单', 'List of samples', 'list', goods],
  storage: ['保存地点和方式', 'Where and how kept', 'text'],
  keeper: ['保管人', 'Keeper', 'text'],
  measure: [
    '措施种类',
    'Measure',
    'choice',
    {
      options: [
        ['seal', '查封', 'sealing'],
        ['detain', '扣押', 'detaining'],
      ],
    },
  ],
  measureNumber: ['原决定书文号', 'Number of the decision', 'text'],
  extendReason: ['延长理由', 'Reason for extension', 'longText'],
  liftReason: ['解除理由', 'Reason for lifting', 'longText'],
  testItems: ['检验（鉴定）事项', 'What is to be tested', 'longText'],
  demand: ['改正要求', 'What has to be corrected', 'longText'],
  penalty: ['处罚种类和内容', 'Penalty', 'longText'],
  intendedPenalty: ['拟作出的处罚', 'Intended penalty', 'longText'],
  fine: ['罚款金额（元）', 'Fine (yuan)', 'money'],
  collection: [
    '罚款缴纳方式',
    'How the fine is paid',
    'choice',
    {
      options: [
        ['bank', '到指定银行或者通过电子支付系统缴纳', 'at the bank or by electronic payment'],
        ['onSpot', '当场收缴', 'collected on the spot'],
      ],
    },
  ],
  defence: ['当事人陈述申辩及采纳情况', 'Defence and how it was met', 'longText'],
  discretion: ['裁量说明', 'Discretion', 'longText'],
  reviewItems: ['审核内容', 'What was reviewed', 'longText'],
  reviewResult: [
    '审核结论',
    'Result of the review',
    'choice',
    {
      options: [
        ['agree', '同意', 'agreed'],
        ['amend', '修改后同意', 'agreed once amended'],
        ['return', '退回补充', 'returned'],
        ['refuse', '不同意', 'not agreed'],
      ],
    },
  ],
  reviewerName: ['审核人员', 'Reviewer', 'text'],
  hearingAt: ['听证时间', 'Time of the hearing', 'instant'],
  hearingPlace: ['听证地点', 'Place of the hearing', 'text'],
  presiderName: ['听证主持人', 'Presider', 'text'],
  attendants: ['参加人员', 'Attendants', 'longText'],
  openHearing: [
    '是否公开举行',
    'Public',
    'choice',
    {
      options: [
        ['yes', '公开', 'public'],
        ['no', '不公开', 'not public'],
      ],
    },
  ],
  minutes: ['发言记录', 'What was said', 'dialogue'],
  members: ['出席人员及职务', 'Members present', 'longText'],
  conclusion: ['结论', 'Conclusion', 'longText'],
  opinions: ['讨论意见', 'Opinions', 'dialogue'],
  receiverName: ['受送达人', 'Addressee', 'text', { source: 'party' }],
  served: ['送达文书名称及文号', 'Documents served', 'longText'],
  servedHow: [
    '送达方式',
    'How served',
    'choice',
    {
      options: [
        ['direct', '直接送达', 'direct'],
        ['retained', '留置送达', 'retained'],
        ['electronic', '电子送达', 'electronic'],
        ['entrusted', '委托送达', 'entrusted'],
        ['postal', '邮寄送达', 'postal'],
        ['transferred', '转交送达', 'transferred'],
        ['publicNotice', '公告送达', 'public notice'],
      ],
    },
  ],
  servedAt: ['送达时间', 'Served at', 'instant'],
  servedWhere: ['送达地点', 'Place of service', 'text', { source: 'partyAddress' }],
  postalAddress: ['送达地址', 'Address for service', 'text', { source: 'partyAddress' }],
  eService: ['是否同意电子送达', 'Electronic service', 'choice', agreed],
  eAddress: ['电子送达地址', 'Electronic address', 'text'],
  decisionNumber: ['处罚决定书文号', 'Number of the decision', 'text', { source: 'decisionNumber' }],
  decidedOn: ['决定日期', 'Decided on', 'date'],
  servedOn: ['送达日期', 'Served on', 'date'],
  duty: ['应履行的义务', 'Duty to be performed', 'longText'],
  enforcement: ['强制执行方式', 'How it is enforced', 'longText'],
  performer: ['代履行人', 'Who performs', 'text'],
  cost: ['代履行费用预算（元）', 'Estimated cost (yuan)', 'money'],
  execution: ['执行情况', 'How it was carried out', 'longText'],
  closedAs: [
    '结案方式',
    'How it was closed',
    'choice',
    {
      options: [
        ['performed', '处罚决定执行完毕', 'the decision was carried out'],
        ['enforced', '法院强制执行完毕', 'enforced by the court'],
        ['ended', '终结执行', 'execution ended'],
        ['noPenalty', '不予处罚', 'no penalty'],
        ['transferred', '移送', 'transferred'],
        ['withdrawn', '撤销立案', 'withdrawn'],
      ],
    },
  ],
  attachments: ['附件', 'Attachments', 'longText'],
  volumeName: ['案卷名称', 'Name of the volume', 'text'],
  volumeNumber: ['案卷号', 'Number of the volume', 'text'],
  closedOn: ['结案日期', 'Closed on', 'date'],
  retention: ['保管期限', 'Retention', 'text'],
  items: ['件数', 'Items', 'text'],
  pageCount: ['页数', 'Pages', 'text'],
  catalogue: [
    '卷内文件',
    'Items of the volume',
    'list',
    {
      columns: [
        ['title', '题名', 'Title'],
        ['number', '文号', 'Number'],
        ['responsible', '责任者', 'Author'],
        ['on', '日期', 'Date'],
        ['pages', '页号', 'Pages'],
      ],
    },
  ],
  volumeState: ['本卷情况说明', 'State of the volume', 'longText'],
  filer: ['立卷人', 'Filed by', 'text'],
  checker: ['检查人', 'Checked by', 'text'],
  disposal: ['处理方式', 'How disposed of', 'longText'],
  noticeTitle: ['公告事项', 'Subject of the notice', 'text'],
  posted: ['公告方式', 'How it is published', 'text'],
  assignee: ['指定（交办）的机关', 'Organ assigned', 'text'],
} as const satisfies Record<string, Line>;

export type FieldName = keyof typeof lines;

const wordsOf = (all: readonly (readonly [string, string, string])[] = []) =>
  all.map(([id, zh, en]) => ({ id, zh, en }));

function fieldOf(name: string, required: boolean, label: string | undefined): CatalogueField {
  const line: Line | undefined = Object.hasOwn(lines, name) ? lines[name as FieldName] : undefined;
  if (line === undefined) throw new Error(`no field ${name}`);
  const [zh, en, type = 'text', more = {}] = line;
  return {
    ...{ id: name, type, required, source: more.source ?? null },
    label: { zh: label ?? zh, en },
    hint: more.hint === undefined ? null : { zh: more.hint[0], en: more.hint[1] },
    options: wordsOf(more.options),
    columns: wordsOf(more.columns),
  };
}

/** `party! partyPhone facts!=违法事实` → fields in their order; `!` is required, `=` renames the label. */
export function fieldsOf(text: string): CatalogueField[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [, name = '', mark = '', label] = /^(\w+)(!?)(?:=(.+))?$/.exec(word) ?? [];
      return fieldOf(name, mark === '!', label);
    });
}
