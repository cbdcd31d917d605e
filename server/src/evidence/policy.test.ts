import { expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import { mayJudgeEvidence } from './policy.ts';

it('evidence is left out by legal reviewers and heads, not by who handles the case or keeps the things', () => {
  for (const role of ['legalReviewer', 'head'] as const)
    expect(mayJudgeEvidence(personWith([role]))).toBe(true);
  for (const role of ['officer', 'custodian', 'assistant', 'administrator'] as const)
    expect(mayJudgeEvidence(personWith([role]))).toMatchObject({
      reason: { zh: expect.stringContaining('排除非法证据') },
    });
  expect(mayJudgeEvidence(personWith(['officer', 'head']))).toBe(true);
});
