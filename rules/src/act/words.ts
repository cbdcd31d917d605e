import { addDays, type Bilingual, type Instant, readInstant } from '../time/civil.ts';
import { sayDate } from '../time/words.ts';
import type { Obligation } from './obligation.ts';

/** Said of a period that nothing has to be done for. */
export const takesEffect: Bilingual = {
  zh: '期限届满即发生效力，不必另行办理。',
  en: 'It takes effect when it is over; nothing is to be done.',
};

/** An instant for people: Beijing time to the minute, seconds only when there are some; what is finer is cut off. */
export function sayInstant(instant: Instant): Bilingual {
  const local = readInstant(instant).at;
  const date = local.slice(0, 10);
  const clock = local.slice(11, local.startsWith(':00', 16) ? 16 : 19);
  return { zh: `${sayDate(date)}${clock}`, en: `${date} ${clock}` };
}

/** The end of a time: a closing midnight is said as 24:00 of the day before. */
export function sayDue({ dueBefore, inclusive }: Obligation['due']): Bilingual {
  if (dueBefore === null) return { zh: '', en: '' };
  if (inclusive && !dueBefore.endsWith('T00:00:00+08:00')) return sayInstant(dueBefore);
  const last = addDays(dueBefore.slice(0, 10), -1);
  return { zh: `${sayDate(last)}24:00`, en: `${last} 24:00` };
}

/** A length of time, without what it is zero of. */
export function sayLength(ms: number): Bilingual {
  const seconds = Math.round(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return {
    zh: `${h ? `${h}小时` : ''}${m ? `${m}分钟` : ''}${s || (!h && !m) ? `${s}秒` : ''}`,
    en: [h && `${h} h`, m && `${m} min`, (s || (!h && !m)) && `${s} s`].filter(Boolean).join(' '),
  };
}
