export { type Law, loadLaw, packFor } from './packs.ts';
