import type { FieldKit } from '@liuhen/contract';
import { plusMillis } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { ownActsSince, stepsOfAct } from '../cases/index.ts';
import type { Law } from '../law/index.ts';
import { listPhrases } from '../registers/index.ts';
import { listOfficers, listUnits } from '../roster/index.ts';
import { checklistsOf } from './checklists.ts';

/** A night's work began the day before; two days reach that far. */
const sinceMillis = 48 * 3_600_000;

/** What the phone page keeps for when there is no network: the organ's units, people, checklists and standard phrases, and one's own acts with their steps. */
export async function readFieldKit(ctx: Reading, law: Law): Promise<FieldKit> {
  const now = ctx.clock.now();
  const acts = await ownActsSince(ctx, plusMillis(now, -sinceMillis));
  const shown: FieldKit['acts'] = [];
  for (const act of acts) shown.push({ ...act, steps: await stepsOfAct(ctx, act.id) });
  return {
    now,
    units: await listUnits(ctx),
    officers: await listOfficers(ctx),
    checklists: await checklistsOf(ctx, law, now),
    phrases: (await listPhrases(ctx, {})).phrases,
    acts: shown,
  };
}
