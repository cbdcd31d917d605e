import { createHash } from 'node:crypto';
import { byteRoutes } from '@liuhen/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Person, Reading } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { DomainError, faultAt, isDiskFull } from '../base/errors.ts';
import { type HttpHouse, requirePerson } from '../base/http.ts';
import { makeId } from '../base/ids.ts';
import { type Checksum, checksumAlgorithms, parseChecksum } from './checksum.ts';
import type { FileDigests } from './digest.ts';
import type { LineHouse } from './line.ts';
import { parseMetadata } from './metadata.ts';
import { bindKnown } from './routes.ts';
import { cutBack, writeChunk } from './staging.ts';
import { cancelUpload, noteReceived, openUpload, ownUpload, type UploadRow } from './uploads.ts';

const chunkType = 'application/offset+octet-stream';
/** Files whose hashing goes on between chunks; each holds two open files. */
const rememberedFiles = 200;
const tusHeaders = { 'Tus-Resumable': '1.0.0', 'Cache-Control': 'no-store' };

interface Busy {
  abort: () => void;
  ended: Promise<void>;
}

/** What a receiver remembers between the chunks of an upload. Lost in a crash without harm: it is built again from the staged file. */
interface Memory {
  digests: Map<string, FileDigests>;
  busy: Map<string, Busy>;
}

/** Serves tus 1.0.0 (core, creation, checksum, termination) under /api/files, and hands whole files to the line. */
export function registerReceive(app: FastifyInstance, http: HttpHouse, line: LineHouse): void {
  const memory: Memory = { digests: line.digests, busy: new Map() };
  app.addContentTypeParser(chunkType, (_request, payload, done) => done(null, payload));
  const as = <T>(person: Person, work: (ctx: Reading) => Promise<T>) =>
    transact(http.database, person, (tx) => work({ tx, actor: person, clock: http.clock }));
  const hands: Hands = { http, line, memory, as };

  app.options(byteRoutes.tus, (_request, reply) =>
    reply
      .headers({ ...tusHeaders, ...offers(line.maxFileBytes) })
      .code(204)
      .send(),
  );
  bindKnown(line.vault).attach(app, http);
  app.post(byteRoutes.tus, (request, reply) => create(hands, request, reply));
  app.head(`${byteRoutes.tus}/:id`, (request, reply) => tellOffset(hands, request, reply));
  app.patch(`${byteRoutes.tus}/:id`, (request, reply) => append(hands, request, reply));
  app.delete(`${byteRoutes.tus}/:id`, (request, reply) => terminate(hands, request, reply));
}

interface Hands {
  http: HttpHouse;
  line: LineHouse;
  memory: Memory;
  as: <T>(person: Person, work: (ctx: Reading) => Promise<T>) => Promise<T>;
}

function offers(maxFileBytes: number): Record<string, string> {
  return {
    'Tus-Version': '1.0.0',
    'Tus-Extension': 'creation,checksum,termination',
    'Tus-Checksum-Algorithm': checksumAlgorithms.join(','),
    'Tus-Max-Size': String(maxFileBytes),
  };
}

const idOf = (request: FastifyRequest) => (request.params as { id: string }).id.toLowerCase();

function readLength(request: FastifyRequest, maxFileBytes: number): number {
  const text = String(request.headers['upload-length'] ?? '');
  const size = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(size))
    throw new DomainError('input.invalid', {}, [
      faultAt('Upload-Length', { zh: '应为字节数', en: 'A number of bytes is wanted' }),
    ]);
  if (size > maxFileBytes) throw new DomainError('upload.tooLarge', { limit: wordSize(maxFileBytes) });
  return size;
}

const wordSize = (bytes: number) =>
  bytes >= 1e9 ? `${Number((bytes / 1e9).toFixed(1))} GB` : `${Math.floor(bytes / 1e6)} MB`;

async function create({ http, line, as }: Hands, request: FastifyRequest, reply: FastifyReply) {
  const person = await requirePerson(http, request, 'recording.upload');
  const size = readLength(request, line.maxFileBytes);
  const sent = parseMetadata(request.headers['upload-metadata']?.toString());
  const id = makeId(http.clock);
  await line.staging.create(id); // before the row: a row without its file could never be continued
  try {
    await as(person, (ctx) => openUpload(ctx, id, size, sent));
  } catch (error) {
    await line.staging.remove(id);
    throw error;
  }
  if (size === 0) line.advance(id);
  return reply
    .headers({ ...tusHeaders, Location: `${byteRoutes.tus}/${id}`, 'Upload-Offset': '0' })
    .code(201)
    .send();
}

/** A sender that asks again has lost its old connection: that one is ended first, so that its last bytes count. */
async function endOther({ memory, as }: Hands, person: Person, uploadId: string): Promise<void> {
  if (!memory.busy.has(uploadId)) return;
  await as(person, (ctx) => ownUpload(ctx, uploadId)); // nobody but its owner ends a transfer
  for (let other = memory.busy.get(uploadId); other; other = memory.busy.get(uploadId)) {
    other.abort();
    await other.ended;
  }
}

/** Takes the upload for this request alone; returns what gives it free. */
async function claim(
  hands: Hands,
  person: Person,
  uploadId: string,
  request: FastifyRequest,
): Promise<() => void> {
  const { busy } = hands.memory;
  while (busy.has(uploadId)) await endOther(hands, person, uploadId);
  let ended = () => {}; // from here to `set` nothing is awaited: of several that waited, one goes on
  busy.set(uploadId, {
    abort: () => request.raw.destroy(),
    ended: new Promise((resolve) => {
      ended = () => {
        busy.delete(uploadId);
        resolve();
      };
    }),
  });
  return ended;
}

async function tellOffset(hands: Hands, request: FastifyRequest, reply: FastifyReply) {
  const { http, as } = hands;
  const person = await requirePerson(http, request, 'recording.upload');
  await endOther(hands, person, idOf(request));
  const upload = await as(person, (ctx) => ownUpload(ctx, idOf(request)));
  const over = upload.state === 'refused' || upload.state === 'cancelled';
  return reply
    .headers({
      ...tusHeaders,
      'Upload-Offset': String(upload.received),
      'Upload-Length': String(upload.size),
    })
    .code(over ? 410 : 200)
    .send();
}

async function append(hands: Hands, request: FastifyRequest, reply: FastifyReply) {
  const { http, as } = hands;
  const person = await requirePerson(http, request, 'recording.upload');
  const uploadId = idOf(request);
  const checksum = parseChecksum(request.headers['upload-checksum']?.toString());
  const ended = await claim(hands, person, uploadId, request);
  try {
    const upload = await as(person, (ctx) => ownUpload(ctx, uploadId));
    const offset = await take(hands, { person, upload, checksum, request });
    return await reply
      .headers({ ...tusHeaders, 'Upload-Offset': String(offset) })
      .code(204)
      .send();
  } catch (error) {
    // A body that is not read to its end leaves nothing else to do with its connection.
    if (!request.raw.complete) reply.header('Connection', 'close');
    throw error;
  } finally {
    ended();
  }
}

interface Taking {
  person: Person;
  upload: UploadRow;
  checksum: Checksum | null;
  request: FastifyRequest;
}

/** Writes one chunk and returns the new offset. A checksum makes the chunk count as a whole or not at all. */
async function take(hands: Hands, { person, upload, checksum, request }: Taking): Promise<number> {
  const { line, as } = hands;
  if (upload.state !== 'receiving') throw new DomainError('upload.gone');
  if (Number(request.headers['upload-offset']) !== upload.received) throw new DomainError('upload.offset');
  const path = line.staging.pathOf(upload.id);
  const note = (received: number) => as(person, (ctx) => noteReceived(ctx, upload, received));
  const digests = digestsOf(hands, upload);
  let noted = upload.received; // what is noted counts for good: nothing before it is cut off or written again
  const noteOn = async (received: number) => {
    await note(received);
    noted = received;
    digests.advance(received);
  };
  // Hashed as it passes, 64 KiB at a time: reading it again would cost more than the digest itself.
  const hash = checksum === null ? null : createHash(checksum.algorithm);
  const written = await writeChunk(request.body as AsyncIterable<Buffer>, {
    path,
    offset: upload.received,
    limit: upload.size,
    note: checksum === null ? noteOn : null,
    seen: (bytes) => hash?.update(bytes),
  });
  const matched = checksum === null || hash?.digest('hex') === checksum.digest;
  const spoilt = checksum !== null && (written.fault !== null || !matched);
  if (spoilt || written.fault instanceof RangeError) await cutBack(path, noted);
  if (written.fault instanceof RangeError) throw new DomainError('upload.offset');
  if (!spoilt) await noteOn(Math.max(noted, written.offset));
  if (written.fault !== null)
    throw isDiskFull(written.fault) ? new DomainError('storage.full') : new DomainError('upload.offset');
  if (spoilt) throw new DomainError('upload.checksum');
  if (written.offset === upload.size) line.advance(upload.id);
  return written.offset;
}

function digestsOf({ line, memory }: Hands, upload: UploadRow): FileDigests {
  const known = memory.digests.get(upload.id);
  if (known) return known;
  if (memory.digests.size >= rememberedFiles) forgetOldest(memory);
  const digests = line.digester.follow(line.staging.pathOf(upload.id));
  digests.advance(upload.received);
  memory.digests.set(upload.id, digests);
  return digests;
}

/** A forgotten one is hashed again from the staged file when its sender returns. */
function forgetOldest(memory: Memory): void {
  for (const [id, digests] of memory.digests) {
    digests.drop();
    memory.digests.delete(id);
    return;
  }
}

async function terminate(hands: Hands, request: FastifyRequest, reply: FastifyReply) {
  const { http, line, memory, as } = hands;
  const person = await requirePerson(http, request, 'recording.upload');
  const uploadId = idOf(request);
  await endOther(hands, person, uploadId);
  await as(person, (ctx) => cancelUpload(ctx, uploadId));
  memory.digests.get(uploadId)?.drop();
  memory.digests.delete(uploadId);
  await line.staging.remove(uploadId);
  return reply.headers(tusHeaders).code(204).send();
}
