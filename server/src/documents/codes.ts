/** The final version of a document that a page belongs to. */
export interface CodeOf {
  documentId: string;
  digest: string;
}

/** What the code on a page says. */
export interface PageCode {
  documentId: string;
  /** The first twelve figures of the digest of what the document says. */
  digestStart: string;
  page: number;
}

const digestLength = 12;

/** The text in the code of a page: capitals and figures only, which make the smallest square. */
export const pageCode = ({ documentId, digest }: CodeOf, page: number): string =>
  `LH1/${documentId.replaceAll('-', '')}/${digest.slice(0, digestLength)}/${page}`.toUpperCase();

/** Reads the code of a page; null for any other text. */
export function readPageCode(text: string): PageCode | null {
  const parts = /^LH1\/([0-9A-F]{32})\/([0-9A-F]{12})\/(\d{1,3})$/.exec(text.trim());
  if (parts === null) return null;
  const [, id = '', digest = '', page = ''] = parts;
  const documentId = id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { documentId, digestStart: digest.toLowerCase(), page: Number(page) };
}

export const fitsCode = (code: PageCode, digest: string): boolean => digest.startsWith(code.digestStart);
