export {
  type Calendar,
  type CalendarFile,
  type CalendarYear,
  type Day,
  makeCalendar,
  parseCalendar,
  type StatutoryMinimum,
} from './calendar.ts';
export { type Citation, renderCitation } from './citation.ts';
export { type Bilingual, beijingDate, type CivilDate, type Instant, isCivilDate } from './civil.ts';
export {
  addHours,
  type CountingStep,
  type Deadline,
  endOfDay,
  isInTime,
  nthWorkdayAfter,
} from './deadline.ts';
export type { DutyKind, DutyState, StorageDuty, StorageFacts } from './duty.ts';
export {
  type EffectivePack,
  type ForceState,
  type Moment,
  packFingerprint,
  packInForce,
  resolvePack,
} from './effective.ts';
export { CalendarError, FactsError, type Fault, PackError } from './errors.ts';
export type { Refusal, ReturnClaim } from './exception.ts';
export { type ExceptionGround, exceptionGrounds, type Pack, parsePack, type StorageRule } from './pack.ts';
export { judgeStorage } from './storage.ts';
