import type { excuseShapes } from '@liuhen/contract';
import { type Citation, lawOn, renderCitation } from '@liuhen/rules';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Excuse as ExcuseTable, Obligation } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { requireReadable } from '../recordings/index.ts';
import { mayDecide, mayExplain, mayRefuse, roleOf } from './excuses-policy.ts';
import { tell } from './notices.ts';
import { ownersOf } from './owners.ts';
import { sayDecided } from './reminder-words.ts';
import { stateAt } from './state.ts';

type ExcuseRow = Selectable<ExcuseTable>;
type ObligationRow = Selectable<Obligation>;
/** One decision as it is stored; instants in UTC. */
export interface Decision {
  office: string;
  by: string;
  at: string;
  accepted: boolean;
  reason: string;
}

export const decisionsOf = (row: Pick<ExcuseRow, 'decisions'>) => row.decisions as unknown as Decision[];

/** Throws unless the duty is one of the organ's that was missed and that an explanation can excuse. */
function requireExplainable(row: ObligationRow, now: string): void {
  if (row.whose !== 'organ') throw new DomainError('excuse.notOfOrgan');
  const state = stateAt(row, now);
  if (state === 'excused') throw new DomainError('conflict.explained');
  if (state !== 'overdue' && state !== 'dischargedLate') throw new DomainError('excuse.notLate');
  if (row.excusable) return;
  const citation = row.citation as unknown as Citation;
  const code = row.tier === 'local' ? 'excuse.noGround' : 'excuse.higherTime';
  throw new DomainError(code, { cited: renderCitation(citation, 'zh'), article: citation.article });
}

/** Whether a duty can be explained as it stands now. */
export function isExplainable(row: ObligationRow, now: string): boolean {
  try {
    requireExplainable(row, now);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function obligationById(ctx: Reading, id: string): Promise<ObligationRow> {
  const row = await ctx.tx.selectFrom('obligation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row?.judgement === 'withdrawn') throw new DomainError('notFound');
  return found(row);
}

/** Offices that decide under the law of the day the duty comes from; the organ's head where it names none. */
async function stepsOf(ctx: Reading, law: Law, row: ObligationRow): Promise<string[]> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', row.organ_id)
    .executeTakeFirstOrThrow();
  const on = beijingDate(row.counted_from ?? row.due_before ?? ctx.clock.now());
  const moment = { on, boundFrom: organ.pack_bound_from };
  const named = lawOn(law.packs, organ.pack_id ?? row.pack_id, moment).merged.excuses.value?.steps ?? [];
  return named.length === 0 ? ['organHead'] : named;
}

/**
 * Explains why a duty was missed. Sealed as `excuse.stated`. Throws excuse.* where there is nothing to explain or the
 * time cannot be excused, conflict.explained while another explanation stands.
 */
export async function stateExcuse(
  ctx: Writing,
  law: Law,
  input: z.output<typeof excuseShapes.excuseInput>,
): Promise<Sealed<{ id: string }>> {
  const person = personOf(ctx);
  const duty = await obligationById(ctx, input.id);
  permit(mayExplain(person, (await ownersOf(ctx, [duty.subject_id])).get(duty.subject_id)));
  requireExplainable(duty, ctx.clock.now());
  const recordingIds = [...new Set(input.recordingIds)];
  for (const recordingId of recordingIds) await requireReadable(ctx, recordingId);
  const earlier = await ctx.tx
    .selectFrom('excuse')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('obligation_id', '=', duty.id)
    .executeTakeFirst();
  const steps = await stepsOf(ctx, law, duty);
  const id = makeId(ctx.clock);
  const values = {
    ...{ id, organ_id: organOf(ctx), obligation_id: duty.id, version: (earlier?.last ?? 0) + 1 },
    ...{ kind: input.kind, ground: input.ground, note: input.note || null, recording_ids: recordingIds },
    ...{ steps, decisions: '[]', state: 'stated', awaits: roleOf(steps[0] ?? '') },
    ...{ stated_by: person.accountId, stated_at: ctx.clock.now(), settled_at: null },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.explained') : error);
  return sealNew(ctx, { kind: 'excuse.stated', table: 'excuse', values, explain }, { id });
}

/** The row of an explanation, held until the transaction ends: of two who press at once the second sees what the first did. */
async function holdExcuse(ctx: Writing, id: string): Promise<ExcuseRow> {
  const row = await ctx.tx
    .selectFrom('excuse')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return found(row);
}

/**
 * Decides one step of an explanation. It is accepted when the last office agreed, refused when one did not; whoever
 * gave it is told either. Sealed as `excuse.decided`. Throws conflict.changed for whoever comes second.
 */
export async function decideExcuse(
  ctx: Writing,
  input: z.output<typeof excuseShapes.excuseDecision>,
): Promise<Sealed<Record<string, never>>> {
  const person = personOf(ctx);
  const row = await holdExcuse(ctx, input.id);
  const before = decisionsOf(row);
  if (row.state !== 'stated' || before.length !== input.step) throw new DomainError('conflict.changed');
  const duty = await obligationById(ctx, row.obligation_id);
  const owners = (await ownersOf(ctx, [duty.subject_id])).get(duty.subject_id);
  const decidedBy = before.map(({ by }) => by);
  const may = input.accepted ? mayDecide : mayRefuse;
  permit(may(person, { statedBy: row.stated_by, awaits: row.awaits, decidedBy, owners }));
  if (input.accepted) requireExplainable(duty, ctx.clock.now());
  const { accepted, reason } = input;
  const now = ctx.clock.now();
  const office = row.steps[before.length] ?? '';
  const decisions = [...before, { office, by: person.accountId, at: now, accepted, reason }];
  const next = accepted ? row.steps[decisions.length] : undefined;
  const outcome =
    next === undefined
      ? { state: accepted ? 'accepted' : 'refused', awaits: null, settled_at: now }
      : { awaits: roleOf(next) };
  const by = ctx.tx
    .updateTable('excuse')
    .set({ decisions: JSON.stringify(decisions), ...outcome })
    .where('id', '=', row.id);
  const sealed = await seal(ctx, { kind: 'excuse.decided', table: 'excuse', id: row.id, by }, {});
  if (next === undefined) {
    const said = sayDecided(owners?.title ?? '', duty, { accepted, reason });
    const subject = { type: duty.subject_type, id: duty.subject_id };
    const to = { organId: row.organ_id, accountId: row.stated_by };
    await tell(ctx, { ...to, kind: 'excuse.decided', subject, said });
  }
  return sealed;
}

/** Takes an explanation back while it is being decided; that it was given stays. Sealed as `excuse.withdrawn`. */
export async function withdrawExcuse(
  ctx: Writing,
  { id }: { id: string },
): Promise<Sealed<Record<string, never>>> {
  const row = await holdExcuse(ctx, id);
  permit(
    row.stated_by === personOf(ctx).accountId || {
      reason: { zh: '只能撤回本人提出的说明', en: 'you can withdraw only your own explanation' },
    },
  );
  if (row.state !== 'stated') throw new DomainError('conflict.changed');
  const by = ctx.tx
    .updateTable('excuse')
    .set({ state: 'withdrawn', awaits: null, settled_at: ctx.clock.now() })
    .where('id', '=', id);
  return seal(ctx, { kind: 'excuse.withdrawn', table: 'excuse', id, by }, {});
}
