import type { Bilingual } from '../time/civil.ts';
import { type InterruptionCause, interruptionCauses, offices } from '../vocabulary.ts';
import { type Act, type Entered, type Rule, stepsOf } from './act.ts';
import { noDue, owe, upTo } from './draft.ts';
import { sayInstant } from './words.ts';

type Causes = readonly InterruptionCause[];

const titles = {
  voice: { zh: '重新开始录制时语音说明中止原因', en: 'say aloud why the film was interrupted' },
  note: { zh: '事后书面说明中止录制', en: 'explain the interruption in writing afterwards' },
};
const resumed: Bilingual = { zh: '已经恢复录制，不必办理。', en: 'Filming went on, so nothing is owed.' };

function sayCause({ step, at }: Entered, causes: Causes): Bilingual[] {
  const { cause } = step.detail;
  const when = sayInstant(at);
  const name = cause && cause in interruptionCauses ? interruptionCauses[cause as InterruptionCause] : null;
  if (name === null && !cause?.trim())
    return [
      {
        zh: `${when.zh}中止录制，没有登记原因，请补充。`,
        en: `Filming was interrupted at ${when.en}; no cause is entered: enter it.`,
      },
    ];
  const said = name ?? { zh: cause ?? '', en: cause ?? '' };
  const listed = causes.includes('other') || (causes as readonly string[]).includes(cause ?? '');
  return [
    {
      zh: `${when.zh}中止录制，原因：${said.zh}${listed ? '' : '，规定没有列举这种原因'}。`,
      en: `Filming was interrupted at ${when.en}: ${said.en}${listed ? '' : ', a cause the text does not list'}.`,
    },
  ];
}

/** The first step of a kind after an interruption that is about it, or about every one before. */
function answerTo(
  act: Act,
  kind: 'interruptionReported' | 'interruptionExplained',
  one: Entered,
): Entered | null {
  return (
    stepsOf(act, kind).find(
      ({ ms, step }) => ms >= one.ms && (step.detail.about ?? one.step.id) === one.step.id,
    ) ?? null
  );
}

/**
 * What an interruption asks for: filming went on, so its cause is said aloud; it could not, so it is reported by the end
 * of the act at the latest and explained in writing, for which the texts set no time.
 */
export const interruptions: Rule = (act, owed) => {
  const { value } = act.law.merged.interruption;
  if (!value) return;
  const basis = act.law.basisOf(value);
  for (const one of stepsOf(act, 'interrupted')) {
    const { detail, id: key } = one.step;
    const stopped = detail.resumed === false;
    const cause = sayCause(one, value.causes);
    const restart = one.until ?? one;
    if (value.voiceOnRestart)
      owed.push(
        owe(act, 'interruptionVoice', basis, titles.voice, {
          key,
          opensAt: restart,
          due: upTo(one.until ?? act.end),
          countedFrom: restart,
          done: detail.voice === true ? restart : null,
          settled: stopped ? 'notApplicable' : null,
          notes: stopped
            ? [
                ...cause,
                { zh: '没有恢复录制，不必语音说明。', en: 'Filming did not go on: nothing is said aloud.' },
              ]
            : cause,
        }),
      );
    const whenStopped = { key, opensAt: one, settled: stopped ? null : ('notApplicable' as const) };
    const notes = stopped ? cause : [...cause, resumed];
    if (value.reportTo !== null) {
      const { zh, en } = offices[value.reportTo];
      const title = { zh: `立即向${zh}报告中止录制`, en: `report the interruption to the ${en} at once` };
      const reported = answerTo(act, 'interruptionReported', one);
      owed.push(
        owe(act, 'interruptionReport', basis, title, {
          ...{ ...whenStopped, due: upTo(act.end), countedFrom: one, done: reported, notes },
        }),
      );
    }
    if (value.writtenAfter)
      owed.push(
        owe(act, 'interruptionNote', basis, titles.note, {
          ...{ ...whenStopped, due: noDue, done: answerTo(act, 'interruptionExplained', one), notes },
        }),
      );
  }
};
