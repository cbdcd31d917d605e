import { join } from 'node:path';
import type { DocumentHouse } from './keep.ts';
import { tesseract } from './ocr.ts';
import { fontFoldersOf, openPrinter } from './print/printer.ts';

/** What documents need, opened; what stops it is put on the list. */
export function openDocuments(
  home: string,
  { keys, vault, law }: Pick<DocumentHouse, 'keys' | 'vault' | 'law'>,
  stops: (() => Promise<unknown>)[],
): DocumentHouse {
  const printer = openPrinter(fontFoldersOf(home));
  stops.push(printer.close);
  return { law, keys, vault, printer, reader: tesseract, workFolder: join(home, 'work', 'documents') };
}
