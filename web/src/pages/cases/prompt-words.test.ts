import { type Act, sayingIn } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { promptsOf } from './prompt-words.ts';

const act = {
  ...{ type: 'seal', cause: '无证经营', party: null, place: '西街 3 号' },
  officers: [
    { id: 'a', name: '王建国', kind: 'officer', certificateNo: '晋-1', doubts: [] },
    { id: 'b', name: '李强', kind: 'officer', certificateNo: '晋-2', doubts: [] },
    { id: 'c', name: '赵六', kind: 'assistant', certificateNo: null, doubts: [] },
  ],
  checklists: { keyContents: [], textRecord: [], statementFields: ['time', 'officers', 'subject'] },
  duties: [{ duty: 'recordingNotice' }],
} as unknown as Act;
const now = '2026-10-14T02:03:00.000Z';
const said = (of: Act) => promptsOf(of, '忻州市财政局', now, sayingIn('zh'));

test('what the law names is read aloud in its order, with certificates, and the notice at the end', () => {
  expect(said(act).map(({ words }) => words)).toEqual([
    '现在是 2026-10-14 10:03。',
    '我们是忻州市财政局的执法人员：王建国，执法证号 晋-1；李强，执法证号 晋-2。协助人员：赵六。',
    '执法对象是（没有登记，请照实口述）。',
    '现在告知在场人员：本次执法全程录音录像。',
  ]);
  expect(said(act).map(({ missing }) => missing)).toEqual([false, false, true, false]);
});

test('where the law names nothing the usual fields stand in, and without a duty to tell there is no notice', () => {
  const silent = { ...act, duties: [], checklists: { ...act.checklists, statementFields: [] } };
  expect(said(silent).map(({ field }) => field)).toEqual(['time', 'place', 'officers', 'cause', 'subject']);
});
