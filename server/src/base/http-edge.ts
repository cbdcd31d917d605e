import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from './errors.ts';

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** What every answer tells a browser; a room may put a stricter policy on its own. */
const guards = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': policy,
};

/** Puts the guards on every answer of a route, and keeps answers of the contract out of every cache. */
export function guardAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(guards)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control'))
      reply.header('Cache-Control', 'no-store');
  });
}

/** Answers an address that leads to no route because it cannot be read. No hook runs here, so it puts the guards itself. */
export function refuseAddress(_error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const refusal = new DomainError('request.unreadable');
  reply
    .status(refusal.status)
    .headers({ ...guards, 'Cache-Control': 'no-store' })
    .send(refusal.body());
}

/** Answers what is no request that HTTP knows, or one whose head is too long or too slow, and closes the line. */
export function refuseRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(renderRefusal(refusalOf(error.code)));
  socket.destroySoon();
}

function refusalOf(code: string | undefined): DomainError {
  if (code === 'HPE_HEADER_OVERFLOW') return new DomainError('request.headTooLarge');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new DomainError('request.tooSlow');
  return new DomainError('request.unreadable');
}

function renderRefusal(refusal: DomainError): string {
  const body = JSON.stringify(refusal.body());
  const headers = {
    ...guards,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const first = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`;
  return [first, ...lines, '', body].join('\r\n');
}
