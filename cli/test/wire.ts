import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between tool and server that counts what is sent and can be cut. */
export interface Wire {
  url: string;
  /** Bytes that went towards the server since the last call. */
  takeSent(): number;
  /** Calls back once when so many bytes have gone towards the server; nothing passes after that until `mend`. */
  cutAfter(bytes: number, cut: () => void): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to a server; it stands on a port of its own and stays when the server goes and comes back. */
export async function layWire(serverUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let sent = 0;
  let left = Number.POSITIVE_INFINITY;
  let heard: () => void = () => undefined;
  const sever = () => {
    for (const socket of open) socket.destroy();
    open.clear();
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
    far.pipe(near);
    near.on('data', (bytes) => {
      if (left <= 0) return;
      sent += bytes.length;
      left -= bytes.length;
      if (!far.write(bytes)) near.pause();
      if (left > 0) return;
      heard();
      sever();
    });
    far.on('drain', () => near.resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeSent: () => {
      const taken = sent;
      sent = 0;
      return taken;
    },
    cutAfter: (bytes, cut) => {
      left = bytes;
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
