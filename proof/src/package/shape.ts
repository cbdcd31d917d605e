import { isMoment } from '../entry.ts';

/** Checks a value that was parsed from JSON; gives null, or the member that is wrong. */
export type Check = (value: unknown) => string | null;

const when = (right: boolean): string | null => (right ? null : '');

/** One line of text that is not empty. */
export const line: Check = (value) =>
  when(typeof value === 'string' && value !== '' && value.length <= 10_000 && isPlain(value));

const isPlain = (text: string): boolean => text.isWellFormed() && ![...text].some((sign) => sign < ' ');

export const matching =
  (pattern: RegExp): Check =>
  (value) =>
    when(typeof value === 'string' && pattern.test(value));

export const uuid = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const subject = matching(/^[a-z_]+\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const digest = matching(/^[0-9a-f]{64}$/);
export const moment: Check = (value) => when(isMoment(value));
export const whole: Check = (value) => when(Number.isSafeInteger(value) && Number(value) >= 0);

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    when(values.includes(value));

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

/** A list of any length in which every item is right. */
export const list =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return '';
    for (const [i, item] of value.entries()) {
      const wrong = check(item);
      if (wrong !== null) return `${i}.${wrong}`;
    }
    return null;
  };

/** A text that is not empty, of as many lines as it likes. */
export const text: Check = (value) => when(typeof value === 'string' && value !== '');

/** Members of a receipt (custody-log, section 6) but for its signed checkpoint. */
export const receiptMembers: Record<string, Check> = {
  ...{ entry: text, index: whole, payload: () => null, size: whole },
  ...{ proof: (value) => list(text)(value), salt: matching(/^(?:[0-9a-f]{2})+$/) },
};

/** An object of exactly these members. */
export const shape =
  (members: Record<string, Check>): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
    const given = new Map(Object.entries(value));
    for (const [name, check] of Object.entries(members)) {
      const wrong = given.has(name) ? check(given.get(name)) : '';
      if (wrong !== null) return `${name}.${wrong}`;
    }
    const other = [...given.keys()].find((name) => !Object.hasOwn(members, name));
    return other ?? null;
  };
