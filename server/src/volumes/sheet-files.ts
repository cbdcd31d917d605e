import { byteRoutes, routes } from '@liuhen/contract';
import type { RecordRules } from '@liuhen/rules';
import { z } from 'zod';
import { millisOf } from '../base/clock.ts';
import { transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { type Binding, requirePerson } from '../base/http.ts';
import { type DocumentHouse, documentKind, setContent } from '../documents/index.ts';
import type { Law } from '../law/index.ts';
import { contentOfSheet, isVolumeSheet, volumeSheets } from './sheet-content.ts';
import { readVolume } from './volume-view.ts';

const asked = z.object({ id: z.uuid(), sheet: z.string().refine(isVolumeSheet) });
const policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Cover, catalogue and note of a volume as PDF, in the organ's wording: as filed once it is closed, before that as a draft. */
export const volumeFiles = (
  law: Law,
  rules: RecordRules,
  { printer }: Pick<DocumentHouse, 'printer'>,
): Binding => ({
  route: routes.caseVolume,
  attach: (app, http) => {
    app.get(byteRoutes.volumeSheet(':id', ':sheet'), async (request, reply) => {
      const actor = await requirePerson(http, request, routes.caseVolume.permission);
      const input = asked.safeParse(request.params);
      if (!input.success) throw new DomainError('notFound');
      const { id, sheet } = input.data;
      const kind = found(documentKind(volumeSheets[sheet]));
      const set = await transact(http.database, actor, async (tx) => {
        const ctx = { tx, actor, clock: http.clock };
        const volume = await readVolume(ctx, law, rules, { id });
        return setContent(ctx, kind, contentOfSheet(sheet, volume), volume.state !== 'closed');
      });
      const { bytes } = await printer.print({ sheet: set, code: null, at: millisOf(http.clock.now()) });
      return reply
        .header('Content-Security-Policy', policy)
        .header('Cache-Control', 'private, no-cache')
        .header('X-Content-Type-Options', 'nosniff')
        .header(
          'Content-Disposition',
          `inline; filename*=UTF-8''${encodeURIComponent(`${kind.title.zh}.pdf`)}`,
        )
        .type('application/pdf')
        .send(Buffer.from(bytes));
    });
  },
});
