import { Readable } from 'node:stream';
import { byteRoutes } from '@liuhen/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Person } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { type HttpHouse, requirePerson } from '../base/http.ts';
import { isId } from '../base/ids.ts';
import { isKnown, rangeOf } from '../base/ranges.ts';
import type { Vault } from '../base/vault.ts';
import { seal } from '../custody/index.ts';
import { bagName, membersOf } from './build.ts';
import { listFiles, readMade, type StoredFile } from './store.ts';
import { layOutZip, readZip } from './zip.ts';

interface ReadyPackage {
  digest: string;
  at: string;
  files: StoredFile[];
}

async function readReady(http: HttpHouse, person: Person, id: string): Promise<ReadyPackage> {
  return transact(http.database, person, async (tx) => {
    const { rows } = await sql<{ digest: string; zip: number | null; at: string }>`
      select p.description_sha256 as digest, g.zip_bytes as zip, c.signed_at as at
      from evidence_package p join evidence_package_progress g on g.package_id = p.id
        left join custody_checkpoint c on c.size = p.as_of_size where p.id = ${id}`.execute(tx);
    const { digest, zip, at } = found(rows[0]);
    if (zip === null) throw new DomainError('package.notReady');
    return { digest, at: new Date(at).toISOString(), files: await listFiles(tx, id) };
  });
}

/** Notes that the package goes out: once for each download that begins. Sealed as `package.handedOut`. */
export async function noteHandout(
  http: Pick<HttpHouse, 'database' | 'clock' | 'wake'>,
  person: Person,
  id: string,
): Promise<void> {
  await transact(http.database, person, async (tx) => {
    const ctx = { tx, actor: person, clock: http.clock, writing: true as const };
    const by = tx
      .updateTable('evidence_package')
      .set((eb) => ({ handed_out: eb('handed_out', '+', 1) }))
      .where('id', '=', id);
    await seal(ctx, { kind: 'package.handedOut', table: 'evidence_package', id, by }, null);
  });
  http.wake();
}

/** Whether a download of this person began before: what goes on in the midst of one is no new one. */
const hasBegun = ({ database }: HttpHouse, person: Person, id: string): Promise<boolean> =>
  transact(database, person, async (tx) => {
    const begun = await tx
      .selectFrom('custody_entry')
      .select('entry_id')
      .where('subject_id', '=', id)
      .where('kind', '=', 'package.handedOut')
      .where('actor', '=', person.accountId)
      .executeTakeFirst();
    return begun !== undefined;
  });

/** Every original is there in its length before the first byte goes out. Throws media.missing. */
async function requireObjects(vault: Vault, files: readonly StoredFile[]): Promise<void> {
  for (const { made, sha256, size } of files)
    if (!made && (await vault.stat(sha256))?.size !== size) throw new DomainError('media.missing');
}

/**
 * Serves a package as an archive that lies nowhere: heads and lists are made here, originals come from the vault, and any
 * range can be asked for, so that a download that broke off goes on where it was.
 */
export function registerPackages(app: FastifyInstance, http: HttpHouse, vault: Vault): void {
  app.get(byteRoutes.packageZip(':id'), async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await requirePerson(http, request, 'evidence.package');
    const { id } = request.params as { id: string };
    if (!isId(id)) throw new DomainError('notFound');
    const { digest, at, files } = await readReady(http, person, id);
    const layout = layOutZip(membersOf(digest, files), at);
    const etag = `"${digest}"`;
    reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache', 'Accept-Ranges': 'bytes' });
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
    await requireObjects(vault, files);
    const range = rangeOf(request, reply, layout.size, etag);
    const { start, end } = range ?? { start: 0, end: layout.size - 1 };
    reply.headers({
      'Content-Type': 'application/zip',
      'Content-Length': end - start + 1,
      'Content-Disposition': `attachment; filename="${bagName(digest)}.zip"`,
      'X-Content-Type-Options': 'nosniff',
    });
    if (range !== null) reply.code(206).header('Content-Range', `bytes ${start}-${end}/${layout.size}`);
    if (request.method === 'HEAD') return reply.send(Readable.from([]));
    if (start === 0 || !(await hasBegun(http, person, id))) await noteHandout(http, person, id);
    const read = async function* (member: number, from: number, to: number) {
      const file = found(files[member]);
      if (file.made) {
        const bytes = await transact(http.database, person, (tx) => readMade(tx, id, file.path));
        yield bytes.subarray(from, to + 1);
      } else yield* await vault.read(file.sha256, { start: from, end: to });
    };
    return reply.send(Readable.from(readZip(layout, read, { start, end }), { objectMode: false }));
  });
}
