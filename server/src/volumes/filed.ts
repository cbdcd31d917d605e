import type { Filed } from '@liuhen/rules';
import type { Reading } from '../base/context.ts';
import { documentsOfCase } from '../documents/index.ts';
import type { CaseFrame, Happening } from './happening.ts';
import { nameOf, plain } from './happening.ts';
import { isDone } from './source-documents.ts';

/** Something that goes into the volume, with what its line says. */
export interface FiledItem extends Filed {
  title: { zh: string; en: string };
  number: string | null;
  responsible: string;
  sha256: string | null;
  remark: { zh: string; en: string } | null;
  link: Happening['link'];
}

/** Film linked to the acts: it has no pages and lies in the house's store, to which the line leads. */
export async function filmToFile(ctx: Reading, one: CaseFrame): Promise<FiledItem[]> {
  if (one.film.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('recording as r')
    .innerJoin('recording_shelf as s', 's.recording_id', 'r.id')
    .leftJoin('officer as o', 'o.id', 's.officer_id')
    .select([
      'r.id',
      'r.kind',
      'r.name as file',
      'r.sha256',
      'r.registered_at',
      's.used_at',
      'o.name as officer',
    ])
    .where('r.id', 'in', [...one.film])
    .execute();
  return rows.map((row) => ({
    ...{ type: 'recording', kind: row.kind, id: row.id, at: row.used_at ?? row.registered_at, pages: null },
    title: titled(nameOf('names.mediaKind', row.kind), row.file),
    ...{ number: null, responsible: row.officer ?? '', sha256: row.sha256 },
    ...{ remark: nameOf('volumes', 'filmKept'), link: { type: 'recording', id: row.id, seconds: null } },
  }));
}

/** Documents that are done, with the pages of their print and the digest of the file that was signed. */
export async function documentsToFile(ctx: Reading, one: CaseFrame, organ: string): Promise<FiledItem[]> {
  const done = (await documentsOfCase(ctx, one.id)).filter(isDone);
  if (done.length === 0) return [];
  const files = await ctx.tx
    .selectFrom('document')
    .select(['id', 'pdf_sha256', 'signed_sha256'])
    .where(
      'id',
      'in',
      done.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(files.map((file) => [file.id, file.signed_sha256 ?? file.pdf_sha256]));
  return done.map(({ id, kind, title, number, pages, outward, by, signedAt, finalizedAt, createdAt }) => ({
    ...{ type: 'document', kind, id, at: signedAt ?? finalizedAt ?? createdAt, pages, title, number },
    ...{ responsible: outward ? organ : by, sha256: byId.get(id) ?? null, remark: null },
    link: { type: 'document', id, seconds: null },
  }));
}

/** Evidence that is neither a document nor film that stands in the volume by itself. */
export async function evidenceToFile(ctx: Reading, one: CaseFrame): Promise<FiledItem[]> {
  const rows = await ctx.tx
    .selectFrom('evidence_item')
    .selectAll()
    .where('case_id', '=', one.id)
    .where('withdrawn_at', 'is', null)
    .where('excluded_at', 'is', null)
    .where('document_id', 'is', null)
    .orderBy('number')
    .execute();
  return rows
    .filter(({ recording_id }) => recording_id === null || !one.film.includes(recording_id))
    .map((row) => ({
      ...{ type: 'evidence', kind: row.kind, id: row.id, at: row.obtained_at, pages: null },
      title: titled(nameOf('evidence.kind', row.kind), row.title),
      ...{ number: null, responsible: row.provided_by ?? row.source, sha256: null },
      remark: row.storage_place === null ? null : plain(row.storage_place),
      link: { type: 'evidence', id: one.id, seconds: null, part: `evidence-${row.id}` },
    }));
}

const titled = (name: { zh: string; en: string }, file: string) => ({
  zh: `${name.zh}：${file}`,
  en: `${name.en}: ${file}`,
});
