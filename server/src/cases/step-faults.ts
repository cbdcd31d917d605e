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
import { beijingDate, millisOf } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { isAhead } from '../recordings/index.ts';
import { chainsOf } from './step-chains.ts';

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

/** Throws input.invalid that names every fault at once. `before`: the kind that a correction has to keep. */
export async function requireSoundStep(
  ctx: Writing,
  { actId, media, ...step }: StepStated & { actId: string; media?: Media | null | undefined },
  before: string = step.kind,
): Promise<void> {
  const faults = timeFaults(step, ctx.clock.now());
  if (step.kind !== before)
    faults.push(
      faultAt('kind', {
        zh: '更正不能换成另一种环节，请撤回后另记一笔',
        en: 'A correction keeps the kind of the step; withdraw it and enter another',
      }),
    );
  if (step.kind === 'left') faults.push(...(await leavingFaults(ctx, actId, step.at)));
  if (media) faults.push(...(await mediaFaults(ctx, actId, media)));
  const { recording, about }: StepDetail = step.detail;
  if (recording !== undefined && !(await isLinked(ctx, actId, recording)))
    faults.push(
      faultAt('detail.recording', {
        zh: '请选择已关联到本次活动的音像',
        en: 'Choose a recording that is linked to this act',
      }),
    );
  if (about && !(await isOneOf(ctx, actId, about, actStepShapes.stepsAbout[step.kind] ?? ['interrupted'])))
    faults.push(
      faultAt('detail.about', {
        zh: '没有这一环节，或已撤回',
        en: 'There is no such step, or it was withdrawn',
      }),
    );
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

/** Nobody leaves before the act has begun: its end is the leaving where no other is entered. */
async function leavingFaults(ctx: Writing, actId: string, at: string): Promise<FieldFault[]> {
  const act = await ctx.tx.selectFrom('act').select('started_at').where('id', '=', actId).executeTakeFirst();
  if (act === undefined || millisOf(at) >= millisOf(act.started_at)) return [];
  const said = {
    zh: `离开现场不能早于活动开始（${sayInstant(act.started_at)}），时间有误的请更正`,
    en: `The site cannot be left before the act began (${sayInstant(act.started_at)}); correct the time that is wrong`,
  };
  return [faultAt('at', said)];
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

async function isOneOf(
  ctx: Writing,
  actId: string,
  stepId: string,
  kinds: readonly StepKind[],
): Promise<boolean> {
  const rows = await ctx.tx
    .selectFrom('act_step')
    .select(['id', 'replaces', 'withdrawn'])
    .where('act_id', '=', actId)
    .where('kind', 'in', [...kinds])
    .execute();
  return chainsOf(rows).some(({ id, last }) => id === stepId && !last.withdrawn);
}
