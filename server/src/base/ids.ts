import { randomUUID } from 'node:crypto';
import { type Clock, millisOf } from './clock.ts';

/** A UUID of version 7 (RFC 9562): ordered by time, so that indexes grow at one end. */
export function makeId(clock: Clock): string {
  const time = millisOf(clock.now()).toString(16).padStart(12, '0');
  // A random one brings version 4 and the same variant; its first 48 bits make way for the time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** Whether a text from an address or a cursor is an id at all; the database takes no other. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
