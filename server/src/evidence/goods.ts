import {
  type GoodsEventKind,
  type GoodsItem,
  type GoodsManner,
  type GoodsMeasure,
  goodsShapes,
  type StepStated,
} from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import type { Reading, Writing } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { withdrawStepAlong } from '../cases/index.ts';
import { sealedBefore } from '../custody/index.ts';
import { requireReadable } from '../recordings/index.ts';
import { coercionLaw, penaltyLaw } from './articles.ts';
import { entered, enterRow, isEntered } from './entered.ts';
import { type Disposal, type EventInput, endFaults, eventFaults, listFaults } from './goods-faults.ts';
import { foldGoods, type GoodsFact } from './goods-fold.ts';
import { actOfCase, checkOfficers, Faults, holdCase, nextNumber } from './ground.ts';
import { approvalOfCase, partyOfCase } from './named.ts';
import { takeStep } from './steps.ts';

type ListInput = z.output<typeof goodsShapes.goodsListInput>;

const listRow = (input: ListInput) => ({
  ...{ id: input.id, case_id: input.caseId, act_id: input.actId, measure: input.measure },
  ...{
    urgent: input.urgent,
    party: input.party,
    party_id: input.partyId,
    place: input.place,
    taken_at: toInstant(input.takenAt),
  },
  ...{ approved_by: input.approvedBy || null, approval_id: input.approvalId },
  approved_at: input.approvedAt && toInstant(input.approvedAt),
  ...{ officer_ids: input.officerIds, keeper_kind: input.keeperKind, keeper: input.keeper },
  ...{ keeping_place: input.keepingPlace, signed_by: input.signedBy || null },
  ...{ refused_reason: input.refusedReason || null, witness: input.witness || null, items: input.items },
});

/**
 * Enters what was registered, sealed or detained, as the list was signed. Sealed as `goods.listed`; the act gets the
 * step with which its clock begins, sealed as `act.stepEntered`, unless it was entered before. Throws input.invalid.
 */
export async function enterGoods(ctx: Writing, input: ListInput): Promise<Sealed<{ id: string }>> {
  await holdCase(ctx, input.caseId);
  const faults = new Faults();
  const content = { ...listRow(input), ...(await namedOfList(ctx, faults, input)) };
  if (await isEntered(ctx, 'goods_list', content)) return sealedBefore(ctx, 'goods_list', { id: input.id });
  const { taken_at: takenAt, approved_at: approvedAt } = content;
  faults.ahead(ctx.clock.now(), { takenAt, approvedAt });
  listFaults({ ...input, takenAt, approvedAt, approvedBy: content.approved_by }, faults);
  await actOfCase(ctx, faults, input.actId, { caseId: input.caseId, times: { takenAt } });
  const article = input.measure === 'advanceRegistration' ? penaltyLaw(42) : coercionLaw(18);
  await checkOfficers(ctx, faults, input.officerIds, takenAt, { least: 2, article });
  for (const { photoId } of input.items) if (photoId !== null) await requireReadable(ctx, photoId);
  faults.refuse();
  const kind = beginsWith(input);
  const step_id = await takeStep(ctx, input.actId, { kind, at: takenAt, until: null, detail: {} });
  const number = await nextNumber(ctx, 'goods_list', input.caseId);
  return enterRow(ctx, 'goods.listed', 'goods_list', { ...content, number, step_id, ...entered(ctx) });
}

/** What of a list the house knows: the party by its register, who approved by the approval. */
async function namedOfList(
  ctx: Writing,
  faults: Faults,
  { caseId, measure, partyId, approvalId }: ListInput,
) {
  const party = partyId === null ? null : await partyOfCase(ctx, faults, caseId, partyId);
  const matters = goodsShapes.mattersFor(measure, 'taken');
  const approved =
    approvalId === null ? null : await approvalOfCase(ctx, faults, { caseId, approvalId, matters });
  return { ...(party === null ? {} : { party }), ...approved };
}

const beginsWith = ({ measure, urgent }: Pick<ListInput, 'measure' | 'urgent'>) => {
  if (measure === 'advanceRegistration') return 'registrationStarted' as const;
  return urgent ? ('measureTakenUrgently' as const) : ('measureTaken' as const);
};

/** A list of goods while its case is held, with what became of it. */
async function holdList(ctx: Writing, id: string) {
  const query = ctx.tx.selectFrom('goods_list').selectAll().where('id', '=', id);
  const list = found(await query.executeTakeFirst());
  await holdCase(ctx, list.case_id);
  const events = await eventsOf(ctx, [id]);
  return { list, events, standing: foldGoods(list.items as GoodsItem[], events.map(toFact)) };
}

/** Events of lists in the order in which they were entered. */
export const eventsOf = (ctx: Pick<Reading, 'tx'>, listIds: readonly string[]) =>
  ctx.tx
    .selectFrom('goods_event as e')
    .innerJoin('account as p', 'p.id', 'e.entered_by')
    .selectAll('e')
    .select('p.display_name')
    .where('e.list_id', 'in', listIds.length > 0 ? [...listIds] : ['00000000-0000-0000-0000-000000000000'])
    .orderBy('e.entered_at')
    .orderBy('e.id')
    .execute();
export type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];

export const toFact = (row: EventRow): GoodsFact => ({
  ...{ id: row.id, kind: row.kind as GoodsEventKind, at: row.at, undoes: row.undoes },
  ...{ source: row.source as GoodsFact['source'], manner: row.manner as GoodsManner | null },
  lines: (row.lines ?? []) as GoodsFact['lines'],
});

const eventRow = (event: EventInput) => ({
  ...{ id: event.id, list_id: event.listId, kind: event.kind, at: toInstant(event.at), reason: event.reason },
  until: event.kind === 'tested' ? event.until && toInstant(event.until) : null,
  told_at: event.kind === 'tested' ? event.toldAt && toInstant(event.toldAt) : null,
  approved_by: event.kind === 'tested' ? null : event.approvedBy,
  approval_id: event.kind === 'tested' ? null : event.approvalId,
  ...disposalRow(event.kind === 'disposed' ? event : null),
});

const disposalRow = (event: Disposal | null) => ({
  approved_at: event && toInstant(event.approvedAt),
  ...{ source: event?.source ?? null, manner: event?.manner ?? null, lines: event?.lines ?? null },
  ...{ receiver: event?.receiver || null, receipt: event?.receipt || null },
  ...{ officer_ids: event?.officerIds ?? [], recording_id: event?.recordingId ?? null },
});

/**
 * Enters what became of a list: reported, extended, tested, lifted, or things disposed of. Sealed as `goods.told` or
 * `goods.disposed`; the act gets the step that its clock waits for. Throws input.invalid with every fault, conflict.changed
 * for a list that was taken back.
 */
export async function enterGoodsEvent(ctx: Writing, input: EventInput): Promise<Sealed<{ id: string }>> {
  const { list, events, standing } = await holdList(ctx, input.listId);
  const faults = new Faults();
  const content = { ...eventRow(input), ...(await approvedOf(ctx, faults, list, input)) };
  if (await isEntered(ctx, 'goods_event', content)) return sealedBefore(ctx, 'goods_event', { id: input.id });
  if (standing.void) throw new DomainError('conflict.changed');
  const { at, until, told_at: toldAt, approved_at: approvedAt } = content;
  faults.ahead(ctx.clock.now(), { at, until, toldAt, approvedAt });
  const kinds = new Set(events.filter(({ id }) => !standing.undone.has(id)).map(({ kind }) => kind));
  const known = { measure: list.measure, urgent: list.urgent, takenAt: list.taken_at };
  const facts = events.map(toFact);
  const said = { ...input, ...timesOf(content) } as EventInput;
  eventFaults(known, { ...standing, facts, kinds }, said, faults);
  if (input.kind === 'disposed') {
    await checkOfficers(ctx, faults, input.officerIds, at, { least: 0, article: penaltyLaw(42) });
    if (input.recordingId !== null) await requireReadable(ctx, input.recordingId);
  }
  const fact = { ...toFact({ ...content, undoes: null } as unknown as EventRow) };
  const after = foldGoods(list.items as GoodsItem[], [...facts, fact]);
  endFaults(
    list.measure,
    after.endedAt,
    facts.filter(({ id }) => !standing.undone.has(id)),
    faults,
  );
  faults.refuse();
  const ended = standing.endedAt === null ? after.endedAt : null;
  const step_id = await tellAct(ctx, list, content, ended);
  const kind = input.kind === 'disposed' ? 'goods.disposed' : 'goods.told';
  return enterRow(ctx, kind, 'goods_event', { ...content, step_id, undoes: null, ...entered(ctx) });
}

/** Who approved an event, and when, as the approval that it names says. */
async function approvedOf(
  ctx: Writing,
  faults: Faults,
  list: { case_id: string; measure: string },
  input: EventInput,
) {
  if (input.kind === 'tested' || input.approvalId === null) return {};
  const matters = goodsShapes.mattersFor(list.measure as GoodsMeasure, input.kind);
  const asked = { caseId: list.case_id, approvalId: input.approvalId, matters };
  return (await approvalOfCase(ctx, faults, asked)) ?? {};
}

const timesOf = (row: ReturnType<typeof eventRow>) => ({
  ...{ at: row.at, until: row.until, toldAt: row.told_at },
  ...(row.approved_at === null ? {} : { approvedAt: row.approved_at }),
});

/** The step of the act that an event stands for; null where its clock does not ask for it. */
async function tellAct(
  ctx: Writing,
  list: { act_id: string; step_id: string; measure: string },
  event: ReturnType<typeof eventRow>,
  endedAt: string | null,
): Promise<string | null> {
  const { at, until, told_at: notifiedAt } = event;
  const about = list.step_id;
  const take = (stated: StepStated) => takeStep(ctx, list.act_id, stated);
  if (endedAt !== null) {
    const kind = list.measure === 'advanceRegistration' ? 'registrationDecided' : 'measureEnded';
    return take({ kind, at: endedAt, until: null, detail: { about } });
  }
  if (event.kind === 'reported') return take({ kind: 'measureReported', at, until: null, detail: { about } });
  if (event.kind === 'extended') return take({ kind: 'measureExtended', at, until: null, detail: { about } });
  if (event.kind !== 'tested') return null;
  const told = notifiedAt === null ? {} : { notifiedAt };
  return take({ kind: 'testing', at, until, detail: { about, ...told } });
}

/**
 * Takes an event back, or a whole list, with the reason; the step that it entered is withdrawn with it. Sealed as
 * `goods.withdrawn`. Refused where what came later would have nothing to rest on.
 */
export async function withdrawGoods(
  ctx: Writing,
  { id, listId, eventId, reason }: z.output<typeof goodsShapes.goodsUndoing>,
): Promise<Sealed<{ id: string }>> {
  const { list, events, standing } = await holdList(ctx, listId);
  const content = { id, list_id: listId, kind: 'undone', undoes: eventId, reason };
  if (await isEntered(ctx, 'goods_event', content)) return sealedBefore(ctx, 'goods_event', { id });
  const event = eventId === null ? null : found(events.find((one) => one.id === eventId));
  const open = events.filter((one) => one.kind !== 'undone' && !standing.undone.has(one.id));
  if (standing.void || (event !== null && !open.includes(event))) throw new DomainError('conflict.changed');
  const faults = new Faults();
  const fact = { ...content, at: ctx.clock.now(), source: null, manner: null, lines: [] } as GoodsFact;
  const after = foldGoods(list.items as GoodsItem[], [...events.map(toFact), fact]);
  if (after.overdrawn.length > 0 || (event === null && open.length > 0))
    faults.add('eventId', {
      zh: '后面的办理以它为依据，请先撤回后面的',
      en: 'Later entries rest on it; withdraw those first',
    });
  faults.refuse();
  const stepId = event === null ? list.step_id : event.step_id;
  if (stepId !== null) await withdrawStepAlong(ctx, stepId, reason);
  return enterRow(ctx, 'goods.withdrawn', 'goods_event', {
    ...{ ...content, at: ctx.clock.now(), officer_ids: [], ...entered(ctx) },
  });
}
