import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { closeApp } from './app.ts';

it('a stop lets a short answer end and cuts off a long one', async () => {
  const app = Fastify();
  let asked = 0;
  app.get('/short', async () => {
    asked++;
    await sleep(300);
    return 'whole';
  });
  app.get('/long', (_request, reply) => {
    const endless = async function* () {
      for (;;) {
        yield Buffer.alloc(1 << 20);
        await sleep(1);
      }
    };
    return reply.send(Readable.from(endless(), { objectMode: false }));
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const long = await fetch(`${url}/long`);
  const short = fetch(`${url}/short`).then((answer) => answer.text());
  const drained = long.arrayBuffer().then(
    () => 'whole',
    () => 'cut',
  );
  while (asked === 0) await sleep(5);
  await closeApp(app, 1500);
  expect(await short).toBe('whole');
  expect(await drained).toBe('cut');
});
