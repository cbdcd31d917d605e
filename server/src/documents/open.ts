import { join } from 'node:path';
import type { DocumentHouse } from './keep.ts';
import { tesseract } from './ocr.ts';
import { fontFoldersOf, openPrinter } from './print/printer.ts';

/** What documents need, opened; what stops it is put on the list. */
export function openDocuments(
  home: string,
  house: Pick<DocumentHouse, 'keys' | 'vault' | 'law' | 'fillers'>,
  stops: (() => Promise<unknown>)[],
): DocumentHouse {
  const printer = openPrinter(fontFoldersOf(home));
  stops.push(printer.close);
  return { ...house, printer, reader: tesseract, workFolder: join(home, 'work', 'documents') };
}
