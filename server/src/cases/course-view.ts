import {
  type Awaiting,
  type CaseMoveKind,
  type CaseState,
  caseMoveKinds,
  leadsFrom,
  missingFor,
  moveOf,
  type PossibleMove,
  type ShownCourse,
  type ShownMove,
  terms,
} from '@liuhen/contract';
import { citeOf } from '@liuhen/rules';
import { sql } from 'kysely';
import { organOf, personOf, type Reading } from '../base/context.ts';
import type { Law } from '../law/index.ts';
import { type ApprovalRow, approvalsOf, mayDecideApproval } from './approvals.ts';
import { type Loaded, loadCourse, reviewRequired, sayLacks } from './course.ts';
import { mayMove, mayReviewCase, reviewersOf } from './moves.ts';
import { mayChangeCase } from './policy.ts';
import { proceduralActOf } from './procedural-act.ts';

type Packs = Pick<Law, 'packs'>;

/** The moves that were made, each with who made it. */
async function movesShown(ctx: Reading, { moves }: Loaded): Promise<ShownMove[]> {
  if (moves.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('account')
    .select(['id', 'display_name'])
    .where(
      'id',
      'in',
      moves.map(({ made_by }) => made_by),
    )
    .execute();
  const names = new Map(rows.map(({ id, display_name }) => [id, display_name]));
  return moves.map((move) => ({
    ...{ id: move.id, kind: move.kind as CaseMoveKind, at: move.at },
    detail: move.detail as ShownMove['detail'],
    ...{ by: names.get(move.made_by) ?? '', madeAt: move.made_at, approvalId: move.approval_id },
    ...{ from: move.from_state as CaseState, to: move.to_state as CaseState },
  }));
}

/** Moves that would only repeat what holds, or that the case gives no reason to think of. */
function isIdle(kind: CaseMoveKind, { course, ground, measures }: Loaded): boolean {
  const open = measures.some(({ endedAt }) => endedAt === null);
  switch (kind) {
    case 'extendMeasure':
    case 'liftMeasure':
      return !open;
    case 'file':
      return ground.summary;
    case 'decideOnSpot':
      return !ground.summary;
    case 'agreeInReview':
    case 'returnInReview':
      return course.review.state !== 'open';
    case 'submitReview':
      return course.review.state === 'open' || course.review.state === 'agreed';
    case 'reportCrime':
      return course.crime !== 'none' && course.crime !== 'declined';
    case 'approveTransfer':
      return course.crime !== 'reported' && course.crime !== 'refused';
    case 'transferCase':
      return course.crime !== 'approved';
    case 'contestRefusal':
      return course.crime !== 'declined';
    case 'policeFile':
    case 'policeDecline':
      return course.crime !== 'transferred';
    case 'handOverItems':
      return course.crime !== 'policeFiled';
    case 'requestHearing':
      return course.hearing !== 'rightNotified';
    case 'waiveHearing':
      return !['rightNotified', 'requested', 'set', 'notified'].includes(course.hearing);
    // Set anew where it is put off.
    case 'setHearing':
      return !['requested', 'set', 'notified'].includes(course.hearing);
    case 'notifyHearing':
      return course.hearing !== 'set';
    case 'holdHearing':
      return course.hearing !== 'notified';
    case 'hearStatement':
      return course.noticedAt === null;
    case 'perform':
      return !course.penalised;
    case 'unserve':
      return true;
    default:
      return false;
  }
}

/** How a case stands and what can follow. */
export async function readCourse(ctx: Reading, law: Packs, { id }: { id: string }): Promise<ShownCourse> {
  const loaded = await loadCourse(ctx, id);
  const { row, course, review } = loaded;
  const person = personOf(ctx);
  const approvals = await approvalsOf(ctx, { caseId: id }, row.officer_ids);
  const possible = caseMoveKinds
    .filter((kind) => leadsFrom(kind, course.state) && !isIdle(kind, loaded))
    .map((kind): PossibleMove => {
      const { approval, article, to } = moveOf(kind);
      const open = approvals.find((one) => one.state === 'open' && one.move?.kind === kind);
      return {
        ...{ kind, approval, citation: citeOf(law.packs, article), leadsOn: to !== null },
        missing: sayLacks(law, loaded, missingFor(kind, course, loaded.ground)),
        mayMake: mayMove(person, loaded, kind) === true,
        waiting: open?.id ?? null,
      };
    });
  const { state, filedAt, decidedAt, hearing, crime } = course;
  const officerIds = row.officer_ids;
  return {
    ...{ caseId: id, state, filedAt, decidedAt, hearing, crime, count: loaded.moves.length },
    actId: await proceduralActOf(ctx, id),
    review: {
      ...{ state: course.review.state, required: reviewRequired(loaded) },
      ...{ who: review.who, since: review.since, opinion: review.opinion },
    },
    ...{ possible, approvals, moves: await movesShown(ctx, loaded), measures: loaded.measures },
    reviewers: await reviewersOf(ctx, loaded),
    mayActOn: mayChangeCase(person, { officerIds, createdBy: row.created_by }) === true,
  };
}

/** The approvals and the legal reviews on which the person can say the next word, the oldest first. */
export async function readCaseAwaiting(ctx: Reading): Promise<Awaiting[]> {
  const found = [...(await awaitingApproval(ctx)), ...(await awaitingReview(ctx))];
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}

async function awaitingApproval(ctx: Reading): Promise<Awaiting[]> {
  const person = personOf(ctx);
  const rows = await ctx.tx
    .selectFrom('approval as a')
    .innerJoin('account as p', 'p.id', 'a.requested_by')
    .innerJoin('enforcement_case as c', 'c.id', 'a.case_id')
    .selectAll('a')
    .select(['p.display_name', 'c.officer_ids'])
    .where('a.organ_id', '=', organOf(ctx))
    .where('a.state', '=', 'open')
    .orderBy('a.requested_at')
    .limit(500)
    .execute();
  return rows.flatMap(({ display_name: by, officer_ids, ...row }): Awaiting[] => {
    if (mayDecideApproval(person, row as ApprovalRow, officer_ids) !== true) return [];
    const matter = terms.names.approvalMatter[row.matter as keyof typeof terms.names.approvalMatter];
    const title = `${matter.zh}：${row.title}`;
    const at = row.requested_at;
    return row.subject_type === 'document'
      ? [{ kind: 'documentApproval', id: row.subject_id, title, by, at }]
      : [{ kind: 'caseApproval', id: row.case_id, title, by, at }];
  });
}

async function awaitingReview(ctx: Reading): Promise<Awaiting[]> {
  const person = personOf(ctx);
  if (!person.permissions.has('case.review')) return [];
  const { rows } = await sql<{ id: string; by: string }>`select m.case_id as id, a.display_name as by
    from case_move m join account a on a.id = m.made_by
    where m.organ_id = ${organOf(ctx)} and m.kind = 'submitReview' and not exists (
      select from case_move later where later.case_id = m.case_id and later.place > m.place
        and later.kind in ('agreeInReview', 'returnInReview', 'withdraw', 'transferCase', 'reopen'))
    order by m.at limit 500`.execute(ctx.tx);
  const found: Awaiting[] = [];
  for (const { id, by } of rows) {
    const one = await loadCourse(ctx, id);
    if (one.course.review.state !== 'open' || mayReviewCase(person, one) !== true) continue;
    const { row, review } = one;
    const title = `${row.number} ${row.cause}`;
    found.push({ kind: 'caseReview', id, title, by, at: review.since ?? row.opened_at });
  }
  return found;
}
