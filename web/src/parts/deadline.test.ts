import { sayingIn } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { type TagFacts, type Tone, tagWords, toneOf } from './deadline.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const now = Date.parse('2026-10-14T02:00:00.000Z');
const at = (millis: number) => new Date(now + millis).toISOString();
const due = (millis: number, more: Partial<TagFacts> = {}): TagFacts => ({
  ...{ state: 'due', dueBefore: at(millis), provisional: false },
  ...more,
});

describe('the tone of a duty', () => {
  const table: [what: string, facts: TagFacts, tone: Tone][] = [
    ['done in time', due(-day, { state: 'discharged' }), 'done'],
    ['done in time without a due time', { ...due(0), state: 'discharged', dueBefore: null }, 'done'],
    ['done late', due(-day, { state: 'dischargedLate' }), 'doneLate'],
    ['done late, though provisional', due(day, { state: 'dischargedLate', provisional: true }), 'doneLate'],
    ['not determined', { ...due(0), state: 'undetermined', dueBefore: null }, 'unknown'],
    ['not determined with a date', due(day, { state: 'undetermined' }), 'unknown'],
    ['no regulation in force', { ...due(0), state: 'noPackInForce', dueBefore: null }, 'unknown'],
    ['due without a due time', { ...due(0), dueBefore: null }, 'due'],
    ['excused', due(-day, { state: 'excused' }), 'doneLate'],
    ['not yet', due(day, { state: 'notYet' }), 'notYet'],
    ['does not apply', { ...due(0), state: 'notApplicable', dueBefore: null }, 'unknown'],
    ['overdue by the server', due(-1, { state: 'overdue' }), 'overdue'],
    ['overdue by the server, its clock ahead of ours', due(minute, { state: 'overdue' }), 'overdue'],
    ['overdue since the list was read', due(-1), 'overdue'],
    ['due at this very moment is late: the due time is exclusive', due(0), 'overdue'],
    ['overdue and provisional', due(-1, { provisional: true }), 'overdue'],
    ['provisional', due(5 * day, { provisional: true }), 'provisional'],
    ['provisional in its last minute', due(minute, { provisional: true }), 'provisional'],
    ['a millisecond left', due(1), 'soon'],
    ['just under a quarter of a day', due(6 * hour - 1), 'soon'],
    ['a quarter of a day', due(6 * hour), 'due'],
    ['three days', due(3 * day), 'due'],
    ['over three days', due(3 * day + 1), 'notYet'],
    ['just under a quarter of four days', due(day - 1, { countedFrom: at(-3 * day - 1) }), 'soon'],
    ['a quarter of four days', due(day, { countedFrom: at(-3 * day) }), 'due'],
    ['seven hours of a year', due(7 * hour, { countedFrom: at(-365 * day) }), 'soon'],
    ['twenty days of a hundred', due(20 * day, { countedFrom: at(-80 * day) }), 'soon'],
    ['thirty days of a hundred', due(30 * day, { countedFrom: at(-70 * day) }), 'notYet'],
    ['an hour of two', due(hour, { countedFrom: at(-hour) }), 'due'],
    ['five hours where no beginning is known', due(5 * hour, { countedFrom: null }), 'soon'],
  ];
  test.each(table)('%s', (_what, facts, tone) => expect(toneOf(facts, now)).toBe(tone));
});

describe('the words on a tag', () => {
  const table: [facts: TagFacts, zh: string, en: string][] = [
    [due(5 * hour + 12 * minute), '还剩 5 小时 12 分', '5 h 12 min left'],
    [due(2 * day + 3 * hour), '还剩 2 天 3 小时', '2 d 3 h left'],
    [due(20 * day + hour), '还剩 20 天', '20 d left'],
    [due(30_000), '还剩 不到 1 分钟', 'under 1 min left'],
    [due(0), '超期 不到 1 分钟', 'under 1 min late'],
    [due(-3 * day), '超期 3 天', '3 d late'],
    [due(-hour, { state: 'overdue' }), '超期 1 小时', '1 h late'],
    [due(2 * day, { provisional: true }), '还剩 2 天（暂定）', '2 d left (provisional)'],
    [due(-2 * day, { provisional: true }), '超期 2 天（暂定）', '2 d late (provisional)'],
    [due(-day, { state: 'discharged', provisional: true }), '已按时完成', 'Done in time'],
    [due(-day, { state: 'dischargedLate' }), '逾期完成', 'Done late'],
    [{ ...due(0), state: 'undetermined', dueBefore: null }, '尚待确定', 'To be determined'],
    [{ ...due(0), state: 'noPackInForce', dueBefore: null }, '无适用规定', 'No regulation in force'],
  ];
  test.each(table)('%j', (facts, zh, en) => {
    expect(tagWords(facts, now, sayingIn('zh'))).toBe(zh);
    expect(tagWords(facts, now, sayingIn('en'))).toBe(en);
  });

  test('run with the clock: the same row is left, then late', () => {
    const facts = due(minute);
    const said = [0, minute - 1, minute, 2 * minute].map((later) =>
      tagWords(facts, now + later, sayingIn('zh')),
    );
    expect(said).toEqual(['还剩 1 分钟', '还剩 不到 1 分钟', '超期 不到 1 分钟', '超期 1 分钟']);
  });
});
