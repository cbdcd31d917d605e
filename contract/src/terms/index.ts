export { findTerm, isTerm, type TermKey, termAt, terms } from './catalogue.ts';
export { type Saying, sayingIn } from './saying.ts';
export { type Language, placeholdersOf, sayTerm, type Term, type TermValues } from './term.ts';
export {
  beijingParts,
  fromWallClock,
  sayDue,
  sayExact,
  sayFromTo,
  sayInstant,
  sayLength,
  sayRun,
  saySize,
  saySpan,
  sayWeekday,
  toWallClock,
} from './time.ts';
