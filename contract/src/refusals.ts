import type { Term } from './terms/index.ts';

/** What single shapes of the contract say of a value that they refuse. */
export const refusals = {
  choose: { zh: '请选择', en: 'Choose one' },
  chooseSome: { zh: '请至少选择一项', en: 'Choose at least one' },
  chosenTwice: { zh: '同一项选了不止一次', en: 'The same is chosen more than once' },
  namedTwice: { zh: '同一人填了不止一次', en: 'The same person is named more than once' },
  repeated: { zh: '有重复的项', en: 'Some of it is there twice' },
  chooseRecording: { zh: '请选择音像', en: 'Choose a recording' },
  momentary: { zh: '这一环节没有结束时间', en: 'A step of this kind has no end' },
  whyNot: { zh: '不同意时请写明理由', en: 'State the reason when you do not agree' },
  whatToMend: { zh: '退回时请写明意见', en: 'State what has to be mended when you return it' },
  noteTooShort: { zh: '书面说明至少 10 个字', en: 'A written note has at least 10 characters' },
  noEvidence: { zh: '请附音像记录或书面说明', en: 'Add a recording or a written note' },
  threePlaces: { zh: '至多三位小数', en: 'At most three places behind the point' },
  whereTo: {
    zh: '同意电子送达的，请写明接收的号码或者账号',
    en: 'State the number or account to which it is to be sent',
  },
  otherFile: {
    zh: '文书已有新的定稿，请刷新后核对再签署',
    en: 'This is not the file that is final; reload and read it before signing',
  },
  articleForm: {
    zh: '应为条款编号，如 SX-10(1)',
    en: 'A reference to an article such as SX-10(1) is wanted',
  },
  chooseSubject: {
    zh: '请选择适用的执法活动或者情形',
    en: 'Choose the acts or the circumstances of which it speaks',
  },
  causeCode: {
    zh: '案由代码用字母、数字和 . -，至多 30 个字符',
    en: 'A code has letters, digits, dots and hyphens, 30 at most',
  },
  loginName: {
    zh: '登录名用小写字母、数字和 . _ -，2 至 40 个字符',
    en: 'A sign-in name has 2 to 40 small letters, digits and . _ -',
  },
  strokesTooMany: {
    zh: '笔画过多，请清除后重新签名',
    en: 'There are too many strokes. Clear the pad and sign again',
  },
  signOrRefuse: {
    zh: '请签名，或者注明拒签的理由，二者只能有一项',
    en: 'Either a signature is wanted or the reason why it is refused, not both',
  },
  timesReversed: { zh: '不能早于前面的时间', en: 'It cannot be before the time above' },
  belongsTogether: {
    zh: '填了相关的一项，这一项也要填',
    en: 'What belongs to it is there, so this is wanted too',
  },
  textOrFile: {
    zh: '请填写正文，或者选择已上传的文件',
    en: 'State the text, or choose a file that was uploaded',
  },
  creditCode: {
    zh: '统一社会信用代码应为 18 位，且校验位相符，请核对',
    en: 'A unified social credit code has 18 signs of which the last checks the others; look again',
  },
  latitude: { zh: '纬度应在 -90 至 90 之间', en: 'A latitude lies between -90 and 90' },
  longitude: { zh: '经度应在 -180 至 180 之间', en: 'A longitude lies between -180 and 180' },
  whyDespite: {
    zh: '请更换人员；活动已经进行的，请写明仍然登记的原因',
    en: 'Name somebody else; if the act has begun, say why it is entered all the same',
  },
  beforeStart: { zh: '不能早于开始时间', en: 'It cannot be before the start' },
  beforeStep: { zh: '不能早于发生时间', en: 'It cannot be before the time of the step' },
  notYet: { zh: '不能晚于现在', en: 'It cannot lie ahead' },
  moreThanCost: { zh: '不能多于费用', en: 'It cannot be more than the costs' },
  unknownPeople: {
    zh: '有的人员没有找到，可能不属于本单位，请重新选择',
    en: 'Some of these people were not found; they may belong to another organ',
  },
  implausible: {
    zh: '日期应在 1990 年 1 月 1 日以后，且不晚于今天起一年',
    en: 'A day since 1 January 1990 and at most a year from today is wanted',
  },
} as const satisfies Record<string, Term>;

/** What is said of a value that a shape refuses without words of its own. */
export const misfits = {
  missing: { zh: '没有填写', en: 'This is missing' },
  form: { zh: '填写的格式不对', en: 'This is not of the right form' },
  number: { zh: '应填数字', en: 'A number is wanted' },
  whole: { zh: '应填整数', en: 'A whole number is wanted' },
  choice: { zh: '不在可选的范围内', en: 'This is none of the choices' },
  date: { zh: '应填日期，如 2026-01-31', en: 'A day such as 2026-01-31 is wanted' },
  instant: {
    zh: '应填日期和时间，如 2026-01-31T09:30:00+08:00',
    en: 'A day and time such as 2026-01-31T09:30:00+08:00 is wanted',
  },
  unknown: { zh: '有不认识的内容：{keys}', en: 'It holds what is not known here: {keys}' },
  tooShort: { zh: '至少 {n} 个字', en: 'At least {n} characters are wanted' },
  tooLong: { zh: '至多 {n} 个字', en: 'At most {n} characters are allowed' },
  tooFew: { zh: '至少 {n} 项', en: 'At least {n} are wanted' },
  tooMany: { zh: '至多 {n} 项', en: 'At most {n} are allowed' },
  under: { zh: '不能小于 {n}', en: 'It cannot be less than {n}' },
  over: { zh: '不能大于 {n}', en: 'It cannot be more than {n}' },
  notAbove: { zh: '必须大于 {n}', en: 'It must be more than {n}' },
  notBelow: { zh: '必须小于 {n}', en: 'It must be less than {n}' },
} as const satisfies Record<string, Term>;

const inEnglish = new Map<string, string>(Object.values(refusals).map(({ zh, en }) => [zh, en]));

/** The English of what a shape said, or null where it had no words of its own. */
export const refusalInEnglish = (said: string): string | null => inEnglish.get(said) ?? null;
