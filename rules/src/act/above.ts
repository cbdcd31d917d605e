import { type Citation, renderCitation } from '../citation.ts';
import type { Bilingual } from '../time/civil.ts';
import type { Act, FilmedAct } from './act.ts';
import { judgeFilming } from './filming.ts';
import { lawAbove } from './law.ts';
import { isMissed, type Obligation } from './obligation.ts';

/** Something that adds duties of an act; the rules, and the judging of the duty to film. */
type Adds = (act: FilmedAct, owed: Obligation[]) => unknown;

const sayUndone = (lead: Citation): Bilingual => ({
  zh: `${renderCitation(lead, 'zh')}也有这项要求，没有做到的，不能以说明免除。`,
  en: `${renderCitation(lead, 'en')} asks for this as well: while it is not done, no explanation excuses it.`,
});
const sayLate = (lead: Citation): Bilingual => ({
  zh: `按${renderCitation(lead, 'zh')}同样超期，不能以说明免除。`,
  en: `Under ${renderCitation(lead, 'en')} it is late as well, so no explanation excuses it.`,
});

/** A missed duty of the organ's own text that the level above asks for as well, and that was missed there too. */
export function heldAbove(duty: Obligation, above: Obligation): Obligation {
  const [lead] = above.citations;
  const cited = duty.citations.some(
    ({ packId, article }) => packId === lead.packId && article === lead.article,
  );
  return {
    ...duty,
    citations: cited ? duty.citations : [...duty.citations, lead],
    excusable: false,
    excused: false,
    notes: [...duty.notes, above.dischargedAt === null ? sayUndone(lead) : sayLate(lead)],
  };
}

/** The act under the law above it; the duty to film is judged there too, for other rules follow from it. */
export function raised(act: Act): FilmedAct | null {
  const law = lawAbove(act.law);
  if (law === null) return null;
  const above = { ...act, law };
  return { ...above, filming: judgeFilming(above, []) };
}

/**
 * Of the duties that a rule found from `first` on, those of the organ's own text that were missed are asked for again
 * under the law above alone (`lift`): what is not met there by the same facts either cannot be excused.
 */
export function withAbove(lift: () => FilmedAct | null, rule: Adds, owed: Obligation[], first: number): void {
  let above: Obligation[] | null = null;
  for (let at = first; at < owed.length; at++) {
    const duty = owed[at];
    if (duty?.excusable !== true || !isMissed(duty)) continue;
    if (above === null) {
      above = [];
      const lifted = lift();
      if (lifted === null) return;
      rule(lifted, above);
    }
    const same = above.find((one) => one.rule === duty.rule && one.key === duty.key);
    if (same && isMissed(same)) owed[at] = heldAbove(duty, same);
  }
}
