import type { Attribution } from '@liuhen/contract';
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
    '文件名的开始时间 {name} 与文件内部时间 {metadata} 相差{gap}，请核对设备时钟。',
    'The name says {name}, the metadata {metadata}: {gapEn}. Check the clock of the device.',
  ],
  startAfterWriting: [
    '文件内部时间 {metadata} 晚于文件写入时间 {modified}，设备时钟或时区可能有误，请核对。',
    'The metadata’s time {metadata} is later than the file was written ({modified}).',
  ],
  startOnlyFromFileTime: [
    '只有存储卡上的文件时间 {modified}，不能据此认定拍摄时间，请填写。',
    'Only the file time {modified} on the card tells when; please state the time.',
  ],
  laterThanStoring: [
    '记录时间晚于存入时间：记录到 {recorded} 结束，存入时是 {stored}，设备时钟可能有误，请核对并更正时间。',
    'The recording is dated later than it was stored: it ends at {recorded} and was stored at {stored}. Check the clock of the device and correct the time.',
  ],
};

const spans = [
  { below: 120, seconds: 1, zh: '秒', en: 'seconds' },
  { below: 2 * 3600, seconds: 60, zh: '分钟', en: 'minutes' },
  { below: 48 * 3600, seconds: 3600, zh: '小时', en: 'hours' },
  { below: Number.POSITIVE_INFINITY, seconds: 86_400, zh: '天', en: 'days' },
] as const;

/** How far the metadata's time lies from the name's, as a person would say it. */
function sayGap(seconds: number): { gap: string; gapEn: string } {
  const size = Math.abs(seconds);
  const span = spans.find(({ below }) => size < below) ?? spans[3];
  const n = Math.round(size / span.seconds);
  const exact = n * span.seconds === size;
  const [side, sideEn] = seconds < 0 ? ['较早', 'earlier'] : ['较晚', 'later'];
  return {
    gap: `${exact ? '' : '约'} ${n} ${span.zh}，文件内部时间${side}`,
    gapEn: `the metadata is ${exact ? '' : 'about '}${n} ${span.en} ${sideEn}`,
  };
}

type Worded = Attribution['conflicts'][number];

/** A conflict with its sentence in both languages. */
export function wordConflict({ code, detail }: ProposalConflict): Worded {
  const words: Record<string, string> =
    detail.seconds === undefined ? detail : { ...detail, ...sayGap(Number(detail.seconds)) };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => (words[key] ?? '').replace(/^(\d{4}-\d\d-\d\d)T/, '$1 '));
  const [zh, en] = sentences[code];
  return { code, detail, sentence: { zh: fill(zh), en: fill(en) } };
}

const isKnown = (code: string): code is ConflictCode => Object.hasOwn(sentences, code);

/** A conflict as it was stored, said in today's words. */
export const rewordConflict = (stored: Worded): Worded =>
  isKnown(stored.code) ? wordConflict({ code: stored.code, detail: stored.detail }) : stored;
