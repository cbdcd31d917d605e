import type { onSiteShapes, Recusal } from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import { implausibleTimes } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore, sealNew } from '../custody/index.ts';
import { isAhead } from '../recordings/index.ts';
import { officerById } from '../roster/index.ts';
import type { Recused } from './act-faults.ts';
import { mayDecideRecusal } from './policy.ts';

type RecusalInput = z.output<typeof onSiteShapes.recusalInput>;

const ahead = { zh: '不能晚于现在', en: 'It cannot lie ahead' };

/**
 * Raises the recusal of an officer from an act or a case. It does not stop the investigation until it is decided
 * (行政处罚法第四十三条). Sealed as `recusal.raised`; the same `id` again is entered once. Throws input.invalid,
 * conflict.exists where one of this officer is open or granted, notFound for what is another organ's.
 */
export async function raiseRecusal(ctx: Writing, input: RecusalInput): Promise<Sealed<{ id: string }>> {
  await holdSubject(ctx, input);
  const known = await ctx.tx.selectFrom('recusal').select('id').where('id', '=', input.id).executeTakeFirst();
  if (known) return sealedBefore(ctx, 'recusal', { id: input.id });
  const raisedAt = toInstant(input.raisedAt);
  const faults = implausibleTimes(ctx, { raisedAt });
  if (isAhead(raisedAt, ctx.clock.now())) faults.push(faultAt('raisedAt', ahead));
  if (input.raisedBy === 'party' && input.applicant === null)
    faults.push(
      faultAt('applicant', {
        zh: '当事人申请的，请写明申请人',
        en: 'Name the party who asks for it',
      }),
    );
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  const officer = await officerById(ctx, input.officerId);
  const values = {
    ...{ id: input.id, organ_id: organOf(ctx), case_id: input.caseId, act_id: input.actId },
    ...{ officer_id: input.officerId, raised_by: input.raisedBy, applicant: input.applicant },
    ...{ ground: input.ground, reason: input.reason, raised_at: raisedAt },
    ...{ entered_by: personOf(ctx).accountId, entered_at: ctx.clock.now() },
    ...{ decision: null, decided_by: null, decided_at: null, decision_reason: null },
  };
  const explain = (error: unknown) =>
    isDuplicateKey(error) ? new DomainError('conflict.exists', { value: `${officer.name}的回避` }) : error;
  return sealNew(ctx, { kind: 'recusal.raised', table: 'recusal', values, explain }, { id: input.id });
}

/** The case or act, for this transaction: who raises the same at once waits, and then sees what was entered. */
async function holdSubject(ctx: Writing, { caseId, actId }: RecusalInput): Promise<void> {
  const of = (table: 'act' | 'enforcement_case', id: string) =>
    ctx.tx.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (caseId !== null) found(await of('enforcement_case', caseId));
  if (actId !== null) found(await of('act', actId));
}

/**
 * Decides it, which the head of the organ does, and nobody about themselves. Sealed as `recusal.decided`; the same
 * decision again is entered once. Throws conflict.changed where it was decided otherwise before.
 */
export async function decideRecusal(
  ctx: Writing,
  { id, decision, reason, ...input }: z.output<typeof onSiteShapes.recusalDecision>,
): Promise<Sealed<{ id: string }>> {
  const row = found(
    await ctx.tx.selectFrom('recusal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
  );
  const person = personOf(ctx);
  permit(mayDecideRecusal(person, row.officer_id));
  const decidedAt = toInstant(input.decidedAt);
  if (row.decision !== null) {
    if (row.decision === decision && row.decided_by === person.accountId && row.decided_at === decidedAt)
      return sealedBefore(ctx, 'recusal', { id });
    throw new DomainError('conflict.changed');
  }
  const faults = implausibleTimes(ctx, { decidedAt });
  if (isAhead(decidedAt, ctx.clock.now())) faults.push(faultAt('decidedAt', ahead));
  if (decidedAt < row.raised_at)
    faults.push(faultAt('decidedAt', { zh: '不能早于提出的时间', en: 'It cannot be before it was raised' }));
  if (decision === 'refused' && reason === null)
    faults.push(
      faultAt('reason', { zh: '不同意回避的，请写明理由', en: 'State why the recusal is not granted' }),
    );
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  const change = { decision, decision_reason: reason, decided_at: decidedAt, decided_by: person.accountId };
  await ctx.tx.updateTable('recusal').set(change).where('id', '=', id).execute();
  return seal(ctx, { kind: 'recusal.decided', table: 'recusal', id }, { id });
}

/** Recusals of a case, or of an act with those of its case, the newest first. */
export async function listRecusals(
  ctx: Reading,
  { caseId, actId }: z.output<typeof onSiteShapes.recusalFilter>,
): Promise<z.output<typeof onSiteShapes.recusals>> {
  const person = personOf(ctx);
  const mayRaise = person.permissions.has('recusal.raise');
  if (caseId === undefined && actId === undefined) return { rows: [], mayRaise };
  const ofAct = actId ?? null;
  const rows = await ctx.tx
    .selectFrom('recusal as r')
    .innerJoin('officer as o', 'o.id', 'r.officer_id')
    .innerJoin('account as e', 'e.id', 'r.entered_by')
    .leftJoin('account as d', 'd.id', 'r.decided_by')
    .selectAll('r')
    .select(['o.name as officer', 'e.display_name as enteredBy', 'd.display_name as decidedBy'])
    .where(
      sql<boolean>`(r.case_id = ${caseId ?? null}::uuid or r.act_id = ${ofAct}::uuid
        or r.case_id = (select case_id from act where id = ${ofAct}::uuid))`,
    )
    .orderBy('r.raised_at', 'desc')
    .execute();
  const shown = rows.map(
    (row): Recusal => ({
      ...{
        id: row.id,
        caseId: row.case_id,
        actId: row.act_id,
        officerId: row.officer_id,
        officer: row.officer,
      },
      ...{ raisedBy: row.raised_by as Recusal['raisedBy'], applicant: row.applicant },
      ...{ ground: row.ground as Recusal['ground'], reason: row.reason, raisedAt: row.raised_at },
      ...{ enteredBy: row.enteredBy, enteredAt: row.entered_at },
      ...{
        decision: row.decision as Recusal['decision'],
        decidedBy: row.decidedBy,
        decidedAt: row.decided_at,
      },
      decisionReason: row.decision_reason,
      abilities: { decide: row.decision === null && mayDecideRecusal(person, row.officer_id) === true },
    }),
  );
  return { rows: shown, mayRaise };
}

/** The officers who must not take part in an act that begins then: recused from its case, or from the act itself. */
export async function recusedFrom(
  ctx: Reading,
  { caseId, actId, startedAt }: { caseId: string | null; actId: string | null; startedAt: string },
): Promise<Recused[]> {
  if (caseId === null && actId === null) return [];
  const rows = await ctx.tx
    .selectFrom('recusal as r')
    .innerJoin('officer as o', 'o.id', 'r.officer_id')
    .select(['r.officer_id', 'o.name', 'r.decided_at', 'r.case_id'])
    .where('r.decision', '=', 'granted')
    .where('r.decided_at', '<=', startedAt)
    .where(sql<boolean>`(r.case_id = ${caseId}::uuid or r.act_id = ${actId}::uuid)`)
    .execute();
  return rows.map((row) => ({
    ...{ officerId: row.officer_id, name: row.name, decidedAt: row.decided_at ?? '' },
    from: row.case_id === null ? 'act' : 'case',
  }));
}
