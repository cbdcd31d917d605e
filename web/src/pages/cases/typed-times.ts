import { fromWallClock, sayExact, sayTerm, type Term, terms } from '@liuhen/contract';

/** A step that is made already, in words of both languages. */
interface Before {
  step: Term;
  at: string;
}

const words = terms.procedure;

/** What is wrong with a time before it is sent, told with whatever else is missing; the server asks again by its own clock. */
export function timeFault(typed: string | undefined, now: number, before: Before | null = null): Term | null {
  const at = fromWallClock(typed);
  if (at === null) return null;
  if (Date.parse(at) > now) return words.ahead;
  if (before === null || Date.parse(at) >= Date.parse(before.at)) return null;
  const shown = sayExact(before.at);
  const { step } = before;
  return {
    zh: sayTerm(words.outOfOrder, 'zh', { step: step.zh, at: shown }),
    en: sayTerm(words.outOfOrder, 'en', { step: step.en, at: shown }),
  };
}

/** The day of the source against the time at which the case was taken up; days as they are typed, in Beijing. */
export const sourceFault = (sourceOn: string | undefined, openedAt: string | undefined): Term | null =>
  sourceOn && openedAt && sourceOn > openedAt.slice(0, 10) ? terms.cases.wrong.sourceAfter : null;

/** The day for which a hearing is set against the day on which that was done, today where none is stated. */
export function hearingDayFault(on: unknown, at: string | undefined, today: string): Term | null {
  const set = fromWallClock(at) === null ? today : (at ?? '').slice(0, 10);
  return typeof on === 'string' && on !== '' && on <= set ? words.hearingPast : null;
}
