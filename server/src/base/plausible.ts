import { isPlausible, refusals } from '@liuhen/contract';
import type { Reading } from './context.ts';
import { DomainError, faultAt } from './errors.ts';

/** Refuses times of a film or an act that cannot be: before 1990, or more than a year from now. Names each faulty one. */
export function requirePlausible(
  ctx: Pick<Reading, 'clock'>,
  times: { startedAt: string | null; endedAt: string | null },
): void {
  const odd = (['startedAt', 'endedAt'] as const).filter(
    (path) => times[path] !== null && !isPlausible(times[path], ctx.clock.now()),
  );
  if (odd.length === 0) return;
  throw new DomainError(
    'input.invalid',
    {},
    odd.map((path) => faultAt(path, refusals.implausible)),
  );
}
