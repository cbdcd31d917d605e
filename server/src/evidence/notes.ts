import type { evidenceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { enterStepAlong, standingSteps } from '../cases/index.ts';
import { sealedBefore } from '../custody/index.ts';
import { enterRow, isEntered, stated } from './entered.ts';
import { Faults } from './ground.ts';
import { holdItem } from './items.ts';

type Input = z.output<typeof evidenceShapes.evidenceNoteInput>;

const toRow = (input: Input) => ({
  ...{ id: input.id, item_id: input.itemId, version: input.version + 1, taken_by: input.takenBy },
  ...{ taken_at: toInstant(input.takenAt), place: input.place, method: input.method || null },
  ...{ proves: input.proves, transcript: input.transcript || null },
});

/**
 * Writes the explanatory note of an item, or its next version. Sealed as `evidence.noted`. Where its recording is
 * linked to acts of the case, each of these gets the step that its duty waits for, sealed as `act.stepEntered`. Throws
 * conflict.changed when somebody wrote a version meanwhile.
 */
export async function noteEvidence(ctx: Writing, input: Input): Promise<Sealed<{ id: string }>> {
  const item = await holdItem(ctx, input.itemId);
  const content = toRow(input);
  if (await isEntered(ctx, 'evidence_note', content))
    return sealedBefore(ctx, 'evidence_note', { id: input.id });
  if (item.withdrawn_at !== null) throw new DomainError('conflict.changed');
  const faults = new Faults();
  faults.ahead(ctx.clock.now(), { takenAt: input.takenAt });
  faults.refuse();
  const last = await ctx.tx
    .selectFrom('evidence_note')
    .select('version')
    .where('item_id', '=', item.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if ((last?.version ?? 0) !== input.version) throw new DomainError('conflict.changed');
  if (item.recording_id !== null) await tellActs(ctx, item.case_id, item.recording_id);
  return enterRow(ctx, 'evidence.noted', 'evidence_note', { ...content, ...stated(ctx) });
}

/** Enters the note as a step of the acts of the case to which the recording is linked and that have none of it yet. */
async function tellActs(ctx: Writing, caseId: string, recording: string): Promise<void> {
  const acts = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('act as a', 'a.id', 'v.act_id')
    .select('a.id')
    .where('a.case_id', '=', caseId)
    .where('v.recording_id', '=', recording)
    .where('v.removed_at', 'is', null)
    .orderBy('a.id')
    .execute();
  for (const { id } of acts) {
    const noted = await standingSteps(ctx, id, ['evidenceNoted']);
    if (noted.some(({ detail }) => (detail as { recording?: string }).recording === recording)) continue;
    const detail = { items: ['takenBy' as const, 'takenAt' as const, 'place' as const], recording };
    await enterStepAlong(ctx, id, { kind: 'evidenceNoted', at: ctx.clock.now(), until: null, detail });
  }
}
