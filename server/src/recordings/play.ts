import { Readable } from 'node:stream';
import { byteRoutes } from '@liuhen/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { transact } from '../base/database.ts';
import { DomainError, found, permit } from '../base/errors.ts';
import { type HttpHouse, requirePerson } from '../base/http.ts';
import { isId } from '../base/ids.ts';
import { isKnown, rangeOf } from '../base/ranges.ts';
import type { Vault } from '../base/vault.ts';
import { mayRead } from './policy.ts';
import { heldOf } from './recording.ts';

interface Playable {
  sha256: string;
  size: number;
  mime: string;
  name: string;
}

/** Serves originals, proxies and posters from the vault, with ranges, to those who may see the recording. */
export function registerPlayback(app: FastifyInstance, http: HttpHouse, vault: Vault): void {
  const serve =
    (kind: 'original' | 'proxy' | 'poster') => async (request: FastifyRequest, reply: FastifyReply) => {
      const person = await requirePerson(http, request, 'recording.readOwn');
      const { id } = request.params as { id: string };
      if (!isId(id)) throw new DomainError('notFound');
      const playable = await transact(http.database, person, async (tx) => {
        const ctx = { tx, actor: person, clock: http.clock };
        permit(mayRead(person, await heldOf(ctx, id)));
        return kind === 'original' ? readOriginal(tx, id) : readDerivative(tx, id, kind);
      });
      return send({ request, reply, vault, playable });
    };
  app.get(byteRoutes.original(':id'), serve('original'));
  app.get(byteRoutes.proxy(':id'), serve('proxy'));
  app.get(byteRoutes.poster(':id'), serve('poster'));
}

type Tx = Parameters<Parameters<typeof transact>[2]>[0];

async function readOriginal(tx: Tx, id: string): Promise<Playable> {
  const row = await tx
    .selectFrom('recording')
    .select(['sha256', 'size', 'mime', 'name'])
    .where('id', '=', id)
    .executeTakeFirst();
  return found(row);
}

async function readDerivative(tx: Tx, id: string, kind: 'proxy' | 'poster'): Promise<Playable> {
  const row = await tx
    .selectFrom('derivative')
    .select(['sha256', 'size', 'mime', 'state'])
    .where('recording_id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst();
  const { sha256, size, mime } = row ?? {};
  if (!sha256 || !size || !mime) throw new DomainError('media.notAvailable', { reason: row?.state ?? kind });
  return { sha256, size, mime, name: `${kind}-${id}` };
}

interface Sending {
  request: FastifyRequest;
  reply: FastifyReply;
  vault: Vault;
  playable: Playable;
}

/** Kinds a browser may show in place; all else is offered as a file, so that no document of a party runs as a page of ours. */
const shownInPlace = /^(video|audio)\/|^image\/(jpeg|png|webp|gif)$|^application\/pdf$/;

const policy = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
/** A browser's reader of PDF does not open in a sandbox; it is one of its own and gives a document nothing of the page. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

async function send({ request, reply, vault, playable }: Sending) {
  const etag = `"${playable.sha256}"`;
  reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache', 'Accept-Ranges': 'bytes' });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if ((await vault.stat(playable.sha256))?.size !== playable.size) throw new DomainError('media.missing');
  const range = rangeOf(request, reply, playable.size, etag);
  const { start, end } = range ?? { start: 0, end: playable.size - 1 };
  const place = shownInPlace.test(playable.mime) ? 'inline' : 'attachment';
  reply.headers({
    'Content-Type': playable.mime,
    'Content-Length': end - start + 1,
    'Content-Disposition': `${place}; filename*=UTF-8''${encodeURIComponent(playable.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': playable.mime === 'application/pdf' ? pdfPolicy : policy,
  });
  if (range !== null) reply.code(206).header('Content-Range', `bytes ${start}-${end}/${playable.size}`);
  // Nobody reads a film from the disk to tell how long it is.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  return reply.send(await vault.read(playable.sha256, { start, end }));
}
