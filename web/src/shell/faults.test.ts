import { ContractError, describeError, permissionsOf, roles, sayingIn } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { fieldFaults, placeFaults, sayBody, sayFault } from './faults.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];
const wrong = describeError('signIn.wrong');

describe('what a person is told', () => {
  test('is the sentence of the server in their language', () => {
    const fault = new ContractError(wrong, 401);
    expect(sayFault(fault, zh)).toBe('用户名或密码不正确，请核对后再试。');
    expect(sayFault(fault, en)).toBe('The sign-in name or the password is wrong.');
  });

  test.each([new TypeError('Failed to fetch'), new Error('x'), 'text', null, undefined])(
    '%s is a network that failed, not the words of a program',
    (error) => {
      expect(sayFault(error, zh)).toBe(zh.t('shell.fault.network'));
      expect(sayFault(error, en)).toBe(en.t('shell.fault.network'));
    },
  );

  test.each([...permissionsOf(roles)])(
    'the missing permission %s is named as people name it',
    (permission) => {
      const body = {
        message: `没有权限：${permission}。`,
        messageEn: `Not permitted: ${permission}.`,
        detail: { reason: permission },
      };
      expect(sayBody(body, zh)).toBe(`没有权限：${zh.nameOf('names.permission', permission)}。`);
      expect(sayBody(body, en)).toBe(`Not permitted: ${en.nameOf('names.permission', permission)}.`);
      expect(zh.nameOf('names.permission', permission)).not.toBe(permission);
    },
  );

  test('a reason that is no permission stays as it is', () => {
    const body = { message: '不行：已封存。', messageEn: 'No: sealed.', detail: { reason: '已封存' } };
    expect(sayBody(body, zh)).toBe('不行：已封存。');
  });
});

describe('faults of single fields', () => {
  const at = (path: string, message: string, messageEn = `en ${message}`) => ({ path, message, messageEn });
  const faultOf = (...fields: ReturnType<typeof at>[]) => new ContractError({ ...wrong, fields }, 400);

  test('go to their fields, several to one, numbers as places in a list', () => {
    const found = faultOf(at('name', '必填'), at('officers.1.certificateNo', '格式不对'), at('name', '太短'));
    expect(fieldFaults(found, 'zh')).toEqual([
      { name: ['name'], errors: ['必填', '太短'] },
      { name: ['officers', 1, 'certificateNo'], errors: ['格式不对'] },
    ]);
  });

  test('are said in the language of who reads', () => {
    const found = faultOf(at('name', '必填', 'Required'));
    expect(fieldFaults(found, 'zh')).toEqual([{ name: ['name'], errors: ['必填'] }]);
    expect(fieldFaults(found, 'en')).toEqual([{ name: ['name'], errors: ['Required'] }]);
    expect(fieldFaults(placeFaults(found, { name: 'title' }), 'en')).toEqual([
      { name: ['title'], errors: ['Required'] },
    ]);
  });

  test('of a list that a form holds in one box stand at that box, others where they were', () => {
    const found = faultOf(
      at('namePatterns.0', '缺少设备号'),
      at('namePatterns.2', '括号不成对'),
      at('name', '必填'),
    );
    const placed = placeFaults(found, { namePatterns: 'patterns' });
    expect(fieldFaults(placed, 'zh')).toEqual([
      { name: ['patterns'], errors: ['缺少设备号', '括号不成对'] },
      { name: ['name'], errors: ['必填'] },
    ]);
    expect(sayFault(placed, zh)).toBe(wrong.message);
    const other = new TypeError('x');
    expect(placeFaults(other, { namePatterns: 'patterns' })).toBe(other);
  });

  test.each([new ContractError(wrong, 401), new TypeError('x'), null])('%s has none', (error) =>
    expect(fieldFaults(error, 'zh')).toEqual([]),
  );
});
