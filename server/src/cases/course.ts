import {
  asksReview,
  type CaseCourse,
  type CaseGround,
  type CaseMeasure,
  type CaseMoveKind,
  type CaseWeight,
  foldMoves,
  type MoveNeed,
  missingForIssue,
  moveNeeds,
  sayExact,
  sayTerm,
  type Term,
  terms,
} from '@liuhen/contract';
import { type Citation, citeOf, renderCitation } from '@liuhen/rules';
import { type Selectable, sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import type { CaseMove, EnforcementCase } from '../base/schema.d.ts';
import type { Law } from '../law/index.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import { chainsOf } from './step-chains.ts';

export type CaseRow = Selectable<EnforcementCase>;
export type MoveRow = Selectable<CaseMove>;
type Packs = Pick<Law, 'packs'>;

/** A case with what its moves have led to, and all that decides what can follow. */
export interface Loaded {
  row: CaseRow;
  moves: MoveRow[];
  course: CaseCourse;
  ground: CaseGround;
  handlers: Handlers;
  measures: CaseMeasure[];
  /** Who has the legal review, and since when. */
  review: { who: string | null; reviewerId: string | null; since: string | null; opinion: string | null };
}

const detailOf = (move: MoveRow | undefined) => (move?.detail ?? {}) as Record<string, unknown>;

/**
 * Loads a case. `hold`: whoever else acts on it waits, and then sees what was done. `at`: when what is thought of happens,
 * for the certificates of those who handle it; now where nothing is said. Throws notFound.
 */
export async function loadCourse(
  ctx: Reading,
  caseId: string,
  { hold = false, at = ctx.clock.now() }: { hold?: boolean; at?: string } = {},
): Promise<Loaded> {
  const query = ctx.tx.selectFrom('enforcement_case').selectAll().where('id', '=', caseId);
  const row = found(await (hold ? query.forNoKeyUpdate() : query).executeTakeFirst());
  const moves = await ctx.tx
    .selectFrom('case_move')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('place')
    .execute();
  const course = foldMoves(
    moves.map((move) => ({
      kind: move.kind as CaseMoveKind,
      at: move.at,
      outcome: detailOf(move).outcome as string | undefined,
    })),
    moves.length === 0 && row.closed_at !== null,
  );
  const measures = await measuresOf(ctx, caseId);
  const handlers = await handlersOf(ctx, row, at);
  const ground = { ...(await groundOf(ctx, row, measures)), officers: handlers.officers };
  return { row, moves, course, ground, handlers, measures, review: await reviewOf(ctx, moves) };
}

async function groundOf(
  ctx: Reading,
  row: CaseRow,
  measures: readonly CaseMeasure[],
): Promise<Omit<CaseGround, 'officers'>> {
  const { rows } = await sql<{ parties: number; acts: number; always: boolean }>`select
    (select count(*) from case_party where case_id = ${row.id} and role = 'party' and removed_at is null) as parties,
    (select count(*) from act where case_id = ${row.id} and type <> 'caseProcedure') as acts,
    coalesce((select review_always from approval_chain where organ_id = ${row.organ_id} and matter = 'decision'), false) as always`.execute(
    ctx.tx,
  );
  const known = rows[0];
  return {
    ...{ summary: row.procedure === 'summary', hasSource: row.source !== null },
    ...{ hasCause: row.cause.trim() !== '', hasParty: Number(known?.parties) > 0 },
    acts: Number(known?.acts),
    weights: row.weights as CaseWeight[],
    openMeasures: measures.filter(({ endedAt }) => endedAt === null).length,
    reviewAlways: known?.always === true,
  };
}

const measureKinds = ['measureTaken', 'measureTakenUrgently', 'freezeImposed'];
const endings = ['measureEnded', 'freezeEnded'];

/** The coercive measures in the acts of a case, with what was entered about each. */
async function measuresOf(ctx: Reading, caseId: string): Promise<CaseMeasure[]> {
  const rows = await ctx.tx
    .selectFrom('act_step as s')
    .innerJoin('act', 'act.id', 's.act_id')
    .selectAll('s')
    .select('act.number')
    .where('act.case_id', '=', caseId)
    .where('s.kind', 'in', [...measureKinds, ...endings, 'measureExtended', 'testing'])
    .orderBy('s.at')
    .execute();
  const steps = chainsOf(rows).filter(({ last }) => !last.withdrawn);
  const taken = steps.filter(({ last }) => measureKinds.includes(last.kind));
  return taken.map(({ id, last }) => {
    const alone = taken.filter((one) => one.last.act_id === last.act_id).length === 1;
    const about = steps.filter((one) => {
      const named = (one.last.detail as { about?: string } | null)?.about;
      return one.last.act_id === last.act_id && (named === id || (named === undefined && alone));
    });
    const at = (kinds: readonly string[]) =>
      about.filter((one) => kinds.includes(one.last.kind)).at(-1)?.last.at ?? null;
    return {
      ...{ actId: last.act_id, actNumber: last.number, stepId: id, kind: last.kind as CaseMeasure['kind'] },
      ...{ at: last.at, extendedAt: at(['measureExtended']), endedAt: at(endings) },
      testings: about.filter((one) => one.last.kind === 'testing').length,
    };
  });
}

async function reviewOf(ctx: Reading, moves: readonly MoveRow[]): Promise<Loaded['review']> {
  const submitted = moves.findLast(({ kind }) => kind === 'submitReview');
  if (submitted === undefined) return { who: null, reviewerId: null, since: null, opinion: null };
  const answer = moves.findLast(
    ({ kind, place }) => (kind === 'agreeInReview' || kind === 'returnInReview') && place > submitted.place,
  );
  const reviewerId = (detailOf(submitted).reviewerId as string | null) ?? null;
  const named = answer?.made_by ?? reviewerId;
  const account =
    named === null
      ? undefined
      : await ctx.tx.selectFrom('account').select('display_name').where('id', '=', named).executeTakeFirst();
  const opinion = (detailOf(answer).opinion as string | undefined) ?? null;
  return { who: account?.display_name ?? null, reviewerId, since: submitted.at, opinion };
}

/** What is missing, in words, with the article that asks for it. */
export interface Lack {
  need: MoveNeed;
  said: Term;
  citation: Citation;
}

const words = terms.procedure;
const fill = (term: Term, values: Record<'zh' | 'en', Record<string, string>>): Term => ({
  zh: sayTerm(term, 'zh', values.zh),
  en: sayTerm(term, 'en', values.en),
});

/** Of a review that is not settled it is said who has it, since when, or why it came back. */
function sayReview({ course, review }: Pick<Loaded, 'course' | 'review'>): Term {
  const at = review.since === null ? '' : sayExact(review.since);
  const who = (language: 'zh' | 'en') => review.who ?? words.anyReviewer[language];
  const values = { zh: { who: who('zh'), at }, en: { who: who('en'), at } };
  if (course.review.state === 'open') return fill(words.reviewIsOpen, values);
  if (course.review.state === 'returned') return fill(words.reviewCameBack, values);
  return words.need.reviewSettled;
}

/** Who of those who are named does not count, and why, stands with how many are missing. */
const withDoubts = ({ zh, en }: Term, { handlers: { doubts } }: Pick<Loaded, 'handlers'>): Term => ({
  zh: [zh, ...doubts.map((one) => one.zh)].join('；'),
  en: [en, ...doubts.map((one) => one.en)].join('; '),
});

export function sayLacks(law: Packs, loaded: Loaded, needs: readonly MoveNeed[]): Lack[] {
  const { length } = loaded.measures.filter(({ endedAt }) => endedAt === null);
  return needs.map((need) => {
    const n = { n: String(need === 'handlers' ? loaded.ground.officers : length) };
    const said =
      need === 'reviewSettled' || need === 'noReview'
        ? sayReview(loaded)
        : fill(words.need[need], { zh: n, en: n });
    if (need === 'handlers')
      return { need, said: withDoubts(said, loaded), citation: citeOf(law.packs, moveNeeds[need]) };
    return { need, said, citation: citeOf(law.packs, moveNeeds[need]) };
  });
}

const joined = (lacks: readonly Lack[]): Term => ({
  zh: lacks.map(({ said, citation }) => `${said.zh}（${renderCitation(citation, 'zh')}）`).join('；'),
  en: lacks.map(({ said, citation }) => `${said.en} (${renderCitation(citation, 'en')})`).join('; '),
});

/** The refusal that names all that is missing for a move. */
export function refuseLacking(kind: CaseMoveKind, lacks: readonly Lack[]): DomainError {
  return new DomainError('case.lacking', { move: words.move[kind], missing: joined(lacks) });
}

/**
 * Whether the decision document of a case may be issued: its legal review and its collective discussion are done where
 * they are asked for. Null, or the refusal that says who has the review since when.
 */
export async function mayIssueDecision(
  ctx: Reading,
  law: Packs,
  caseId: string,
): Promise<DomainError | null> {
  const loaded = await loadCourse(ctx, caseId);
  const lacks = sayLacks(law, loaded, missingForIssue(loaded.course, loaded.ground));
  return lacks.length === 0 ? null : refuseLacking('decide', lacks);
}

export const reviewRequired = ({ course, ground }: Pick<Loaded, 'course' | 'ground'>): boolean =>
  asksReview(course, ground);
