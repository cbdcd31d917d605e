/** What offices, and the house's own exports, call the columns of an import beside the names that its template has. */
export const officeHeads = {
  people: {
    name: ['人员姓名'],
    kind: ['人员身份', '人员类别'],
    unit: ['部门', '所属单位', '内设机构'],
    certificateNo: ['执法证件号', '执法证件号码', '证号'],
    certificateValidUntil: ['有效期至', '证件有效期'],
  },
  cases: {
    ownNumber: ['立案文号'],
    procedure: ['办案程序', '适用程序'],
    unit: ['承办机构', '办案机构', '承办单位'],
    officers: ['执法人员', '办案人员'],
    openedAt: ['受理日期'],
    closedAt: ['结案日期'],
    partyName: ['当事人姓名', '当事人名称'],
    partyKind: ['当事人类别', '当事人种类'],
    partyNumber: ['身份证号', '身份证号码', '统一社会信用代码'],
    partyPhone: ['电话', '手机', '手机号', '手机号码'],
    partyAddress: ['住所', '住址', '住址或者住所'],
  },
} as const;
