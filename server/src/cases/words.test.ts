import { actStepShapes, cases, terms } from '@liuhen/contract';
import * as vocabulary from '@liuhen/rules';
import { describe, expect, it } from 'vitest';

/** The contract may not import the rules, so it lists the words itself; here both are seen. */
const lists = [
  ['actType', cases.actType.options, vocabulary.activities],
  ['circumstance', actStepShapes.circumstances, vocabulary.circumstances],
  ['deviceCheck', actStepShapes.deviceChecks, vocabulary.deviceChecks],
  ['statementField', actStepShapes.statementFields, vocabulary.statementFields],
  ['interruptionCause', actStepShapes.interruptionCauses, vocabulary.interruptionCauses],
  ['breach', actStepShapes.breaches, vocabulary.breaches],
  ['restrictionGround', actStepShapes.restrictionGrounds, vocabulary.restrictionGrounds],
  ['longTermTrigger', actStepShapes.longTermTriggers, vocabulary.longTermTriggers],
  ['noteField', actStepShapes.noteFields, vocabulary.noteFields],
  ['stepKind', actStepShapes.stepKinds, vocabulary.stepKinds],
] as const;

/** English names stand alone on the pages, and within sentences in the rules. */
const small = ({ zh, en }: { zh: string; en: string }) => [zh, en.charAt(0).toLowerCase() + en.slice(1)];

describe.each(lists)('the words of %s', (list, listed, known) => {
  it('are those of the rules, each once', () => {
    expect([...listed].sort()).toEqual(Object.keys(known).sort());
  });

  it('are called as the rules call them', () => {
    const named: Record<string, { zh: string; en: string }> = terms.names[list];
    for (const [word, name] of Object.entries(known))
      expect(named[word] && small(named[word]), word).toEqual(small(name));
  });
});

it('a step can be about the same steps as in the rules', () => {
  expect(actStepShapes.stepsAbout).toEqual(vocabulary.stepsAbout);
});
