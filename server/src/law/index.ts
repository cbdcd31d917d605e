export {
  type ChangeRow,
  decideChange,
  holdCalendars,
  lawOfOrgan,
  proposeChange,
  readChanges,
} from './changes.ts';
export { type Law, loadLaw, packFor } from './packs.ts';
