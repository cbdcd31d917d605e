/** The phone page for officers on site, and what is drawn on its glass. */
export const field = {
  kind: {
    act: { zh: '执法活动', en: 'Act' },
    step: { zh: '执法环节', en: 'Step' },
    correction: { zh: '环节更正', en: 'Correction of a step' },
    signature: { zh: '签名', en: 'Signature' },
    film: { zh: '照片或者录音', en: 'Photo or voice note' },
    givenUp: { zh: '放弃的录入', en: 'Entry given up' },
  },
  trace: {
    title: { zh: '签名和现场手机录入', en: 'Signatures and entries by phone' },
    none: { zh: '没有由手机录入的内容。', en: 'Nothing was entered by phone.' },
    count: {
      zh: '由手机送来 {n} 条，其中 {late} 条在没有网络时录入，恢复后送达。',
      en: '{n} entries came from a phone; {late} of them were made without network and arrived later.',
    },
    details: { zh: '录入和送达的时间', en: 'When they were made and arrived' },
    line: {
      zh: '{kind}：{by}，手机时间 {tapped} 录入，{arrived} 送达。',
      en: '{kind}: by {by}, made at {tapped} by the phone, arrived at {arrived}.',
    },
    fast: { zh: '手机时钟快 {n} 秒。', en: 'The phone’s clock was {n} s fast.' },
    slow: { zh: '手机时钟慢 {n} 秒。', en: 'The phone’s clock was {n} s slow.' },
    noClock: {
      zh: '录入前手机没有与服务器对时。',
      en: 'The phone’s clock had not been compared with the house’s before.',
    },
    givenUp: {
      zh: '系统没有接受，执法人员放弃，理由：{reason}',
      en: 'It was refused and given up: {reason}',
    },
  },
  sign: {
    open: { zh: '当事人签名', en: 'Let the party sign' },
    title: { zh: '请当事人阅读并签名', en: 'To be read and signed' },
    head: { zh: '{organ}{type}现场记录确认', en: '{organ} · {type}: confirmation of the record on site' },
    line: { zh: '{name}：{value}', en: '{name}: {value}' },
    steps: { zh: '现场记录的环节：', en: 'Steps recorded on site:' },
    close: {
      zh: '以上记录我已阅读（已向我宣读），与实际情况一致。',
      en: 'I have read this record, or it was read to me, and it agrees with what happened.',
    },
  },
  signature: {
    shown: { zh: '签名前请阅读', en: 'Read this before signing' },
    name: { zh: '签名人姓名', en: 'Name of the signer' },
    role: { zh: '身份', en: 'Signs as' },
    pad: { zh: '在框内手写签名', en: 'Sign in the frame by hand' },
    hint: { zh: '请在此处签名', en: 'Sign here' },
    drawn: { zh: '已写 {n} 笔', en: '{n} strokes drawn' },
    undo: { zh: '撤一笔', en: 'Undo' },
    clear: { zh: '重写', en: 'Clear' },
    done: { zh: '确认签名', en: 'Confirm the signature' },
    refuse: { zh: '拒绝签名', en: 'Refuses to sign' },
    sign: { zh: '改为签名', en: 'Signs after all' },
    reason: { zh: '拒签的理由和情形', en: 'Why and how it was refused' },
    reasonHint: {
      zh: '如：当事人对罚款数额有异议，拒绝签名；见证人李某在场',
      en: 'For example: the party disputes the amount and refuses; the witness Li was present',
    },
    refusalDone: { zh: '记为拒签', en: 'Note the refusal' },
    tooLong: { zh: '笔画过多，请重写', en: 'There are too many strokes; clear the pad and sign again' },
    empty: { zh: '框内还没有签名', en: 'Nothing is drawn yet' },
    signed: { zh: '{name}（{role}）于 {at} 签名', en: '{name} ({role}) signed at {at}' },
    refused: { zh: '{name}（{role}）于 {at} 拒签', en: '{name} ({role}) refused at {at}' },
    image: { zh: '{name}的手写签名', en: 'Drawn signature of {name}' },
    keyboard: {
      zh: '不能在屏幕上书写的，可以打印纸质件签名后扫描附卷。',
      en: 'Who cannot draw on a screen can sign a printout, which is then scanned and filed.',
    },
  },
} as const;
