import { pino } from 'pino';

/** The program log (for the operator; evidence is in the custody log). */
export type Log = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error' | 'debug' | 'fatal'>;

/** Opens the program log, JSON lines on standard error. */
export function openLog(level: string): ReturnType<typeof pino> {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
