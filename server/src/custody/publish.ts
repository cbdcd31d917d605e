import { byteRoutes } from '@liuhen/contract';
import { encodeEntryBundle, parseTilePath } from '@liuhen/proof';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { DomainError } from '../base/errors.ts';
import { cosignedNote } from './cosignatures.ts';
import { hashBytes } from './fast-hash.ts';
import { readLogKeys } from './log-keys.ts';
import { latestCheckpoint } from './prove.ts';
import { readTile, tileWidth } from './tiles.ts';

const forEver = 'public, max-age=31536000, immutable';

/**
 * Publishes the log as C2SP tlog-tiles: checkpoint, tiles, entry bundles. Open to everybody: entries hold ids and
 * salted digests only.
 */
export function registerPublicLog(app: FastifyInstance, database: Database): void {
  const read = <T>(work: (tx: Tx) => Promise<T>) => transact(database, house, work);
  app.get(`${byteRoutes.log}/checkpoint`, async (_request, reply) => {
    const note = await read(async (tx) => {
      const checkpoint = await latestCheckpoint({ tx });
      return checkpoint === null ? null : cosignedNote(tx, checkpoint.size);
    });
    if (note === null) throw new DomainError('notFound');
    return reply.header('Cache-Control', 'no-cache').type('text/plain; charset=utf-8').send(note);
  });
  app.get(`${byteRoutes.log}/keys`, async (_request, reply) =>
    reply.header('Cache-Control', 'no-cache').send(await readLogKeys(database)),
  );
  app.get(`${byteRoutes.log}/tile/*`, async (request, reply) => {
    const path = parsePath(`tile/${(request.params as { '*': string })['*']}`);
    const bytes = await read((tx) =>
      path.level === 'entries' ? readBundle(tx, path) : readHashes(tx, { ...path, level: path.level }),
    );
    return sendBytes(reply, bytes);
  });
}

interface TilePlace {
  level: number | 'entries';
  index: number;
  width: number;
}

function parsePath(path: string): TilePlace {
  try {
    return parseTilePath(path);
  } catch {
    throw new DomainError('notFound');
  }
}

function sendBytes(reply: FastifyReply, bytes: Uint8Array) {
  return reply.header('Cache-Control', forEver).type('application/octet-stream').send(Buffer.from(bytes));
}

async function readHashes(
  tx: Tx,
  { level, index, width }: { level: number; index: number; width: number },
): Promise<Uint8Array> {
  const hashes = await readTile(tx, level, index, width);
  if (hashes.length !== width * hashBytes) throw new DomainError('notFound');
  return hashes;
}

async function readBundle(tx: Tx, { index, width }: TilePlace): Promise<Uint8Array> {
  const first = index * tileWidth;
  const { rows } = await sql<{ leaf: string }>`
    select e.leaf from custody_leaf l join custody_entry e using (entry_id)
    where l.leaf_index >= ${first} and l.leaf_index < ${first + width} order by l.leaf_index`.execute(tx);
  if (rows.length !== width) throw new DomainError('notFound');
  return encodeEntryBundle(rows.map((row) => Buffer.from(row.leaf)));
}
