export { explainGap, layFilms, type Overlap, type Piece, type Span, type Stop } from './act/axis.ts';
export {
  type ActExample,
  actOutcome,
  judgeActExample,
  nameOfDuty,
  readActExamples,
  unwantedRules,
} from './act/example.ts';
export { explainObligation } from './act/explain.ts';
export type { ActFacts, Certificate, Film, Participant, Step, StepDetail } from './act/facts.ts';
export { judgeAct } from './act/judge.ts';
export {
  type Obligation,
  type ObligationState,
  type Part,
  type RuleKind,
  ruleKinds,
} from './act/obligation.ts';
export {
  certificateHolds,
  type Doubt,
  type Lack,
  lacks,
  type Qualification,
  qualify,
  sayCertificate,
} from './act/qualified.ts';
export { stateOf } from './act/state.ts';
export { articleOf, type Citation, labelOf, renderCitation, sourceOf } from './citation.ts';
export { readText } from './document.ts';
export { CalendarError, FactsError, type Fault, PackError } from './errors.ts';
export { checkPacks, type FileFault, type PackFile, type TakenPack } from './pack/check.ts';
export { comparePacks } from './pack/compare.ts';
export { type ArticleEntry, laterWorks, parseArticles } from './pack/coverage.ts';
export {
  citeArticle,
  type EffectivePack,
  type ForceState,
  frozenText,
  type Moment,
  packFingerprint,
  packInForce,
  packText,
  resolvePack,
} from './pack/effective.ts';
export { citeOf, lawOn } from './pack/law.ts';
export { mergeSections } from './pack/merge.ts';
export type { Kept, LawOfDay, Merged, MergedSections } from './pack/merged.ts';
export {
  type ExceptionGround,
  exceptionGrounds,
  type FilmingRule,
  type Pack,
  parsePack,
  referencesOf,
  type StorageRule,
  type StoringPack,
  saysStorage,
} from './pack/pack.ts';
export type { Beside } from './pack/places.ts';
export { saidBy, sayPack } from './pack/say.ts';
export { catalogueOf, type Filed, type Placed } from './record/catalogue.ts';
export {
  type CaseProof,
  type Figure,
  type FilmFinding,
  type FilmFound,
  type FilmItem,
  figureOf,
  filmCompleteness,
  findingState,
  type Ground,
  type ItemState,
  type StatedItem,
  type TextFound,
  type TextItem,
  textCompleteness,
} from './record/completeness.ts';
export { filmItemsOf, textItemsOf } from './record/film-items.ts';
export {
  type ProofRef,
  parseRecordRules,
  type RecordRules,
  type RecordStage,
  type VolumeRules,
} from './record/record.ts';
export type { DutyKind, DutyState, StorageDuty, StorageFacts } from './storage/duty.ts';
export { asExpected, judgeExample, readExamples, type StorageExample } from './storage/example.ts';
export type { Refusal, ReturnClaim } from './storage/exception.ts';
export { judgeStorage } from './storage/storage.ts';
export { autoNumberedNote } from './text/notes.ts';
export { parseRegulation } from './text/regulation.ts';
export {
  type Calendar,
  type CalendarFile,
  type CalendarYear,
  type Day,
  makeCalendar,
  parseCalendar,
  type StatutoryMinimum,
} from './time/calendar.ts';
export {
  type CalendarChange,
  changeCalendar,
  parseCalendarChange,
  readCalendarChange,
} from './time/change.ts';
export {
  type Bilingual,
  beijingDate,
  type CivilDate,
  type Instant,
  isCivilDate,
  utcInstant,
} from './time/civil.ts';
export {
  addHours,
  type CountingStep,
  type Deadline,
  endOfDay,
  isInTime,
  nthWorkdayAfter,
} from './time/deadline.ts';
export {
  type Activity,
  activities,
  breaches,
  type Circumstance,
  circumstances,
  deviceChecks,
  type FilmingDuty,
  filmingDuties,
  interruptionCauses,
  keysOf,
  type LongTermTrigger,
  longTermTriggers,
  noteFields,
  offices,
  restrictionGrounds,
  type StepKind,
  statementFields,
  stepKinds,
  stepsAbout,
} from './vocabulary.ts';
