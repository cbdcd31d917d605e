import type { DocumentContent, SignatureRole } from '@liuhen/contract';
import { sayInstant, sayingIn } from '@liuhen/contract';
import { organOf, type Reading } from '../base/context.ts';
import { lastApprovalOfDocument } from '../cases/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import { composeSheet } from './compose.ts';
import type { Row } from './rows.ts';
import { wordingOf } from './rows.ts';
import type { Mark, Sheet } from './sheet.ts';

const { t } = sayingIn('zh');

export interface SignatureRow {
  id: string;
  role: SignatureRole;
  name: string;
  method: 'password' | 'drawn' | 'paper' | 'refused';
  reason: string | null;
  witness: string | null;
  place: string | null;
  account_id: string | null;
  drawn_id: string | null;
  signed_at: string;
}

/** The signatures under a document in their order. */
export async function signaturesOf(ctx: Reading, documentId: string): Promise<SignatureRow[]> {
  const rows = await ctx.tx
    .selectFrom('document_signature')
    .select([
      'id',
      'role',
      'name',
      'method',
      'reason',
      'witness',
      'place',
      'account_id',
      'drawn_id',
      'signed_at',
    ])
    .where('document_id', '=', documentId)
    .orderBy('signed_at')
    .orderBy('id')
    .execute();
  return rows as SignatureRow[];
}

/** A signature as it stands on paper. */
function markOf(row: SignatureRow, svg: string | null): Mark {
  const at = sayInstant(row.signed_at);
  const said =
    row.method === 'refused'
      ? t(row.witness === null ? 'documents.refusedLine' : 'documents.refusedWitnessed', {
          ...{ reason: row.reason ?? '', witness: row.witness ?? '', at },
        })
      : t(`documents.signedHow.${row.method}`, { at });
  return { name: row.name, said, svg };
}

/** A sheet of a kind that another room fills with what it keeps, in the wording that the organ has now. */
export const setContent = (
  ctx: Reading,
  kind: CatalogueKind,
  content: DocumentContent,
  draft: boolean,
): Promise<Sheet> =>
  setDocument(
    ctx,
    kind,
    { state: draft ? 'draft' : 'final', template_id: null, revision: null, number: null },
    content,
  );

/** What those who approved this version said, for the box of the head. */
async function approvalsOf(ctx: Reading, { id, revision }: { id?: string; revision: number | null }) {
  const approval = id === undefined || revision === null ? null : await lastApprovalOfDocument(ctx, id);
  if (approval?.state !== 'approved' || approval.revision !== revision) return [];
  return approval.words.map(({ opinion, by, at }) =>
    t('documents.approval.agreedLine', {
      ...{ opinion: opinion || t('documents.approval.agreed'), name: by, at: sayInstant(at) },
    }),
  );
}

/** The sheet of a document as it stands, with these signatures. */
export async function setDocument(
  ctx: Reading,
  kind: CatalogueKind,
  row: Pick<Row, 'state' | 'template_id' | 'revision' | 'number'> & Partial<Pick<Row, 'id' | 'wording'>>,
  content: DocumentContent,
  signed: readonly { row: SignatureRow; svg: string | null }[] = [],
): Promise<Sheet> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organOf(ctx))
    .executeTakeFirstOrThrow();
  const { body, title } = await wordingOf(ctx, kind, row);
  return composeSheet({
    ...{ kind, body, title, organ: organ.name, number: row.number, content },
    approvals: await approvalsOf(ctx, row),
    marks: signed.map((one) => ({ role: one.row.role, mark: markOf(one.row, one.svg) })),
    draft: row.state === 'draft',
    void: row.state === 'void',
  });
}
