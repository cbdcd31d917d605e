import {
  bagDeclaration,
  type CarriedKeys,
  canonicalBytes,
  canonicalize,
  type Description,
  formatBagInfo,
  formatManifest,
  type InclusionReceipt,
  type Json,
  utf8,
} from '@liuhen/proof';

/** All that the lists of a bag say of a file. */
export interface ListedFile {
  path: string;
  size: number;
  sha256: string;
  sm3: string;
  crc32: number;
}

/** A file of a bag that is put down. */
export interface BagFile extends ListedFile {
  /** Null when the bytes lie in the vault. */
  content: Uint8Array | null;
}

const isPayload = ({ path }: { path: string }): boolean => path.startsWith('data/');

/** The line of an entry in log/entries.jsonl. */
export const entryLine = ({ entry, index, payload, proof, salt }: InclusionReceipt): string =>
  `${canonicalize({ entry, index, payload, proof, salt })}\n`;

/** log/seal.json. */
export const sealFile = ({ entry, index, payload, proof, salt, size }: InclusionReceipt): Uint8Array =>
  canonicalBytes({ entry, index, payload, proof, salt, size });

/** log/keys.json: keys that go along; nobody trusts them for standing there. */
export const keysFile = (keys: CarriedKeys): Uint8Array => canonicalBytes(keys as unknown as Json);

/** The tag files of a bag over these payload files, but the list of tag files itself: it names the others. */
export function tagTexts(
  description: Description,
  digest: string,
  files: readonly ListedFile[],
): { path: string; bytes: Uint8Array }[] {
  const payload = files.filter(isPayload);
  const oxum = { files: payload.length, bytes: payload.reduce((sum, { size }) => sum + size, 0) };
  const list = (member: 'sha256' | 'sm3') =>
    utf8(formatManifest(payload.map((file) => ({ path: file.path, digest: file[member] }))));
  return [
    { path: 'bagit.txt', bytes: utf8(bagDeclaration) },
    { path: 'bag-info.txt', bytes: utf8(formatBagInfo(description, digest, oxum)) },
    { path: 'manifest-sha256.txt', bytes: list('sha256') },
    { path: 'digests-sm3.txt', bytes: list('sm3') },
  ];
}

/** tagmanifest-sha256.txt over the other tag files. */
export const tagManifest = (files: readonly ListedFile[]): Uint8Array =>
  utf8(
    formatManifest(
      files.filter((file) => !isPayload(file)).map(({ path, sha256 }) => ({ path, digest: sha256 })),
    ),
  );
