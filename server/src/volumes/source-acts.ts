import { type RecordStage, type StepDetail, type StepKind, tellDetail } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { both, type CaseFrame, type Happening, joined, nameOf, type Source } from './happening.ts';

/** The stage of an act's kind; what a patrol finds begins a process. */
export const stageOfAct = ({ acts, rules }: CaseFrame, actId: string): RecordStage =>
  rules.stageOfActivity.get(acts.get(actId)?.type ?? '') ?? 'investigation';

const among = (ids: readonly string[]) => sql`any(${ids}::uuid[])`;

/** Acts of the case, from their beginning to their end. */
export const readActs: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('act')
    .select(['id', 'number', 'type', 'cause', 'place', 'started_at', 'ended_at'])
    .where('case_id', '=', one.id)
    // That which carries the steps of the procedure is told by these.
    .where('type', '<>', 'caseProcedure')
    .orderBy('started_at')
    .limit(most)
    .execute();
  return rows.map((act) => ({
    ...{ key: `act:${act.id}`, kind: 'act', lane: 'paper', at: act.started_at, until: act.ended_at },
    ...{
      stage: stageOfAct(one, act.id),
      title: nameOf('names.actType', act.type),
      state: null,
      citation: null,
    },
    line: joined(act.number, act.cause, act.place),
    who: [...(one.acts.get(act.id)?.officers ?? [])],
    link: { type: 'act', id: act.id, seconds: null },
    ...{ sealedAs: act.id, proof: { type: 'act', kind: act.type } },
  }));
};

/** Steps that are seen on film rather than on paper. */
const filmed = new Set([
  'deviceChecked',
  'openingStated',
  'recordingNotified',
  'bystandersTold',
  'keyContentFilmed',
  'interrupted',
  'keyLinksFilmed',
]);

/** The second of a film at which something is seen that happened then in its act; null where none was running. */
export function secondOf(
  films: readonly Pick<FilmRow, 'id' | 'act' | 'at' | 'until' | 'known'>[],
  { actId, at }: { actId: string; at: string },
): { recordingId: string; seconds: number } | null {
  const running = films.find(
    (film) => film.known && film.act === actId && film.at <= at && film.until !== null && at <= film.until,
  );
  if (running === undefined) return null;
  return {
    recordingId: running.id,
    seconds: Math.floor((Date.parse(at) - Date.parse(running.at)) / 1000),
  };
}

interface StepRow extends MomentOfStep {
  detail: unknown;
  by: string;
}

/** What a step says of itself, as on the page of its act. */
export function lineOfStep(
  one: CaseFrame,
  step: StepRow,
  steps: readonly StepRow[],
  films: readonly Pick<FilmRow, 'id' | 'name'>[],
) {
  const act = one.acts.get(step.act_id);
  const around = {
    checklists: one.law.checklists(act?.startedAt ?? one.openedAt),
    links: films.map(({ id, name }) => ({ recording: { id, name } })),
    steps: steps
      .filter(({ act_id }) => act_id === step.act_id)
      .map(({ id, kind, at }) => ({ id, kind: kind as StepKind, versions: [{ at }] })),
  };
  const kind = step.kind as StepKind;
  const told = both((saying) =>
    tellDetail(around, { kind }, step.detail as StepDetail, saying).join(saying.t('shell.word.semicolon')),
  );
  return joined(act?.number, told);
}

interface MomentOfStep {
  id: string;
  act_id: string;
  kind: string;
  at: string;
  media_recording: string | null;
  media_second: number | null;
}

/** Where a step can be seen: the second that was tied to it, else that of the film that ran then, else its line in the act. */
export function linkOfStep(step: MomentOfStep, films: readonly Omit<FilmRow, 'by'>[]): Happening['link'] {
  const tied =
    step.media_recording !== null && films.some(({ id }) => id === step.media_recording)
      ? { recordingId: step.media_recording, seconds: Math.floor(step.media_second ?? 0) }
      : null;
  const seen = tied ?? (filmed.has(step.kind) ? secondOf(films, { actId: step.act_id, at: step.at }) : null);
  return seen === null
    ? { type: 'act', id: step.act_id, seconds: null, part: `step-${step.id}` }
    : { type: 'recording', id: seen.recordingId, seconds: seen.seconds };
}

/** What was entered about the acts and holds: what was corrected or withdrawn is seen in the act. */
export const readSteps: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('act_step as s')
    .innerJoin('act', 'act.id', 's.act_id')
    .innerJoin('account as p', 'p.id', 's.stated_by')
    .select(['s.id', 's.act_id', 's.kind', 's.at', 's.until', 's.detail', 'p.display_name as by'])
    .select(['s.media_recording', 's.media_second'])
    .where('act.case_id', '=', one.id)
    .where('s.withdrawn', '=', false)
    .where(sql<boolean>`not exists (select from act_step later where later.replaces = s.id)`)
    .orderBy('s.at')
    .limit(most)
    .execute();
  const films = await filmRows(ctx, one, most);
  return rows.map((step) => ({
    ...{ key: `step:${step.id}`, kind: 'step', lane: filmed.has(step.kind) ? 'film' : 'paper' },
    ...{
      at: step.at,
      until: step.until,
      title: nameOf('names.stepKind', step.kind),
      state: null,
      citation: null,
    },
    stage: one.rules.stageOfStep.get(step.kind) ?? stageOfAct(one, step.act_id),
    line: lineOfStep(one, step, rows, films),
    who: [step.by],
    link: linkOfStep(step, films),
    ...{ sealedAs: step.id, proof: { type: 'step', kind: step.kind }, actId: step.act_id },
    item: (step.detail as StepDetail).item,
  }));
};

interface FilmRow {
  id: string;
  name: string;
  kind: string;
  act: string;
  at: string;
  until: string | null;
  /** Whether its true time is known. */
  known: boolean;
  /** Whose it is, else who sent it. */
  by: string;
}

/** Film linked to the acts, in true time as the newest attribution has it; without one, when it was stored. */
export async function filmRows(ctx: Reading, one: CaseFrame, most: number): Promise<FilmRow[]> {
  const { rows } = await sql<FilmRow>`
    select r.id, r.name, r.kind, v.act_id as act, coalesce(k.started_at, r.registered_at) as at,
           k.ended_at as until, k.started_at is not null as known, coalesce(o.name, p.display_name) as by
    from (select recording_id, min(act_id::text)::uuid as act_id from evidence
          where act_id = ${among([...one.acts.keys()])} and removed_at is null group by 1) v
    join recording r on r.id = v.recording_id and r.id = ${among(one.film)}
    join account p on p.id = r.uploaded_by
    left join lateral (select started_at, ended_at, officer_id from attribution a where a.recording_id = r.id
                       order by a.version desc limit 1) k on true
    left join officer o on o.id = k.officer_id
    order by at limit ${most}`.execute(ctx.tx);
  return rows;
}

export const readFilm: Source = async (ctx, one, most) => {
  const rows = await filmRows(ctx, one, most);
  return rows.map(({ id, name, kind, act, at, until, known, by }) => ({
    ...{ key: `film:${id}`, kind: 'film', lane: 'film', at, until, stage: stageOfAct(one, act) },
    ...{ title: nameOf('names.mediaKind', kind), line: joined(name, one.acts.get(act)?.number) },
    who: [by],
    state: known ? null : { tone: 'open', said: nameOf('volumes', 'timeUnknown') },
    ...{ citation: null, link: { type: 'recording', id, seconds: null } },
    ...{ sealedAs: id, proof: { type: 'evidence', kind: 'film' }, actId: act },
  }));
};

/** What happened to the case itself. */
export const readCaseDates: Source = async (ctx: Reading, one) => {
  const row = await ctx.tx
    .selectFrom('enforcement_case as c')
    .innerJoin('account as p', 'p.id', 'c.created_by')
    .select(['c.id', 'c.number', 'c.cause', 'c.opened_at', 'c.closed_at', 'p.display_name as by'])
    .where('c.id', '=', one.id)
    .executeTakeFirstOrThrow();
  const line = joined(row.number, row.cause);
  const at = (key: 'opened' | 'closed', when: string, stage: RecordStage, who: string[]): Happening => ({
    ...{ key: `case:${key}`, kind: 'case', lane: 'paper', at: when, until: null, stage, line, state: null },
    ...{ title: nameOf('cases', `${key}At`), who, citation: null },
    link: { type: 'case', id: one.id, seconds: null, part: 'facts' },
    ...{ sealedAs: one.id, proof: null },
  });
  return [
    at('opened', row.opened_at, 'initiation', [row.by]),
    ...(row.closed_at === null ? [] : [at('closed', row.closed_at, 'archive', [])]),
  ];
};
