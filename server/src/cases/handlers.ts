import type { Term } from '@liuhen/contract';
import { type Participant, sayCertificate } from '@liuhen/rules';
import { beijingDate } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { type Recused, sayRecused } from './act-faults.ts';
import { participantsOf } from './qualify.ts';
import { recusedFrom } from './recusals.ts';

/** Who handles a case, as the law counts them at a time. */
export interface Handlers {
  /** Officers with a certificate of the day who were not recused. */
  officers: number;
  /** Why somebody who is named does not count, each with the article where law is the reason. */
  doubts: Term[];
  recused: readonly Recused[];
}

const ofTheStep = { zh: '办理当天', en: 'the day of this step' };

export function judgeHandlers(
  people: readonly Participant[],
  recused: readonly Recused[],
  on: string,
): Handlers {
  const own = recused.filter(({ officerId }) => people.some(({ id }) => id === officerId));
  const without = people.flatMap((one) => {
    const said = one.kind === 'officer' ? sayCertificate(one, on, ofTheStep) : null;
    return said ? [{ id: one.id, said }] : [];
  });
  const out = new Set([...without.map(({ id }) => id), ...own.map(({ officerId }) => officerId)]);
  return {
    officers: people.filter(({ id, kind }) => kind === 'officer' && !out.has(id)).length,
    doubts: [...without.map(({ said }) => said), ...own.map(sayRecused)],
    recused: own,
  };
}

export async function handlersOf(
  ctx: Reading,
  { id, officer_ids }: { id: string; officer_ids: readonly string[] },
  at: string,
): Promise<Handlers> {
  const people = await participantsOf(ctx, officer_ids);
  const recused = await recusedFrom(ctx, { caseId: id, actId: null, startedAt: at });
  return judgeHandlers(people, recused, beijingDate(at));
}
