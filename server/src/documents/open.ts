import { join } from 'node:path';
import type { Vault } from '../base/vault.ts';
import type { DocumentHouse } from './keep.ts';
import { fontFoldersOf, openPrinter } from './print/printer.ts';

/** What documents need, opened; what stops it is put on the list. */
export function openDocuments(home: string, vault: Vault, stops: (() => Promise<unknown>)[]): DocumentHouse {
  const printer = openPrinter(fontFoldersOf(home));
  stops.push(printer.close);
  return { vault, printer, workFolder: join(home, 'work', 'documents') };
}
