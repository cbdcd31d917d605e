import { byteRoutes, routes } from '@liuhen/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { millisOf } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { type Binding, type HttpHouse, requirePerson } from '../base/http.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { renderDocx } from './docx.ts';
import type { DocumentHouse } from './keep.ts';
import { kindOf, lastVersion, type Row, readRow, versionsOf } from './rows.ts';
import { setDocument } from './setting.ts';
import type { Sheet } from './sheet.ts';

const asked = z.object({ id: z.uuid() });
const pdf = 'application/pdf';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const plainName = (row: Row): string => `${row.number ?? ''}${kindOf(row.kind).title.zh}`;
const disposition = (how: 'inline' | 'attachment', name: string) =>
  `${how}; filename*=UTF-8''${encodeURIComponent(name)}`;

async function sheetNow(ctx: Reading, keys: NumberKeys, row: Row): Promise<Sheet> {
  const version =
    row.revision === null
      ? await lastVersion(ctx, keys, row.id)
      : found((await versionsOf(ctx, keys, row.id, row.revision))[0]);
  return setDocument(ctx, kindOf(row.kind), row, version.content);
}

function register(app: FastifyInstance, http: HttpHouse, house: DocumentHouse): void {
  async function read(request: Parameters<typeof requirePerson>[1]) {
    const actor = await requirePerson(http, request, routes.getDocument.permission);
    const input = asked.safeParse(request.params);
    if (!input.success) throw new DomainError('notFound');
    return transact(http.database, actor, async (tx) => {
      const ctx = { tx, actor, clock: http.clock };
      const row = await readRow(ctx, input.data.id);
      const sha256 = row.state === 'void' ? null : (row.signed_sha256 ?? row.pdf_sha256);
      return { row, sha256, sheet: await sheetNow(ctx, house.keys, row) };
    });
  }
  const private_ = { 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff' };

  app.get(byteRoutes.documentPdf(':id'), async (request, reply) => {
    const { row, sha256, sheet } = await read(request);
    // The reader of PDF in a browser is a plug-in of its own; nothing else may run here.
    const policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    reply
      .header('Content-Security-Policy', policy)
      .headers({ ...private_, 'Content-Disposition': disposition('inline', `${plainName(row)}.pdf`) })
      .type(pdf);
    if (sha256 !== null) {
      if ((await house.vault.stat(sha256)) === null) throw new DomainError('media.missing');
      return reply.send(await house.vault.read(sha256));
    }
    const { bytes } = await house.printer.print({ sheet, code: null, at: millisOf(http.clock.now()) });
    return reply.send(Buffer.from(bytes));
  });
  app.get(byteRoutes.documentDocx(':id'), async (request, reply) => {
    const { row, sheet } = await read(request);
    const name = disposition('attachment', `${plainName(row)}.docx`);
    return reply
      .headers({ ...private_, 'Content-Disposition': name })
      .type(docx)
      .send(await renderDocx(sheet));
  });
}

/** The files of documents: what the vault holds of a final one, what a draft would look like. */
export const documentFiles = (house: DocumentHouse): Binding => ({
  route: routes.getDocument,
  attach: (app, http) => register(app, http, house),
});
