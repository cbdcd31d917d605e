import { type ActStep, type Checklists, sayingIn } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { textToSign } from './signed-text.ts';

const version = (at: string, withdrawn = false) => ({
  ...{
    id: at,
    at,
    until: null,
    detail: {},
    withdrawn,
    media: null,
    reason: null,
    statedBy: '王建国',
    statedAt: at,
  },
});
const step = (kind: ActStep['kind'], ...versions: ActStep['versions']): ActStep => ({
  id: kind,
  kind,
  versions,
});
const act = {
  ...{ type: 'onSiteInspection' as const, cause: '占道经营', party: '张三', place: null },
  ...{
    officers: [
      { id: 'a', name: '王建国' },
      { id: 'b', name: '李强' },
    ],
    startedAt: '2026-09-15T02:00:00Z',
  },
  steps: [
    step('arrived', version('2026-09-15T02:01:00Z'), version('2026-09-15T02:02:00Z')),
    step('keyContentFilmed', {
      ...version('2026-09-15T02:05:00Z'),
      detail: { item: 'a', applicable: false, reason: '没有第三人' },
    }),
    step('interrupted', {
      ...{ ...version('2026-09-15T02:10:00Z'), until: '2026-09-15T02:12:00Z' },
      detail: { cause: 'lowBattery', voice: true, resumed: true },
    }),
    step('left', version('2026-09-15T03:00:00Z'), version('2026-09-15T03:00:00Z', true)),
  ],
};

const checklists = {
  ...{ statementFields: [], textRecord: [] },
  keyContents: [{ id: 'a', zh: '在场人员', en: 'Who is there' }],
} as unknown as Checklists;

test('the text says the act and each step that holds with what it says, in Beijing time, and nothing that was withdrawn or is not known', () => {
  expect(textToSign(act, { organ: '忻州市财政局', checklists }, sayingIn('zh')).split('\n')).toEqual([
    '忻州市财政局现场检查（勘验）现场记录确认',
    '案由或事由：占道经营',
    '当事人：张三',
    '执法人员：王建国、李强',
    '开始时间：2026-09-15 10:00:00',
    '现场记录的环节：',
    '2026-09-15 10:02:00 到达现场',
    '2026-09-15 10:05:00 摄录重点内容：在场人员；不适用；理由：没有第三人',
    '2026-09-15 10:10:00 – 10:12:00 中止记录：电量不足；恢复时是否语音说明：是；是否恢复录制：是',
    '以上记录我已阅读（已向我宣读），与实际情况一致。',
  ]);
});
