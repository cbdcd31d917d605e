import type {
  ServiceManner,
  ServiceOutcome,
  ServiceSubject,
  StepKind,
  serviceShapes,
  Term,
} from '@liuhen/contract';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { beijingDate, toInstant } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Service, ServiceReceipt } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import {
  proceduralActOf,
  serveAlong,
  standingSteps,
  unserveAlong,
  withdrawStepAlong,
} from '../cases/index.ts';
import { sealedBefore } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { requireReadable } from '../recordings/index.ts';
import { addressOf } from './addresses.ts';
import { penaltyLaw } from './articles.ts';
import { entered, enterRow, isEntered } from './entered.ts';
import { actOfCase, checkOfficers, cite, Faults, holdCase, nextNumber } from './ground.ts';
import { checkDocument, partyOfCase } from './named.ts';
import { noticePeriods } from './notice-period.ts';
import { mannerRules, servedOn } from './served-on.ts';
import { receiptFaults, type ServiceInput, serviceFaults } from './serving-faults.ts';
import { takeStep } from './steps.ts';

type ServiceRow = Selectable<Service>;
type ReceiptRow = Selectable<ServiceReceipt>;
type ReceiptInput = Omit<z.output<typeof serviceShapes.serviceReceiptInput>, 'serviceId'>;
/** The house confirmed it by itself. */
type Confirmed = ReceiptInput & { byHouse?: boolean };

const serviceRow = (input: ServiceInput) => ({
  ...{ id: input.id, case_id: input.caseId, act_id: input.actId, subject: input.subject },
  ...{ document: input.document, document_id: input.documentId },
  ...{ document_made_at: toInstant(input.documentMadeAt), party: input.party, party_id: input.partyId },
  ...{ manner: input.manner, at: toInstant(input.at), place: input.place, officer_ids: input.officerIds },
  ...{ witnesses: input.witnesses, recording_ids: input.recordingIds, carrier: input.carrier || null },
  reason: input.reason || null,
});

/** In these two stand before the party; what is sent or posted needs one who sees to it. */
const inPerson: readonly ServiceManner[] = ['direct', 'retained'];

/**
 * Enters that something was served, or that it was tried. Sealed as `service.entered`, what is known of its end as
 * `service.concluded`. The act gets the steps from which periods run. Throws input.invalid with every fault.
 */
export async function enterService(
  ctx: Writing,
  law: Law,
  given: ServiceInput,
): Promise<Sealed<{ id: string }>> {
  await holdCase(ctx, given.caseId);
  const faults = new Faults();
  const input = await withNamed(ctx, faults, given);
  const content = serviceRow(input);
  if (await isEntered(ctx, 'service', content)) return sealedBefore(ctx, 'service', { id: input.id });
  const { at, document_made_at: documentMadeAt } = content;
  const address = await addressOf(ctx, input);
  const receipt = input.receipt && { ...input.receipt, at: toInstant(input.receipt.at) };
  const known = { address, now: ctx.clock.now() };
  serviceFaults({ ...input, at, documentMadeAt, receipt }, known, faults);
  const least = inPerson.includes(input.manner) ? 2 : 1;
  await checkOfficers(ctx, faults, input.officerIds, at, { least, article: penaltyLaw(42) });
  for (const id of input.recordingIds) await requireReadable(ctx, id);
  if (input.actId !== null)
    await actOfCase(ctx, faults, input.actId, { caseId: input.caseId, times: { at } });
  faults.refuse();
  const number = await nextNumber(ctx, 'service', input.caseId);
  const actId = input.manner === 'publicNotice' ? await actOf(ctx, content) : null;
  const step_id = actId
    ? await takeStep(ctx, actId, { kind: 'noticePosted', at, until: null, detail: {} })
    : null;
  const address_id = input.manner === 'electronic' ? (address?.id ?? null) : null;
  const row = { ...content, number, step_id, address_id, ...entered(ctx) };
  const sealed = await enterRow(ctx, 'service.entered', 'service', row);
  const service = { ...row, organ_id: '' };
  if (receipt) await conclude(ctx, law, service, { ...receipt, replaces: null });
  return sealed;
}

/** What is served with the name that the register has for whom it is served on. */
async function withNamed(ctx: Writing, faults: Faults, input: ServiceInput): Promise<ServiceInput> {
  const { caseId, documentId, partyId } = input;
  if (documentId !== null)
    await checkDocument(ctx, faults, { caseId, documentId, path: 'document', final: true });
  const party = partyId === null ? null : await partyOfCase(ctx, faults, caseId, partyId);
  return party === null ? input : { ...input, party };
}

/** Steps that the law's periods run from, by what is served; `about` is the step that it answers. */
const stepsOfSubject: Partial<Record<ServiceSubject, { kind: StepKind; about: StepKind | null }>> = {
  decision: { kind: 'decisionServed', about: 'decisionMade' },
  hearingRights: { kind: 'hearingRightNotified', about: null },
  hearingNotice: { kind: 'hearingNotified', about: 'hearingSet' },
  freezing: { kind: 'freezeNotified', about: 'freezeImposed' },
  demand: { kind: 'demandServed', about: 'performanceSet' },
};

/** The act whose clocks a service sets running: that of the procedure of the case, or else the act of serving. */
const actOf = async (ctx: Writing, one: { case_id: string; act_id: string | null }): Promise<string | null> =>
  (await proceduralActOf(ctx, one.case_id)) ?? one.act_id;

/** Enters the step of what was served at `at`. A decision that no step tells of yet is served all the same. */
async function tellAct(ctx: Writing, law: Law, service: ServiceRow, at: string): Promise<string | null> {
  const step = stepsOfSubject[service.subject as ServiceSubject];
  if (step === undefined) return null;
  if (service.subject === 'decision') {
    const moved = await serveAlong(ctx, law, service.case_id, at);
    if (moved !== null) return moved;
  }
  const acts = [await actOf(ctx, service), service.act_id];
  for (const actId of new Set(acts)) {
    if (actId === null) continue;
    const answered = step.about === null ? [] : await standingSteps(ctx, actId, [step.about]);
    const about = answered.findLast((one) => one.at <= at)?.id;
    if (about === undefined && step.about !== null && step.kind !== 'decisionServed') continue;
    const detail = about === undefined ? {} : { about };
    return takeStep(ctx, actId, { kind: step.kind, at, until: null, detail } as never, 'day');
  }
  return null;
}

const receiptRow = (serviceId: string, input: ReceiptInput) => ({
  ...{ id: input.id, service_id: serviceId, outcome: input.outcome, at: toInstant(input.at) },
  ...{ receiver: input.receiver || null, relation: input.relation || null, note: input.note || null },
  replaces: input.replaces,
});

/** That a notice has not run its time, and to which day it runs. */
const notOver = (until: string | null): Term => ({
  zh: `公告的期间还没有届满，尚不能视为送达${until === null ? '' : `，最后一日是 ${beijingDate(until)}`}`,
  en: `The period of the notice is not over, so it does not count as served yet${until === null ? '' : `; its last day is ${beijingDate(until)}`}`,
});

async function conclude(
  ctx: Writing,
  law: Law,
  service: ServiceRow,
  input: Confirmed,
): Promise<Sealed<{ id: string }>> {
  const content = receiptRow(service.id, input);
  const manner = service.manner as ServiceManner;
  const periods = manner === 'publicNotice' ? await noticePeriods(ctx, law) : null;
  const served = servedOn(
    manner,
    { outcome: input.outcome, at: content.at },
    periods?.(service.at) ?? null,
  ).at;
  if (manner === 'publicNotice' && (served === null || served > ctx.clock.now())) {
    const faults = new Faults();
    faults.add('outcome', cite(notOver(served), mannerRules.publicNotice.article));
    faults.refuse();
  }
  const step_id = served === null ? null : await tellAct(ctx, law, service, served);
  const by_house = input.byHouse ?? false;
  const row = { ...content, served_at: served, step_id, by_house, ...entered(ctx) };
  return enterRow(ctx, 'service.concluded', 'service_receipt', row);
}

/** A service while its case is held, with its receipt that holds. */
async function holdService(
  ctx: Writing,
  id: string,
): Promise<{ service: ServiceRow; last: ReceiptRow | null }> {
  const query = ctx.tx.selectFrom('service').selectAll().where('id', '=', id);
  const service = found(await query.executeTakeFirst());
  await holdCase(ctx, service.case_id);
  const rows = await ctx.tx.selectFrom('service_receipt').selectAll().where('service_id', '=', id).execute();
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return { service, last: rows.find((row) => !replaced.has(row.id)) ?? null };
}

function requireSeen(last: ReceiptRow | null, replaces: string | null): void {
  if ((last?.id ?? null) !== replaces || last?.outcome === 'withdrawn')
    throw new DomainError('conflict.changed');
}

/** Whether another service of the case still holds by which its decision was served. */
async function isServedOtherwise(ctx: Writing, { id, case_id }: ServiceRow): Promise<boolean> {
  const rows = await ctx.tx
    .selectFrom('service_receipt as r')
    .innerJoin('service as s', 's.id', 'r.service_id')
    .select(['r.id', 'r.replaces', 'r.served_at'])
    .where('s.case_id', '=', case_id)
    .where('s.subject', '=', 'decision')
    .where('s.id', '<>', id)
    .execute();
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return rows.some((row) => row.served_at !== null && !replaced.has(row.id));
}

/** Takes back what a receipt led to: the step of the act, and the move of the case where nothing else holds it. */
async function takeBack(
  ctx: Writing,
  service: ServiceRow,
  last: ReceiptRow | null,
  { reason, mayStay }: { reason: string; mayStay: boolean },
): Promise<void> {
  if (!last?.step_id) return;
  if (!(await isServedOtherwise(ctx, service)))
    await unserveAlong(ctx, service.case_id, { stepId: last.step_id, reason, mayStay });
  await withdrawStepAlong(ctx, last.step_id, reason);
}

/**
 * Says of a public notice whose period is over that it was served, where nobody has said so. Sealed as
 * `service.concluded`. Tells whether it did.
 */
export async function confirmNotice(ctx: Writing, law: Law, serviceId: string): Promise<boolean> {
  const { service, last } = await holdService(ctx, serviceId);
  const period = (await noticePeriods(ctx, law))(service.at);
  const { at } = servedOn('publicNotice', null, period);
  // A day that may still change is left to who can look at it.
  if (last !== null || at === null || at > ctx.clock.now() || period?.provisional !== false) return false;
  const told = { receiver: null, relation: null, note: null, replaces: null, byHouse: true };
  const [id, now] = [makeId(ctx.clock), ctx.clock.now()];
  await conclude(ctx, law, service, { ...told, id, outcome: 'deemed', at: now });
  return true;
}

/**
 * Enters how a service ended, or corrects that. Sealed as `service.concluded`; what was entered before stays, its step
 * is withdrawn. Throws conflict.changed when somebody entered it meanwhile.
 */
export async function concludeService(
  ctx: Writing,
  law: Law,
  { serviceId, ...input }: z.output<typeof serviceShapes.serviceReceiptInput>,
): Promise<Sealed<{ id: string }>> {
  const { service, last } = await holdService(ctx, serviceId);
  if (await isEntered(ctx, 'service_receipt', receiptRow(serviceId, input)))
    return sealedBefore(ctx, 'service_receipt', { id: input.id });
  requireSeen(last, input.replaces);
  const faults = new Faults();
  const manner = service.manner as ServiceManner;
  const receipt = { ...input, outcome: input.outcome as ServiceOutcome, at: toInstant(input.at) };
  receiptFaults({ manner, at: service.at }, receipt, ctx.clock.now(), faults);
  faults.refuse();
  const mayStay = mannerRules[manner].served.includes(receipt.outcome);
  await takeBack(ctx, service, last, { reason: input.note || '送达结果更正', mayStay });
  return conclude(ctx, law, service, input);
}

/** Takes a service back that was entered by mistake, with the reason, and its steps with it. Sealed as `service.withdrawn`. */
export async function withdrawService(
  ctx: Writing,
  { id, serviceId, replaces, reason }: z.output<typeof serviceShapes.serviceWithdrawal>,
): Promise<Sealed<{ id: string }>> {
  const { service, last } = await holdService(ctx, serviceId);
  const content = { id, service_id: serviceId, outcome: 'withdrawn', note: reason, replaces };
  if (await isEntered(ctx, 'service_receipt', content)) return sealedBefore(ctx, 'service_receipt', { id });
  requireSeen(last, replaces);
  await takeBack(ctx, service, last, { reason, mayStay: false });
  if (service.step_id) await withdrawStepAlong(ctx, service.step_id, reason);
  const row = { ...content, at: ctx.clock.now(), served_at: null, step_id: null, by_house: false };
  return enterRow(ctx, 'service.withdrawn', 'service_receipt', { ...row, ...entered(ctx) });
}
