import { createHash } from 'node:crypto';
import { byteRoutes, lawTextShapes, routes } from '@liuhen/contract';
import type { FastifyInstance } from 'fastify';
import type { Reading } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { type Binding, type HttpHouse, requirePerson } from '../base/http.ts';

const asked = lawTextShapes.packQuery.required();
const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain',
} as const;

interface ImportedFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/**
 * The file from which a version of a text was imported, as it came, for the organ that imported it. Throws notFound, or
 * regulation.altered when it is not the one that was sealed.
 */
export async function readImportedFile(
  ctx: Reading,
  { packId, version }: { packId: string; version: number },
): Promise<ImportedFile> {
  const row = found(
    await ctx.tx
      .selectFrom('regulation_text')
      .innerJoin('regulation_file', 'regulation_file.text_id', 'regulation_text.id')
      .select(['file_name', 'format', 'sha256', 'bytes'])
      .where('pack_id', '=', packId)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
  if (createHash('sha256').update(row.bytes).digest('hex') !== row.sha256)
    throw new DomainError('regulation.altered');
  return { name: row.file_name, type: types[row.format as keyof typeof types], bytes: row.bytes };
}

function register(app: FastifyInstance, http: HttpHouse): void {
  app.get(byteRoutes.regulationFile(':packId', ':version'), async (request, reply) => {
    const actor = await requirePerson(http, request, routes.getRegulation.permission);
    const input = asked.safeParse(request.params);
    if (!input.success) throw new DomainError('notFound');
    const file = await transact(http.database, actor, (tx) =>
      readImportedFile({ tx, actor, clock: http.clock }, input.data),
    );
    return reply
      .headers({
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'Cache-Control': 'private, no-cache',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      .send(file.bytes);
  });
}

/** The download of imported files, for whoever may read the library. */
export const regulationDownload: Binding = { route: routes.getRegulation, attach: register };
