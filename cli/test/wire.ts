import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between tool and server that counts what is sent and can be cut. */
export interface Wire {
  url: string;
  /** Bytes that went towards the server since the last call. */
  takeSent(): number;
  /** Calls back once when so many bytes have gone towards the server, or come from it; nothing passes after that until `mend`. */
  cutAfter(bytes: number, cut: () => void, counted?: 'sent' | 'received'): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to a server; it stands on a port of its own and stays when the server goes and comes back. */
export async function layWire(serverUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let sent = 0;
  let left = Number.POSITIVE_INFINITY;
  let counting: 'sent' | 'received' = 'sent';
  let heard: () => void = () => undefined;
  const sever = () => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const pass = (way: 'sent' | 'received', from: Socket, to: Socket) => {
    from.on('data', (bytes) => {
      if (left <= 0) return;
      if (way === 'sent') sent += bytes.length;
      if (way === counting) left -= bytes.length;
      if (!to.write(bytes)) from.pause();
      if (left > 0) return;
      heard();
      sever();
    });
    from.on('end', () => to.end());
    to.on('drain', () => from.resume());
  };
  const server = createServer((near) => {
    if (left <= 0) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    pass('received', far, near);
    pass('sent', near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeSent: () => {
      const taken = sent;
      sent = 0;
      return taken;
    },
    cutAfter: (bytes, cut, counted = 'sent') => {
      left = bytes;
      counting = counted;
      heard = cut;
    },
    mend: () => {
      left = Number.POSITIVE_INFINITY;
    },
    close: () => {
      sever();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
