import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { compareRegulations } from './regulation-compare.ts';
import { regulationDownload } from './regulation-download.ts';
import { importRegulation, previewRegulation, type ReadText, readInput } from './regulation-import.ts';
import { type Library, listRegulations } from './regulations.ts';

/** The routes of the library; a regulation with the duties under it is bound by the room of obligations. */
export const regulationRoutes = (library: Library): Binding[] => [
  query(routes.listRegulations, (ctx) => listRegulations(ctx, library)),
  regulationDownload,
  query(routes.compareRegulations, (ctx, input) => compareRegulations(ctx, library, input)),
  query(
    routes.previewRegulation,
    (ctx, input, read: ReadText) => previewRegulation(ctx, library, input, read),
    readInput,
  ),
  mutate(
    routes.importRegulation,
    (ctx, input, read: ReadText) => importRegulation(ctx, library, input, read),
    readInput,
  ),
];
