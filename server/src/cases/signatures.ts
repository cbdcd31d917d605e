import { createHash } from 'node:crypto';
import type { DrawnSignature, SignerRole, Strokes, signatureShapes } from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import { isAhead } from '../recordings/index.ts';
import { holdId } from './hold.ts';
import { mayChangeAct } from './policy.ts';

type Stated = z.output<typeof signatureShapes.signatureStated>;
/** What a signature stands under: an act, a document, or a document of an act. */
interface Under {
  actId: string | null;
  documentId: string | null;
}

/**
 * Keeps a signature that was drawn about an act, or that it was refused. Sealed as `signature.drawn`. The same `id` with
 * the same content is kept once. Throws input.invalid for a time that lies ahead, conflict.changed for an `id` that says
 * something else.
 */
export async function drawSignature(
  ctx: Writing,
  { actId, ...stated }: z.output<typeof signatureShapes.actSignatureInput>,
): Promise<Sealed<{ id: string }>> {
  const act = await ctx.tx
    .selectFrom('act')
    .select(['officer_ids as officerIds', 'created_by as createdBy'])
    .where('id', '=', actId)
    .executeTakeFirst();
  permit(mayChangeAct(personOf(ctx), found(act)));
  return keepSignature(ctx, stated, { actId, documentId: null });
}

/** Keeps a drawn signature under an act or a document; whether the person may is asked before. Sealed as `signature.drawn`. */
export async function keepSignature(
  ctx: Writing,
  stated: Stated,
  { actId, documentId }: Under,
): Promise<Sealed<{ id: string }>> {
  const at = toInstant(stated.at);
  const { id, signerName, signerRole, refusedReason, textShown, place } = stated;
  const row = {
    ...{ id, act_id: actId, document_id: documentId, signer_name: signerName, signer_role: signerRole },
    ...{ refused_reason: refusedReason, text_shown: textShown, at, place: place || null },
    text_sha256: createHash('sha256').update(textShown).digest('hex'),
  };
  await holdId(ctx, 'signature', id);
  if (await isKept(ctx, row, stated.strokes)) return sealedBefore(ctx, 'drawn_signature', { id });
  if (isAhead(at, ctx.clock.now()))
    throw new DomainError('input.invalid', {}, [
      faultAt('at', { zh: '不能晚于现在', en: 'It cannot lie ahead' }),
    ]);
  const values = {
    ...{ ...row, organ_id: organOf(ctx), strokes: JSON.stringify(stated.strokes) },
    ...{ stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() },
  };
  return sealNew(ctx, { kind: 'signature.drawn', table: 'drawn_signature', values }, { id });
}

/** Whether this very signature is there: it was sent again because its answer was lost. */
async function isKept(ctx: Writing, row: { id: string }, strokes: Strokes): Promise<boolean> {
  const known = await ctx.tx
    .selectFrom('drawn_signature')
    .selectAll()
    .where('id', '=', row.id)
    .executeTakeFirst();
  if (known === undefined) return false;
  const { organ_id, stated_at, stated_by, ...before } = known;
  const same =
    stated_by === personOf(ctx).accountId &&
    canonicalize(before as Json) === canonicalize({ ...row, strokes } as unknown as Json);
  if (!same) throw new DomainError('conflict.changed');
  return true;
}

/** The signatures under an act or under a document, in the order in which they were drawn. */
export async function signaturesUnder(ctx: Reading, under: Partial<Under>): Promise<DrawnSignature[]> {
  const { actId = null, documentId = null } = under;
  const rows = await ctx.tx
    .selectFrom('drawn_signature as s')
    .innerJoin('account as p', 'p.id', 's.stated_by')
    .selectAll('s')
    .select('p.display_name')
    .where(sql<boolean>`(s.act_id = ${actId}::uuid or s.document_id = ${documentId}::uuid)`)
    .orderBy('s.at')
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, signerName: row.signer_name, signerRole: row.signer_role as SignerRole },
    ...{ refusedReason: row.refused_reason, textShown: row.text_shown, textSha256: row.text_sha256 },
    ...{ strokes: row.strokes as Strokes, at: row.at, place: row.place },
    ...{ statedBy: row.display_name, statedAt: row.stated_at },
  }));
}
