/** Parties of cases and the list of causes. */
export const parties = {
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
    whom: { zh: '请选用已登记的人，或者填写新的一位', en: 'Choose somebody known, or enter somebody new' },
  },
} as const;
