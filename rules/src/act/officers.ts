import type { Bilingual } from '../time/civil.ts';
import { beijingDate } from '../time/civil.ts';
import type { FilmedAct, Rule } from './act.ts';
import { owe, upTo } from './draft.ts';
import type { Obligation } from './obligation.ts';
import { countOfficers, type Doubt, doubtsOf, type Lack, lacks, minimumAsked } from './qualified.ts';

const title = { zh: '执法人员不少于规定人数', en: 'no fewer officers than required' };
const titles: Record<Lack, Bilingual> = {
  certificate: {
    zh: '执法人员的证件在活动当天有效',
    en: 'certificates that are valid on the day of the act',
  },
  established: { zh: '执法人员正式在编', en: 'officers on the official establishment' },
  assistant: { zh: '协助人员符合规定', en: 'assistants whom the text allows' },
};
const onlyReminder = {
  zh: '规定没有对此类活动要求，只作提醒；转入立案调查前必须解决。',
  en: 'The text does not ask it of such an act, so here it is only a reminder; it must be settled before a case is investigated.',
};

/** One duty for each thing that somebody lacks, with who and why. It cannot be met later: it stays a finding. */
function oweDoubts(act: FilmedAct, doubts: readonly Doubt[], binds: boolean, owed: Obligation[]): void {
  for (const lack of lacks) {
    const found = doubts.filter((one) => one.lack === lack);
    const [first] = found;
    if (!first) continue;
    const parts = found.map(({ person, said, basis }) => ({
      ...{ id: person.id, name: said, state: 'missing' as const, reason: null },
      article: basis.citations[0].article,
    }));
    const notes = found.map(({ said }) => ({ zh: `${said.zh}。`, en: `${said.en}.` }));
    owed.push(
      owe(act, 'officers', first.basis, titles[lack], {
        ...{ key: lack, due: upTo(act.start), settled: binds ? null : 'notApplicable', parts },
        notes: binds ? notes : [...notes, onlyReminder],
      }),
    );
  }
}

/**
 * How many officers have to take part; assistants never count, nor officers without a certificate of the day. A text can
 * ask for it in some kinds of enforcement only, as the statutes do in penalties and coercion: an act that can be neither,
 * a patrol, is only told of it.
 */
export const officers: Rule = (act, owed) => {
  const { facts, law } = act;
  const doubts = facts.people ? doubtsOf(law, facts.people, beijingDate(act.start.at)) : [];
  const rule = minimumAsked(law);
  oweDoubts(act, doubts, rule?.binds ?? true, owed);
  if (!rule) return;
  const { minimum, binds, basis } = rule;
  const counted = facts.people ? countOfficers(facts.people, doubts) : facts.officers;
  const enough = counted >= minimum;
  const unqualified = doubts.some(({ lack }) => lack === 'certificate');
  const count = {
    zh: `要求执法人员不少于${minimum}人，登记的是${counted}人，协助人员${unqualified ? '和当天没有有效证件的人员' : ''}不算在内。`,
    en: `At least ${minimum} officers are asked for; ${counted} are entered, assistants${unqualified ? ' and those without a valid certificate' : ''} not counted.`,
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
