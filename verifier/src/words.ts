import type { FindingCode, Outcome, VerdictName } from '@liuhen/proof';

/** The same in both languages. */
export interface Words {
  zh: string;
  en: string;
}
export type Language = keyof Words;

export const verdictWords: Record<VerdictName, Words> = {
  content: { zh: '内容完整', en: 'Content' },
  log: { zh: '日志完整', en: 'Log' },
  time: { zh: '时间可信', en: 'Time' },
  signers: { zh: '签名人', en: 'Signers' },
};

/** What each question asks. */
export const questionWords: Record<VerdictName, Words> = {
  content: {
    zh: '文件与封存时是否一模一样，不多、不少、未改。',
    en: 'Are the files what was sealed: none more, none fewer, none changed?',
  },
  log: {
    zh: '存证条目是否都在已签名的日志里，包里该有的条目是否都在。',
    en: 'Are the entries all in the signed log, and are all that belong to the package here?',
  },
  time: {
    zh: '除出具机关自己的时钟外，还有谁能说明最晚在什么时候。',
    en: 'Who besides the organ and its own clock says by when?',
  },
  signers: {
    zh: '是谁的密钥签的名，是不是您信任的密钥。',
    en: 'Whose keys signed, and do you trust them?',
  },
};

export const outcomeWords: Record<Outcome, Words> = {
  holds: { zh: '成立', en: 'holds' },
  fails: { zh: '不成立', en: 'fails' },
  cannotTell: { zh: '无法判断', en: 'cannot be told' },
};

/** What holds when nothing was found. */
export const holdingWords: Record<VerdictName, Words> = {
  content: {
    zh: '每个文件都与封存时的摘要一致，没有多余和缺少的文件。',
    en: 'Every file has the digest that was sealed; no file is missing or added.',
  },
  log: {
    zh: '每条存证都证明收在日志检查点里，封存的清单所列条目齐全。',
    en: 'Every entry is proven to be in the checkpoint of the log, and all that the sealed list names are here.',
  },
  time: {
    zh: '您信任的第三方看到过这个检查点，里面的内容不晚于下列时间。',
    en: 'Third parties that you trust saw this checkpoint; what is in it is not later than the times below.',
  },
  signers: {
    zh: '检查点由您信任的密钥签名。',
    en: 'The checkpoint is signed by keys that you trust.',
  },
};

/** One sentence for each finding; {at} is the path, the index or the name. */
export const findingWords: Record<FindingCode, Words> = {
  'bag.declaration': {
    zh: '缺少 bagit.txt，或不是 BagIt 1.0 的声明：这不是完整的证据包。',
    en: 'bagit.txt is missing or is not the declaration of BagIt 1.0: this is no whole package.',
  },
  'bag.manifestMissing': {
    zh: '缺少清单 {at}，无法知道包里本来有哪些文件。',
    en: 'The list {at} is missing: what files belong here cannot be known from it.',
  },
  'bag.manifestForm': {
    zh: '清单 {at} 中有不合格式或多余的行。',
    en: 'The list {at} has a line that is malformed or does not belong there.',
  },
  'bag.info': {
    zh: 'bag-info.txt 的文字与封存的内容不符，被改动过。',
    en: 'The text of bag-info.txt does not follow from what was sealed: it was changed.',
  },
  'bag.tooMany': { zh: '文件过多（{at} 个），不予核验。', en: 'Too many files ({at}).' },
  'path.unsafe': {
    zh: '文件名 {at} 不安全（可能写到包外），没有读取。',
    en: 'The file name {at} is not safe (it could point outside) and was not read.',
  },
  'path.double': {
    zh: '{at} 出现了两次，不同程序看到的可能不是同一个文件。',
    en: '{at} is there twice: different programs could show different files.',
  },
  'file.missing': { zh: '缺少文件 {at}。', en: 'The file {at} is missing.' },
  'file.extra': {
    zh: '{at} 是后来加进来的，不属于这个包，不要采信。',
    en: '{at} was added and is no part of the package: do not rely on it.',
  },
  'file.changed': {
    zh: '{at} 的内容与封存时不一致（SHA-256 或长度不符）。',
    en: 'The content of {at} is not what was sealed (SHA-256 or length).',
  },
  'file.sm3': { zh: '{at} 的 SM3 摘要不符。', en: 'The SM3 digest of {at} does not fit.' },
  'file.unreadable': {
    zh: '{at} 读不出来，介质可能损坏，请换一份副本再核验。',
    en: '{at} cannot be read; the medium may be damaged. Try another copy.',
  },
  'file.tooLarge': { zh: '{at} 大得不合理，没有读取。', en: '{at} is unreasonably large and was not read.' },
  'file.unbound': {
    zh: '{at} 没有对应的存证：日志里没有哪条记录封存过这个文件的摘要。',
    en: '{at} is not bound to the log: no entry of its subject sealed its digest.',
  },
  'description.form': {
    zh: '内容说明 data/package.json 缺失或不合格式。',
    en: 'The description data/package.json is missing or malformed.',
  },
  'description.version': {
    zh: '证据包的版本比本核验程序新，请使用新版核验程序。',
    en: 'The package is of a newer version than this verifier: use a newer one.',
  },
  'description.notSealed': {
    zh: '内容说明不是日志里封存的那一份，可能被改动过。',
    en: 'The description is not the one that was sealed in the log: it may have been changed.',
  },
  'description.other': {
    zh: '这个包本身的摘要是 {at}，不是您要核对的那个包。',
    en: 'This package has the digest {at}: it is not the one that you were told of.',
  },
  'report.changed': {
    zh: '报告 data/report.pdf 不是封存的那一份。',
    en: 'The report data/report.pdf is not the one that was sealed.',
  },
  'verifier.changed': {
    zh: '包里的核验页面 verify.html 与封存的不同。请使用另外取得的核验程序，不要用包里这个。',
    en: 'The page verify.html in the package is not the sealed one: use a verifier that you got elsewhere.',
  },
  'sm3.off': { zh: '没有核对 SM3 摘要（已关闭）。', en: 'SM3 digests were not checked (switched off).' },
  'seal.form': {
    zh: '缺少证据包本身的存证回执，或不合格式。',
    en: 'The receipt of the package itself is missing or malformed.',
  },
  'seal.payload': {
    zh: '证据包存证回执的内容与第 {at} 条存证不符。',
    en: 'The content of the receipt of the package does not fit entry {at}.',
  },
  'seal.inclusion': {
    zh: '不能证明证据包的存证（第 {at} 条）收在日志里。',
    en: 'The entry that sealed the package ({at}) is not proven to be in the log.',
  },
  'entries.form': {
    zh: '存证条目文件缺失或不合格式：{at}（数字是行号）。',
    en: 'The file of entries is missing or malformed: {at} (a number is that of a line).',
  },
  'entries.missing': {
    zh: '封存的清单里有第 {at} 条存证，包里没有：条目被删去。',
    en: 'The sealed list names entry {at}, which is not here: it was cut out.',
  },
  'entries.extra': {
    zh: '第 {at} 条存证不在封存的清单里，是后来加的。',
    en: 'Entry {at} is not on the sealed list: it was added.',
  },
  'entries.late': {
    zh: '第 {at} 条存证的先后与证据包制作的时点矛盾。',
    en: 'The place of entry {at} contradicts the moment at which the package was made.',
  },
  'entry.form': { zh: '第 {at} 条存证不合格式。', en: 'Entry {at} is malformed.' },
  'entry.payload': {
    zh: '第 {at} 条存证的记录内容与封存的摘要不符，被改动过。',
    en: 'The record of entry {at} does not fit the sealed digest: it was changed.',
  },
  'entry.withheld': {
    zh: '第 {at} 条存证的内容不在包里，也没有依法删除的说明。',
    en: 'The record of entry {at} is not here, and nothing says that it was lawfully erased.',
  },
  'entry.inclusion': {
    zh: '不能证明第 {at} 条存证收在已签名的日志里。',
    en: 'Entry {at} is not proven to be in the signed log.',
  },
  'entry.erased': {
    zh: '第 {at} 条存证的内容已依法删除；存证本身仍然有效。',
    en: 'The record of entry {at} was lawfully erased; the entry itself remains valid.',
  },
  'checkpoint.form': {
    zh: '日志检查点缺失或不合格式。',
    en: 'The checkpoint of the log is missing or malformed.',
  },
  'checkpoint.origin': {
    zh: '检查点属于另一本日志（{at}）。',
    en: 'The checkpoint is of another log ({at}).',
  },
  'checkpoint.size': {
    zh: '检查点只有 {at} 条，装不下这个包。',
    en: 'The checkpoint has only {at} entries, too few for this package.',
  },
  'checkpoint.signature': {
    zh: '检查点上的签名与密钥（{at}）对不上：检查点或签名被改动过。',
    en: 'The signature of the key {at} on the checkpoint is wrong: one of them was changed.',
  },
  'checkpoint.unsigned': {
    zh: '手头没有日志 {at} 的密钥能验证检查点，请向出具机关或监督机关索取密钥。',
    en: 'No key of the log {at} at hand has signed the checkpoint: ask the organ or its supervisor for the key.',
  },
  'log.fork': {
    zh: '同一本日志在第 {at} 条处有两个不同的检查点，都有它的签名：日志被分叉，请保存这两份检查点作为证据。',
    en: 'This log signed two different checkpoints of size {at}: it was forked. Keep both notes as evidence.',
  },
  'log.grown': {
    zh: '已知日志后来增长到 {at} 条：这个包是较早时点的，之后的变化不在里面；新日志是否承接旧日志须向日志核对。',
    en: 'The log is known to have grown since, to {at} entries: this package is of an earlier moment and nothing later is in it. Whether the newer log continues it must be asked of the log.',
  },
  'log.earlier': {
    zh: '您给的检查点（{at} 条）比包里的早，离线无法判断后者是否承接前者。',
    en: 'The checkpoint that you gave ({at} entries) is older; whether this one continues it cannot be told offline.',
  },
  'log.otherUnusable': {
    zh: '您给的第 {at} 个检查点不能用来比较：不是这本日志签的，或不合格式。',
    en: 'Checkpoint {at} of those you gave cannot be compared: it is not signed by this log, or malformed.',
  },
  'time.none': {
    zh: '没有您信任的第三方说明时间，只有出具机关自己的时钟。',
    en: "No third party that you trust says when: only the organ's own clock does.",
  },
  'time.stampUnusable': {
    zh: '时间戳 {at} 没有采用：不是您信任的机构盖的，不是盖在这个检查点上的，或用了本程序不能核验的算法（如国密 SM2）。',
    en: 'The time stamp {at} counts for nothing: not of an authority that you trust, not over this checkpoint, or by an algorithm that this program cannot verify (such as SM2).',
  },
  'time.after': {
    zh: '第 {at} 条存证自称的时间晚于第三方看到它的时间：出具机关或第三方的时钟必有一个不对。',
    en: 'Entry {at} says that it is later than the time when a third party saw it: the clock of the organ or of that party was wrong.',
  },
  'time.backwards': {
    zh: '第 {at} 条存证的时间比它前面的条目早：时钟曾被拨动。',
    en: 'Entry {at} says that it is earlier than one before it: a clock was moved.',
  },
  'keys.form': {
    zh: '有一个密钥或密钥文件读不懂：{at}',
    en: 'A key or the file of keys cannot be read: {at}',
  },
  'signer.successor': {
    zh: '检查点由密钥 {at} 签名：您信任的密钥已经轮换，并在停用前认可了它（直接或经由中间的密钥）。',
    en: 'The checkpoint is signed by the key {at}: the key that you trust was replaced and vouched for it, directly or through others.',
  },
  'signer.unknown': {
    zh: '签名的密钥（{at}）不在您信任的密钥之列。请把指纹与报告上印的、监督机关公布的核对，一致才接受。',
    en: 'The key that signed ({at}) is not one that you trust. Compare its fingerprint with the printed and published one, and accept it only if they are the same.',
  },
  'signer.revoked': {
    zh: '签名的密钥（{at}）后来被机关废止，可能已经泄露：只有废止之前的时间戳或见证签名能说明它是在泄露之前签的。',
    en: 'The key that signed ({at}) was revoked later and may have leaked: only a time stamp or a cosignature of before that shows that it signed before.',
  },
  'signer.otherKey': {
    zh: '您信任这本日志的密钥（{at}），但检查点不是它签的，它也没有认可签名的密钥：日志或密钥可能被调换。机关若换过密钥，请向监督机关索取历任密钥再核验。',
    en: 'You trust the key {at} of this log, but it neither signed the checkpoint nor vouched for the key that did: log or key may have been exchanged. Where the organ has changed its key, have the supervisor tell you all that it has had.',
  },
  'signer.policy': {
    zh: '见证人不够：要求的见证签名数未达到（{at}）。',
    en: 'Too few witnesses: {at} of those that you ask for.',
  },
  'signer.cosignature': {
    zh: '见证人 {at} 的签名不对。',
    en: 'The cosignature of the witness {at} is wrong.',
  },
};

/** Head over what happened beside the things that files are of. */
export const otherWords: Words = { zh: '其他经过', en: 'What else happened' };

/** What no check without a network can say. It stands under every result. */
export const limits: Words[] = [
  {
    zh: '没有见证人签名时，日志是否给不同的人看了不同的样子，离线无法判断。',
    en: 'Where no witness signed, whether the log shows others another history cannot be told offline.',
  },
  {
    zh: '出具机关选取材料时是否漏掉了什么，核验程序无法判断。',
    en: 'Whether the organ left something out when it chose what to put in cannot be told.',
  },
  {
    zh: '没有第三方说明时间时，出具机关的时钟是否准确无法判断。',
    en: "Where no third party says when, whether the organ's clock was right cannot be told.",
  },
  {
    zh: 'README.txt 和 verify.mjs 没有封存，不作为依据。',
    en: 'README.txt and verify.mjs are not sealed; do not rely on them.',
  },
];
