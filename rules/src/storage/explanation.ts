import { renderCitation } from '../citation.ts';
import { sayAccountable } from '../pack/accountability.ts';
import type { ForceState } from '../pack/effective.ts';
import type { StoringPack } from '../pack/pack.ts';
import { addDays, type Bilingual, beijingInstant, epochMs, type Instant } from '../time/civil.ts';
import { sayDate } from '../time/words.ts';
import { type Activity, activities } from '../vocabulary.ts';
import type { StorageDuty } from './duty.ts';

type Judged = Omit<StorageDuty, 'explanation'>;
type Counted = { kind: 'counted'; of: 'recording' | 'act'; recordingEnd: Instant };
type Ground = Counted | { kind: 'undecided'; force: ForceState };

/**
 * An instant for people, Beijing time to the minute; seconds only when there are some. What is finer is cut off, never
 * rounded up, so that no time is said later than it is.
 */
function sayInstant(instant: Instant): Bilingual {
  const local = beijingInstant(epochMs(instant));
  const [date = '', rest = ''] = local.split('T');
  const clock = rest.slice(0, 8).replace(/:00$/, '');
  return { zh: `${sayDate(date)}${clock}`, en: `${date} ${clock}` };
}

/** The end of the time allowed: a closing midnight is said as 24:00 of the day before. */
function sayDue({ dueBefore, inclusive }: Judged['due']): Bilingual {
  if (dueBefore === null) return { zh: '', en: '' };
  if (inclusive) return sayInstant(dueBefore);
  const last = addDays(dueBefore.slice(0, 10), -1);
  return { zh: `${sayDate(last)}24:00`, en: `${last} 24:00` };
}

/** What has to be done, in the words of the pack: store where, hand over to whom. */
function sayAct(pack: StoringPack, duty: Judged['duty']): Bilingual {
  const { place, recipient, handover } = pack.storage;
  const toStore = { zh: `存储到${place?.zh ?? ''}`, en: `be stored in ${place?.en ?? ''}` };
  const toHandOver = { zh: `交给${recipient?.zh ?? ''}`, en: `be handed over to ${recipient?.en ?? ''}` };
  if (duty === 'handover') return toHandOver;
  if (handover !== 'alternative') return toStore;
  return { zh: `${toStore.zh}，或者${toHandOver.zh}`, en: `${toStore.en} or ${toHandOver.en}` };
}

/** What ended: the film, or the work itself where its film is owed. */
const ending = {
  recording: { zh: '音像记录', en: 'recording' },
  act: { zh: '执法活动', en: 'enforcement act' },
};

/** Where hours begin under a pack that counts from the end of the work: say which end was taken. */
function sayHoursFrom(pack: StoringPack, from: Instant, { of, recordingEnd }: Counted): Bilingual {
  const said = sayInstant(from);
  if (epochMs(from) > epochMs(recordingEnd))
    return { zh: `执法工作结束（${said.zh}）`, en: `the end of the work (${said.en})` };
  if (pack.storage.anchor !== 'activityEnd' || of === 'act') return said;
  return {
    zh: '记录结束（没有登记更晚的执法工作结束时间）',
    en: 'the end of the recording (no later end of the work is entered)',
  };
}

function sayCount(pack: StoringPack, judged: Judged, ground: Counted): Bilingual {
  const last = judged.steps.at(-1);
  const first = judged.steps[0];
  if (!first || !last) return { zh: '', en: '' };
  if (last.reason.code === 'sameDay') {
    const { countedFrom } = judged;
    const ofWork = countedFrom !== null && epochMs(countedFrom) > epochMs(ground.recordingEnd);
    const what = ofWork ? 'act' : ground.of;
    // where it is not the film's end that was counted from, nothing has said yet when it was
    const at = ofWork ? sayInstant(countedFrom) : null;
    return {
      zh: `${what === 'act' ? '执法活动' : '记录'}结束的当天截止${at ? `，执法活动于${at.zh}结束` : ''}。`,
      en: `It is due on the very day the ${ending[what].en} ended${at ? `, at ${at.en}` : ''}.`,
    };
  }
  if (last.reason.code === 'hoursEnd') {
    const from = sayHoursFrom(pack, first.on, ground);
    return {
      zh: `从${from.zh}起算，${last.reason.zh}截止，节假日照常计时。`,
      en: `Counted from ${from.en}; then ${last.reason.en}, holidays included.`,
    };
  }
  const nth = judged.steps.find((step) => step.reason.code === 'lastDay');
  if (nth)
    return {
      zh: `从${sayDate(first.on)}起数，当日不计入，第${nth.ordinal}日是${sayDate(nth.on)}${nth === last ? '' : `，逢休息日顺延到${sayDate(last.on)}`}。`,
      en: `Counted from ${first.on}, that day excluded; day ${nth.ordinal} is ${nth.on}${nth === last ? '' : `, moved on to the working day ${last.on}`}.`,
    };
  const from = judged.exceptionApplied
    ? {
        zh: `从返回单位之日（${sayDate(first.on)}）起数`,
        en: `Counted from the return to the unit (${first.on})`,
      }
    : { zh: `从${sayDate(first.on)}起数`, en: `Counted from ${first.on}` };
  return {
    zh: `${from.zh}，当日不计入，第${last.ordinal}个工作日是${sayDate(last.on)}。`,
    en: `${from.en}, that day excluded; working day ${last.ordinal} is ${last.on}.`,
  };
}

function sayVerdict(judged: Judged): Bilingual {
  const act = judged.duty === 'store' ? { zh: '存储', en: 'stored' } : { zh: '移交', en: 'handed over' };
  const at = judged.dischargedAt === null ? { zh: '', en: '' } : sayInstant(judged.dischargedAt);
  const excuse = judged.excusable
    ? {
        zh: '上级规定的例外情形成立，可以说明理由免责。',
        en: ' A ground of the regulation above holds, so this can be excused.',
      }
    : { zh: '', en: '' };
  switch (judged.state) {
    case 'discharged':
      return { zh: `已于${at.zh}完成，没有超期。`, en: `Done at ${at.en}, in time.` };
    case 'dischargedLate':
      return { zh: `${at.zh}才完成，已经超期。${excuse.zh}`, en: `Done only at ${at.en}: late.${excuse.en}` };
    case 'overdue':
      return {
        zh: `至今没有${act.zh}，已经超期，请尽快办理并说明原因。${excuse.zh}`,
        en: `Not yet ${act.en}: overdue. Do it now and say why.${excuse.en}`,
      };
    default:
      return {
        zh: `还没有${act.zh}，过了这个时间即为超期。`,
        en: `Not yet ${act.en}; after that time it is late.`,
      };
  }
}

function sayRemarks(pack: StoringPack, judged: Judged): Bilingual[] {
  const remarks: Bilingual[] = [];
  if (judged.provisional) {
    remarks.push({
      zh: '这个期限是暂定的：有的日子还没有放假安排，或者返回日期还没到，以后可能变动。',
      en: 'This time is provisional: a day in the count has no holiday notice yet, or the return lies ahead. It may move.',
    });
  }
  if (judged.exceptionRefused) remarks.push(judged.exceptionRefused);
  const isMissed = judged.state === 'overdue' || judged.state === 'dischargedLate';
  const accountable = isMissed ? sayAccountable(pack, 'notStored') : null;
  if (accountable) remarks.push(accountable);
  if (pack.storage.selfKeepingForbidden) {
    remarks.push({ zh: '期限内也不得自行保管。', en: 'Keeping it oneself is forbidden meanwhile.' });
  }
  return remarks;
}

function explainUndecided(pack: StoringPack, judged: Judged, force: ForceState): Bilingual {
  const title = { zh: `《${pack.title.zh}》`, en: pack.title.en };
  switch (force.state) {
    case 'inForce':
      return {
        zh: `还不知道记录什么时候结束，无法依${title.zh}${judged.citations[0].label}计算期限。请补充记录结束时间。`,
        en: `It is not known when the recording ended, so no time can be counted under ${renderCitation(judged.citations[0], 'en')}. Enter the end of the recording.`,
      };
    case 'notYetInForce':
      return {
        zh: `${title.zh}从${sayDate(force.from)}起适用，记录形成在此之前，没有可适用的规定，请人工判断。`,
        en: `${title.en} applies from ${force.from}; the recording is older, no regulation is in force for it: judge by hand.`,
      };
    case 'noLongerInForce':
      return {
        zh: `${title.zh}从${sayDate(force.until)}起不再适用，记录形成在此之后，没有可适用的规定，请人工判断。`,
        en: `${title.en} no longer applies from ${force.until}; the recording is newer, no regulation is in force for it: judge by hand.`,
      };
    case 'noEffectiveDate':
      return {
        zh: `${title.zh}文本没有写施行日期，也没有登记本机关从哪天起适用，不能替您推定。请管理员登记适用日期。`,
        en: `${title.en} states no effective date and none was entered for this organ; it is not guessed. Have an administrator enter it.`,
      };
  }
}

/** Says that a regulation is not about the acts that a film serves. */
export function explainScope(
  { title }: StoringPack,
  { citations }: Judged,
  served: readonly Activity[],
): Bilingual {
  const [zh, en] = [renderCitation(citations[0], 'zh'), renderCitation(citations[0], 'en')];
  return {
    zh: `依${zh}，《${title.zh}》的适用范围不包括${served.map((one) => activities[one].zh).join('、')}，本项不适用。`,
    en: `Under ${en}, ${title.en} is not about ${served.map((one) => activities[one].en).join(', ')}: this does not apply.`,
  };
}

/** Says a judged duty in plain sentences: what ended when, due when under which article, counted how, and the verdict. */
export function explainStorage(pack: StoringPack, judged: Judged, ground: Ground): Bilingual {
  if (ground.kind === 'undecided') return explainUndecided(pack, judged, ground.force);
  const [ended, due, act] = [sayInstant(ground.recordingEnd), sayDue(judged.due), sayAct(pack, judged.duty)];
  const what = ending[ground.of];
  const cited = {
    zh: judged.citations.map((citation) => renderCitation(citation, 'zh')).join('、'),
    en: judged.citations.map((citation) => renderCitation(citation, 'en')).join('; '),
  };
  const sentences: Bilingual[] = [
    { zh: `${what.zh}于${ended.zh}结束。`, en: `The ${what.en} ended at ${ended.en}.` },
    {
      zh: `依${cited.zh}，最迟在${due.zh}${act.zh}。`,
      en: `Under ${cited.en} it must ${act.en} by ${due.en}.`,
    },
    sayCount(pack, judged, ground),
    sayVerdict(judged),
    ...sayRemarks(pack, judged),
  ];
  return { zh: sentences.map((one) => one.zh).join(''), en: sentences.map((one) => one.en).join(' ') };
}
