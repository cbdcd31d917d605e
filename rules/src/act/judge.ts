import { citeArticle } from '../pack/effective.ts';
import type { LawOfDay } from '../pack/merged.ts';
import { type Pack, referencesOf } from '../pack/pack.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Bilingual } from '../time/civil.ts';
import { sayDate } from '../time/words.ts';
import { activities } from '../vocabulary.ts';
import { raised, withAbove } from './above.ts';
import { type Act, type FilmedAct, type Rule, readAct } from './act.ts';
import { breach } from './breach.ts';
import { bystanders } from './bystanders.ts';
import { coverage } from './coverage.ts';
import { owe } from './draft.ts';
import { enforcementDays } from './enforcement-days.ts';
import { evidence } from './evidence.ts';
import type { ActFacts } from './facts.ts';
import { fallback } from './fallback.ts';
import { judgeFilming } from './filming.ts';
import { interruptions } from './interruptions.ts';
import { keeping } from './keeping.ts';
import { actLaw, perLaw } from './law.ts';
import { recordingNotice } from './notice.ts';
import type { Obligation } from './obligation.ts';
import { officers } from './officers.ts';
import { keyContents, openingStatement, preUseCheck, textRecord } from './onsite.ts';
import { periods } from './periods.ts';

const title = { zh: '适用的规定', en: 'the regulation that applies' };

/** In the order in which an act goes. Periods come last: each level asks for its own, beside the others. */
const rules: readonly Rule[] = [
  officers,
  enforcementDays,
  preUseCheck,
  recordingNotice,
  openingStatement,
  coverage,
  interruptions,
  keyContents,
  fallback,
  bystanders,
  textRecord,
  evidence,
  keeping,
  breach,
];

function sayForce({ own, force }: LawOfDay): Bilingual {
  const name = { zh: `《${own.title.zh}》`, en: own.title.en };
  switch (force.state) {
    case 'notYetInForce':
      return {
        zh: `${name.zh}从${sayDate(force.from)}起适用，活动在此之前，请人工判断。`,
        en: `${name.en} applies from ${force.from}; the act is older: judge by hand.`,
      };
    case 'noLongerInForce':
      return {
        zh: `${name.zh}从${sayDate(force.until)}起不再适用，请人工判断。`,
        en: `${name.en} no longer applies from ${force.until}: judge by hand.`,
      };
    default:
      return {
        zh: `${name.zh}没有写施行日期，也没有登记本机关从哪天起适用，不能推定，请管理员登记。`,
        en: `${name.en} states no effective date and none was entered for this organ; it is not guessed: have it entered.`,
      };
  }
}

/** The packs that are not about such an act, and how that is said. */
const outside = perLaw((law) => {
  const { zh, en } = activities[law.activity];
  return law.outside.map((pack) => ({
    pack,
    notes: [
      { zh: `《${pack.title.zh}》的适用范围不包括${zh}。`, en: `${pack.title.en} is not about ${en}.` },
    ],
  }));
});

function notGoverned(act: Act, pack: Pack, draft: Parameters<typeof owe>[4]): Obligation | null {
  const [article] = pack.scope ? [pack.scope.article] : referencesOf(pack);
  if (article === undefined) return null;
  const tier = pack.level === 'national' ? 'national' : pack.id === act.law.own.id ? 'local' : 'parent';
  const basis = { tier, packId: pack.id, citations: [citeArticle(pack, article)] } as const;
  return owe(act, 'regulation', { ...basis, citations: [...basis.citations] }, title, {
    ...draft,
    key: pack.id,
  });
}

/**
 * Judges all duties of one act under the law of its day. Pure, without a clock: `stateOf` says how a duty stands at an
 * instant. The order of what is entered never matters. Where the organ's regulation is not in force, that is said and
 * what stands above it is judged; one that is not about such an act is named with its article and asks for nothing.
 * The law of a day is best made once for many acts: what does not depend on the act is remembered with it.
 * @throws FactsError when a date or an instant cannot be read.
 */
export function judgeAct(law: LawOfDay, calendar: Calendar, facts: ActFacts): Obligation[] {
  const act = readAct(facts, actLaw(law, facts.activity), calendar);
  const owed: Obligation[] = [];
  if (law.force.state !== 'inForce') {
    const told = notGoverned(act, law.own, { settled: 'noPackInForce', notes: [sayForce(law)] });
    if (told) owed.push(told);
  }
  for (const { pack, notes } of outside(act.law)) {
    const told = notGoverned(act, pack, { settled: 'notApplicable', notes });
    if (told) owed.push(told);
  }
  const told = owed.length;
  const filmed = { ...act, filming: judgeFilming(act, owed) };
  let lifted: FilmedAct | null | undefined;
  const lift = () => {
    lifted ??= raised(act);
    return lifted;
  };
  withAbove(lift, judgeFilming, owed, told);
  for (const rule of rules) {
    const before = owed.length;
    rule(filmed, owed);
    withAbove(lift, rule, owed, before);
  }
  periods(filmed, owed);
  return owed;
}
