import { createHash } from 'node:crypto';
import type { lawTextShapes, RegulationPreview, RegulationText } from '@liuhen/contract';
import { articleOf, autoNumberedNote, type Pack, parseRegulation, referencesOf } from '@liuhen/rules';
import { sql } from 'kysely';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealNew } from '../custody/index.ts';
import { readRegulationFile } from './regulation-file.ts';
import { type Library, packOf } from './regulations.ts';

type FileInput = z.output<typeof lawTextShapes.regulationFile>;

/** A file as it was read. */
export interface ReadText {
  bytes: Buffer;
  sha256: string;
  format: 'text' | 'docx';
  encoding: string | null;
  text: RegulationText;
}

/** Reads a file that came, before a transaction begins. Throws regulation.tooLarge, .unreadable or .noArticles. */
export async function readInput({ packId, content }: FileInput): Promise<ReadText> {
  const bytes = Buffer.from(content, 'base64');
  const { text, numbered, format, encoding } = await readRegulationFile(bytes);
  const parsed = parseRegulation(text, packId.toUpperCase());
  if (parsed.articles.length === 0) throw new DomainError('regulation.noArticles');
  if (numbered > 0) parsed.notes.push(autoNumberedNote(numbered));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, sha256, format, encoding, text: parsed };
}

/** The pack that a text can be imported for. Throws notFound, or input.invalid for the frame of statutes. */
async function packForText(ctx: Reading, library: Library, packId: string): Promise<Pack> {
  const pack = await packOf(ctx, library, packId);
  if (Object.keys(pack.sources).length === 0) return pack;
  throw new DomainError('input.invalid', {}, [
    faultAt('packId', {
      zh: '国家法律框架由多部法律组成，不导入单一文本',
      en: 'The national frame gathers several statutes; no single text is imported for it',
    }),
  ]);
}

const lastOf = ({ tx }: Reading, packId: string) =>
  tx
    .selectFrom('regulation_text')
    .select(['version', 'sha256'])
    .where('pack_id', '=', packId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What a file would give, without importing it. */
export async function previewRegulation(
  ctx: Reading,
  library: Library,
  input: FileInput,
  { sha256, format, encoding, text }: ReadText,
): Promise<RegulationPreview> {
  const pack = await packForText(ctx, library, input.packId);
  const last = await lastOf(ctx, input.packId);
  const inText = new Set(text.articles.map(({ id }) => id));
  const cited = new Set(referencesOf(pack).flatMap((reference) => articleOf(reference) ?? []));
  return {
    ...{ sha256, format, encoding, text },
    missing: [...cited].filter((id) => !inText.has(id)),
    knownAs: last?.sha256 === sha256 ? last.version : null,
  };
}

/** Imports of one regulation follow each other, so that each sees the last version. */
const queueUp = (ctx: Writing, packId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`regulation ${organOf(ctx)} ${packId}`}, 7251018))`.execute(
    ctx.tx,
  );

/**
 * Takes a file as the next version of a regulation's text. The file that lies there as the last version already is
 * refused as regulation.known, also when both come at once. Sealed as `regulation.imported`.
 */
export async function importRegulation(
  ctx: Writing,
  library: Library,
  input: z.output<typeof lawTextShapes.regulationImport>,
  { bytes, sha256, format, encoding, text }: ReadText,
): Promise<Sealed<{ version: number }>> {
  const pack = await packForText(ctx, library, input.packId);
  if (sha256 !== input.sha256) throw new DomainError('regulation.notPreviewed');
  await queueUp(ctx, pack.id);
  const last = await lastOf(ctx, pack.id);
  if (last?.sha256 === sha256) throw new DomainError('regulation.known', { version: String(last.version) });
  const { accountId } = personOf(ctx);
  const importer = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const [id, organId, version] = [makeId(ctx.clock), organOf(ctx), (last?.version ?? 0) + 1];
  const values = {
    ...{ id, organ_id: organId, pack_id: pack.id, version, file_name: input.fileName },
    ...{ format, encoding, size: bytes.length, sha256, parsed: JSON.stringify(text) },
    ...{ imported_by: accountId, imported_name: importer.display_name, imported_at: ctx.clock.now() },
  };
  const sealed = await sealNew(
    ctx,
    { kind: 'regulation.imported', table: 'regulation_text', values },
    { version },
  );
  await ctx.tx.insertInto('regulation_file').values({ text_id: id, organ_id: organId, bytes }).execute();
  return sealed;
}
