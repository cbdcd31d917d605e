/** Parties of cases and the list of causes. */
export const parties = {
  title: { zh: '当事人和其他参加人', en: 'Parties and others' },
  none: { zh: '还没有登记当事人', en: 'No party yet' },
  noneLine: {
    zh: '登记当事人及其证件号码、电话、地址；单位另加法定代表人或者负责人。',
    en: 'Enter the party with number, telephone and address; of an organisation also its representative.',
  },
  add: { zh: '登记当事人', en: 'Add a party' },
  edit: { zh: '修改', en: 'Change' },
  reveal: { zh: '查看完整号码', en: 'Show whole numbers' },
  revealLine: {
    zh: '查看完整号码会存证，请写明用途。',
    en: 'That a whole number was shown is sealed; say what for.',
  },
  purpose: { zh: '用途', en: 'Purpose' },
  remove: { zh: '移出本案', en: 'Take out of the case' },
  role: { zh: '在本案中是', en: 'Takes part as' },
  represents: { zh: '代表', en: 'Acts for' },
  kind: { zh: '个人或者单位', en: 'Person or organisation' },
  name: { zh: '姓名或者名称', en: 'Name' },
  numberKind: { zh: '证件种类', en: 'Kind of number' },
  number: { zh: '号码', en: 'Number' },
  kept: { zh: '不改可以不填', en: 'Leave empty to keep it' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '住址或者住所', en: 'Address' },
  secretsLine: {
    zh: '号码和电话加密保存，平时只显示一部分；不会留在浏览器的草稿里。',
    en: 'Numbers are kept encrypted and shown in part; they are never left in a draft of the browser.',
  },
  useKnown: { zh: '选用已登记的“{name}”', en: 'Choose “{name}”, who is known' },
  known: { zh: '选用已登记的人或者单位', en: 'Choose somebody known' },
  knownLine: {
    zh: '输入完整号码、电话或者名称开头查找；没有的在下面填写。',
    en: 'By the whole number, telephone or the beginning of the name; else fill in below.',
  },
  actsFor: { zh: '代表{name}', en: 'for {name}' },
  causes: {
    title: { zh: '案由目录', en: 'Causes' },
    line: {
      zh: '本机关办理的违法行为，立案时从中选择。停用的不再出现，原有案件不受影响。',
      en: 'The violations that the organ deals with, chosen when a case is opened. One that is no longer used stays in its cases.',
    },
    code: { zh: '代码', en: 'Code' },
    name: { zh: '案由', en: 'Cause' },
    basis: { zh: '法律依据', en: 'Basis in law' },
    active: { zh: '使用', en: 'In use' },
    inactive: { zh: '已停用', en: 'no longer used' },
    add: { zh: '登记案由', en: 'Add a cause' },
    edit: { zh: '修改', en: 'Change' },
    none: { zh: '还没有案由目录', en: 'No causes yet' },
  },
  wrong: {
    idCount: {
      zh: '居民身份证号码应为 18 位，填写了 {n} 位（{standard}）',
      en: 'The number of an identity card has 18 signs; {n} were entered ({standard})',
    },
    idSign: {
      zh: '第 {at} 位“{sign}”不对：前 17 位应为数字，最后一位应为数字或者 X（{standard}）',
      en: 'Sign {at}, “{sign}”, is wrong: 17 digits and then a digit or X are wanted ({standard})',
    },
    idBorn: {
      zh: '第 7 至 14 位是出生日期，“{born}”不是真实的日期（{standard}）',
      en: 'Digits 7 to 14 are the day of birth; “{born}” is no such day ({standard})',
    },
    idCheck: {
      zh: '最后一位校验码与前 17 位不符，至少有一位填错，请对照证件逐位核对（{standard}）',
      en: 'The last sign, a checksum, does not fit the 17 before it: one of them is wrong. Compare with the card ({standard})',
    },
    codeCount: {
      zh: '统一社会信用代码应为 18 位，填写了 {n} 位（{standard}）',
      en: 'A unified social credit code has 18 signs; {n} were entered ({standard})',
    },
    codeSign: {
      zh: '第 {at} 位“{sign}”不对：只用数字和大写字母，不用 I、O、S、V、Z（{standard}）',
      en: 'Sign {at}, “{sign}”, is wrong: digits and capitals without I, O, S, V and Z are wanted ({standard})',
    },
    codeCheck: {
      zh: '最后一位校验码与前 17 位不符，至少有一位填错，请对照营业执照或者登记证书逐位核对（{standard}）',
      en: 'The last sign, a checksum, does not fit the 17 before it: one of them is wrong. Compare with the licence ({standard})',
    },
    other: {
      zh: '证件号码应为 4 至 40 个字母、数字或者汉字',
      en: 'A number has 4 to 40 letters, digits or Chinese characters',
    },
    phone: {
      zh: '电话应为 11 位手机号码，或者区号加 7、8 位固定电话；填写了 {n} 位',
      en: 'A telephone has 11 digits of a mobile, or an area code and 7 or 8 digits; {n} signs were entered',
    },
    codeOfPerson: {
      zh: '个人没有统一社会信用代码，请选身份证或者其他证件',
      en: 'A person has no credit code; choose the identity card or another document',
    },
    idOfOrganisation: {
      zh: '单位没有居民身份证，请选统一社会信用代码；负责人请另加一行',
      en: 'An organisation has no identity card; choose the credit code and add its head as a line of its own',
    },
    noKind: { zh: '填了号码，请选证件种类', en: 'A number is given: choose what kind it is' },
    noNumber: { zh: '选了证件种类，请填号码', en: 'A kind is chosen: give the number' },
    represents: {
      zh: '请选择代表本案的哪一位当事人或者第三人',
      en: 'Choose for which party of the case this one acts',
    },
    represented: {
      zh: '{names}在本案中代表其参加，请先移出代表的人或者改为代表他人',
      en: '{names} acts for this party in the case; take the representative out first',
    },
    decidedOn: {
      zh: '案件已处于“{state}”，决定或者移送书以其为当事人，不能移出；确有错误的，重新办理后更正',
      en: 'The case stands at “{state}”, and its decision or transfer names this party; take the case up again to correct it',
    },
    whom: { zh: '请选用已登记的人，或者填写新的一位', en: 'Choose somebody known, or enter somebody new' },
  },
} as const;
