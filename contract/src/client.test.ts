import { describe, expect, it } from 'vitest';
import { ContractError, makeClient } from './client.ts';
import { describeError } from './errors.ts';

interface Sent {
  url: string;
  init: RequestInit;
}

/** A client whose network is a list of what was sent and one fixed answer. */
function clientWith(answer: () => Response = () => Response.json({ rows: [], next: null })) {
  const sent: Sent[] = [];
  const call = makeClient({
    baseUrl: 'https://house.test',
    fetch: async (url, init) => {
      sent.push({ url, init });
      return answer();
    },
    headers: () => ({ 'x-liuhen-csrf': 'sign' }),
  });
  return { call, sent };
}

const id = '018f0000-0000-7000-8000-000000000001';

async function failureOf(answer: () => Response): Promise<ContractError> {
  const error = await clientWith(answer)
    .call('workbench', {})
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof ContractError))
    throw new Error(`a ContractError was expected, not ${String(error)}`);
  return error;
}

describe('addresses', () => {
  it('put the parts of the path into it and only the rest into the query', async () => {
    const { call, sent } = clientWith();
    await call('getAct', { id });
    await call('listActs', { text: '沙石 & 料场', limit: 7 });
    expect(sent.map((one) => one.url)).toEqual([
      `https://house.test/api/acts/${id}`,
      `https://house.test/api/acts?${new URLSearchParams({ text: '沙石 & 料场', limit: '7' })}`,
    ]);
  });

  it('leave out what is not set, keep what is zero or false', async () => {
    const { call, sent } = clientWith();
    await call('listActs', { text: '', after: undefined });
    await call('proveConsistency', { from: 0, to: 5 });
    expect(sent.map((one) => one.url.replace('https://house.test', ''))).toEqual([
      '/api/acts',
      '/api/log/consistency?from=0&to=5',
    ]);
  });

  it('keep a part of the path from becoming another address', async () => {
    const { call, sent } = clientWith();
    await call('getAct', { id: '../session?x=#y' });
    expect(new URL(sent[0]?.url ?? '').pathname).toBe('/api/acts/..%2Fsession%3Fx%3D%23y');
    expect(new URL(sent[0]?.url ?? '').search).toBe('');
  });
});

describe('bodies and headers', () => {
  it('a change sends the rest as JSON with the headers of the caller', async () => {
    const { call, sent } = clientWith(() => Response.json({}));
    const input = { id, reason: '关联错了' };
    await call('unlinkEvidence', input);
    const [{ url, init } = { url: '', init: {} }] = sent;
    expect(url).toBe(`https://house.test/api/evidence/${id}/removal`);
    expect(init.method).toBe('POST');
    expect(JSON.parse(String(init.body))).toEqual({ reason: '关联错了' });
    expect(init.headers).toMatchObject({ 'content-type': 'application/json', 'x-liuhen-csrf': 'sign' });
    expect(input).toEqual({ id, reason: '关联错了' });
  });

  it('a question sends no body, and a null in a body stays null', async () => {
    const { call, sent } = clientWith(() => Response.json({ id }));
    await call('workbench', {});
    await call('linkEvidence', { actId: id, recordingId: id, note: null });
    expect(sent[0]?.init).not.toHaveProperty('body');
    expect(sent[0]?.init.headers).not.toHaveProperty('content-type');
    expect(JSON.parse(String(sent[1]?.init.body))).toEqual({ actId: id, recordingId: id, note: null });
  });
});

describe('errors', () => {
  it('are thrown with the body and the status of the server', async () => {
    const body = describeError('signIn.tooOften', { seconds: '42' });
    const error = await failureOf(() => Response.json(body, { status: 429 }));
    expect(error).toMatchObject({ status: 429, body, message: '尝试过于频繁，请在 42 秒后再试。' });
  });

  it.each([
    ['a page of a proxy', '<html>Bad Gateway</html>'],
    ['nothing', ''],
    ['JSON of a proxy', '{"statusCode":502}'],
    ['no object', 'null'],
    ['an unknown code', '{"code":"toString"}'],
  ])('that are %s become a fault of the server with its status', async (_, text) => {
    const error = await failureOf(() => new Response(text, { status: 502 }));
    expect(error.status).toBe(502);
    expect(error.body).toMatchObject({ code: 'server.fault', detail: { id: '502' } });
    expect(error.message).toContain('编号 502');
  });
});
