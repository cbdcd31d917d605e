import type { ShownDocument } from '@liuhen/contract';

/** Whether the text of a scanned page of the document is still being read. */
export const isReading = (document: Pick<ShownDocument, 'scans'> | undefined): boolean =>
  document?.scans.some(({ reading }) => reading === 'waiting') ?? false;

/** What is read again after something was done with a document. */
export const renewed = ['getDocument', 'documentVersions', 'listDocuments', 'getCase', 'getAct'] as const;

export const stateColors = { draft: 'default', final: 'gold', signed: 'green', void: 'red' } as const;
