import { type ActStep, sayingIn } from '@liuhen/contract';
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
    step('left', version('2026-09-15T03:00:00Z'), version('2026-09-15T03:00:00Z', true)),
  ],
};

test('the text says the act and each step that holds, in Beijing time, and nothing that was withdrawn or is not known', () => {
  expect(textToSign(act, '忻州市财政局', sayingIn('zh')).split('\n')).toEqual([
    '忻州市财政局现场检查（勘验）现场记录确认',
    '案由或事由：占道经营',
    '当事人：张三',
    '执法人员：王建国、李强',
    '开始时间：2026-09-15 10:00:00',
    '现场记录的环节：',
    '2026-09-15 10:02:00 到达现场',
    '以上记录我已阅读（已向我宣读），与实际情况一致。',
  ]);
});
