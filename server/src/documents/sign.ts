import { type documentShapes, type SignatureRole, sayInstant, type WantedSignature } from '@liuhen/contract';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import { millisOf, toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, permit } from '../base/errors.ts';
import type { DocumentSignature } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { keepSignature } from '../cases/index.ts';
import { sealAll, sealedBefore } from '../custody/index.ts';
import { isAhead } from '../recordings/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import { requireFile } from './finalize.ts';
import { type DocumentHouse, keepBytes } from './keep.ts';
import { maySignAs, mayTakeSignature, mayWriteDocument } from './policy.ts';
import { holdDocument, kindOf, peopleOf, type Row, versionsOf } from './rows.ts';
import { type SignatureRow, setDocument, signaturesOf } from './setting.ts';
import { strokesSvg } from './strokes.ts';

type Taking<K extends 'documentSign' | 'documentTake' | 'documentRefusal' | 'paperSigned'> = z.output<
  (typeof documentShapes)[K]
>;

/** Signatures that a document still waits for, with how many of each. */
export function missingOf(
  kind: CatalogueKind,
  signed: readonly { role: SignatureRole }[],
  withOptional = false,
): WantedSignature[] {
  return kind.signatures.flatMap((wanted) => {
    const left = wanted.count - signed.filter(({ role }) => role === wanted.role).length;
    return left > 0 && (withOptional || !wanted.optional) ? [{ ...wanted, count: left }] : [];
  });
}

async function withStrokes(ctx: Reading, rows: readonly SignatureRow[]) {
  const ids = rows.flatMap(({ drawn_id }) => (drawn_id === null ? [] : [drawn_id]));
  const drawn = new Map<string, string>();
  if (ids.length > 0) {
    const found = await sql<{ id: string; strokes: number[][][] }>`
      select id, strokes from drawn_signature where id = any(${ids}::uuid[])`.execute(ctx.tx);
    for (const { id, strokes } of found.rows) drawn.set(id, strokesSvg(strokes));
  }
  return rows.map((row) => ({ row, svg: row.drawn_id === null ? null : (drawn.get(row.drawn_id) ?? null) }));
}

/** Sets a document again with its signatures and keeps it, once all of them are there. */
async function closeSigned(ctx: Writing, house: DocumentHouse, row: Row, kind: CatalogueKind) {
  const rows = await signaturesOf(ctx, row.id);
  if (missingOf(kind, rows).length > 0) return null;
  const [version] = await versionsOf(ctx, house.keys, row.id, row.revision ?? 0);
  const signed = { ...row, state: 'signed' };
  const sheet = await setDocument(ctx, kind, signed, version?.content ?? {}, await withStrokes(ctx, rows));
  const code = { documentId: row.id, digest: row.digest ?? '' };
  const printed = await house.printer.print({ sheet, code, at: millisOf(ctx.clock.now()) });
  const kept = await keepBytes(house, printed.bytes);
  await ctx.tx
    .updateTable('document')
    .set({ state: 'signed', signed_at: ctx.clock.now(), signed_sha256: kept.sha256, signed_size: kept.size })
    .where('id', '=', row.id)
    .execute();
  return { kind: 'document.signed' as const, table: 'document' as const, id: row.id };
}

type Signing = Omit<
  Insertable<DocumentSignature>,
  'organ_id' | 'entered_by' | 'entered_at' | 'document_id'
> & {
  id: string;
};

/** Adds signatures in one transaction with what follows from them. Each is sealed as `signature.given`. */
async function addSignatures(
  ctx: Writing,
  house: DocumentHouse,
  row: Row,
  signings: readonly Signing[],
): Promise<Sealed<{ id: string }>> {
  const entered = { entered_by: personOf(ctx).accountId, entered_at: ctx.clock.now() };
  const values = signings.map((one) => ({ ...one, ...entered, organ_id: organOf(ctx), document_id: row.id }));
  await ctx.tx.insertInto('document_signature').values(values).execute();
  const closed = await closeSigned(ctx, house, row, kindOf(row.kind));
  const given = values.map(({ id }) => ({
    ...{ kind: 'signature.given' as const, table: 'document_signature' as const, id },
  }));
  return sealAll(ctx, closed === null ? given : [...given, closed], { id: row.id });
}

/** Whether this very signature is there: it was sent again because its answer was lost. */
async function isGiven(ctx: Writing, signatureId: string, documentId: string): Promise<boolean> {
  const known = await ctx.tx
    .selectFrom('document_signature')
    .select(['document_id', 'entered_by'])
    .where('id', '=', signatureId)
    .executeTakeFirst();
  if (known === undefined) return false;
  if (known.document_id !== documentId || known.entered_by !== personOf(ctx).accountId)
    throw new DomainError('conflict.changed');
  return true;
}

async function requireWanted(ctx: Writing, row: Row, role: SignatureRole): Promise<void> {
  const missing = missingOf(kindOf(row.kind), await signaturesOf(ctx, row.id), true);
  if (!missing.some((one) => one.role === role)) throw new DomainError('document.notWanted');
}

/** One's own signature; the password was asked for before. The name is that of the roster, else of the account. */
export async function signDocument(
  ctx: Writing,
  house: DocumentHouse,
  { id, signatureId, role, sha256 }: Omit<Taking<'documentSign'>, 'password'>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  if (await isGiven(ctx, signatureId, id)) return sealedBefore(ctx, 'document', { id });
  const person = personOf(ctx);
  permit(maySignAs(person, await peopleOf(ctx, row), role));
  requireFile(row, sha256);
  await requireWanted(ctx, row, role);
  const given = await signaturesOf(ctx, id);
  if (given.some((one) => one.role === role && one.account_id === person.accountId))
    throw new DomainError('document.signedBefore');
  const names = await ctx.tx
    .selectFrom('account as a')
    .leftJoin('officer as o', 'o.id', 'a.officer_id')
    .select(['a.display_name', 'o.name'])
    .where('a.id', '=', person.accountId)
    .executeTakeFirstOrThrow();
  const signing: Signing = {
    ...{ id: signatureId, role, name: names.name ?? names.display_name, method: 'password', sha256 },
    ...{ account_id: person.accountId, signed_at: ctx.clock.now() },
  };
  return addSignatures(ctx, house, row, [signing]);
}

/** Takes the signature of somebody without an account, drawn on the glass: who, when and where, on which file. */
export async function takeSignature(
  ctx: Writing,
  house: DocumentHouse,
  { id, role, sha256, drawn }: Taking<'documentTake'>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  if (await isGiven(ctx, drawn.id, id)) return sealedBefore(ctx, 'document', { id });
  permit(mayTakeSignature(personOf(ctx), await peopleOf(ctx, row), role));
  requireFile(row, sha256);
  await requireWanted(ctx, row, role);
  const signedAt = requireSignable(ctx, row, toInstant(drawn.at));
  await keepSignature(ctx, drawn, { actId: row.act_id, documentId: id });
  const signing: Signing = {
    ...{ id: drawn.id, role, name: drawn.signerName, method: 'drawn', sha256, drawn_id: drawn.id },
    ...{ place: drawn.place || null, signed_at: signedAt },
  };
  return addSignatures(ctx, house, row, [signing]);
}

/** A party would not sign: why, and who saw it. It stands in the place of the signature. */
export async function refuseToSign(
  ctx: Writing,
  house: DocumentHouse,
  { id, signatureId, role, sha256, at, ...said }: Taking<'documentRefusal'>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  if (await isGiven(ctx, signatureId, id)) return sealedBefore(ctx, 'document', { id });
  permit(mayTakeSignature(personOf(ctx), await peopleOf(ctx, row), role));
  requireFile(row, sha256);
  await requireWanted(ctx, row, role);
  if (kindOf(row.kind).signatures.find((one) => one.role === role)?.mayRefuse !== true)
    throw new DomainError('document.notWanted');
  const signedAt = requireSignable(ctx, row, toInstant(at));
  const { name, reason, witness, place } = said;
  const signing: Signing = {
    ...{ id: signatureId, role, name, method: 'refused', sha256, reason },
    ...{ witness: witness || null, place: place || null, signed_at: signedAt },
  };
  return addSignatures(ctx, house, row, [signing]);
}

/** When somebody signed what is final: not before it was, and not ahead; clocks may differ by a little. */
function requireSignable(ctx: Writing, { finalized_at: finalizedAt }: Row, at: string): string {
  const now = ctx.clock.now();
  if (isAhead(at, now))
    throw new DomainError('input.invalid', {}, [
      faultAt('at', { zh: '不能晚于现在', en: 'It cannot lie ahead' }),
    ]);
  if (finalizedAt !== null && isAhead(finalizedAt, at))
    throw new DomainError('input.invalid', {}, [
      faultAt('at', {
        zh: `不能早于定稿的时间 ${sayInstant(finalizedAt)}：那时还没有这份文书可签。请核对填写的时间或者这台设备的时钟`,
        en: `It cannot be before the document became final on ${sayInstant(finalizedAt)}. Check the time, or the clock of this device`,
      }),
    ]);
  return at > now ? now : at;
}

/** Pages of a document of which no scan is attached. */
export async function pagesWithoutScan(ctx: Reading, row: Pick<Row, 'id' | 'pages'>): Promise<number[]> {
  const scans = await ctx.tx
    .selectFrom('document_scan')
    .select('page')
    .where('document_id', '=', row.id)
    .execute();
  const there = new Set(scans.map(({ page }) => page));
  return Array.from({ length: row.pages ?? 0 }, (_, i) => i + 1).filter((page) => !there.has(page));
}

/** Says that the scanned pages bear all signatures: each that was wanted is entered as given on paper, by whom and when. */
export async function acceptPaper(
  ctx: Writing,
  house: DocumentHouse,
  { id, sha256, at, names }: Taking<'paperSigned'>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  if (row.state === 'signed') return sealedBefore(ctx, 'document', { id });
  const people = await peopleOf(ctx, row);
  permit(
    people.state === 'final'
      ? mayWriteDocument(personOf(ctx), people)
      : maySignAs(personOf(ctx), people, 'recorder'),
  );
  requireFile(row, sha256);
  const without = await pagesWithoutScan(ctx, row);
  if (without.length > 0) throw new DomainError('document.pagesMissing', { pages: without.join('、') });
  const signedAt = requireSignable(ctx, row, toInstant(at));
  const missing = missingOf(kindOf(row.kind), await signaturesOf(ctx, id));
  const roles = missing.flatMap(({ role, count }) => Array.from({ length: count }, () => role));
  if (names.length > 0 && names.length !== roles.length)
    throw new DomainError('input.invalid', {}, [
      faultAt('names', {
        zh: `应写明 ${roles.length} 名签名人`,
        en: `${roles.length} signers have to be named`,
      }),
    ]);
  const signings = roles.map((role, at) => ({
    ...{ id: crypto.randomUUID(), role, name: names[at] ?? '', method: 'paper', sha256, signed_at: signedAt },
  }));
  return addSignatures(ctx, house, row, signings);
}
