import type { Term } from './terms/index.ts';

/** What the contract's shapes say of a value that they refuse, where the words of zod do not say it well enough. */
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
  articleForm: {
    zh: '应为条款编号，如 SX-10(1)',
    en: 'A reference to an article such as SX-10(1) is wanted',
  },
  chooseSubject: {
    zh: '请选择适用的执法活动或者情形',
    en: 'Choose the acts or the circumstances of which it speaks',
  },
  loginName: {
    zh: '登录名用小写字母、数字和 . _ -，2 至 40 个字符',
    en: 'A sign-in name has 2 to 40 small letters, digits and . _ -',
  },
  implausible: {
    zh: '日期应在 1990 年 1 月 1 日以后，且不晚于今天起一年',
    en: 'A day since 1 January 1990 and at most a year from today is wanted',
  },
} as const satisfies Record<string, Term>;

const inEnglish = new Map<string, string>(Object.values(refusals).map(({ zh, en }) => [zh, en]));

/** The English of what a shape said, or null where it spoke in the words of zod, which has languages of its own. */
export const refusalInEnglish = (said: string): string | null => inEnglish.get(said) ?? null;
