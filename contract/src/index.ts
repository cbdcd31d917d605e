export type {
  ActStep,
  Checklists,
  StatementField,
  StepDetail,
  StepGroup,
  StepKind,
  StepStated,
} from './act-steps.ts';
export * as actStepShapes from './act-steps.ts';
export type {
  CalendarChange,
  CalendarContent,
  CalendarDay,
  CalendarView,
} from './calendar.ts';
export * as calendarShapes from './calendar.ts';
export type {
  Approval,
  ApprovalChain,
  CaseMeasure,
  ChainStep,
  PossibleMove,
  ShownCourse,
  ShownMove,
  StatedMove,
} from './case-course.ts';
export * as caseCourseShapes from './case-course.ts';
export {
  type ApprovalMatter,
  approvalMatters,
  asksReview,
  type CaseCourse,
  type CaseGround,
  type CaseMoveKind,
  caseMoveKinds,
  foldMoves,
  leadsFrom,
  type MoveNeed,
  missingFor,
  missingForIssue,
  moveNeeds,
  moveOf,
  onward,
  standingMoves,
} from './case-moves.ts';
export { type CaseStage, type CaseState, caseStages, caseStates, stageOf } from './case-stages.ts';
export type {
  Act,
  ActRow,
  ActType,
  CaseRow,
  CaseSource,
  CaseWeight,
  Circumstance,
  EnforcementCase,
  EnteredActType,
  Procedure,
} from './cases.ts';
export * as cases from './cases.ts';
export { type Call, ContractError, makeClient, readError } from './client.ts';
export type { Finding, LogState, PayloadErasure, Verification } from './custody.ts';
export * as custodyShapes from './custody.ts';
export type { Device, DeviceModel } from './devices.ts';
export * as deviceShapes from './devices.ts';
export type {
  DocumentApproval,
  DocumentContent,
  DocumentFault,
  DocumentField,
  DocumentKind,
  DocumentList,
  DocumentRow,
  DocumentRowShown,
  DocumentScan,
  DocumentStage,
  DocumentState,
  DocumentTemplate,
  DocumentValue,
  DocumentVersions,
  ScanResult,
  ShownDocument,
  SignatureRole,
  TemplateFault,
  WantedSignature,
} from './documents.ts';
export * as documentShapes from './documents.ts';
export { personalFields } from './documents.ts';
export { errorTable } from './error-table.ts';
export {
  describeError,
  type ErrorBody,
  type ErrorCode,
  type ErrorDetail,
  type FieldFault,
  isErrorCode,
} from './errors.ts';
export type {
  CaseEvidence,
  EvidenceForm,
  EvidenceItem,
  EvidenceKind,
  EvidenceNote,
} from './evidence.ts';
export * as evidenceShapes from './evidence.ts';
export type { Excuse } from './excuses.ts';
export * as excuseShapes from './excuses.ts';
export type { FieldAct, FieldEntryInput, FieldKind, FieldKit, FieldTrace, FieldWhat } from './field.ts';
export * as fieldShapes from './field.ts';
export type {
  CaseGoods,
  GoodsEvent,
  GoodsEventKind,
  GoodsItem,
  GoodsList,
  GoodsManner,
  GoodsMeasure,
  StandingLine,
} from './goods.ts';
export * as goodsShapes from './goods.ts';
export {
  coverNumber,
  type NumberKind,
  numberFault,
  numberKinds,
  phoneFault,
  plainNumber,
} from './identity-numbers.ts';
export * as lawTextShapes from './law-texts.ts';
export {
  maxRegulationBytes,
  type PackComparison,
  type Regulation,
  type RegulationPreview,
  type RegulationText,
  type RegulationView,
} from './law-texts.ts';
export type {
  FilmingMethod,
  MatterFault,
  MatterList,
  MatterListSummary,
  MatterLists,
  MatterRow,
  MatterStanding,
  PublicMatters,
  ShownMatter,
} from './matters.ts';
export * as matterShapes from './matters.ts';
export { misfitIn } from './misfit.ts';
export type {
  Awaiting,
  Citation,
  CountingStep,
  Duty,
  DutyName,
  DutyState,
  Notice,
  Part,
  Requirements,
  Workbench,
} from './obligations.ts';
export * as obligationShapes from './obligations.ts';
export type {
  ActPerson,
  Coordinates,
  Media,
  Qualification,
  Recusal,
  TimeAxis,
} from './on-site.ts';
export * as onSiteShapes from './on-site.ts';
export type { PackageRow } from './packages.ts';
export * as packageShapes from './packages.ts';
export type { CaseParty, Cause, FoundParty, Party, PartyRole } from './parties.ts';
export * as partyShapes from './parties.ts';
export { type Permission, permissionsOf, type Role, roles } from './permissions.ts';
export * as phraseShapes from './phrases.ts';
export { type Occasion, occasionsOfAct, type Phrase, phraseLevels } from './phrases.ts';
export type {
  Attribution,
  LifeEvent,
  MediaKind,
  Receipt,
  Recording,
  RecordingRow,
  Upload,
  UploadState,
} from './recordings.ts';
export * as recordingShapes from './recordings.ts';
export { refusalInEnglish, refusals } from './refusals.ts';
export {
  type FieldType,
  type RegisterField,
  type RegisterKind,
  registerKindNames,
  registerOf,
} from './register-kinds.ts';
export type {
  RegisterContent,
  RegisterEntry,
  RegisterFinding,
  RegisterRow,
  RegisterSummary,
} from './registers.ts';
export * as registerShapes from './registers.ts';
export type { Account, Officer, Organ, Session, Unit } from './roster.ts';
export * as rosterShapes from './roster.ts';
export { byteRoutes, type Input, type Output, type Route, type RouteName, routes } from './routes.ts';
export * as searchShapes from './search.ts';
export { type Pieces, type SearchAnswer, type SearchHit, type SearchKind, searchKinds } from './search.ts';
export type {
  CaseServices,
  CountsAsServed,
  ServiceAddress,
  ServiceManner,
  ServiceOutcome,
  ServiceRow,
  ServiceStanding,
  ServiceSubject,
} from './serving.ts';
export * as serviceShapes from './serving.ts';
export { isPlausible } from './shapes.ts';
export * as sheetShapes from './sheets.ts';
export {
  type CellFault,
  type ExportList,
  fieldsOfImport,
  type ImportKind,
  type ImportMapping,
  type ImportPreview,
  type ImportState,
  maxSheetBytes,
  mostExported,
  mostImported,
} from './sheets.ts';
export type { DrawnSignature, SignaturePoint, SignerRole, Strokes } from './signatures.ts';
export * as signatureShapes from './signatures.ts';
export { itemWords, listOf, reasonWord, tellDetail } from './step-words.ts';
export {
  beijingParts,
  fromWallClock,
  type Language,
  type Saying,
  sayDue,
  sayExact,
  sayFromTo,
  sayInstant,
  sayingIn,
  sayLength,
  sayRun,
  saySize,
  saySpan,
  sayTerm,
  sayWeekday,
  type Term,
  type TermKey,
  type TermValues,
  terms,
  toWallClock,
} from './terms/index.ts';
export type {
  CaseTimeline,
  Completeness,
  Figure,
  FilmItem,
  ItemState,
  ProofLink,
  RecordLink,
  RecordStage,
  TextItem,
  TimelineKind,
  TimelineRow,
  Volume,
  VolumeCover,
  VolumeFault,
  VolumeLine,
  VolumeVersion,
} from './volumes.ts';
export * as volumeShapes from './volumes.ts';
