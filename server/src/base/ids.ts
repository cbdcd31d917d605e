import { randomUUID } from 'node:crypto';
import { type Clock, millisOf } from './clock.ts';

/** A UUID of version 7 (RFC 9562): ordered by time, so that indexes grow at one end. */
export function makeId(clock: Clock): string {
  const time = millisOf(clock.now()).toString(16).padStart(12, '0');
  // A random one brings version 4 and the same variant; its first 48 bits make way for the time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
