import {
  type ApprovalMatter,
  type CaseMoveKind,
  type caseCourseShapes,
  type FieldFault,
  leadsFrom,
  missingFor,
  moveOf,
  type StatedMove,
  type StepDetail,
  type StepKind,
  standingMoves,
  type Term,
  terms,
} from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, permit, type Verdict } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { sayRecused } from './act-faults.ts';
import { holdApproval, moveOfApproval, requestApproval, sayWord } from './approvals.ts';
import { sayStep } from './case-faults.ts';
import { kindsOfParties } from './case-parties.ts';
import { type Loaded, loadCourse, refuseLacking, sayLacks } from './course.ts';
import { hearingFaults } from './hearing-faults.ts';
import { lastDayToAsk } from './hearing-period.ts';
import { endOfMeasure, extensionFaults } from './measure-extension.ts';
import { onSpotFaults } from './on-spot-faults.ts';
import { overtaken } from './overtaken.ts';
import { mayChangeCase } from './policy.ts';
import { ensureProceduralAct, enterProcedureStep } from './procedural-act.ts';

type Packs = Pick<Law, 'packs'>;
type Given = { kind: CaseMoveKind; detail: Record<string, unknown> };
const words = terms.procedure;

/** Legal reviewers review; nobody a case that they handle or opened, or that was given to another. */
export function mayReviewCase(person: Person, { row, review }: Pick<Loaded, 'row' | 'review'>): Verdict {
  if (!person.permissions.has('case.review'))
    return { reason: { zh: '法制审核由法制审核人员办理', en: 'cases are reviewed by legal reviewers' } };
  const handles = person.officerId !== null && row.officer_ids.includes(person.officerId);
  if (handles || row.created_by === person.accountId)
    return {
      reason: {
        zh: '您承办或者登记了本案，须由他人审核',
        en: 'you handle or registered this case; somebody else reviews it',
      },
    };
  if (review.reviewerId !== null && review.reviewerId !== person.accountId)
    return {
      reason: {
        zh: `本案已指定由${review.who ?? ''}审核`,
        en: `the review of this case was given to ${review.who ?? ''}`,
      },
    };
  return true;
}

/** Who was recused takes no step of the case any more (行政处罚法第四十三条); who takes over is entered before. */
export function mayMove(person: Person, loaded: Loaded, kind: CaseMoveKind): Verdict {
  if (moveOf(kind).by === 'reviewer') return mayReviewCase(person, loaded);
  const recused = loaded.handlers.recused.find(({ officerId }) => officerId === person.officerId);
  if (recused) return { reason: sayRecused(recused) };
  return mayChangeCase(person, { officerIds: loaded.row.officer_ids, createdBy: loaded.row.created_by });
}

function requirePossible(law: Packs, loaded: Loaded, kind: CaseMoveKind): void {
  const { state } = loaded.course;
  if (!leadsFrom(kind, state))
    throw new DomainError('case.notNow', { move: words.move[kind], state: words.state[state] });
  const needs = missingFor(kind, loaded.course, loaded.ground);
  if (needs.length > 0) throw refuseLacking(kind, sayLacks(law, loaded, needs));
}

const fault = (path: string, said: Term): FieldFault => faultAt(`move.${path}`, said);

/** Throws input.invalid with all that is wrong with what was stated: its time, its measure, who presides. */
async function requireSound(ctx: Reading, law: Law, loaded: Loaded, move: StatedMove): Promise<void> {
  const faults: FieldFault[] = [];
  const at = move.at === null ? ctx.clock.now() : toInstant(move.at);
  const last = standingMoves(loaded.moves).at(-1);
  const before = last
    ? { kind: last.kind as CaseMoveKind, at: last.at }
    : { kind: null, at: loaded.row.opened_at };
  if (at > ctx.clock.now()) faults.push(fault('at', words.ahead));
  else if (at < before.at) faults.push(fault('at', sayStep(words.outOfOrder, before)));
  if ('stepId' in move.detail) {
    const { actId, stepId } = move.detail;
    const taken = loaded.measures.find((one) => one.stepId === stepId && one.actId === actId);
    if (taken === undefined || taken.endedAt !== null) faults.push(fault('detail.stepId', words.noMeasure));
    else if (at < taken.at) faults.push(fault('at', words.beforeMeasure));
  }
  faults.push(...(await extensionFaultsOf(ctx, law, loaded, move, at)));
  if (move.kind === 'hearStatement' && !move.detail.waived && move.detail.content === '')
    faults.push(fault('detail.content', words.statementMissing));
  if (move.kind === 'decideOnSpot')
    faults.push(...onSpotFaults(move.detail.fine, await kindsOfParties(ctx, loaded.row.id)));
  const lastMove = (kind: CaseMoveKind) => loaded.moves.findLast((one) => one.kind === kind);
  const lastTold = lastMove('notifyHearingRight')?.at;
  const lastSet = lastMove('setHearing')?.detail;
  faults.push(
    ...hearingFaults(move, {
      ...{ at, hearing: loaded.course.hearing, handlers: loaded.row.officer_ids },
      on: (lastSet as { on?: string } | undefined)?.on ?? null,
      askedAt: lastMove('requestHearing')?.at ?? null,
      lastDayToAsk: lastTold && move.kind === 'waiveHearing' ? await lastDayToAsk(ctx, law, lastTold) : null,
    }),
  );
  if (move.kind === 'submitReview' && move.detail.reviewerId !== null) {
    const able = await reviewersOf(ctx, loaded);
    const { reviewerId } = move.detail;
    if (!able.some(({ id }) => id === reviewerId)) faults.push(fault('detail.reviewerId', words.noReviewer));
  }
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

/** What the law does not allow of an extension of a measure that is open; nothing for other moves. */
async function extensionFaultsOf(
  ctx: Reading,
  law: Law,
  { measures }: Loaded,
  { kind, detail }: Given,
  at: string,
): Promise<FieldFault[]> {
  if (kind !== 'extendMeasure') return [];
  const taken = measures.find((one) => one.stepId === detail.stepId && one.actId === detail.actId);
  if (taken === undefined || taken.endedAt !== null) return [];
  return extensionFaults({ ...taken, at, dueBefore: await endOfMeasure(ctx, law, taken) });
}

/** The organ's legal reviewers that neither handle nor opened the case. */
export async function reviewersOf(
  ctx: Reading,
  { row }: Pick<Loaded, 'row'>,
): Promise<{ id: string; name: string }[]> {
  const accounts = await ctx.tx
    .selectFrom('account')
    .select(['id', 'display_name as name', 'officer_id', 'roles'])
    .where('organ_id', '=', organOf(ctx))
    .where('active', '=', true)
    .orderBy('display_name')
    .execute();
  return accounts
    .filter(({ id, officer_id, roles }) => {
      const handles = officer_id !== null && row.officer_ids.includes(officer_id);
      return roles.includes('legalReviewer') && !handles && id !== row.created_by;
    })
    .map(({ id, name }) => ({ id, name }));
}

type Outcome = z.output<typeof caseCourseShapes.moveOutcome>;

/**
 * Makes a move of a case, or asks for the approval that it takes. Sealed as `case.moved` or `approval.requested`, its
 * steps as `act.stepEntered`. The same `id` is made once. Throws conflict.edited when a move was made since those that
 * were seen, case.notNow, case.lacking with all that is missing, input.invalid with every fault.
 */
export async function moveCase(
  ctx: Writing,
  law: Law,
  { id, caseId, seen, move }: z.output<typeof caseCourseShapes.moveInput>,
): Promise<Sealed<Outcome>> {
  const loaded = await loadCourse(ctx, caseId, { hold: true, at: notAhead(ctx, move.at) });
  permit(mayMove(personOf(ctx), loaded, move.kind));
  if (loaded.moves.some((made) => made.id === id))
    return sealedBefore(ctx, 'case_move', { id, approvalId: null });
  const { approval } = moveOf(move.kind);
  if (approval === null || !(await isAsked(ctx, id))) {
    const last = loaded.moves.at(-1);
    if (loaded.moves.length !== seen && last !== undefined)
      throw await overtaken(ctx, { changed_by: last.made_by, changed_at: last.made_at });
    requirePossible(law, loaded, move.kind);
    await requireSound(ctx, law, loaded, move);
  }
  if (approval !== null) return askFor(ctx, loaded, id, approval, move);
  return carryOut(ctx, loaded, { id, at: at(ctx, move.at), move, approvalId: null });
}

const at = (ctx: Writing, given: string | null): string =>
  given === null ? ctx.clock.now() : toInstant(given);

/** The same, but now for a time that lies ahead, which is a fault of its own. */
const notAhead = (ctx: Writing, given: string | null): string =>
  [at(ctx, given), ctx.clock.now()].sort()[0] ?? '';

async function isAsked(ctx: Writing, id: string): Promise<boolean> {
  const row = await ctx.tx.selectFrom('approval').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

async function askFor(
  ctx: Writing,
  { row }: Loaded,
  id: string,
  matter: ApprovalMatter,
  move: StatedMove,
): Promise<Sealed<Outcome>> {
  const sealed = await requestApproval(ctx, {
    ...{ id, matter, caseId: row.id, subject: { type: 'move', id } },
    title: `${row.number} ${row.cause}`,
    ...{ content: move, opinion: 'opinion' in move.detail ? move.detail.opinion : '' },
  });
  return { ...sealed, value: { id, approvalId: id } } as Sealed<Outcome>;
}

/** The steps of the law that a move enters, with what they say beside when. */
function stepsOfMove({ kind, detail }: Given, loaded: Loaded): { kind: StepKind; detail: StepDetail }[] {
  if (kind === 'liftMeasure') {
    const frozen = loaded.measures.find((one) => one.stepId === detail.stepId)?.kind === 'freezeImposed';
    return [{ kind: frozen ? 'freezeEnded' : 'measureEnded', detail: { about: String(detail.stepId) } }];
  }
  if (kind === 'perform' && detail.paid === true) return [{ kind: 'finePaid', detail: {} }];
  if (kind === 'approveTransfer' && detail.outcome === 'refuse')
    return [{ kind: 'transferDecided', detail: {} }];
  return moveOf(kind).steps.map((step) => {
    if (kind === 'extendMeasure') return { kind: step, detail: { about: String(detail.stepId) } };
    return { kind: step, detail: kind === 'setHearing' ? { on: String(detail.on) } : {} };
  });
}

interface CarriedOut {
  id: string;
  at: string;
  move: Given;
  approvalId: string | null;
}

/** Makes a move that is allowed; whoever calls has asked what it needs. */
export async function carryOut(
  ctx: Writing,
  loaded: Loaded,
  { id, at, move, approvalId }: CarriedOut,
): Promise<Sealed<Outcome>> {
  const { row, course, moves } = loaded;
  const steps = stepsOfMove(move, loaded);
  const stepIds: string[] = [];
  if (steps.length > 0) {
    const own = typeof move.detail.actId === 'string' ? move.detail.actId : null;
    const actId = own ?? (await ensureProceduralAct(ctx, row, at));
    for (const step of steps) stepIds.push(await enterProcedureStep(ctx, actId, { ...step, at }));
  }
  const to = moveOf(move.kind).to ?? course.state;
  const values = {
    ...{ id, organ_id: row.organ_id, case_id: row.id, place: moves.length + 1, kind: move.kind },
    ...{ from_state: course.state, to_state: to, at, detail: JSON.stringify(move.detail) },
    ...{ step_ids: stepIds, approval_id: approvalId },
    ...{ made_by: personOf(ctx).accountId, made_at: ctx.clock.now() },
  };
  if (to === 'closed' || course.state === 'closed') {
    const closed = { closed_at: to === 'closed' ? at : null };
    const by = ctx.tx.updateTable('enforcement_case').set(closed).where('id', '=', row.id);
    await seal(ctx, { kind: 'case.changed', table: 'enforcement_case', id: row.id, by }, null);
  }
  const by = ctx.tx.insertInto('case_move').values(values);
  return seal(ctx, { kind: 'case.moved', table: 'case_move', id, by }, { id, approvalId });
}

/**
 * The next word of an approval. With the last one the move that was asked for is made in the same transaction; that it
 * has all it needs is asked again. Sealed as `approval.agreed`, `approval.approved` or `approval.returned`.
 */
export async function decideApproval(
  ctx: Writing,
  law: Law,
  input: z.output<typeof caseCourseShapes.approvalDecision>,
): Promise<Sealed<{ id: string }>> {
  const asked = await holdApproval(ctx, input.id);
  const stated = asked.subject_type === 'move' ? moveOfApproval(asked).at : null;
  const loaded = await loadCourse(ctx, asked.case_id, { hold: true, at: notAhead(ctx, stated) });
  const row = await holdApproval(ctx, input.id);
  return sayWord(ctx, row, input, loaded.row.officer_ids, async (asked, agreed) => {
    if (asked.subject_type !== 'move') return;
    const { kind, at: given, detail } = moveOfApproval(asked);
    const refused = !agreed && kind === 'approveTransfer';
    if (!agreed && !refused) return;
    requirePossible(law, loaded, kind);
    const move = {
      kind,
      detail: refused ? { ...detail, outcome: 'refuse', opinion: input.opinion } : detail,
    };
    // What was made since it was asked for came before it.
    const [when = ''] = [at(ctx, refused ? null : given), loaded.moves.at(-1)?.at ?? ''].sort().reverse();
    // While it waited the period may have ended, or another extension come first.
    const late = await extensionFaultsOf(ctx, law, loaded, move, when);
    if (late.length > 0)
      throw new DomainError(
        'input.invalid',
        {},
        late.map((one) => ({ ...one, path: 'opinion' })),
      );
    await carryOut(ctx, loaded, { id: asked.subject_id, at: when, move, approvalId: asked.id });
  });
}
