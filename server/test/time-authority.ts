import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answering = (query: Buffer, response: ServerResponse) => void;

/** An authority of time as the network sees it: what it answers is given, what it was asked is told. */
export async function serveTimeAuthority(answering: Answering) {
  const asked: { type: string | undefined; query: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const query = Buffer.concat(parts);
    asked.push({ type: request.headers['content-type'], query });
    answering(query, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`, asked, close };
}
