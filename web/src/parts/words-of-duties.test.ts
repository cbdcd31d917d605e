import { sayingIn } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { sampleDuty } from '../samples-for-tests.ts';
import { placeOf } from './duty-place.ts';
import { nameDuty, sayCalendar, sayCitation } from './duty-words.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];

describe('an article for people', () => {
  const { citation } = sampleDuty();
  it('is named by its title and label in Chinese', () => {
    expect(sayCitation(citation, 'zh')).toBe('《某某办法》第十条第二款第三项');
  });
  it.each([
    ['SX-10', 'art. 10'],
    ['SX-10.2', 'art. 10, para. 2'],
    ['SX-10(3)', 'art. 10, item 3'],
    ['SX-10.2(3)', 'art. 10, para. 2, item 3'],
  ])('%s is %s in English', (article, said) => {
    expect(sayCitation({ ...citation, article }, 'en')).toBe(`Some Measures, ${said}`);
  });
});

describe('what decided the days of a count', () => {
  it('is each notice by its year, the statute, and how many changes', () => {
    const said = sayCalendar('2026@abc+2027@def+statute@x+change:1+change:2', zh);
    expect(said).toContain('2026');
    expect(said).toContain('2027');
    expect(said).toContain('2');
    expect(said.split('、')).toHaveLength(4);
  });
  it('shows no digest and no id', () => {
    expect(sayCalendar('2026@abcdef0123+change:018f0000', en)).not.toMatch(/abcdef|018f/);
  });
});

it('a duty is called by what is owed, else by the name of its rule', () => {
  const what = { zh: '现场笔录', en: 'record of the scene' };
  expect(nameDuty({ duty: 'store', what }, zh)).toBe('现场笔录');
  expect(nameDuty({ duty: 'store', what }, en)).toBe('record of the scene');
  expect(nameDuty({ duty: 'store', what: null }, zh)).toBe('存储');
});

it('a duty leads to the film or the act of which it is', () => {
  const subject = (type: 'recording' | 'act') => ({ subject: { type, id: 'x', title: '' } });
  expect([placeOf(subject('recording')), placeOf(subject('act'))]).toEqual(['/recordings/x', '/acts/x']);
});
