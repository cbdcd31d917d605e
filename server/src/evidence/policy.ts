import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** Who handles a case does not decide alone what of its evidence is left out. */
export function mayJudgeEvidence(person: Person): Verdict {
  if (person.roles.includes('legalReviewer') || person.roles.includes('head')) return true;
  return {
    reason: {
      zh: '排除非法证据由法制审核人员或者机关负责人决定',
      en: 'legal reviewers and heads decide what evidence is left out',
    },
  };
}
