import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { exportBinding } from './export.ts';
import {
  type ImportShelf,
  keepSheet,
  listImports,
  previewImport,
  readImport,
  startImport,
} from './import.ts';
import { faultsFile, importTemplate } from './made-files.ts';
import { type ReadSheet, readSheet } from './read.ts';
import type { ListHands } from './written-list.ts';

const reading = ({ content }: { content: string }) => readSheet(content);

/** The routes of sheets: lists written out, and files read in. */
export const sheetRoutes = (hands: ListHands, shelf: ImportShelf): Binding[] => [
  exportBinding(hands),
  query(routes.importTemplate, importTemplate),
  query(routes.previewImport, (ctx, input, sheet: ReadSheet) => previewImport(ctx, input, sheet), reading),
  query(routes.importFaults, (ctx, input, sheet: ReadSheet) => faultsFile(ctx, input, sheet), reading),
  mutate(
    routes.startImport,
    (ctx, input, sheet: ReadSheet) => startImport(ctx, input, sheet),
    (input) => keepSheet(shelf, input),
  ),
  query(routes.listImports, listImports),
  query(routes.readImport, readImport),
];
