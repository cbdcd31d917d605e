import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/**
 * Makes sure that one server at a time works on a home folder. The lock is an abstract socket of Linux:
 * it ends with the process, however that ends, so that there is never a stale one.
 */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 32);
  const server = await listen(`\0liuhen-${name}`, home);
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listen(path: string, home: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(`另一个留痕服务正在使用 ${home}，请先停止它 (another server works on this folder)`)
          : error,
      );
    });
    server.listen(path, () => resolve(server));
  });
}
