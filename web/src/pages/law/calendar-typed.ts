import type { CalendarContent, CalendarView, Input } from '@liuhen/contract';

type Proposed = Input<'proposeCalendarChange'>['content'];
type Name = { zh: string; en?: string };

/** What a change says, as the form holds it: days worked instead stand in one box. */
export interface TypedContent {
  kind: 'notice' | 'days' | 'yaml';
  year?: number;
  holidays?: { name: Name; off: { from: string; to: string }; makeUp?: string }[];
  days?: { date: string; working: boolean; name: Name }[];
  text?: string;
}

const listed = (text: string | undefined) => (text ?? '').split(/[,，、\s]+/).filter((part) => part !== '');

/** Who gives no English name shows the Chinese one. */
const nameOf = ({ zh, en }: Name) => ({ zh, en: en?.trim() || zh });

/** What is typed as the contract takes it. */
export function contentOf({ kind, year = 0, holidays = [], days = [], text = '' }: TypedContent): Proposed {
  if (kind === 'yaml') return { kind, text };
  if (kind === 'days') return { kind, days: days.map((one) => ({ ...one, name: nameOf(one.name) })) };
  const typed = holidays.map((one) => ({ ...one, name: nameOf(one.name), makeUp: listed(one.makeUp) }));
  return { kind, year, holidays: typed };
}

/** What a change says as it is typed, for the one that is to take its place. */
export function typeContent(content: CalendarContent): TypedContent {
  if (content.kind === 'days')
    return {
      kind: 'days',
      days: content.days.map(({ date, working, name }) => ({ date, working, name: { ...name } })),
    };
  return {
    ...{ kind: 'notice', year: content.year },
    holidays: content.holidays.map(({ name, off, makeUp }) => ({
      ...{ name: { ...name }, off: { ...off }, makeUp: makeUp.join('、') },
    })),
  };
}

/** 清明 is the statutory holiday of April: where it is not shown, none that follows moon or sun is. */
export const knowsMoon = ({ days }: Pick<CalendarView, 'days'>): boolean =>
  days.some(({ date, kind, changed }) => date.slice(5, 7) === '04' && kind === 'holiday' && !changed);
