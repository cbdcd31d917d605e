import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readSubmission } from './judge.ts';
import type { Answer, Witness } from './witness.ts';

/** More than the longest proof with the longest note of ours; longer ones are cut off. */
const mostBytes = 32 * 1024;
/** Requests that one address may make at once, and then for each second. */
const burst = 40;
const perSecond = 10;
const mostAddresses = 10_000;

/** Lets each address make so many requests. Forgets all of them when there are too many: that is lenient, not slow. */
export function makeLimit(now: () => number): (address: string) => boolean {
  const left = new Map<string, { tokens: number; at: number }>();
  return (address) => {
    if (left.size > mostAddresses) left.clear();
    const at = now();
    const last = left.get(address) ?? { tokens: burst, at };
    const tokens = Math.min(burst, last.tokens + (Math.max(0, at - last.at) / 1000) * perSecond);
    left.set(address, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    return tokens >= 1;
  };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body = '', type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.status === 200) send(response, 200, answer.line);
  else if (answer.status === 409) send(response, 409, `${answer.known}\n`, 'text/x.tlog.size');
  else send(response, answer.status);
}

/** Serves add-checkpoint of C2SP tlog-witness. */
export function serveWitness(
  witness: Witness,
  { now, failed }: { now: () => number; failed: (error: unknown) => void },
): Server {
  const mayAsk = makeLimit(now);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/add-checkpoint') return send(response, 404);
    if (request.method !== 'POST') return send(response, 405);
    if (!mayAsk(request.socket.remoteAddress ?? '')) return send(response, 429);
    const body = await readBody(request);
    if (body === null) {
      response.setHeader('connection', 'close');
      return send(response, 413);
    }
    const submission = readSubmission(body);
    if (submission === null) return send(response, 400);
    sendAnswer(response, await witness.add(submission));
  };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!request.destroyed) failed(error);
      if (!response.headersSent) send(response, 500);
    });
  });
  server.maxConnections = 256;
  return server;
}
