import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, isStrongEnough, makeOneTimePassword } from './password.ts';

describe('a password that may be used', () => {
  it.each([
    'correct horse',
    '执法记录我来写好它吧',
    'xK7-mQ2-9vTz',
    'wangjianguo-1949-shanxi',
    'passage of 12',
  ])('%s', (password) => {
    expect(isStrongEnough(password, 'wang')).toBe(true);
  });
});

describe('a password that may not be used', () => {
  it.each([
    ['nine characters', 'xK7-mQ2-9'],
    ['nine characters of which some take two units', '𠮷𠮷𠮷𠮷野家は今日'],
    ['one character ten times', 'aaaaaaaaaaaa'],
    ['four different characters', 'abcdabcdabcd'],
    ['the same in both cases', 'AbcdaBCDabcD'],
    ['a common one', '1234567890'],
    ['a common one in capitals', 'QWERTYUIOP'],
    ['a common one lengthened by digits', 'password2026'],
    ['a common one lengthened by signs', 'Password!!!???'],
    ['the product lengthened', 'liuhen123456'],
    ['a common one repeated', 'passwordpassword'],
    ['a common one repeated and lengthened', 'AdminAdmin2026!'],
    ['a common one of digits repeated', '1234567812345678'],
    ['a common one that ends in digits, lengthened', 'abc123456789'],
    ['a common one that ends in digits, repeated', 'abc123abc123'],
  ])('%s: %s', (_, password) => {
    expect(isStrongEnough(password, 'wang')).toBe(false);
  });
  it.each([
    ['the sign-in name', 'wang.jianguo', 'wang.jianguo'],
    ['the sign-in name in capitals', 'WANG.JIANGUO', 'wang.jianguo'],
    ['the sign-in name lengthened by digits', 'wangjianguo1949', 'wangjianguo'],
    ['the sign-in name with other digits', 'zhangwei2027', 'zhangwei01'],
    ['the sign-in name repeated', 'zhangweizhangwei', 'zhangwei'],
  ])('%s: %s', (_, password, login) => {
    expect(isStrongEnough(password, login)).toBe(false);
  });
});

it('a password to be shown once has 16 signs that nobody mistakes, and passes its own rule', () => {
  const made = Array.from({ length: 200 }, makeOneTimePassword);
  expect(new Set(made).size).toBe(200);
  for (const one of made) {
    expect(one).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(one).not.toMatch(/[ilo01]/);
  }
  expect(made.every((one) => isStrongEnough(one, 'wang'))).toBe(true);
});

it('only the password that was hashed opens; nothing opens an account that does not exist', async () => {
  const stored = await hashPassword('xK7-mQ2-9vTz');
  expect(stored).not.toContain('xK7');
  expect(await checkPassword('xK7-mQ2-9vTz', stored)).toBe(true);
  expect(await checkPassword('xK7-mQ2-9vTZ', stored)).toBe(false);
  expect(await checkPassword('nobody has this password', null)).toBe(false);
});
