import { createServer } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** The baseline of uploads as a process of its own: `@tus/server` with `@tus/file-store`, no hashing, no database. */
export async function servePlainTus(folder: string): Promise<void> {
  const tus = new Server({ path: '/api/files', datastore: new FileStore({ directory: folder }) });
  const http = createServer((request, response) => void tus.handle(request, response));
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
