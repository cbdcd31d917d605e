import { errorTable } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { DomainError, found, isDiskFull, isDuplicateKey, isMissing, orExists, permit } from './errors.ts';

const withCode = (code: unknown) => Object.assign(new Error('told by a program'), { code });

describe('a refusal', () => {
  it.each(Object.entries(errorTable))('%s answers with its own status and both sentences', (code, row) => {
    const error = new DomainError(code as keyof typeof errorTable);
    expect(error.status).toBe(row.status);
    expect(error.body()).toMatchObject({ code, retry: row.retry });
    expect(error.body().message).toMatch(/\p{Script=Han}/u);
    expect(error.body().messageEn).not.toMatch(/\p{Script=Han}/u);
  });

  it('tells its fields only when it has some', () => {
    const fields = [{ path: 'name', message: '缺少', messageEn: 'missing' }];
    expect(new DomainError('input.invalid').body()).not.toHaveProperty('fields');
    expect(new DomainError('input.invalid').body()).not.toHaveProperty('detail');
    expect(new DomainError('input.invalid', {}, fields).body().fields).toEqual(fields);
  });

  it('puts its detail into the sentence and beside it', () => {
    const body = new DomainError('signIn.tooOften', { seconds: '30' }).body();
    expect(body.message).toContain('30 秒');
    expect(body.detail).toEqual({ seconds: '30' });
  });

  it('can be told apart in the program log by code and detail', () => {
    expect(new DomainError('conflict.exists', { value: 'a' }).message).toBe('conflict.exists {"value":"a"}');
    expect(new DomainError('notFound')).toBeInstanceOf(Error);
  });
});

describe('verdicts', () => {
  it('let pass what is allowed and give the reason for what is not', () => {
    expect(() => permit(true)).not.toThrow();
    const reason = { zh: '不是本人的音像', en: 'it is not yours' };
    expect(() => permit({ reason })).toThrow(
      expect.objectContaining({ code: 'permission.denied', detail: { reason } }),
    );
  });

  it('say the reason in the language of the sentence', () => {
    const reason = { zh: '不是本人的音像', en: 'it is not yours' };
    const body = new DomainError('permission.denied', { reason }).body();
    expect(body.message).toContain(reason.zh);
    expect(body.messageEn).toContain(reason.en);
    expect(body.messageEn).not.toMatch(/\p{Script=Han}/u);
    expect(body.detail).toEqual({ reason: reason.zh });
  });
});

describe('found', () => {
  it.each([[0], [''], [false], [[]]])('lets %j pass: it is there', (value) => {
    expect(found(value)).toBe(value);
  });
  it.each([[null], [undefined]])('says notFound for %j', (value) => {
    expect(() => found(value)).toThrow(expect.objectContaining({ code: 'notFound' }));
  });
});

describe('what a program said', () => {
  const table: [code: unknown, duplicate: boolean, full: boolean, missing: boolean][] = [
    ['23505', true, false, false],
    ['23503', false, false, false],
    ['ENOSPC', false, true, false],
    ['EDQUOT', false, true, false],
    ['53100', false, true, false],
    ['53200', false, false, false],
    ['ENOENT', false, false, true],
    ['EACCES', false, false, false],
    [undefined, false, false, false],
    [23505, true, false, false],
  ];
  it.each(table)('%j: duplicate %s, disk full %s, missing %s', (code, duplicate, full, missing) => {
    const error = withCode(code);
    expect([isDuplicateKey(error), isDiskFull(error), isMissing(error)]).toEqual([duplicate, full, missing]);
  });
  it.each([[null], [undefined], ['23505'], [0], [{}]])('%j is none of them', (error) => {
    expect([isDuplicateKey(error), isDiskFull(error), isMissing(error)]).toEqual([false, false, false]);
  });
});

describe('orExists', () => {
  it('gives back what went well', async () => {
    await expect(orExists('x', Promise.resolve(7))).resolves.toBe(7);
  });
  it('names the value that is taken', async () => {
    await expect(orExists('DCAM-1', Promise.reject(withCode('23505')))).rejects.toMatchObject({
      code: 'conflict.exists',
      detail: { value: 'DCAM-1' },
    });
  });
  it('leaves any other fault as it is', async () => {
    const fault = withCode('23503');
    await expect(orExists('x', Promise.reject(fault))).rejects.toBe(fault);
  });
});
