export { createAct, filmOfCase, listActs, ownActsSince, readAct } from './acts.ts';
export { approvalsOf, lastApprovalOfDocument, requestApproval } from './approvals.ts';
export { axisOfAct } from './axis.ts';
export { addCaseParty } from './case-parties.ts';
export { listCases, openCase, readCase } from './cases.ts';
export { listCauses } from './causes.ts';
export { approvesFirst, listChains } from './chains.ts';
export { mayIssueDecision } from './course.ts';
export { readCaseAwaiting, readCourse } from './course-view.ts';
export {
  actsOfRecording,
  linkEvidence,
  linksOfAct,
  onlyReadable,
  suggestRecordings,
  unlinkEvidence,
} from './evidence.ts';
export { actFactsOf, actFactsOfAll, type EnteredFacts } from './facts.ts';
export { markOf, pastMark } from './mark.ts';
export { numbersOpen, prepareNumberKeys } from './number-keys.ts';
export { onSiteRoutes } from './on-site-routes.ts';
export { findParties, showPartyNumber } from './parties.ts';
export { nameOfficers } from './people.ts';
export { mayBeChanged, mayChangeAct, mayChangeCase } from './policy.ts';
export { proceduralActOf } from './procedural-act.ts';
export { participantsOf, peopleOfAct } from './qualify.ts';
export { listRecusals } from './recusals.ts';
export { casesRoutes } from './routes.ts';
export { serveAlong, unserveAlong } from './serve-along.ts';
export { keepSignature } from './signatures.ts';
export { stepsOfAct } from './steps.ts';
export { enterStepAlong, standingSteps, withdrawStepAlong } from './steps-along.ts';
