import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ContractError, describeError } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFileFault, isOvertaken, oneAtATime } from './api.ts';

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

describe('why a file cannot be had', () => {
  const server = createServer(({ url, headers }, answer) => {
    if (url === '/film') answer.writeHead(headers.range === 'bytes=0-0' ? 206 : 200).end('f');
    else if (url === '/gone') answer.writeHead(500).end(JSON.stringify(describeError('media.missing')));
    else answer.writeHead(502).end('<h1>Bad Gateway</h1>');
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test('is nothing when its first byte comes', async () => {
    expect(await findFileFault(`${url}/film`)).toBeNull();
  });

  test.each([
    ['/gone', 500, 'media.missing'],
    ['/proxy', 502, 'server.fault'],
  ])('is what the server says of %s', async (path, status, code) => {
    expect(await findFileFault(url + path)).toMatchObject({ status, body: { code } });
  });

  test('is the network when nobody answers', async () => {
    await expect(findFileFault('http://127.0.0.1:1/film')).rejects.toThrow(TypeError);
  });
});
