/** Enforcement documents and their signatures. */
export const documents = {
  title: { zh: '执法文书', en: 'Documents' },
  stage: {
    initiation: { zh: '程序启动', en: 'Initiation' },
    investigation: { zh: '调查取证', en: 'Investigation' },
    decision: { zh: '审查决定', en: 'Review and decision' },
    service: { zh: '送达执行', en: 'Service and execution' },
    archive: { zh: '归档', en: 'Filing' },
  },
  state: {
    draft: { zh: '草稿', en: 'Draft' },
    final: { zh: '已定稿', en: 'Final' },
    signed: { zh: '已签署', en: 'Signed' },
    void: { zh: '已作废', en: 'Void' },
  },
  /** Who signs, as the document says it. */
  signer: {
    officer: { zh: '执法人员签名', en: 'Officer' },
    party: { zh: '当事人签名', en: 'Party' },
    witness: { zh: '见证人签名', en: 'Attesting witness' },
    recorder: { zh: '记录人签名', en: 'Recorder' },
    handler: { zh: '承办人签名', en: 'Handler' },
    legalReviewer: { zh: '审核人员签名', en: 'Legal reviewer' },
    presider: { zh: '主持人签名', en: 'Presider' },
    member: { zh: '出席人员签名', en: 'Member' },
    head: { zh: '负责人签名', en: 'Head' },
    receiver: { zh: '签收人签名', en: 'Receiver' },
  },
  /** How a signature was given, as the document says it. */
  signedHow: {
    password: { zh: '（{at} 本人密码签署）', en: '(signed with the own password at {at})' },
    drawn: { zh: '（{at}）', en: '({at})' },
    paper: { zh: '（{at} 纸质签名，见扫描件）', en: '(signed on paper at {at}, see the scan)' },
    refused: { zh: '拒签', en: 'refused' },
  },
  refusedLine: { zh: '拒绝签名，理由：{reason}（{at}）', en: 'Refused to sign: {reason} ({at})' },
  refusedWitnessed: {
    zh: '拒绝签名，理由：{reason}；见证人：{witness}（{at}）',
    en: 'Refused to sign: {reason}; seen by {witness} ({at})',
  },
} as const;
