import { type RestrictionGround, restrictionGrounds } from '../vocabulary.ts';
import { type Act, type Entered, firstStep, type Rule, stepsOf } from './act.ts';
import { type Draft, owe, upTo } from './draft.ts';
import { type Basis, perLaw } from './law.ts';

const titles = {
  mustBeTold: { zh: '告知拍摄者应守规定', en: 'tell people who film of the rules' },
  notRestricted: { zh: '不得限制他人拍摄', en: 'do not restrict people who film' },
};
type Ruling = keyof typeof titles;

const asked = perLaw(({ merged, basisOn }) => {
  const of = (rule: Ruling): Basis | null => {
    const texts = merged.bystanders.kept.map(({ value }) => value).filter((value) => value.rule === rule);
    return texts.length > 0 ? basisOn(texts.flatMap(({ article, also }) => [article, ...also])) : null;
  };
  return { mustBeTold: of('mustBeTold'), notRestricted: of('notRestricted') };
});

const toTell = {
  zh: '有人拍摄、录音、录像时，告知应守规定并登记；没有人拍摄的，不必登记。',
  en: 'When somebody films or records, tell them of the rules and enter it; when nobody does, nothing is owed.',
};

/** Owed once somebody films: those who were restricted did. What is told has to be told before the act is over. */
function judgeTelling(act: Act): Draft {
  const told = stepsOf(act, 'bystandersTold')[0] ?? null;
  const filming = firstStep(act, ['bystandersFilmed', 'bystandersRestricted']);
  return {
    opensAt: filming ?? act.start,
    due: upTo(act.end),
    done: told,
    settled: told || filming ? null : 'notApplicable',
    notes: [toTell],
  };
}

const toLetFilm = {
  zh: '他人拍摄不妨碍执法的，不得限制，涉及国家秘密的除外。',
  en: 'People who film without hindering must not be restricted, state secrets excepted.',
};
const allowed: readonly (string | undefined)[] = [
  'obstruction',
  'stateSecret',
] satisfies readonly RestrictionGround[];

function sayGround({ step: { detail } }: Entered) {
  const ground = restrictionGrounds[detail.ground as RestrictionGround] ?? restrictionGrounds.other;
  const reason = detail.reason?.trim();
  return {
    zh: `限制了他人拍摄，登记的原因：${ground.zh}${reason ? `（${reason}）` : ''}。`,
    en: `People who filmed were restricted; the ground entered: ${ground.en}${reason ? ` (${reason})` : ''}.`,
  };
}

/** Broken by the first restriction on a ground that the text does not know. */
function judgeRestricting(act: Act): Draft {
  const base = { key: 'notRestricted', opensAt: act.start };
  const restricted = stepsOf(act, 'bystandersRestricted');
  const broken = restricted.find(({ step }) => !allowed.includes(step.detail.ground));
  if (broken) return { ...base, due: upTo(broken), notes: [toLetFilm, sayGround(broken)] };
  const [first] = restricted;
  if (first) return { ...base, settled: 'notApplicable', notes: [toLetFilm, sayGround(first)] };
  const filming = firstStep(act, ['bystandersFilmed', 'bystandersTold']);
  return { ...base, done: filming, settled: filming ? null : 'notApplicable', notes: [toLetFilm] };
}

/** People who film: told of the rules, or not to be restricted, as each text asks. Owed only when somebody does. */
export const bystanders: Rule = (act, owed) => {
  const { mustBeTold, notRestricted } = asked(act.law);
  if (mustBeTold) owed.push(owe(act, 'bystanders', mustBeTold, titles.mustBeTold, judgeTelling(act)));
  if (notRestricted)
    owed.push(owe(act, 'bystanders', notRestricted, titles.notRestricted, judgeRestricting(act)));
};
