import type { GoodsEventKind, GoodsItem, GoodsManner, StandingLine } from '@liuhen/contract';

/** What folding asks of an event; rows as the table has them. */
export interface GoodsFact {
  id: string;
  kind: GoodsEventKind;
  at: string;
  source: 'held' | 'confiscated' | null;
  manner: GoodsManner | null;
  lines: readonly { line: number; quantity: number }[];
  undoes: string | null;
}

export interface Standing {
  lines: StandingLine[];
  /** Ids of events that were taken back. */
  undone: ReadonlySet<string>;
  /** Whether the list itself was. */
  void: boolean;
  endedAt: string | null;
  /** Lines of which more went than was there. */
  overdrawn: number[];
}

/** Quantities are counted in thousandths, so that sums are exact. */
const thousandths = (quantity: number) => Math.round(quantity * 1000);

/** Where each line of a list is, after these events; their order does not matter. Pure. */
export function foldGoods(items: readonly GoodsItem[], events: readonly GoodsFact[]): Standing {
  const undone = new Set(events.flatMap(({ kind, undoes }) => (kind === 'undone' && undoes ? [undoes] : [])));
  const holding = events.filter(({ id, kind }) => kind !== 'undone' && !undone.has(id));
  const overdrawn: number[] = [];
  const lines = items.map((item, i): StandingLine => {
    const counted = { held: thousandths(item.quantity), confiscated: 0 };
    const gone = new Map<GoodsManner, number>();
    for (const { source, manner, lines: moved } of holding) {
      const part = moved.find(({ line }) => line === i + 1);
      if (source === null || manner === null || part === undefined) continue;
      counted[source] -= thousandths(part.quantity);
      if (manner === 'confiscated') counted.confiscated += thousandths(part.quantity);
      else gone.set(manner, (gone.get(manner) ?? 0) + thousandths(part.quantity));
    }
    if (counted.held < 0 || counted.confiscated < 0) overdrawn.push(i + 1);
    const [held, confiscated] = [counted.held / 1000, counted.confiscated / 1000];
    const went = [...gone].map(([manner, quantity]) => ({ manner, quantity: quantity / 1000 }));
    return { ...item, line: i + 1, held, confiscated, gone: went };
  });
  return {
    ...{ lines, undone, overdrawn },
    void: events.some(({ kind, undoes }) => kind === 'undone' && undoes === null),
    endedAt: endOf(lines, holding),
  };
}

/** How much of a line was confiscated by then and not disposed of, whenever that was. Pure. */
export function confiscatedBy(
  { facts, undone }: { facts: readonly GoodsFact[]; undone: ReadonlySet<string> },
  line: number,
  at: string,
): number {
  const counts = facts.map((fact) => {
    const part = fact.lines.find((one) => one.line === line);
    if (part === undefined || undone.has(fact.id)) return 0;
    if (fact.source === 'confiscated') return -thousandths(part.quantity);
    return fact.manner === 'confiscated' && fact.at <= at ? thousandths(part.quantity) : 0;
  });
  return counts.reduce((sum, one) => sum + one, 0) / 1000;
}

/** A measure ends when it is lifted, or with what took the last thing from under it. */
function endOf(lines: readonly StandingLine[], events: readonly GoodsFact[]): string | null {
  const lifted = events.find(({ kind }) => kind === 'lifted');
  if (lifted) return lifted.at;
  if (lines.some(({ held }) => held > 0)) return null;
  const times = events.filter(({ source }) => source === 'held').map(({ at }) => at);
  return times.sort().at(-1) ?? null;
}
