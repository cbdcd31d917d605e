import {
  type CaseMoveKind,
  type CaseState,
  moveOf,
  type RecordStage,
  sayTerm,
  stageOf,
  type Term,
  terms,
} from '@liuhen/contract';
import { citeOf } from '@liuhen/rules';
import { type Happening, nameOf, plain, type Source } from './happening.ts';

/** Links of the course of a case as parts of the record. */
const stages = {
  ...{ initiation: 'initiation', investigation: 'investigation', review: 'decision', execution: 'service' },
  archive: 'archive',
} as const satisfies Record<(typeof stageOf)[CaseState], RecordStage>;

const wordsOf = (detail: unknown) => {
  const { reason, opinion, content, note, result } = detail as Record<string, unknown>;
  const said = [reason, opinion, content, result, note].find((one) => typeof one === 'string' && one !== '');
  return typeof said === 'string' ? plain(said) : null;
};

/** Moves of the case (立案、送审、决定 …), each in the part of the process from which it was made. */
export const readMoves: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('case_move as m')
    .innerJoin('account as p', 'p.id', 'm.made_by')
    .select(['m.id', 'm.kind', 'm.from_state', 'm.at', 'm.detail', 'p.display_name'])
    .where('m.case_id', '=', one.id)
    .orderBy('m.place')
    .limit(most)
    .execute();
  return rows.map(
    (move): Happening => ({
      ...{ key: `move:${move.id}`, kind: 'approval', lane: 'paper', at: move.at, until: null, state: null },
      stage: stages[stageOf[move.from_state as CaseState]],
      title: nameOf('procedure.move', move.kind),
      ...{ line: wordsOf(move.detail), who: [move.display_name] },
      ...{ citation: citeOf(one.packs, moveOf(move.kind as CaseMoveKind).article), sealedAs: move.id },
      link: { type: 'case', id: one.id, seconds: null, part: `move-${move.id}` },
      proof: { type: 'move', kind: move.kind },
    }),
  );
};

const tones = { open: 'open', approved: 'good', returned: 'bad', withdrawn: 'quiet' } as const;

interface Spoken {
  by: string;
}

/** What is approved: of a move its matter, for the case itself need not be named on its own line of time; a document by its name. */
export function titleOf({
  matter,
  subject_type,
  title,
}: Record<'matter' | 'subject_type' | 'title', string>): Term {
  const { zh, en } = nameOf('names.approvalMatter', matter);
  const of = subject_type === 'document' ? title : null;
  const { approvalOf } = terms.volumes;
  const fill = (language: 'zh' | 'en', what: string) => sayTerm(approvalOf, language, { what });
  return { zh: fill('zh', of ?? zh), en: fill('en', of ?? en) };
}

/** Approvals asked for, when they were asked for or settled. */
export const readApprovals: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('approval as a')
    .innerJoin('account as p', 'p.id', 'a.requested_by')
    .select(['a.id', 'a.matter', 'a.subject_type', 'a.title', 'a.opinion', 'a.words', 'a.state'])
    .select(['a.changed_at', 'p.display_name as asked'])
    .where('a.case_id', '=', one.id)
    .orderBy('a.requested_at')
    .limit(most)
    .execute();
  return rows.map(
    (row): Happening => ({
      ...{ key: `approval:${row.id}`, kind: 'approval', lane: 'paper', at: row.changed_at, until: null },
      ...{ stage: one.rules.stageOfMatter.get(row.matter) ?? 'decision', citation: null, sealedAs: row.id },
      title: titleOf(row),
      line: row.opinion === '' ? null : plain(row.opinion),
      who: [...new Set([row.asked, ...(row.words as Spoken[]).map(({ by }) => by)])],
      state: {
        tone: tones[row.state as keyof typeof tones],
        said: nameOf('procedure.approval.state', row.state),
      },
      link: { type: 'case', id: one.id, seconds: null, part: `approval-${row.id}` },
      proof: row.state === 'approved' ? { type: 'approval', kind: row.matter } : null,
    }),
  );
};
