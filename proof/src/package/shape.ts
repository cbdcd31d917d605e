import { isMoment } from '../instant.ts';

/** Reads a value that was parsed from JSON as what it has to be; throws an Error that names the member that is not. */
export type Read<T> = (value: unknown, at: string) => T;

const only =
  <T>(is: (value: unknown) => value is T): Read<T> =>
  (value, at) => {
    if (!is(value)) throw new Error(`${at} is not as it has to be`);
    return value;
  };

const textThat = (is: (text: string) => boolean): Read<string> =>
  only((value): value is string => typeof value === 'string' && is(value));

export const matching = (pattern: RegExp): Read<string> => textThat((value) => pattern.test(value));

/** A text that is not empty, of as many lines as it likes. */
export const text = textThat((value) => value !== '');
const isPlain = (value: string): boolean => value.isWellFormed() && ![...value].some((sign) => sign < ' ');
/** One line of text that is not empty. */
export const line = textThat((value) => value !== '' && value.length <= 10_000 && isPlain(value));
export const uuid = matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const subject = matching(/^[a-z_]+\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const digest = matching(/^[0-9a-f]{64}$/);
export const moment = textThat(isMoment);
export const whole = only((value): value is number => Number.isSafeInteger(value) && Number(value) >= 0);

export const oneOf = <const T>(...values: readonly T[]): Read<T> =>
  only((value): value is T => values.some((one) => one === value));

export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, at) =>
    value === null ? null : read(value, at);

/** A list of any length in which every item is right. */
export const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw new Error(`${at} is no list`);
    return value.map((item, i) => read(item, `${at}.${i}`));
  };

/** An object of exactly these members. */
export const shape =
  <T extends object>(members: { [Name in keyof T]: Read<T[Name]> }): Read<T> =>
  (value, at) => {
    if (typeof value !== 'object' || value === null) throw new Error(`${at} is no object`);
    const given = new Map<string, unknown>(Object.entries(value));
    const names = Object.keys(members) as (keyof T & string)[];
    for (const name of names) members[name](given.get(name), `${at}.${name}`);
    const other = [...given.keys()].find((name) => !Object.hasOwn(members, name));
    if (other !== undefined || given.size !== names.length) throw new Error(`${at} has other members`);
    return value as T;
  };
