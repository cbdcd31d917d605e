import type {
  DocumentList,
  DocumentRowShown,
  documentShapes,
  ShownDocument,
  SignatureRole,
} from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { organOf, personOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { lifeOf } from '../custody/index.ts';
import { showApproval } from './approval.ts';
import { autofill, type Filler } from './autofill.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import { faultsOf } from './check.ts';
import { doubtsOf } from './doubts.ts';
import {
  mayEditDocument,
  maySignAs,
  mayTakeSignature,
  mayVoidDocument,
  mayWriteDocument,
  outsideRoles,
} from './policy.ts';
import { openedAtOf } from './ready.ts';
import { kindOf, lastVersion, peopleOf, type Row, wordingOf } from './rows.ts';
import { scansWhere } from './scan-rows.ts';
import { signaturesOf } from './setting.ts';
import { missingOf, pagesWithoutScan } from './sign.ts';

type Listed = Row & { by: string };

const selectDocuments = (ctx: Reading) =>
  ctx.tx
    .selectFrom('document as d')
    .innerJoin('account as a', 'a.id', 'd.created_by')
    .selectAll('d')
    .select('a.display_name as by')
    .where('d.organ_id', '=', organOf(ctx));

function showRow(row: Listed): DocumentRowShown {
  const kind = kindOf(row.kind);
  return {
    ...{ id: row.id, kind: row.kind, title: kind.title, stage: kind.stage, outward: kind.outward },
    ...{
      state: row.state as DocumentRowShown['state'],
      number: row.number,
      caseId: row.case_id,
      actId: row.act_id,
    },
    ...{ pages: row.pages, by: row.by, createdAt: row.created_at, finalizedAt: row.finalized_at },
    ...{ signedAt: row.signed_at, voidReason: row.void_reason },
  };
}

/** What the catalogue says of a kind, without what only the house needs. */
export const showKind = (kind: CatalogueKind): ShownDocument['definition'] => ({
  ...{ id: kind.id, title: kind.title, stage: kind.stage, outward: kind.outward, word: kind.word },
  ...{ decides: kind.decides, approval: kind.approval, signatures: kind.signatures },
  fields: kind.fields.map(({ source: _, ...field }) => field),
});

/** Documents of a case, those of its acts among them, or of an act; in the order in which they were begun. */
async function rowsAbout(
  ctx: Reading,
  { caseId, actId }: { caseId?: string | undefined; actId?: string | undefined },
): Promise<Listed[]> {
  let query = selectDocuments(ctx);
  if (caseId !== undefined)
    query = query.where(
      sql<boolean>`(d.case_id = ${caseId}::uuid or d.act_id in (select id from act where case_id = ${caseId}::uuid))`,
    );
  if (actId !== undefined) query = query.where('d.act_id', '=', actId);
  return query.orderBy('d.created_at').orderBy('d.id').limit(1000).execute();
}

export const documentsOfCase = async (ctx: Reading, caseId: string): Promise<DocumentRowShown[]> =>
  (await rowsAbout(ctx, { caseId })).map(showRow);

export async function documentById(ctx: Reading, id: string): Promise<DocumentRowShown> {
  return showRow(found(await selectDocuments(ctx).where('d.id', '=', id).executeTakeFirst()));
}

export async function listDocuments(
  ctx: Reading,
  asked: z.output<typeof documentShapes.documentQuery>,
): Promise<DocumentList> {
  const [rows, unmatched] = await Promise.all([
    rowsAbout(ctx, asked),
    scansWhere(ctx, { waiting: asked.caseId ?? null }),
  ]);
  const people = await peopleOf(ctx, {
    ...{ case_id: asked.caseId ?? null, act_id: asked.actId ?? null, created_by: '', state: 'draft' },
  });
  const create = mayWriteDocument(personOf(ctx), people) === true;
  return { rows: rows.map(showRow), unmatched, abilities: { create } };
}

const allRoles = (kind: CatalogueKind): SignatureRole[] => kind.signatures.map(({ role }) => role);

/** A document with all that its page needs. Throws notFound. */
export async function readDocument(
  ctx: Reading,
  keys: NumberKeys,
  id: string,
  fillers: readonly Filler[] = [],
): Promise<ShownDocument> {
  const row = found(await selectDocuments(ctx).where('d.id', '=', id).executeTakeFirst());
  const kind = kindOf(row.kind);
  const person = personOf(ctx);
  const [last, people, signatures, scans, { template, title }] = await Promise.all([
    lastVersion(ctx, keys, id),
    peopleOf(ctx, row),
    signaturesOf(ctx, id),
    scansWhere(ctx, { documentId: id }),
    wordingOf(ctx, kind, row),
  ]);
  const isDraft = row.state === 'draft';
  const about = { caseId: row.case_id, actId: row.act_id };
  const known = {
    ...{ now: ctx.clock.now(), openedAt: await openedAtOf(ctx, row.case_id) },
    doubts: isDraft ? await doubtsOf(ctx, kind, last.content) : [],
  };
  const edit = mayEditDocument(person, people) === true;
  const missing = row.state === 'final' ? missingOf(kind, signatures, true) : [];
  const open = new Set(missing.map(({ role }) => role));
  const ownRoles = new Set(
    signatures.filter((one) => one.account_id === person.accountId).map(({ role }) => role),
  );
  const { officerIds } = people;
  const approval = await showApproval(ctx, kind, row, { revision: last.revision, officerIds });
  const writes = mayWriteDocument(person, people) === true;
  return {
    ...showRow(row),
    title: { ...kind.title, zh: title },
    definition: showKind(kind),
    template: template?.version ?? null,
    ...{ revision: last.revision, content: last.content, savedBy: last.by, savedAt: last.at },
    filled: isDraft ? await autofill(ctx, keys, kind, about, fillers) : {},
    faults: isDraft ? faultsOf(kind, last.content, known) : [],
    approval,
    sha256: row.pdf_sha256,
    signatures: signatures.map((one) => ({
      ...{ id: one.id, role: one.role, name: one.name, method: one.method, reason: one.reason },
      ...{ witness: one.witness, place: one.place, at: one.signed_at },
    })),
    missing,
    scans,
    life: await lifeOf(ctx, [id, ...signatures.map((one) => one.id), ...scans.map((one) => one.id)]),
    pagesMissing: scans.length === 0 ? [] : await pagesWithoutScan(ctx, row),
    abilities: {
      ...{ edit, finalize: edit, ask: edit && approval !== null && approval.state !== 'approved' },
      ...{ void: mayVoidDocument(person, people) === true },
      attach: writes && (row.state === 'final' || row.state === 'signed'),
      sign: allRoles(kind).filter(
        (role) => open.has(role) && !ownRoles.has(role) && maySignAs(person, people, role) === true,
      ),
      take: outsideRoles.filter((role) => open.has(role) && mayTakeSignature(person, people, role) === true),
      acceptPaper: writes && row.state === 'final' && scans.length > 0,
    },
  };
}
