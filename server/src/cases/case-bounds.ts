import {
  type CaseParty,
  type CaseState,
  type FieldFault,
  partyShapes,
  sayTerm,
  stageOf,
  type Term,
  terms,
} from '@liuhen/contract';
import { DomainError, faultAt } from '../base/errors.ts';

/** Where a case stands. `moved`: its moves have led it there, and it was not over before it was entered here. */
export interface Standing {
  state: CaseState;
  moved: boolean;
}

/** A case that is over is corrected by taking it up again, with a reason and an approval. */
export const isOver = ({ state, moved }: Standing): boolean => moved && stageOf[state] === 'archive';

/** Throws case.over. */
export function requireOpen(standing: Standing): void {
  if (isOver(standing)) throw new DomainError('case.over', { state: terms.procedure.state[standing.state] });
}

const named: readonly CaseParty['role'][] = ['party', 'thirdParty'];

/** Why somebody cannot be taken out of a case: whoever acts for them stays behind, or the decision names them. */
export function leavingFaults(
  line: Pick<CaseParty, 'id' | 'role'>,
  lines: readonly CaseParty[],
  { state }: Standing,
): FieldFault[] {
  const { represented, decidedOn } = terms.parties.wrong;
  const fault = (said: Term, values: Record<'zh' | 'en', Record<string, string>>) =>
    faultAt('reason', { zh: sayTerm(said, 'zh', values.zh), en: sayTerm(said, 'en', values.en) });
  const faults: FieldFault[] = [];
  const acting = lines.filter(({ role, represents }) => {
    return represents === line.id && partyShapes.representing.includes(role);
  });
  const names = acting.map(({ party }) => party.name);
  if (names.length > 0)
    faults.push(fault(represented, { zh: { names: names.join('、') }, en: { names: names.join(', ') } }));
  if (named.includes(line.role) && stageOf[state] === 'execution') {
    const said = terms.procedure.state[state];
    faults.push(fault(decidedOn, { zh: { state: said.zh }, en: { state: said.en } }));
  }
  return faults;
}
