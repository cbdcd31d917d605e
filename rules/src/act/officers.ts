import { kindsOf } from '../vocabulary.ts';
import type { Rule } from './act.ts';
import { owe, upTo } from './draft.ts';
import { perLaw } from './law.ts';

const title = { zh: '执法人员不少于规定人数', en: 'no fewer officers than required' };

const asked = perLaw(({ merged, activity, basisOf }) => {
  const kinds = kindsOf[activity];
  const statutes = kinds.includes('penalty') || kinds.includes('coercion');
  const [most] = merged.officers.kept
    .flatMap(({ pack, value }) =>
      value.minimum === null
        ? []
        : [{ value, minimum: value.minimum, binds: pack.level !== 'national' || statutes }],
    )
    .toSorted((a, b) => Number(b.binds) - Number(a.binds) || b.minimum - a.minimum);
  return most ? { minimum: most.minimum, binds: most.binds, basis: basisOf(most.value) } : null;
});

/**
 * How many officers have to take part; assistants never count. The statutes ask for it in penalties and coercion, so an
 * act that can be neither, a patrol, is only told of it.
 */
export const officers: Rule = (act, owed) => {
  const { facts, law } = act;
  const rule = asked(law);
  if (!rule) return;
  const { minimum, binds, basis } = rule;
  const enough = facts.officers >= minimum;
  const count = {
    zh: `要求执法人员不少于${minimum}人，登记的是${facts.officers}人，协助人员不算在内。`,
    en: `At least ${minimum} officers are asked for; ${facts.officers} are entered, assistants not counted.`,
  };
  const remark = binds
    ? { zh: '人数不足的，不得开始调查。', en: 'With fewer the investigation must not begin.' }
    : {
        zh: '本活动不是处罚或者强制，人数只作提醒；转入立案调查前必须补足。',
        en: 'This act is neither penalty nor coercion, so it is only a reminder; the number must be met before a case is investigated.',
      };
  owed.push(
    owe(act, 'officers', basis, title, {
      due: upTo(act.start),
      done: enough ? act.start : null,
      settled: binds || enough ? null : 'notApplicable',
      notes: enough ? [count] : [count, remark],
    }),
  );
};
