import type { Bilingual } from '../time/civil.ts';
import type { Need, ProofRef, ProofType, RecordItem, RecordStage } from './record.ts';

/** Something that a case holds. */
export type CaseProof = { type: ProofType; kind: string; id: string };
/** What a person stated of an item: that it is there, or that it does not apply and why. */
export type StatedItem = { item: string; applicable: boolean; id: string };
/** What an act owes to film, or to the record of its film, as the engine judged it. */
export type FilmFinding = {
  rule: string;
  /** The duty, and the act or film it is of. */
  id: string;
  state: 'present' | 'late' | 'excused' | 'missing' | 'notApplicable' | 'undetermined';
  parts: readonly { id: string; state: 'present' | 'missing' | 'notApplicable'; reason: string | null }[];
};

/** How a duty stands, as the house or the engine names it, in the words of a finding. What still can be done is not there yet. */
export function findingState(state: string): FilmFinding['state'] {
  if (state === 'discharged') return 'present';
  if (state === 'late' || state === 'dischargedLate') return 'late';
  if (state === 'excused' || state === 'notApplicable') return state;
  return state === 'undetermined' || state === 'noPackInForce' ? 'undetermined' : 'missing';
}

export type TextItem = Bilingual & { id: string; article: string };
/** `part`: one item of a list, as of the key contents; null where the duty is one whole. */
export type FilmItem = Bilingual & { id: string; article: string; rule: string; part: string | null };

export type ItemState = 'present' | 'missing' | 'notApplicable';
/** What decided: proofs that were found, the word of a person, or the law that asks nothing of this case. */
export type Ground = 'proof' | 'stated' | 'law' | null;

export type NeedFound = Pick<Need, 'zh' | 'en' | 'by'> & { met: boolean; proofs: CaseProof[] };
export type TextFound = {
  id: string;
  stage: RecordStage;
  state: ItemState;
  ground: Ground;
  needs: NeedFound[];
  /** What holds and what was said that it does not apply, where both are there: the statement does not count. */
  contradicted: CaseProof[];
  stated: StatedItem | null;
  atFiling: boolean;
};
export type FilmFound = { id: string; state: ItemState; ground: Ground; findings: FilmFinding[] };

export type Figure = {
  present: number;
  missing: number;
  notApplicable: number;
  /** Those that apply: present and missing. */
  asked: number;
  /** Whole per cent of those that apply, 100 only when nothing is missing; null when none applies. */
  percent: number | null;
};

const fits = (one: CaseProof, { type, kind }: ProofRef): boolean =>
  one.type === type && (kind === '*' || kind === one.kind);
const found = (proofs: readonly CaseProof[], by: readonly ProofRef[]): CaseProof[] =>
  proofs.filter((one) => by.some((ref) => fits(one, ref)));

function applies(need: Need, procedure: string, proofs: readonly CaseProof[]): boolean {
  if (need.procedures.length > 0 && !need.procedures.some((one) => one === procedure)) return false;
  return (need.when.length === 0 && !need.sometimes) || found(proofs, need.when).length > 0;
}

/**
 * How one item of the written record stands. Proofs decide first; then what people stated, that it is there before that
 * it does not apply. Whoever says that an item does not apply to a case that shows it is not followed.
 */
function standing(
  rule: RecordItem,
  needs: readonly NeedFound[],
  proofs: readonly CaseProof[],
  said: readonly StatedItem[],
): Pick<TextFound, 'state' | 'ground' | 'stated' | 'contradicted'> {
  const hand = said.find(({ applicable }) => applicable) ?? null;
  const denied = said.find(({ applicable }) => !applicable) ?? null;
  const proven = needs.length > 0 && needs.every(({ met }) => met);
  const shows = denied === null ? [] : [...found(proofs, rule.asked), ...needs.flatMap((one) => one.proofs)];
  if (proven) return { state: 'present', ground: 'proof', stated: hand ?? denied, contradicted: shows };
  if (hand !== null) return { state: 'present', ground: 'stated', stated: hand, contradicted: [] };
  if (denied !== null && shows.length === 0)
    return { state: 'notApplicable', ground: 'stated', stated: denied, contradicted: [] };
  if (denied === null && rule.catchAll)
    return { state: 'notApplicable', ground: 'law', stated: null, contradicted: [] };
  return { state: 'missing', ground: null, stated: denied, contradicted: shows };
}

export type TextQuestion = {
  items: readonly TextItem[];
  rules: ReadonlyMap<string, RecordItem>;
  procedure: string;
  proofs: readonly CaseProof[];
  stated: readonly StatedItem[];
};

/** The items of the written record, each once and in the order of the regulation. One that no rule knows waits for a person. */
export function textCompleteness({ items, rules, procedure, proofs, stated }: TextQuestion): TextFound[] {
  const ids = [...new Set(items.map(({ id }) => id))];
  return ids.map((id) => {
    const rule = rules.get(id) ?? unknown(id);
    const needs = rule.needs
      .filter((one) => applies(one, procedure, proofs))
      .map(({ zh, en, by }): NeedFound => {
        const shown = found(proofs, by);
        return { zh, en, by, met: shown.length > 0, proofs: shown };
      });
    const said = stated.filter(({ item }) => item === id);
    return { id, stage: rule.stage, atFiling: rule.atFiling, needs, ...standing(rule, needs, proofs, said) };
  });
}

const unknown = (id: string): RecordItem => ({
  ...{ id, stage: 'archive', needs: [], asked: [], catchAll: id.startsWith('other') },
  ...{ always: false, atFiling: false },
});

/** How one thing that film has to show, or that has to be done about film, stands over all acts of a case. */
function filmStanding(item: FilmItem, findings: readonly FilmFinding[]): FilmFound {
  const states = findings.flatMap(({ state, parts }): ItemState[] => {
    if (state === 'notApplicable') return ['notApplicable'];
    const part = parts.find(({ id }) => id === item.part);
    if (item.part !== null) return part === undefined ? [] : [part.state];
    return [state === 'present' || state === 'late' ? 'present' : 'missing'];
  });
  const asked = states.filter((state) => state !== 'notApplicable');
  const state = asked.length === 0 ? 'notApplicable' : asked.includes('missing') ? 'missing' : 'present';
  const ground = state === 'present' ? 'proof' : state === 'notApplicable' ? 'law' : null;
  return { id: item.id, state, ground, findings: [...findings] };
}

/** What a regulation asks of film, each once: there when each act that owes it has it, not applicable when none owes it. */
export function filmCompleteness(items: readonly FilmItem[], findings: readonly FilmFinding[]): FilmFound[] {
  const each = new Map(items.map((item) => [item.id, item]));
  return [...each.values()].map((item) =>
    filmStanding(
      item,
      findings.filter(({ rule }) => rule === item.rule),
    ),
  );
}

/** Counts items; what does not apply counts neither for nor against. */
export function figureOf(found: readonly { state: ItemState }[]): Figure {
  const count = (state: ItemState) => found.filter((one) => one.state === state).length;
  const [present, missing] = [count('present'), count('missing')];
  const asked = present + missing;
  const percent = asked === 0 ? null : Math.floor((present * 100) / asked);
  return { present, missing, notApplicable: count('notApplicable'), asked, percent };
}
