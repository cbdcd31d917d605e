import type { RegisterContent, RegisterFinding, RegisterKind } from '@liuhen/contract';
import { plusMillis } from '../base/clock.ts';

/** How long before its end an entrusting is told; a habit of the house, no figure of the law. */
export const warnDays = 30;

export const daysAfter = (day: string, days: number): string =>
  plusMillis(`${day}T00:00:00.000Z`, days * 86_400_000).slice(0, 10);

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

type Said = Pick<RegisterFinding, 'code' | 'weight' | 'days'>;
const say = (code: Said['code'], weight: Said['weight'], days: number | null = null): Said[] => [
  { code, weight, days },
];

interface Known {
  /** Today in Beijing. */
  today: string;
  /** A later maintenance of the same device is entered. */
  followed: boolean;
}

type Finder = (content: RegisterContent, known: Known) => Said[];

const dateIn = (content: RegisterContent, field: string): string | null => {
  const value = content[field];
  return typeof value === 'string' ? value : null;
};

const expiry =
  (expired: Said['weight']): Finder =>
  (content, { today }) => {
    const until = dateIn(content, 'until');
    if (until === null) return [];
    if (until < today) return say('expired', expired, daysBetween(until, today));
    if (expired === 'note' || until > daysAfter(today, warnDays)) return [];
    return say('expiring', 'warning', daysBetween(today, until));
  };

const finders: Record<RegisterKind, Finder> = {
  training: (content, { today }) => {
    const on = dateIn(content, 'on') ?? today;
    return content.standing === 'planned' && on < today
      ? say('notYet', 'warning', daysBetween(on, today))
      : [];
  },
  budget: ({ spent, amount }) =>
    typeof spent === 'number' && typeof amount === 'number' && spent > amount
      ? say('overspent', 'warning')
      : [],
  procurement: () => [],
  maintenance: (content, { today, followed }) => {
    const next = dateIn(content, 'nextOn');
    return next !== null && next <= today && !followed
      ? say('maintenanceDue', 'warning', daysBetween(next, today))
      : [];
  },
  fault: (content) => [
    ...(content.returnedAt === undefined ? say('stopped', 'warning') : []),
    ...(content.repair === 'self' ? say('selfRepair', 'breach') : []),
  ],
  regime: expiry('note'),
  phrase: expiry('note'),
  entrusted: expiry('warning'),
};

/** What is to be known of an entry on a day, beside what it says. */
export const findingsOf = (kind: RegisterKind, content: RegisterContent, known: Known): Said[] =>
  finders[kind](content, known);
