import type { Bilingual } from '../time/civil.ts';
import type { SectionName } from './pack.ts';

const note = (zh: string, en: string): Bilingual => ({ zh, en });

/** What each parameter of a pack is for: shown by editors while a pack is written, and listed in `docs/pack-words.md`. */
export const sectionNotes: Readonly<Record<SectionName, Bilingual>> = {
  scope: note('适用于哪几类执法', 'which kinds of enforcement it is about'),
  officers: note('谁可以执法、至少几人', 'who may enforce, and how many at least'),
  assistants: note('谁可以协助录像', 'who may help to film'),
  enforcementDays: note('哪些强制执行不得在法定节假日实施', 'which enforcement keeps off statutory holidays'),
  storage: note(
    '录像存到哪里、多久之内、是否移交',
    'where film is stored, by when, whether it is handed over',
  ),
  filming: note(
    '什么活动、什么情形要录像，要求多严',
    'which acts and circumstances are filmed, how strictly',
  ),
  textSuffices: note('文字足以说明时可以不录像', 'film may be left out where text suffices'),
  preUseCheck: note('使用前检查设备的哪些方面', 'what of a device is checked before use'),
  openingStatement: note('录像开始时说明哪些事项', 'what is stated when the film begins'),
  recordingNotice: note('何时、何种场合告知正在录像', 'when and on which occasions people are told of it'),
  coverage: note('从何时录到何时、可否间断', 'from when to when film reaches, and whether it may break off'),
  interruption: note(
    '因何可以中止、如何说明和报告',
    'why film may stop, and how that is explained and reported',
  ),
  keyContents: note('必须拍到的重点内容', 'what has to be on film above all'),
  fallback: note('不能全程录像时怎么办', 'what is owed where the whole cannot be filmed'),
  bystanders: note('在场的人也在拍摄时怎么办', 'what holds when people present film as well'),
  textRecord: note('文字记录必须写明的内容', 'what the written record has to contain'),
  evidenceFilm: note(
    '作为证据的录像要写哪些说明、是否附光盘',
    'note and disc that go with film used as evidence',
  ),
  routineKeeping: note('日常录像保存多久', 'how long everyday film is kept'),
  evidenceKeeping: note('哪些录像与案卷保存同样长', 'which film is kept as long as the volume'),
  longTermKeeping: note('哪些情形要长期保存', 'what makes film be kept long'),
  noDestruction: note('保存期内不得销毁', 'nothing is destroyed inside its period'),
  viewing: note('查看由谁同意，可以先后多人', 'who agrees to viewing, one after the other'),
  disclosure: note('公开由谁同意', 'who agrees to publication'),
  externalProvision: note('由谁对外提供、是否留副本', 'who gives film to others, and whether a copy stays'),
  retrieval: note('哪些机关可以依法调取', 'which organs may retrieve it'),
  partyAccess: note('当事人可以查阅', 'the party may consult it'),
  excuses: note('错过期限的说明由谁审核', 'who decides on an explanation for a missed time'),
  keeper: note('由谁统一保管', 'who keeps everything'),
  classification: note('按哪些项目分类检索', 'by what film has to be found'),
  inspection: note('由谁检查', 'who inspects'),
  bulletin: note('定期通报，是否纳入考核', 'periodic bulletin, and whether it counts for appraisal'),
  supervision: note('由谁监督', 'who supervises'),
  obstruction: note('阻碍执法的移送给谁', 'to whom obstruction is handed over'),
  budget: note('经费列入预算', 'the cost is in the budget'),
  matterList: note(
    '要编制的记录事项清单、是否公布',
    'the list of matters to be drawn up, and whether it is published',
  ),
  violations: note('列明的违规行为和处理', 'breaches that are named, and their consequences'),
  periods: note(
    '法定期限：从哪一步起算、由哪一步完成；与上级同一编号的各按各的判断，特别法（overrides）才代替上级',
    'periods: from which step they run and which keeps them; one with the id of one above is judged beside it, and only a special law (overrides) takes its place',
  ),
};
