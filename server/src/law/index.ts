export { readAwaiting } from './awaiting.ts';
export { noteCalendarFiles } from './calendars-used.ts';
export {
  type ChangeRow,
  decideChange,
  holdCalendars,
  lawOfOrgan,
  mayDecideChange,
  proposeChange,
  readChanges,
} from './changes.ts';
export { datesOf, statutoryDaysOf } from './dates.ts';
export { listedFor } from './matter-law.ts';
export { matterRoutes } from './matter-routes.ts';
export { matterListOn, matterListsOf, showCitation } from './matter-rows.ts';
export { listMatterLists, readMatterList } from './matter-show.ts';
export { type Law, lawFor, loadLaw, packFor } from './packs.ts';
export { adoptPacks } from './packs-used.ts';
export { loadGists } from './regulation-gists.ts';
export { regulationRoutes } from './regulation-routes.ts';
export { type Library, listRegulations, readRegulation } from './regulations.ts';
