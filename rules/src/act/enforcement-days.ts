import { addDays, type Bilingual, type CivilDate, midnightOf } from '../time/civil.ts';
import { sayDate } from '../time/words.ts';
import { type Act, firstStep, type Rule } from './act.ts';
import { type Draft, owe, upTo } from './draft.ts';
import { perLaw } from './law.ts';
import { sayInstant } from './words.ts';

const title = { zh: '不在法定节假日强制执行', en: 'no enforcement on statutory holidays' };

const asked = perLaw(({ merged, activity, basisOf }) => {
  const { value } = merged.enforcementDays;
  return value?.activities.includes(activity) ? basisOf(value) : null;
});

/** No act of enforcement lasts longer; what is entered as longer is looked at this far. */
const LONGEST_DAYS = 60;

type Found = { date: CivilDate; name: Bilingual } | null;

/** The first holiday of the days of the act, and whether a notice decides about all of them. */
function holidayOf({ calendar, start, end }: Act): { holiday: Found; covered: boolean } {
  const last = (end ?? start).at.slice(0, 10);
  let covered = true;
  let date = start.at.slice(0, 10);
  for (let days = 0; days < LONGEST_DAYS && date <= last; days += 1) {
    const day = calendar.dayOf(date);
    if (day.kind === 'holiday') return { holiday: { date, name: day.name ?? title }, covered };
    covered &&= day.covered;
    date = addDays(date, 1);
  }
  return { holiday: null, covered };
}

/** The statute names no hours for night, so none are made up. */
function sayNight({ start }: Act): Bilingual {
  const { zh, en } = sayInstant(start.at);
  return {
    zh: `活动${zh}开始，法律没有规定夜间的钟点，是否在夜间由人工判断。`,
    en: `The act began at ${en}; the statute names no hours for night, so whether it was night is judged by hand.`,
  };
}

function judge(act: Act): Draft {
  const { holiday, covered } = holidayOf(act);
  const night = sayNight(act);
  if (!holiday) return { due: upTo(act.start), done: act.start, provisional: !covered, notes: [night] };
  const said = {
    zh: `${sayDate(holiday.date)}是${holiday.name.zh}假日。`,
    en: `${holiday.date} is a day off for ${holiday.name.en}.`,
  };
  const urgent = firstStep(act, ['enforcedUrgently']);
  const reason = urgent?.step.detail.reason?.trim();
  if (reason) {
    const why = { zh: `登记为情况紧急：${reason}。`, en: `Entered as urgent: ${reason}.` };
    return { settled: 'notApplicable', notes: [said, why, night] };
  }
  const begun = act.start.at.startsWith(holiday.date);
  const midnight = { dueBefore: midnightOf(holiday.date), inclusive: false, status: 'final' as const };
  const advice = {
    zh: '情况紧急的除外，须登记情况和理由。',
    en: 'Urgency is excepted: enter it with its reason.',
  };
  return { due: begun ? upTo(act.start) : midnight, notes: [said, advice, night] };
}

/** Compulsory enforcement keeps off statutory holidays as the yearly notice arranges them, urgency excepted. */
export const enforcementDays: Rule = (act, owed) => {
  const basis = asked(act.law);
  if (basis) owed.push(owe(act, 'enforcementDays', basis, title, judge(act)));
};
