import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CardFile, listCard } from './card-folder.ts';
import { sendFile } from './send-file.ts';
import { openUploadNotes } from './upload-notes.ts';

let folder: string;
let file: CardFile;
let refusing: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-send-'));
  await writeFile(join(folder, 'film.mp4'), 'a film');
  file = (await listCard(folder))[0] as CardFile;
  refusing = createServer((_, response) => response.writeHead(403).end());
  await new Promise<void>((listening) => refusing.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  refusing.close();
  await rm(folder, { recursive: true });
});

/** How often this program has the file open. */
async function countOpen(path: string): Promise<number> {
  const handles = await readdir('/proc/self/fd');
  const targets = await Promise.all(handles.map((one) => readlink(`/proc/self/fd/${one}`).catch(() => '')));
  return targets.filter((target) => target === path).length;
}

test('a file whose sending fails is closed', async () => {
  const { port } = refusing.address() as AddressInfo;
  const sending = sendFile(file, '0'.repeat(64), {
    ...{ url: `http://127.0.0.1:${port}`, token: '' },
    ...{ notes: await openUploadNotes(join(folder, '.notes')), progress: () => undefined },
  });
  await expect(sending).rejects.toThrow('403');
  expect(await countOpen(file.path.toString())).toBe(0);
});
