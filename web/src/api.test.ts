import { ContractError } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { isOvertaken, oneAtATime } from './api.ts';

describe('one call at a time', () => {
  const slow = () => {
    const sent: string[] = [];
    const ends: { ok: (text: string) => void; fail: (error: Error) => void }[] = [];
    const guard = oneAtATime((text: string) => {
      sent.push(text);
      return new Promise<string>((ok, fail) => {
        ends.push({ ok, fail });
      });
    });
    return { sent, ends, guard };
  };

  test('a second call while the first runs is not sent and gets the same answer', async () => {
    const { sent, ends, guard } = slow();
    const both = [guard.run('first'), guard.run('second')];
    expect(guard.isRunning()).toBe(true);
    ends[0]?.ok('answer');
    expect(await Promise.all(both)).toEqual(['answer', 'answer']);
    expect(sent).toEqual(['first']);
  });

  test('a call after the first has ended is sent, also after a failure', async () => {
    const { sent, ends, guard } = slow();
    const first = guard.run('first');
    ends[0]?.fail(new Error('no'));
    await expect(first).rejects.toThrow('no');
    expect(guard.isRunning()).toBe(false);
    const second = guard.run('second');
    ends[1]?.ok('answer');
    expect(await second).toBe('answer');
    expect(sent).toEqual(['first', 'second']);
  });
});

test('only a conflict says that somebody else was first', () => {
  const error = (code: 'conflict.changed' | 'conflict.exists' | 'input.invalid', status: number) =>
    new ContractError({ code, message: '', messageEn: '', retry: false }, status);
  expect(isOvertaken(error('conflict.changed', 409))).toBe(true);
  expect(isOvertaken(error('conflict.exists', 409))).toBe(true);
  expect(isOvertaken(error('input.invalid', 400))).toBe(false);
  expect(isOvertaken(new TypeError('no network'))).toBe(false);
});
