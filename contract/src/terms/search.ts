/** One box over all that is on record. */
export const search = {
  box: { zh: '搜案件、当事人、文号、车牌、地址…', en: 'Cases, parties, numbers, places…' },
  open: { zh: '搜索（快捷键 / 或 Ctrl+K）', en: 'Search (key / or Ctrl+K)' },
  recent: { zh: '最近搜过', en: 'Searched lately' },
  forget: { zh: '清除记录', en: 'Forget these' },
  kinds: { zh: '类别', en: 'Kinds' },
  kind: {
    case: { zh: '案件', en: 'Cases' },
    party: { zh: '当事人', en: 'Parties' },
    document: { zh: '文书', en: 'Documents' },
    evidence: { zh: '证据', en: 'Evidence' },
    goods: { zh: '涉案财物', en: 'Goods' },
    service: { zh: '送达', en: 'Service' },
    act: { zh: '执法活动', en: 'Acts' },
    recording: { zh: '音像记录', en: 'Recordings' },
    volume: { zh: '案卷', en: 'Volumes' },
    register: { zh: '登记簿', en: 'Registers' },
  },
  countMany: { zh: '{n}+', en: '{n}+' },
  seeAll: { zh: '查看全部{kind}', en: 'See all: {kind}' },
  allKinds: { zh: '全部', en: 'All' },
  unit: { zh: '机构', en: 'Unit' },
  period: { zh: '时间', en: 'Period' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  resultsFor: { zh: '“{text}”的搜索结果', en: 'Found for “{text}”' },
  teachTitle: { zh: '输入要找的词', en: 'Type what you look for' },
  teach: {
    words: {
      zh: '案由、当事人、地点、笔录里的话，两个字以上；几个词用空格隔开，都有的才列出。',
      en: 'Causes, parties, places, words of a record: two signs or more. Of several words, parted by blanks, all must be there.',
    },
    numbers: {
      zh: '文号、案号、车牌、设备号从头输入即可，括号和点可以不输：晋A12345、〔2026〕12号。',
      en: 'Numbers of cases and documents, plates, devices from their beginning; brackets and points may be left out: 晋A12345, 2026 12号.',
    },
    phrase: {
      zh: '原话加引号："愿意接受 处理"。',
      en: 'Words that stand together in quotation marks: "as they stand".',
    },
    order: {
      zh: '结果按时间从新到旧排列，只列出您有权查看的。',
      en: 'What is found comes newest first, and only what you may see.',
    },
  },
  tooShortTitle: { zh: '请再多输入一个字', en: 'Type one sign more' },
  tooShortLine: {
    zh: '单个字、字母或数字几乎处处都有，至少输入两个字才能查找。',
    en: 'A single sign, letter or digit stands nearly everywhere; at least two are needed.',
  },
  noneTitle: { zh: '没有找到“{text}”', en: 'Nothing found for “{text}”' },
  noneLine: {
    zh: '少输几个字再试；号码要从头输入；刚登记的内容过几秒才能搜到。',
    en: 'Try fewer signs; numbers are found from their beginning; what was just registered is found some seconds later.',
  },
  noneFiltered: {
    zh: '限定了机构或时间，去掉后再试。',
    en: 'A unit or a period is set; try without.',
  },
  noneOfKind: { zh: '这一类里没有。', en: 'None of this kind.' },
  end: { zh: '没有更多了', en: 'That is all' },
} as const;
