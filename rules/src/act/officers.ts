import { kindsOf } from '../vocabulary.ts';
import type { Rule } from './act.ts';
import { owe, upTo } from './draft.ts';
import { perLaw } from './law.ts';

const title = { zh: '执法人员不少于规定人数', en: 'no fewer officers than required' };

const asked = perLaw(({ merged, activity, basisOf, basisOn }) => {
  const [most] = merged.officers.kept
    .flatMap(({ value }) => {
      if (value.minimum === null) return [];
      const of = value.of.filter(({ kinds }) => kinds.some((kind) => kindsOf[activity].includes(kind)));
      const basis = of.length > 0 ? basisOn(of.map(({ article }) => article)) : basisOf(value);
      return [{ minimum: value.minimum, binds: value.of.length === 0 || of.length > 0, basis }];
    })
    .toSorted((a, b) => Number(b.binds) - Number(a.binds) || b.minimum - a.minimum);
  return most ?? null;
});

/**
 * How many officers have to take part; assistants never count. A text can ask for it in some kinds of enforcement only,
 * as the statutes do in penalties and coercion: an act that can be neither, a patrol, is only told of it.
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
        zh: '规定没有对此类活动要求人数，只作提醒；转入立案调查前必须补足。',
        en: 'The text asks for the number in other kinds of enforcement, so here it is only a reminder; it must be met before a case is investigated.',
      };
  owed.push(
    owe(act, 'officers', basis, title, {
      due: upTo(act.start),
      done: enough ? act.start : null,
      settled: binds ? null : 'notApplicable',
      notes: binds && enough ? [count] : [count, remark],
    }),
  );
};
