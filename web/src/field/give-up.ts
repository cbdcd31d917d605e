import type { Entry, What } from './entry.ts';
import { dependentsOf } from './line.ts';
import { readPhone, tap } from './phone.ts';

/** What was tapped, as text that anyone can read later. */
const tell = (what: What): string => JSON.stringify(what).slice(0, 200_000);

const refusalCode = ({ refusal }: Entry): string | null =>
  refusal === null ? null : typeof refusal === 'string' ? refusal : refusal.code;

/**
 * Gives entries up that the house does not have, with all that builds on them. The reason goes to the house in their
 * place, with what they said: they leave the line, not the record.
 */
export async function giveUp(entry: Entry, reason: string): Promise<void> {
  const { entries } = readPhone();
  const lost = [entry, ...dependentsOf(entry, entries)];
  const unknown = new Set(
    entries.flatMap(({ what, state }) => (what.kind === 'act' && state !== 'sent' ? [what.act.id] : [])),
  );
  const told = lost.flatMap(({ what, actId, refusal }) => {
    if (what.kind === 'givenUp') return [];
    const instead = what.kind === 'file' ? ('film' as const) : what.kind;
    const known = unknown.has(actId) ? null : actId;
    const code = refusalCode({ refusal } as Entry);
    return [
      {
        actId,
        what: { kind: 'givenUp' as const, actId: known, instead, refusal: code, said: tell(what), reason },
      },
    ];
  });
  await tap(
    told,
    lost.map((one) => ({ ...one, state: 'givenUp' as const })),
  );
}
