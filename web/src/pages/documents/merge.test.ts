import { expect, it } from 'vitest';
import { mergeContent, sayValue } from './merge.ts';

const base = { facts: '原文', place: '路口', party: '张三' };

it('keeps what only one changed, and asks where both did', () => {
  const mine = { ...base, facts: '我的', party: '张三丰' };
  const theirs = { ...base, facts: '他的', place: '桥头' };
  expect(mergeContent(base, mine, theirs)).toEqual({
    merged: { facts: '我的', place: '桥头', party: '张三丰' },
    both: ['facts'],
  });
});

it('nothing is asked where both wrote the same, and what one emptied stays empty', () => {
  const { place: _, ...without } = base;
  expect(mergeContent(base, { ...base, facts: '新' }, { ...base, facts: '新' }).both).toEqual([]);
  expect(mergeContent(base, base, without).merged).toEqual(without);
  expect(mergeContent(base, { ...base, place: '' }, base).merged.place).toBe('');
});

it('lists are said line by line', () => {
  expect(
    sayValue([
      { q: '问', a: '答' },
      { q: '', a: '无' },
    ]),
  ).toBe('问　答\n无');
  expect(sayValue(undefined)).toBe('');
});
