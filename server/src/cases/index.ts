export { createAct, filmOfCase, ownActsSince, readAct } from './acts.ts';
export { readCase } from './cases.ts';
export {
  actsOfRecording,
  linkEvidence,
  linksOfAct,
  onlyReadable,
  suggestRecordings,
  unlinkEvidence,
} from './evidence.ts';
export { actFactsOf, actFactsOfAll, type EnteredFacts } from './facts.ts';
export { prepareNumberKeys } from './number-keys.ts';
export { mayChangeAct, mayChangeCase } from './policy.ts';
export { casesRoutes } from './routes.ts';
export { stepsOfAct } from './steps.ts';
