import type { Language, Words } from '../words.ts';

export const pageWords = {
  title: { zh: '证据包核验', en: 'Evidence package verifier' },
  offline: {
    zh: '本页不联网，文件不会离开这台电脑。',
    en: 'This page uses no network; nothing leaves this computer.',
  },
  other: { zh: 'English', en: '中文' },
  choose: { zh: '1. 选择证据包', en: '1. Choose the package' },
  drop: {
    zh: '把证据包（zip 文件或文件夹）拖到这里，或者：',
    en: 'Drop the package (a zip file or a folder) here, or:',
  },
  chooseFile: { zh: '选择 zip 文件', en: 'Choose a zip file' },
  chooseFolder: { zh: '选择文件夹', en: 'Choose a folder' },
  trust: { zh: '2. 您信任的密钥', en: '2. Keys that you trust' },
  trustWhy: {
    zh: '粘贴监督机关公布的密钥，每行一个；时间戳机构的证书粘贴 PEM。没有也可以核验，之后再按指纹接受。',
    en: 'Paste published keys, one a line, and certificates of time authorities as PEM. You can also verify without, and accept a key by its fingerprint afterwards.',
  },
  keys: { zh: '密钥', en: 'Keys' },
  keysFile: { zh: '从文件读取密钥', en: 'Read keys from a file' },
  policy: { zh: '至少需要的见证人数', en: 'Witnesses needed at least' },
  digest: { zh: '应有的证据包摘要（可不填）', en: 'Digest that the package should have (optional)' },
  otherCheckpoint: {
    zh: '另外得到的检查点（可不填）',
    en: 'A checkpoint that you have from elsewhere (optional)',
  },
  sm3: { zh: '核对 SM3', en: 'Check SM3 too' },
  start: { zh: '核验', en: 'Verify' },
  again: { zh: '按新的信任重新判断', en: 'Judge again with this trust' },
  badKeys: { zh: '这一行不是密钥：', en: 'This line is no key: ' },
  unreadable: {
    zh: '打不开这个文件。它可能不是 zip，或已损坏，请换一份副本。',
    en: 'This file cannot be opened: it may be no zip, or damaged. Try another copy.',
  },
  working: { zh: '正在核验', en: 'Verifying' },
  result: { zh: '核验结果', en: 'Result' },
  package: { zh: '证据包', en: 'Package' },
  organ: { zh: '出具机关', en: 'Organ' },
  asOf: { zh: '截至（北京时间）', en: 'As of (Beijing time)' },
  packageDigest: { zh: '证据包摘要（SHA-256）', en: 'Digest of the package (SHA-256)' },
  log: { zh: '日志', en: 'Log' },
  entries: { zh: '条', en: 'entries' },
  files: { zh: '文件', en: 'Files' },
  print: { zh: '打印结果', en: 'Print the result' },
  notLater: { zh: '不晚于', en: 'Not later than' },
  more: { zh: '另有未列出的', en: 'Not listed' },
  fingerprint: { zh: '指纹', en: 'Fingerprint' },
  accept: { zh: '指纹已核对一致，接受', en: 'I have compared the fingerprint: accept' },
  items: { zh: '材料及其经过', en: 'Items and their stories' },
  records: { zh: '其他文件', en: 'Other files' },
  people: { zh: '人', en: 'people' },
  play: { zh: '播放', en: 'Play' },
  save: { zh: '另存', en: 'Save' },
  altered: { zh: '有问题，见上', en: 'Not as sealed, see above' },
  data: { zh: '存证数据', en: 'Sealed data' },
  verdictsOfLaw: { zh: '制度执行情况（截至上述时间）', en: 'Duties as of that time' },
  fork: { zh: '分叉证据：两份检查点', en: 'Evidence of a fork: two checkpoints' },
  limits: { zh: '离线无法判断的', en: 'What cannot be told offline' },
  printedAt: { zh: '核验程序：证据包格式 1', en: 'Verifier for packages of format 1' },
} satisfies Record<string, Words>;

export const roleWords: Record<string, Words> = {
  original: { zh: '原始文件', en: 'Original' },
  proxy: { zh: '播放副本（非原始）', en: 'Proxy for playing (not the original)' },
  poster: { zh: '封面图（非原始）', en: 'Still (not the original)' },
  document: { zh: '文书', en: 'Document' },
  scan: { zh: '扫描件', en: 'Scan' },
  record: { zh: '数据记录', en: 'Record' },
};

export const stateWords: Record<string, Words> = {
  discharged: { zh: '已完成', en: 'discharged' },
  dischargedLate: { zh: '逾期完成', en: 'discharged late' },
  due: { zh: '未到期', en: 'due' },
  overdue: { zh: '逾期', en: 'overdue' },
  excused: { zh: '已说明并获准', en: 'excused' },
};

export type PageWord = keyof typeof pageWords;
export const say = (word: PageWord, language: Language): string => pageWords[word][language];
