import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describeError, type ErrorCode } from '@liuhen/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardAnswers, refuseAddress, refuseRequest } from './http-edge.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify({ frameworkErrors: refuseAddress, clientErrorHandler: refuseRequest });
  guardAnswers(app);
  app.get('/api/things/:id', async () => ({}));
  app.get('/strict', (_, reply) => reply.header('Content-Security-Policy', "default-src 'none'").send({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** Sends bytes as they are and reads until the other side closes the line. */
async function send(bytes: string) {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]));
  return { status: Number(first.split(' ')[1]), headers, body };
}
const get = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;
const guardsOf = (headers: Headers) =>
  ['x-content-type-options', 'referrer-policy', 'content-security-policy'].map((name) => headers.get(name));

describe('what never reaches a route', () => {
  it.each<[what: string, bytes: string, code: ErrorCode, status: number]>([
    ['a page whose address is no text', get('/%zz'), 'request.unreadable', 400],
    ['an address that ends too early', get('/api/things/%'), 'request.unreadable', 400],
    ['bytes that are no UTF-8', get('/api/things/%ff'), 'request.unreadable', 400],
    ['a part longer than any name of ours', get(`/api/things/${'x'.repeat(500)}`), 'request.unreadable', 400],
    ['an address over all bounds', get(`/${'x'.repeat(70_000)}`), 'request.headTooLarge', 431],
    [
      'headers over all bounds',
      get('/strict', `Cookie: a=${'x'.repeat(70_000)}\r\n`),
      'request.headTooLarge',
      431,
    ],
    ['a word that HTTP does not know', 'HELLO\r\n\r\n', 'request.unreadable', 400],
  ])('%s is answered with the guards and in the form of every error', async (_, bytes, code, status) => {
    const answer = await send(bytes);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual(describeError(code));
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.body)));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(guardsOf(answer.headers)).toEqual(guardsOf((await send(get('/api/things/1'))).headers));
    expect(guardsOf(answer.headers)).toEqual([
      'nosniff',
      'same-origin',
      expect.stringContaining("default-src 'self'"),
    ]);
  });

  it('a line that was cut is not answered, and the next one is served', async () => {
    const { port } = app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.resetAndDestroy());
    await once(socket, 'close');
    expect((await send(get('/api/things/1'))).status).toBe(200);
  });
});

describe('an answer of a route', () => {
  it('keeps a policy of its own', async () => {
    const { headers } = await send(get('/strict'));
    expect(guardsOf(headers)).toEqual(['nosniff', 'same-origin', "default-src 'none'"]);
    expect(headers.get('cache-control')).toBeNull();
  });
});
