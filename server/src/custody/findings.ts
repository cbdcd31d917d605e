import type { Finding } from '@liuhen/contract';

const sentences = {
  'log.entryEdited': [
    '日志第 {at} 条的内容被改动，与其哈希不符。',
    'Entry {at} of the log was edited: it does not match its hash.',
  ],
  'log.entryMissing': ['日志第 {at} 条缺失。', 'Entry {at} of the log is missing.'],
  'log.entryLost': [
    '条目 {at} 已封存却不在日志树中，也不在等待队列。',
    'Sealed entry {at} is neither in the tree nor waiting.',
  ],
  'log.columns': [
    '条目 {at} 的登记栏与其封存内容不一致。',
    'The columns of entry {at} differ from what was sealed.',
  ],
  'log.node': [
    '日志树的中间节点 {at} 与其下的条目不符。',
    'Node {at} of the tree does not match the entries below it.',
  ],
  'log.checkpoint': [
    '检查点 {at} 与日志内容不符：日志在签署之后被改写。',
    'Checkpoint {at} does not match the log: the log was rewritten after signing.',
  ],
  'log.signature': ['检查点 {at} 的签名无效。', 'The signature of checkpoint {at} is not valid.'],
  'log.uncovered': [
    '日志有 {at} 条，最新的检查点只到第 {size} 条：其后的检查点被删除。',
    'The log has {at} entries, its newest checkpoint covers {size}: those after it were deleted.',
  ],
  'log.signedAt': [
    '检查点 {at} 的签署时间早于它前面的检查点：时间被改动，或当时的系统时钟被拨回。',
    'Checkpoint {at} was signed before the one that precedes it: its time was edited, or the clock was set back then.',
  ],
  'log.lateKey': [
    '检查点 {at} 由一个此前已被替换或撤销的密钥签署。',
    'Checkpoint {at} was signed by a key that had been replaced or revoked before.',
  ],
  'log.keptUnreadable': [
    '另行留存的检查点第 {at} 份无法采信：写到一半中断或被改动（{reason}）。',
    'Number {at} of the checkpoints kept elsewhere cannot be relied on, it was half written or edited: {reason}.',
  ],
  'log.surplusLeaf': [
    '日志树里多出第 {at} 片叶，不属于日志。',
    'Leaf {at} lies beside the tree and is no part of the log.',
  ],
  'log.surplusNode': [
    '日志树里多出中间节点 {at}，其下的条目还不完整。',
    'Node {at} of the tree is surplus: the entries below it are not complete.',
  ],
  'log.surplusPending': [
    '等待队列里的条目 {at} 不存在或早已收入日志，会使日志停止增长。',
    'Waiting entry {at} does not exist or is in the log already; it keeps the log from growing.',
  ],
  'log.truncated': [
    '日志被截短：另行留存的检查点有 {at} 条，现在只有 {size} 条。',
    'The log was truncated: a checkpoint kept elsewhere has {at} entries, now there are {size}.',
  ],
  'log.rewritten': [
    '日志被改写：前 {at} 条与另行留存的检查点不符。',
    'The log was rewritten: its first {at} entries do not match a checkpoint kept elsewhere.',
  ],
  'payload.altered': [
    '{at} 的封存内容被改动，与日志中的摘要不符。',
    'The sealed content of {at} was altered: it does not match its digest in the log.',
  ],
  'payload.notErased': [
    '{at} 的内容已批准删除，却还在。',
    'The content of {at} was to be erased and is still there.',
  ],
  'payload.missing': ['{at} 的封存内容缺失。', 'The sealed content of {at} is missing.'],
  'payload.organ': [
    '{at} 的封存内容被改归另一机关，那里的人因此可以看到它。',
    'The sealed content of {at} was moved to another organ, whose people can therefore see it.',
  ],
  'row.altered': [
    '{at} 的登记内容被绕过系统改动：{fields}。',
    'The row {at} was changed past the system: {fields}.',
  ],
  'row.deleted': ['{at} 的登记被绕过系统删除。', 'The row {at} was deleted past the system.'],
  'row.unsealed': [
    '{at} 没有对应的日志条目，是绕过系统写入的。',
    'The row {at} has no entry in the log: it was written past the system.',
  ],
  'shelf.missing': [
    '{at} 不在列表用的目录里，列表中看不到它；它的登记还在。',
    '{at} is missing from the shelf that lists read: it is on record and no list shows it.',
  ],
  'shelf.altered': [
    '{at} 在列表用的目录里与登记不符。',
    'The line of {at} on the shelf that lists read differs from the record.',
  ],
  'search.missing': [
    '{at} 不在搜索的索引里，搜索找不到它；运行 liuhen reindex 可以重建索引。',
    '{at} is missing from the index, so that no search finds it; liuhen reindex builds the index again.',
  ],
  'follower.ahead': [
    '{at} 的读取进度在日志之外，其后的条目不会被它处理。',
    'The cursor of {at} lies outside the log: it would pass over entries that come.',
  ],
  'bytes.missing': ['{at} 的文件不在存储中。', 'The file of {at} is missing from the vault.'],
  'bytes.unreadable': [
    '{at} 的文件无法读出，存储介质可能已损坏：{reason}。',
    'The file of {at} cannot be read, the disk may be failing: {reason}.',
  ],
  'check.brokenOff': [
    '核验中途中断，没有得出结论：{reason}',
    'The verification broke off and found nothing out: {reason}',
  ],
  'check.withheld': [
    '另有 {n} 处问题涉及其他机关，此处不显示。',
    'There are {n} more findings about other organs, which are not shown here.',
  ],
  'bytes.altered': ['{at} 的文件被改动：{fields}。', 'The file of {at} was altered: {fields}.'],
} as const satisfies Record<string, readonly [string, string]>;

export type FindingCode = keyof typeof sentences;

/** A finding, and the organ whose record it is about; null when it is about the house. */
export interface HouseFinding extends Finding {
  organId: string | null;
}

/** A finding in both languages; `{at}` names the place. */
export function makeFinding(
  code: FindingCode,
  at: string,
  detail: Record<string, string> = {},
  organId: string | null = null,
): HouseFinding {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => (key === 'at' ? at : (detail[key] ?? '')));
  const [zh, en] = sentences[code];
  return { code, subject: at, zh: fill(zh), en: fill(en), organId };
}

/** As it is shown and put on record. */
export const plainFinding = ({ code, subject, zh, en }: Finding): Finding => ({ code, subject, zh, en });
