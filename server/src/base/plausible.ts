import { type FieldFault, isPlausible, refusals } from '@liuhen/contract';
import type { Reading } from './context.ts';
import { DomainError, faultAt } from './errors.ts';

/** A fault for each of these times that cannot be: before 1990, or more than a year from now. */
export const implausibleTimes = (
  ctx: Pick<Reading, 'clock'>,
  times: Readonly<Record<string, string | null>>,
): FieldFault[] =>
  Object.entries(times)
    .filter(([, at]) => at !== null && !isPlausible(at, ctx.clock.now()))
    .map(([path]) => faultAt(path, refusals.implausible));

/** Refuses times of a film or an act that cannot be, and names each faulty one. Throws input.invalid. */
export function requirePlausible(
  ctx: Pick<Reading, 'clock'>,
  { startedAt, endedAt }: { startedAt: string | null; endedAt: string | null },
): void {
  const faults = implausibleTimes(ctx, { startedAt, endedAt });
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}
