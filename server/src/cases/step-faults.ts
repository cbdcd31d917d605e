import {
  actStepShapes,
  type FieldFault,
  isPlausible,
  type Media,
  refusals,
  type StepDetail,
  type StepKind,
  type StepStated,
  sayInstant,
  type Term,
} from '@liuhen/contract';
import { beijingDate, millisOf, toInstant } from '../base/clock.ts';
import { personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found } from '../base/errors.ts';
import { isAhead } from '../recordings/index.ts';
import { sayRecused } from './act-faults.ts';
import { recusedFrom } from './recusals.ts';
import { chainsOf } from './step-chains.ts';
import { orderFaults, type Placed } from './step-order.ts';

/** What is wrong with the times of a step, told by this clock. Days that lie ahead are told by `on` and `startsOn` alone. */
export function timeFaults({ at, until, detail }: StepStated, now: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (path: string, said: Term) => faults.push(faultAt(path, said));
  const { on, startsOn, notifiedAt }: StepDetail = detail;
  if (isAhead(at, now)) fault('at', refusals.notYet);
  if (until !== null && isAhead(until, now)) fault('until', refusals.notYet);
  else if (until !== null && millisOf(until) < millisOf(at)) fault('until', refusals.beforeStep);
  if (notifiedAt !== undefined && isAhead(notifiedAt, now)) fault('detail.notifiedAt', refusals.notYet);
  if (on !== undefined && on < beijingDate(at))
    fault('detail.on', { zh: '不能早于记录的这一天', en: 'It cannot be before the day of the step' });
  for (const [path, day] of Object.entries({ on, startsOn }))
    if (day !== undefined && !isPlausible(`${day}T00:00:00+08:00`, now))
      fault(`detail.${path}`, refusals.implausible);
  return faults;
}

/** The step that is stated, and of a correction the step whose version it is, which keeps its kind. */
type Judged = StepStated & {
  actId: string;
  media?: Media | null | undefined;
  corrects?: { id: string; kind: string };
};

/** Throws input.invalid that names every fault at once. */
export async function requireSoundStep(
  ctx: Writing,
  { actId, media, corrects, ...step }: Judged,
): Promise<void> {
  const faults = timeFaults(step, ctx.clock.now());
  if (corrects !== undefined && step.kind !== corrects.kind)
    faults.push(
      faultAt('kind', {
        zh: '更正不能换成另一种环节，请撤回后另记一笔',
        en: 'A correction keeps the kind of the step; withdraw it and enter another',
      }),
    );
  const { recording, about }: StepDetail = step.detail;
  const act = await actOf(ctx, actId);
  if (step.kind === 'left') faults.push(...leavingFaults(act, step.at));
  faults.push(...(await recusalFaults(ctx, act, step.at)));
  if (media) faults.push(...(await mediaFaults(ctx, actId, media)));
  if (recording !== undefined && !(await isLinked(ctx, actId, recording)))
    faults.push(
      faultAt('detail.recording', {
        zh: '请选择已关联到本次活动的音像',
        en: 'Choose a recording that is linked to this act',
      }),
    );
  const steps = await stepsThatHold(ctx, actId);
  const kinds = actStepShapes.stepsAbout[step.kind] ?? ['interrupted'];
  if (about && !steps.some(({ id, kind }) => id === about && kinds.includes(kind)))
    faults.push(
      faultAt('detail.about', {
        zh: '没有这一环节，或已撤回',
        en: 'There is no such step, or it was withdrawn',
      }),
    );
  const { id, kind } = { id: '', ...corrects, kind: step.kind };
  const others = steps.filter((one) => one.id !== id);
  faults.push(...orderFaults({ id, kind, at: step.at, about: about ?? null }, others));
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

type ActOfStep = { id: string; case_id: string | null; started_at: string };

const actOf = async (ctx: Writing, id: string): Promise<ActOfStep> =>
  found(
    await ctx.tx
      .selectFrom('act')
      .select(['id', 'case_id', 'started_at'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );

/** Nobody leaves before the act has begun: its end is the leaving where no other is entered. */
function leavingFaults(act: ActOfStep, at: string): FieldFault[] {
  if (millisOf(at) >= millisOf(act.started_at)) return [];
  const said = {
    zh: `离开现场不能早于活动开始（${sayInstant(act.started_at)}），时间有误的请更正`,
    en: `The site cannot be left before the act began (${sayInstant(act.started_at)}); correct the time that is wrong`,
  };
  return [faultAt('at', said)];
}

/** An officer who was recused meanwhile states what was before that; what came after, somebody else (行政处罚法第四十三条). */
async function recusalFaults(ctx: Writing, act: ActOfStep, at: string): Promise<FieldFault[]> {
  const { officerId } = personOf(ctx);
  if (officerId === null) return [];
  const recused = await recusedFrom(ctx, { caseId: act.case_id, actId: act.id, startedAt: toInstant(at) });
  const own = recused.find((one) => one.officerId === officerId);
  return own ? [faultAt('at', sayRecused(own))] : [];
}

async function stepsThatHold(ctx: Writing, actId: string): Promise<Placed[]> {
  const rows = await ctx.tx
    .selectFrom('act_step')
    .select(['id', 'replaces', 'withdrawn', 'kind', 'at', 'detail'])
    .where('act_id', '=', actId)
    .execute();
  return chainsOf(rows)
    .filter(({ last }) => !last.withdrawn)
    .map(({ id, last }) => ({
      ...{ id, kind: last.kind as StepKind, at: last.at },
      about: (last.detail as StepDetail).about ?? null,
    }));
}

/** A step is tied to a second that a film of the act has. A picture has none but its first. */
async function mediaFaults(
  ctx: Writing,
  actId: string,
  { recordingId, second }: Media,
): Promise<FieldFault[]> {
  if (!(await isLinked(ctx, actId, recordingId)))
    return [
      faultAt('media.recordingId', {
        zh: '请选择已关联到本次活动的音像',
        en: 'Choose a recording that is linked to this act',
      }),
    ];
  const film = await ctx.tx
    .selectFrom('recording_shelf')
    .select('duration_ms')
    .where('recording_id', '=', recordingId)
    .executeTakeFirst();
  const seconds = film?.duration_ms == null ? null : Math.ceil(Number(film.duration_ms) / 1000);
  if (seconds === null || second <= seconds) return [];
  return [
    faultAt('media.second', {
      zh: `这段音像只有 ${seconds} 秒`,
      en: `This recording has ${seconds} seconds only`,
    }),
  ];
}

async function isLinked(ctx: Writing, actId: string, recordingId: string): Promise<boolean> {
  const link = await ctx.tx
    .selectFrom('evidence')
    .select('id')
    .where('act_id', '=', actId)
    .where('recording_id', '=', recordingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return link !== undefined;
}
