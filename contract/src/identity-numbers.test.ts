import { describe, expect, it } from 'vitest';
import {
  coverNumber,
  creditCodeFault,
  numberFault,
  phoneFault,
  plainNumber,
  residentIdFault,
} from './identity-numbers.ts';

describe('the number of an identity card', () => {
  // Examples of GB 11643-1999 and numbers whose checks were counted by hand.
  it.each(['11010519491231002X', '440524188001010014', '110101199003077758'])('%s is sound', (number) => {
    expect(residentIdFault(number)).toBeNull();
  });
  it.each([
    ['11010519491231002', /18 位，填写了 17 位.*GB 11643/],
    ['1101051949123100X2', /第 17 位“X”/],
    ['110105199013310026', /出生日期，“19901331”/],
    ['110105199002300029', /出生日期，“19900230”/],
    ['110105194912310021', /校验码/],
    ['110150194912310026', /校验码/],
  ])('%s is refused in words', (number, said) => {
    expect(residentIdFault(number)?.zh).toMatch(said);
  });
});

describe('a unified social credit code', () => {
  it.each(['91350100M000100Y43', '91110000100017214W'])('%s is sound', (code) => {
    expect(creditCodeFault(code)).toBeNull();
  });
  it.each([
    ['91350100M000100Y4', /18 位，填写了 17 位.*GB 32100/],
    ['91350100M000100I43', /第 16 位“I”/],
    ['91350100M000100Y34', /校验码/],
  ])('%s is refused in words', (code, said) => {
    expect(creditCodeFault(code)?.zh).toMatch(said);
  });
});

it('what people type is one number, however they space it or which keys they use', () => {
  expect(plainNumber(' 110105 19491231 002x ')).toBe('11010519491231002X');
  expect(plainNumber('１１０-１０５')).toBe('110105');
});

it('other numbers and telephones are looked at for their form only', () => {
  expect(numberFault('other', 'G12345678')).toBeNull();
  expect(numberFault('other', 'G1')).not.toBeNull();
  expect(['13800138000', '08741234567', '8654321'].map(phoneFault)).toEqual([null, null, null]);
  expect(phoneFault('138001380')?.zh).toContain('填写了 9 位');
});

it('a number is shown with its middle covered', () => {
  expect(coverNumber('11010519491231002X')).toBe('110***********002X');
  expect(coverNumber('G1234567')).toBe('G*****67');
  expect(coverNumber('G123')).toBe('G*23');
});
