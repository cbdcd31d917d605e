/** The four questions that never mix: is the content whole, is the log right, who outside says when, whose keys signed. */
export const verdictNames = ['content', 'log', 'time', 'signers'] as const;
export type VerdictName = (typeof verdictNames)[number];

/** What a finding does to its verdict; `warns` leaves it as it is. */
export type Weight = 'fails' | 'cannotTell' | 'warns';

/** Closed list of what can be found. Never rename one: other programs and papers name them. */
export const findingCodes = {
  'bag.declaration': ['content', 'fails'],
  'bag.manifestMissing': ['content', 'fails'],
  'bag.manifestForm': ['content', 'fails'],
  'bag.info': ['content', 'fails'],
  'bag.tooMany': ['content', 'fails'],
  'path.unsafe': ['content', 'fails'],
  'path.double': ['content', 'fails'],
  'file.missing': ['content', 'fails'],
  'file.extra': ['content', 'fails'],
  'file.changed': ['content', 'fails'],
  'file.sm3': ['content', 'fails'],
  'file.unreadable': ['content', 'fails'],
  'file.tooLarge': ['content', 'fails'],
  'file.unbound': ['content', 'fails'],
  'description.form': ['content', 'fails'],
  'description.version': ['content', 'fails'],
  'description.notSealed': ['content', 'fails'],
  'description.other': ['content', 'fails'],
  'report.changed': ['content', 'fails'],
  'verifier.changed': ['content', 'warns'],
  'sm3.off': ['content', 'warns'],
  'seal.form': ['log', 'fails'],
  'seal.payload': ['log', 'fails'],
  'seal.inclusion': ['log', 'fails'],
  'entries.form': ['log', 'fails'],
  'entries.missing': ['log', 'fails'],
  'entries.extra': ['log', 'fails'],
  'entries.late': ['log', 'fails'],
  'entry.form': ['log', 'fails'],
  'entry.payload': ['log', 'fails'],
  'entry.withheld': ['log', 'fails'],
  'entry.inclusion': ['log', 'fails'],
  'entry.erased': ['log', 'warns'],
  'checkpoint.form': ['log', 'fails'],
  'checkpoint.origin': ['log', 'fails'],
  'checkpoint.size': ['log', 'fails'],
  'checkpoint.signature': ['log', 'fails'],
  'checkpoint.unsigned': ['log', 'cannotTell'],
  'log.fork': ['log', 'fails'],
  'log.grown': ['log', 'cannotTell'],
  'log.earlier': ['log', 'cannotTell'],
  'log.otherUnusable': ['log', 'cannotTell'],
  'time.none': ['time', 'cannotTell'],
  'time.stampUnusable': ['time', 'warns'],
  'time.after': ['time', 'fails'],
  'time.backwards': ['time', 'warns'],
  'keys.form': ['signers', 'warns'],
  'signer.successor': ['signers', 'warns'],
  'signer.unknown': ['signers', 'cannotTell'],
  'signer.revoked': ['signers', 'cannotTell'],
  'signer.otherKey': ['signers', 'fails'],
  'signer.policy': ['signers', 'fails'],
  'signer.cosignature': ['signers', 'fails'],
} as const satisfies Record<string, readonly [VerdictName, Weight]>;

export type FindingCode = keyof typeof findingCodes;

export interface Finding {
  code: FindingCode;
  /** A path, an index of the log, a name: what it was found at; empty for the whole. */
  at: string;
  /** Technical cause in English, for those who look into it; may be empty. */
  fault: string;
}

export type Outcome = 'holds' | 'fails' | 'cannotTell';

export interface Verdict {
  outcome: Outcome;
  findings: Finding[];
  /** How many findings there were beyond those kept. */
  more: number;
}

/** A hostile package could make millions; the first ones of each code are told. */
const keptOfACode = 200;

/** Collects findings while a package is gone through. */
export class Findings {
  readonly #kept = new Map<FindingCode, Map<string, Finding>>();
  readonly #more = new Map<FindingCode, number>();

  /** Two lists may find the same: it is told once. */
  add(code: FindingCode, at: string | number = '', fault: unknown = ''): void {
    const kept = this.#kept.get(code) ?? new Map<string, Finding>();
    this.#kept.set(code, kept);
    const place = String(at).slice(0, 1000);
    if (kept.has(place)) return;
    const cause = fault instanceof Error ? fault.message : String(fault);
    if (kept.size < keptOfACode) kept.set(place, { code, at: place, fault: cause.slice(0, 1000) });
    else this.#more.set(code, (this.#more.get(code) ?? 0) + 1);
  }

  /** What `work` gives; where it throws that is found, and null is given. */
  attempt<T>(code: FindingCode, at: string | number, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.add(code, at, error);
      return null;
    }
  }

  /** What is known of one question after everything was looked at. */
  verdict(name: VerdictName): Verdict {
    const found = [...this.#kept].filter(([code]) => findingCodes[code][0] === name);
    const weights = found.map(([code]) => findingCodes[code][1]);
    const findings = found.flatMap(([, kept]) => [...kept.values()]);
    const more = found.reduce((sum, [code]) => sum + (this.#more.get(code) ?? 0), 0);
    const doubtful = weights.includes('cannotTell') ? 'cannotTell' : 'holds';
    return { outcome: weights.includes('fails') ? 'fails' : doubtful, findings, more };
  }
}
