import { type Phrase, sayingIn } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { isNamed, laterPhrases, noticeOf, type Opening, phrasesOf, promptsOf } from './prompts.ts';

const phrase = (occasion: Phrase['occasion'], text: string): Phrase => ({
  ...{ entryId: `${occasion}-${text}`, occasion, text, level: 'ownOrgan', issuedBy: null },
  ...{ from: '2026-01-01', until: null },
});
const opening: Opening = {
  ...{ type: 'seal', cause: '无证经营', party: null, place: '西街 3 号', organ: '忻州市财政局' },
  officers: [
    { id: 'a', name: '王建国', kind: 'officer', certificateNo: '晋-1' },
    { id: 'b', name: '李强', kind: 'officer', certificateNo: '晋-2' },
    { id: 'c', name: '赵六', kind: 'assistant', certificateNo: null },
  ],
  checklists: { keyContents: [], statementFields: ['time', 'officers', 'subject'] },
  ...{ notice: true, phrases: [], now: '2026-10-14T02:03:00.000Z' },
};
const zh = sayingIn('zh');
const words = (of: Opening, saying = zh) => promptsOf(of, saying).map((one) => one.words);

describe('what is read aloud at the beginning', () => {
  test('is what the law names, in its order, with certificates, and the notice at the end', () => {
    expect(words(opening)).toEqual([
      '现在是 2026-10-14 10:03。',
      '我们是忻州市财政局的执法人员：王建国，执法证号 晋-1；李强，执法证号 晋-2。协助人员：赵六。',
      '执法对象是（没有登记，请照实口述）。',
      '现在告知在场人员：本次执法全程录音录像。',
    ]);
    expect(promptsOf(opening, zh).map(({ missing }) => missing)).toEqual([false, false, true, false]);
  });

  test('is the usual fields where the law names none; without a duty to tell there is no notice', () => {
    const silent = { ...opening, notice: false, checklists: { keyContents: [], statementFields: [] } };
    expect(isNamed(silent.checklists)).toBe(false);
    expect(promptsOf(silent, zh).map(({ field }) => field)).toEqual([
      ...['time', 'place', 'officers', 'cause', 'subject'],
    ]);
  });

  test('names the key contents as links, and says when there are none', () => {
    const of = (keyContents: Opening['checklists']['keyContents']) =>
      promptsOf(
        {
          ...opening,
          notice: false,
          checklists: { statementFields: ['links', 'acts', 'place'], keyContents },
        },
        zh,
      );
    const some = of([
      { id: 'a', zh: '现场', en: 'the scene' },
      { id: 'b', zh: '物品', en: 'goods' },
    ]);
    expect(some.map((one) => one.words)).toEqual([
      '需要记录的环节有：现场、物品。',
      '我们现在进行查封。',
      '我们在西街 3 号。',
    ]);
    expect(of([])[0]).toMatchObject({ missing: true, words: '需要记录的环节有：（没有登记，请照实口述）。' });
  });

  test('says so where nobody of the act is an officer', () => {
    const [who] = promptsOf(
      { ...opening, officers: [], checklists: { keyContents: [], statementFields: ['officers'] } },
      zh,
    );
    expect(who).toMatchObject({ field: 'officers', missing: true });
  });

  test('is said in English to who reads English', () => {
    expect(words({ ...opening, notice: false }, sayingIn('en'))[0]).toBe('It is now 2026-10-14 10:03.');
  });
});

describe('the organ’s own phrases', () => {
  const phrases = [
    phrase('opening', '您好。'),
    phrase('identity', '这是我们的证件。'),
    phrase('recordingNotice', '本次执法全程录像，请配合。'),
    phrase('rights', '您有权申请回避。'),
    phrase('questioning', '请如实回答。'),
    phrase('coercion', '现在依法查封。'),
    phrase('resuming', '现在恢复录像。'),
  ];
  const own = { ...opening, phrases };

  test('stand around the fields, and their notice in the place of ours', () => {
    expect(promptsOf(own, zh).map(({ field, words: said }) => field ?? said)).toEqual([
      ...['您好。', '这是我们的证件。', 'time', 'officers', 'subject', 'notice', '您有权申请回避。'],
    ]);
    expect(noticeOf(own, zh)).toMatchObject({ field: 'notice', words: '本次执法全程录像，请配合。' });
  });

  test('have keys of their own, so that each line is ticked by itself', () => {
    const keys = promptsOf(own, zh).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are those of the kind of act: nobody is questioned at a sealing', () => {
    expect(laterPhrases(own).map(({ text }) => text)).toEqual(['现在依法查封。', '现在恢复录像。']);
    expect(phrasesOf(own, ['questioning'])).toEqual([]);
    expect(phrasesOf({ ...own, type: 'questioning' }, ['questioning'])).toHaveLength(1);
  });
});
