/**
 * One thing wrong in a data file: where it stands and what is expected there, in English and in Chinese. `line` is
 * 1-based, null when unknown; `article` is what the parameter rests on, null where it names none.
 */
export type Fault = {
  path: string;
  line: number | null;
  article: string | null;
  message: string;
  zh: string;
};

function describe(faults: readonly Fault[]): string {
  return faults
    .map((fault) => `${fault.line === null ? '' : `line ${fault.line}: `}${fault.path}: ${fault.message}`)
    .join('\n');
}

/** A rule pack is not usable. Carries all faults, not only the first. */
export class PackError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(describe(faults));
    this.name = 'PackError';
    this.faults = faults;
  }
}

/** A calendar file is not usable. Carries all faults, not only the first. */
export class CalendarError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(describe(faults));
    this.name = 'CalendarError';
    this.faults = faults;
  }
}

/** A date or an instant in the facts cannot be read. Never guessed around: the caller has to correct it. */
export class FactsError extends Error {
  readonly value: string;

  constructor(value: string, expected: string) {
    super(`"${value}" is not ${expected}`);
    this.name = 'FactsError';
    this.value = value;
  }
}
