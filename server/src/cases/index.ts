export { createAct, readAct } from './acts.ts';
export {
  actsOfRecording,
  linkEvidence,
  linksOfAct,
  onlyReadable,
  suggestRecordings,
  unlinkEvidence,
} from './evidence.ts';
export { actFactsOf, actFactsOfAll, type EnteredFacts } from './facts.ts';
export { mayChangeAct } from './policy.ts';
export { casesRoutes } from './routes.ts';
export { stepsOfAct } from './steps.ts';
