import type { Bilingual } from '../time/civil.ts';
import type { CountingStep } from '../time/deadline.ts';
import { sayDate } from '../time/words.ts';
import type { Obligation } from './obligation.ts';
import { sayInstant } from './words.ts';

const reached = ({ on }: CountingStep, zh: string, en: string): Bilingual => ({
  zh: `数到${sayDate(on)}（${zh}）`,
  en: `to ${on} (${en})`,
});

/** One step of a count, where it is a turn of it and not only a day passed on the way to the next. */
function sayTurn(step: CountingStep, next: CountingStep | undefined, leftOut: number): Bilingual[] {
  const { on, ordinal, reason } = step;
  switch (reason.code) {
    case 'lastDay':
      return [reached(step, reason.zh, reason.en)];
    case 'extended':
      return [{ zh: `${sayDate(on)}${reason.zh}`, en: `${reason.en} on ${on}` }];
    case 'excluded':
      // of working days each one left out is a step of its own, told together at the end
      return leftOut > 0 ? [] : [{ zh: `${sayDate(on)}${reason.zh}`, en: `from ${on} ${reason.en}` }];
    default:
      if (next !== undefined && next.reason.code !== 'extended') return [];
      return ordinal === null
        ? [{ zh: `逢休息日顺延到${sayDate(on)}`, en: `moved on to the working day ${on}` }]
        : [reached(step, `第${ordinal}个工作日`, `working day ${ordinal}`)];
  }
}

/** From the day it begins over each turn of the count (time that does not count, an extension, days off) to the last day. */
function sayForward(from: Bilingual, steps: readonly CountingStep[]): Bilingual {
  const inWorkdays = steps.some(({ ordinal, reason }) => ordinal !== null && reason.code !== 'lastDay');
  const leftOut = inWorkdays ? steps.filter(({ reason }) => reason.code === 'excluded').length : 0;
  const turns = steps.flatMap((step, index) =>
    index === 0 ? [] : sayTurn(step, steps[index + 1], inWorkdays ? 1 : 0),
  );
  if (leftOut > 0)
    turns.push({ zh: `其中${leftOut}个工作日不计入`, en: `${leftOut} working days of these not counted` });
  return {
    zh: `从${from.zh}起算，当日不计入，${turns.map(({ zh }) => zh).join('，')}。`,
    en: `Counted from ${from.en}, that day excluded: ${turns.map(({ en }) => en).join('; ')}.`,
  };
}

/** How the time of a duty was counted; nothing where the text sets none, or where what follows a volume is told by it. */
export function sayCount({ rule, key, steps, countedFrom }: Obligation): Bilingual[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || countedFrom === null || (rule === 'keeping' && key === 'volume')) return [];
  const from = sayInstant(countedFrom);
  if (last.reason.code === 'hoursEnd')
    return [
      {
        zh: `从${from.zh}起算，${last.reason.zh}，节假日照常计时。`,
        en: `Counted from ${from.en}: ${last.reason.en}, holidays included.`,
      },
    ];
  if (last.reason.code === 'latestDay')
    return [
      {
        zh: `从${sayDate(first.on)}往前数，当日不计入，${last.reason.zh}（${sayDate(last.on)}）。`,
        en: `Counted back from ${first.on}, that day excluded; ${last.on} is ${last.reason.en}.`,
      },
    ];
  return [sayForward(from, steps)];
}
