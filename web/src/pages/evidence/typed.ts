import { fromWallClock } from '@liuhen/contract';
import { useRef } from 'react';
import { newId } from '../../parts/new-id.ts';

/** What was typed, as it is sent: nothing is left undefined, empty texts are null, times are instants. */
export function toSent<T extends Record<string, unknown>>(
  blank: T,
  typed: Partial<Record<keyof T, unknown>>,
  times: readonly (keyof T)[],
): T {
  const sent = Object.entries(blank).map(([key, empty]) => {
    const value = typed[key];
    if (typeof value === 'string' && value.trim() === '') return [key, empty];
    if (times.includes(key) && typeof value === 'string') return [key, fromWallClock(value) ?? value];
    return [key, value ?? empty];
  });
  return Object.fromEntries(sent) as T;
}

/** An id for what is sent: the same as long as the same is sent, so that it is entered once when an answer was lost. */
export function useSendId() {
  const last = useRef({ said: '', id: '' });
  return (content: unknown): string => {
    const said = JSON.stringify(content);
    if (last.current.said !== said) last.current = { said, id: newId() };
    return last.current.id;
  };
}
