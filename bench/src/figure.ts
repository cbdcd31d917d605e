/** One line of the outcome: what was measured, what was promised, and what keeps it from being better. */
export interface Figure {
  name: string;
  /** As printed, with its unit. */
  value: string;
  target: string;
  pass: boolean;
  bound: string;
}

/** A figure that must reach at least its target. */
export function atLeast(name: string, value: number, target: number, unit: string, bound: string): Figure {
  const show = showWith(unit);
  return { name, value: show(value), target: `≥ ${show(target)}`, pass: value >= target, bound };
}

/** A figure that must stay under its target. */
export function below(name: string, value: number, target: number, unit: string, bound: string): Figure {
  const show = showWith(unit);
  return { name, value: show(value), target: `< ${show(target)}`, pass: value < target, bound };
}

function showWith(unit: string): (value: number) => string {
  return (value) => {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
    return unit === '' ? text : unit === '×' ? `${text} ×` : `${text} ${unit}`;
  };
}

export function formatFigure({ name, value, target, pass, bound }: Figure): string {
  return `${pass ? 'PASS' : 'MISS'}  ${name}: ${value} (target ${target}) — ${bound}`;
}

/** What a benchmark is given. */
export interface Bench {
  /** Small sizes, to try whether it runs; the figures mean nothing then. */
  small: boolean;
  /** Says on the error stream what is going on. */
  say: (text: string) => void;
}
