import { expect, it } from 'vitest';
import { rewordConflict, wordConflict } from './conflict-words.ts';

const differing = (seconds: number) => ({
  code: 'startDiffers' as const,
  detail: { name: '2026-09-15T10:02:00', metadata: '2026-08-06T03:48:23', seconds: String(seconds) },
});

it.each([
  [-3_478_417, '相差约 40 天，文件内部时间较早，', 'the metadata is about 40 days earlier.'],
  [121, '相差约 2 分钟，文件内部时间较晚，', 'the metadata is about 2 minutes later.'],
  [90, '相差 90 秒，文件内部时间较晚，', 'the metadata is 90 seconds later.'],
  [-480, '相差 8 分钟，文件内部时间较早，', 'the metadata is 8 minutes earlier.'],
  [28_800, '相差 8 小时，文件内部时间较晚，', 'the metadata is 8 hours later.'],
])('says %i seconds as a person would', (seconds, zh, en) => {
  const { sentence } = wordConflict(differing(seconds));
  expect(sentence.zh).toContain(zh);
  expect(sentence.zh).toContain('2026-09-15 10:02:00');
  expect(sentence.en).toContain(en);
});

it('leaves the T of a device number', () => {
  const conflict = wordConflict({ code: 'deviceUnknown', detail: { deviceNo: 'DT-7' } });
  expect(conflict.sentence.zh).toContain('设备号 DT-7 没有登记');
});

it('says stored conflicts in its own words, and leaves those it does not know', () => {
  const old = { zh: '相差 -3478417 秒', en: '-3478417 s apart' };
  expect(rewordConflict({ ...differing(-3_478_417), sentence: old }).sentence.zh).toContain('约 40 天');
  const unknown = { code: 'gone', detail: {}, sentence: old };
  expect(rewordConflict(unknown)).toEqual(unknown);
});
