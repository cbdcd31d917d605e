import type { Reading } from '../base/context.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { mayIssueDecision } from '../cases/index.ts';
import { faultsOf } from './check.ts';
import { doubtsOf } from './doubts.ts';
import type { DocumentHouse } from './keep.ts';
import { kindOf, type Row, type Version } from './rows.ts';

/** When its case was opened; null without one. */
export async function openedAtOf(ctx: Reading, caseId: string | null): Promise<string | null> {
  if (caseId === null) return null;
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select('opened_at')
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row?.opened_at ?? null;
}

/** The case of a document: its own, or that of its act. */
export async function caseOf(ctx: Reading, row: Pick<Row, 'case_id' | 'act_id'>): Promise<string | null> {
  if (row.case_id !== null || row.act_id === null) return row.case_id;
  const act = await ctx.tx
    .selectFrom('act')
    .select('case_id')
    .where('id', '=', row.act_id)
    .executeTakeFirst();
  return act?.case_id ?? null;
}

/**
 * Refuses a version that is not complete, and a decision that the case does not allow yet. Throws document.faulty with
 * every fault, case.lacking with what has to come first and its article.
 */
export async function requireReady(
  ctx: Reading,
  { law }: Pick<DocumentHouse, 'law'>,
  row: Row,
  { content }: Pick<Version, 'content'>,
): Promise<void> {
  const kind = kindOf(row.kind);
  const caseId = await caseOf(ctx, row);
  const faults = faultsOf(kind, content, {
    now: ctx.clock.now(),
    openedAt: await openedAtOf(ctx, row.case_id),
    doubts: await doubtsOf(ctx, kind, content),
  });
  if (faults.length > 0)
    throw new DomainError(
      'document.faulty',
      { n: String(faults.length) },
      faults.map(({ field, zh, en }) => faultAt(field === null ? 'content' : `content.${field}`, { zh, en })),
    );
  const refusal = kind.decides && caseId !== null ? await mayIssueDecision(ctx, law, caseId) : null;
  if (refusal !== null) throw refusal;
}
