import { z } from 'zod';
import * as actSteps from './act-steps.ts';
import * as calendar from './calendar.ts';
import * as caseCourse from './case-course.ts';
import * as cases from './cases.ts';
import * as custody from './custody.ts';
import * as devices from './devices.ts';
import { documentRoutes } from './document-routes.ts';
import * as excuses from './excuses.ts';
import * as field from './field.ts';
import * as lawTexts from './law-texts.ts';
import * as matters from './matters.ts';
import * as obligations from './obligations.ts';
import * as onSite from './on-site.ts';
import * as packages from './packages.ts';
import * as parties from './parties.ts';
import * as phrases from './phrases.ts';
import * as recordings from './recordings.ts';
import * as registers from './registers.ts';
import * as roster from './roster.ts';
import { route } from './route.ts';
import { evidenceRoutes } from './routes-evidence.ts';
import * as searching from './search.ts';
import { id, instant, keyset, name, nothing, plausibleDate, withId } from './shapes.ts';
import * as sheets from './sheets.ts';
import * as signatures from './signatures.ts';
import * as volumes from './volumes.ts';

export type { Route } from './route.ts';

/** The one table of routes. The server implements it; web, command line and journeys call it. */
export const routes = {
  signIn: route('POST /api/session', 'public', roster.signIn, roster.session),
  currentSession: route('GET /api/session', 'any', nothing, roster.session),
  signOut: route('DELETE /api/session', 'any', nothing, nothing),
  changePassword: route('POST /api/session/password', 'any', roster.passwordChange, nothing),

  listUnits: route('GET /api/units', 'roster.read', nothing, z.array(roster.unit)),
  createUnit: route('POST /api/units', 'roster.manage', z.object({ name }), roster.unit),
  listOfficers: route('GET /api/officers', 'roster.read', nothing, z.array(roster.officer)),
  registerOfficer: route('POST /api/officers', 'roster.manage', roster.officerInput, roster.officer),
  changeOfficer: route(
    'PUT /api/officers/:id',
    'roster.manage',
    roster.officerInput.extend({ id }),
    roster.officer,
  ),
  listAccounts: route('GET /api/accounts', 'roster.manage', nothing, z.array(roster.account)),
  openAccount: route(
    'POST /api/accounts',
    'roster.manage',
    roster.accountInput,
    z.object({ account: roster.account, oneTimePassword: z.string() }),
  ),
  changeAccount: route(
    'PUT /api/accounts/:id',
    'roster.manage',
    z.object({ id, roles: roster.accountInput.shape.roles, active: z.boolean(), unlock: z.boolean() }),
    roster.account,
  ),
  resetPassword: route(
    'POST /api/accounts/:id/password-reset',
    'roster.manage',
    withId,
    z.object({ oneTimePassword: z.string() }),
  ),
  createOrgan: route(
    'POST /api/organs',
    'roster.manage',
    roster.organ.omit({ id: true }).extend({ packBoundFrom: plausibleDate }),
    z.object({ organ: roster.organ, administrator: z.string(), oneTimePassword: z.string() }),
  ),

  listDeviceModels: route('GET /api/device-models', 'roster.read', nothing, z.array(devices.deviceModel)),
  registerDeviceModel: route(
    'POST /api/device-models',
    'device.manage',
    devices.deviceModelInput,
    devices.deviceModel,
  ),
  changeDeviceModel: route(
    'PUT /api/device-models/:id',
    'device.manage',
    devices.deviceModelInput.extend({ id }),
    devices.deviceModel,
  ),
  listDevices: route('GET /api/devices', 'roster.read', nothing, z.array(devices.device)),
  registerDevice: route('POST /api/devices', 'device.manage', devices.deviceInput, devices.device),
  changeDevice: route(
    'PUT /api/devices/:id',
    'device.manage',
    devices.deviceInput.extend({ id }),
    devices.device,
  ),

  listRegisters: route('GET /api/registers', 'register.read', nothing, z.array(registers.registerSummary)),
  listRegister: route(
    'GET /api/register-entries',
    'register.read',
    registers.registerFilter,
    registers.registerPage,
  ),
  getRegisterEntry: route('GET /api/register-entries/:id', 'register.read', withId, registers.registerEntry),
  listPhrases: route('GET /api/phrases', 'register.read', phrases.phrasesAsked, phrases.phrases),
  enterRegister: route('POST /api/register-entries', 'register.keep', registers.registerInput, withId),
  correctRegister: route(
    'POST /api/register-entries/:replaces/correction',
    'register.keep',
    registers.registerCorrection,
    withId,
  ),
  withdrawRegister: route(
    'POST /api/register-entries/:replaces/withdrawal',
    'register.keep',
    registers.registerWithdrawal,
    withId,
  ),

  importTemplate: route('GET /api/imports/template', 'any', sheets.templateQuery, sheets.madeFile),
  previewImport: route('POST /api/imports/preview', 'any', sheets.importFile, sheets.importPreview),
  importFaults: route('POST /api/imports/faults', 'any', sheets.importFaultsInput, sheets.madeFile),
  startImport: route('POST /api/imports', 'any', sheets.importStart, withId),
  listImports: route('GET /api/imports', 'any', nothing, z.array(sheets.importState)),
  readImport: route('GET /api/imports/:id', 'any', withId, sheets.importState),

  listUploads: route(
    'GET /api/uploads',
    'recording.upload',
    z.object({ ids: z.string().max(8000).optional(), open: z.stringbool().optional() }),
    z.array(recordings.upload),
  ),
  getUpload: route('GET /api/uploads/:id', 'recording.upload', withId, recordings.upload),
  findKnown: route(
    'POST /api/uploads/known',
    'recording.upload',
    z.object({ sha256: recordings.receipt.shape.sha256 }),
    z.object({ recordingId: id.nullable() }),
  ),

  listRecordings: route(
    'GET /api/recordings',
    'recording.readOwn',
    recordings.recordingFilter,
    recordings.recordingPage,
  ),
  getRecording: route('GET /api/recordings/:id', 'recording.readOwn', withId, recordings.recording),
  attributeRecording: route(
    'POST /api/recordings/:id/attribution',
    'recording.attribute',
    recordings.attributionInput,
    recordings.attribution,
  ),
  claimReturn: route(
    'POST /api/recordings/:id/return-claim',
    'return.claim',
    recordings.returnClaimInput,
    nothing,
  ),
  receiveHandover: route(
    'POST /api/handovers',
    'handover.receive',
    recordings.handoverInput,
    z.object({ received: z.int(), at: instant }),
  ),
  proveRecording: route(
    'GET /api/recordings/:id/proof',
    'recording.readOwn',
    withId,
    custody.inclusionReceipt,
  ),

  listActs: route('GET /api/acts', 'act.read', cases.actFilter, cases.actPage),
  getAct: route('GET /api/acts/:id', 'act.read', withId, cases.act),
  proveAct: route('GET /api/acts/:id/proof', 'act.read', withId, custody.inclusionReceipt),
  createAct: route('POST /api/acts', 'act.manage', cases.actNew, withId),
  changeAct: route('PUT /api/acts/:id', 'act.manage', cases.actChange, withId),
  qualification: route(
    'GET /api/qualification',
    'act.manage',
    onSite.qualificationAsked,
    onSite.qualification,
  ),
  listRecusals: route('GET /api/recusals', 'act.read', onSite.recusalFilter, onSite.recusals),
  raiseRecusal: route('POST /api/recusals', 'recusal.raise', onSite.recusalInput, withId),
  decideRecusal: route('POST /api/recusals/:id/decision', 'recusal.decide', onSite.recusalDecision, withId),
  listCases: route('GET /api/cases', 'case.read', cases.caseFilter, cases.casePage),
  getCase: route('GET /api/cases/:id', 'case.read', withId, cases.enforcementCase),
  proveCase: route('GET /api/cases/:id/proof', 'case.read', withId, custody.inclusionReceipt),
  openCase: route('POST /api/cases', 'case.manage', cases.caseInput, withId),
  changeCase: route('PUT /api/cases/:id', 'case.manage', cases.caseChange, withId),
  getCaseCourse: route('GET /api/cases/:id/course', 'case.read', withId, caseCourse.caseCourse),
  moveCase: route('POST /api/cases/:caseId/moves', 'case.read', caseCourse.moveInput, caseCourse.moveOutcome),
  decideApproval: route('POST /api/approvals/:id/decision', 'case.read', caseCourse.approvalDecision, withId),
  withdrawApproval: route(
    'POST /api/approvals/:id/withdrawal',
    'case.read',
    caseCourse.approvalWithdrawal,
    withId,
  ),
  listApprovalChains: route('GET /api/approval-chains', 'case.read', nothing, caseCourse.approvalChains),
  setApprovalChain: route('PUT /api/approval-chains/:matter', 'chain.manage', caseCourse.chainInput, withId),
  listCauses: route('GET /api/causes', 'case.read', nothing, parties.causes),
  enterCause: route('POST /api/causes', 'cause.manage', parties.causeInput, withId),
  changeCause: route('PUT /api/causes/:id', 'cause.manage', parties.causeChange, withId),
  findParties: route(
    'POST /api/parties/search',
    'case.manage',
    parties.partyQuery,
    z.array(parties.foundParty),
  ),
  changeParty: route('PUT /api/parties/:id', 'case.manage', parties.partyChange, withId),
  revealParty: route('POST /api/parties/:id/reveal', 'party.reveal', parties.partyReveal, parties.revealed),
  addCaseParty: route('POST /api/cases/:caseId/parties', 'case.manage', parties.casePartyInput, withId),
  removeCaseParty: route(
    'POST /api/case-parties/:id/removal',
    'case.manage',
    parties.casePartyRemoval,
    nothing,
  ),
  caseTimeline: route('GET /api/cases/:id/timeline', 'case.read', volumes.timelineQuery, volumes.timeline),
  caseCompleteness: route('GET /api/cases/:id/completeness', 'case.read', withId, volumes.completeness),
  stateCaseItems: route('POST /api/cases/:caseId/items', 'case.manage', volumes.itemStatements, withId),
  withdrawCaseItem: route(
    'POST /api/case-items/:replaces/withdrawal',
    'case.manage',
    volumes.itemWithdrawal,
    withId,
  ),
  caseVolume: route('GET /api/cases/:id/volume', 'case.read', withId, volumes.volume),
  closeVolume: route('POST /api/cases/:caseId/volume', 'case.manage', volumes.volumeClosing, withId),
  checkVolume: route('POST /api/volumes/:volumeId/check', 'case.manage', volumes.volumeCheck, withId),
  enterActStep: route('POST /api/acts/:actId/steps', 'act.manage', actSteps.stepInput, withId),
  correctActStep: route(
    'POST /api/act-steps/:replaces/correction',
    'act.manage',
    actSteps.stepCorrection,
    withId,
  ),
  withdrawActStep: route(
    'POST /api/act-steps/:replaces/withdrawal',
    'act.manage',
    actSteps.stepWithdrawal,
    withId,
  ),
  linkEvidence: route('POST /api/evidence', 'evidence.link', cases.evidenceInput, withId),
  unlinkEvidence: route('POST /api/evidence/:id/removal', 'evidence.link', cases.unlinkInput, nothing),
  drawSignature: route('POST /api/signatures', 'act.manage', signatures.actSignatureInput, withId),
  /** One tap of the phone page, maybe hours after it. */
  enterField: route('POST /api/field-entries', 'act.manage', field.fieldEntryInput, withId),
  fieldKit: route('GET /api/field-kit', 'act.manage', nothing, field.fieldKit),
  traceField: route('GET /api/acts/:id/field', 'act.read', withId, field.fieldTrace),

  ...evidenceRoutes,

  listDuties: route('GET /api/duties', 'any', obligations.dutyFilter, obligations.dutyPage),
  listMatterLists: route('GET /api/matter-lists', 'any', nothing, matters.matterLists),
  getMatterList: route('GET /api/matter-lists/:id', 'any', withId, matters.matterList),
  draftMatterList: route('POST /api/matter-lists', 'matter.draft', matters.matterDraftInput, withId),
  changeMatterList: route('PUT /api/matter-lists/:id', 'matter.draft', matters.matterChange, withId),
  submitMatterList: route(
    'POST /api/matter-lists/:id/submission',
    'matter.draft',
    matters.matterStep,
    withId,
  ),
  reviewMatterList: route('POST /api/matter-lists/:id/review', 'matter.review', matters.matterReview, withId),
  approveMatterList: route(
    'POST /api/matter-lists/:id/approval',
    'matter.approve',
    matters.matterApproval,
    withId,
  ),
  withdrawMatterList: route(
    'POST /api/matter-lists/:id/withdrawal',
    'matter.withdraw',
    matters.matterWithdrawal,
    withId,
  ),
  publicMatters: route(
    'GET /api/public/:organ/matters',
    'public',
    matters.publicMattersQuery,
    matters.publicMatters,
  ),
  stateExcuse: route('POST /api/obligations/:id/excuse', 'excuse.state', excuses.excuseInput, withId),
  decideExcuse: route('POST /api/excuses/:id/decision', 'excuse.decide', excuses.excuseDecision, nothing),
  withdrawExcuse: route('POST /api/excuses/:id/withdrawal', 'excuse.state', withId, nothing),

  /** By POST, for what is looked for may be the number of a person, which is not to stand in an address. */
  search: route('POST /api/search', 'any', searching.searchQuery, searching.searchAnswer),

  workbench: route('GET /api/workbench', 'any', nothing, obligations.workbench),

  markNoticeRead: route('POST /api/notices/:id/read', 'any', withId, nothing),
  /** All that the person was told by then; what came after is left unread. */
  markAllNoticesRead: route('POST /api/notices/read', 'any', z.object({ until: instant }), nothing),

  readCalendar: route('GET /api/calendar', 'any', calendar.calendarQuery, calendar.calendarView),
  proposeCalendarChange: route(
    'POST /api/calendar/changes',
    'calendar.propose',
    calendar.calendarProposal,
    withId,
  ),
  decideCalendarChange: route(
    'POST /api/calendar/changes/:id/decision',
    'calendar.decide',
    calendar.calendarDecision,
    calendar.calendarOutcome,
  ),

  ...documentRoutes,

  listRegulations: route('GET /api/regulations', 'any', nothing, z.array(lawTexts.regulation)),
  getRegulation: route('GET /api/regulations/:packId', 'any', lawTexts.packQuery, lawTexts.regulationView),
  previewRegulation: route(
    'POST /api/regulations/:packId/preview',
    'law.manage',
    lawTexts.regulationFile,
    lawTexts.regulationPreview,
  ),
  importRegulation: route(
    'POST /api/regulations/:packId/texts',
    'law.manage',
    lawTexts.regulationImport,
    z.object({ version: z.int() }),
  ),
  compareRegulations: route(
    'GET /api/regulation-comparison',
    'any',
    lawTexts.comparisonQuery,
    lawTexts.comparison,
  ),

  orderPackage: route('POST /api/packages', 'evidence.package', packages.packageOrder, withId),
  listPackages: route('GET /api/packages', 'evidence.package', packages.packageQuery, packages.packagePage),

  logState: route('GET /api/log', 'log.read', nothing, custody.logState),
  listCheckpoints: route('GET /api/log/checkpoints', 'log.read', keyset, custody.checkpointPage),
  logKeys: route('GET /api/log/keys', 'log.read', nothing, custody.logKeys),
  witnesses: route('GET /api/log/witnesses', 'log.read', nothing, custody.witnesses),
  timeStamps: route('GET /api/log/time-stamps', 'log.read', nothing, custody.timeStamps),
  listEntries: route('GET /api/log/entries', 'log.read', keyset, custody.entryPage),
  proveEntry: route(
    'GET /api/log/entries/:entryId/proof',
    'log.read',
    custody.entryQuery,
    custody.inclusionReceipt,
  ),
  listErasures: route('GET /api/log/erasures', 'log.read', keyset, custody.erasurePage),
  proposeErasure: route('POST /api/log/erasures', 'erasure.propose', custody.erasureProposal, withId),
  decideErasure: route(
    'POST /api/log/erasures/:id/decision',
    'erasure.decide',
    custody.erasureDecision,
    withId,
  ),
  proveConsistency: route(
    'GET /api/log/consistency',
    'log.read',
    z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) }),
    custody.consistency,
  ),
  verification: route('GET /api/log/verification', 'log.read', nothing, custody.verification),
  startVerification: route('POST /api/log/verification', 'log.verify', nothing, custody.verification),
} as const;

export type RouteName = keyof typeof routes;
export type Input<N extends RouteName> = z.input<(typeof routes)[N]['input']>;
export type Output<N extends RouteName> = z.output<(typeof routes)[N]['output']>;

/** Where bytes travel, outside the table because they are no JSON. */
export const byteRoutes = {
  tus: '/api/files',
  original: (recordingId: string) => `/api/recordings/${recordingId}/original`,
  proxy: (recordingId: string) => `/api/recordings/${recordingId}/proxy`,
  poster: (recordingId: string) => `/api/recordings/${recordingId}/poster`,
  /** A document as PDF: what the vault holds of a final one, a draft as it would look. */
  documentPdf: (documentId: string) => `/api/documents/${documentId}/file.pdf`,
  documentDocx: (documentId: string) => `/api/documents/${documentId}/file.docx`,
  /** Cover, catalogue or note of a volume as PDF. */
  volumeSheet: (caseId: string, sheet: string) => `/api/cases/${caseId}/volume/${sheet}.pdf`,
  /** The file from which a version of a regulation's text was imported. */
  regulationFile: (packId: string, version: number | string) =>
    `/api/regulations/${packId}/texts/${version}/file`,
  /** Public: an organ's list of matters as a page, or as a file of one of three kinds. */
  publicMatters: (organ: string, file: '' | '.pdf' | '.csv' | '.json' = '') =>
    `/public/${organ}/matters${file}`,
  /** An evidence package as an archive, with ranges. */
  packageZip: (packageId: string) => `/api/packages/${packageId}/package.zip`,
  /** A list written out as a sheet; what is asked travels in the body (`sheetShapes.exportInput`). */
  exportList: '/api/exports',
  /** Public: C2SP tlog-tiles prefix. */
  log: '/log',
} as const;
