import type { ConflictCode, ProposalConflict } from './proposal.ts';

const sentences: Record<ConflictCode, readonly [zh: string, en: string]> = {
  deviceUnknown: [
    '文件名中的设备号 {deviceNo} 没有登记，请核对或先登记设备。',
    'No device {deviceNo} of the file name is registered.',
  ],
  deviceDiffers: [
    '文件名说是设备 {name}，文件内部信息说是 {metadata}，请核对。',
    'The name says device {name}, the metadata {metadata}.',
  ],
  userUnknown: [
    '文件名中的人员编号 {userId} 不属于任何已登记人员，请核对。',
    'User number {userId} of the file name is nobody’s.',
  ],
  userIsNotHolder: [
    '文件名中的人员编号 {userId} 不是该设备登记的持有人，请核对是谁使用的设备。',
    'User number {userId} is not the holder of the device.',
  ],
  startDiffers: [
    '文件名的开始时间 {name} 与文件内部时间 {metadata} 相差 {seconds} 秒，请核对设备时钟。',
    'The name says {name}, the metadata {metadata}: {seconds} s apart. Check the clock of the device.',
  ],
  startAfterWriting: [
    '文件内部时间 {metadata} 晚于文件写入时间 {modified}，设备时钟或时区可能有误，请核对。',
    'The metadata’s time {metadata} is later than the file was written ({modified}).',
  ],
  startOnlyFromFileTime: [
    '只有存储卡上的文件时间 {modified}，不能据此认定拍摄时间，请填写。',
    'Only the file time {modified} on the card tells when; please state the time.',
  ],
};

/** A conflict with its sentence in both languages. */
export function wordConflict({ code, detail }: ProposalConflict): {
  code: string;
  detail: Record<string, string>;
  sentence: { zh: string; en: string };
} {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => (detail[key] ?? '').replace('T', ' '));
  const [zh, en] = sentences[code];
  return { code, detail, sentence: { zh: fill(zh), en: fill(en) } };
}
