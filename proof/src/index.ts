export { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
export { canonicalBytes, canonicalize, type Json } from './canonical.ts';
export { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
export {
  type Entry,
  type EntryKind,
  entryBytes,
  entryKinds,
  entryText,
  parseEntry,
  payloadDigest,
  verifyPayload,
} from './entry.ts';
export { type VerificationCode, VerificationError } from './errors.ts';
export { emptyRoot, type Hasher, leafHash, nodeHash, sha256 } from './hash.ts';
export {
  ed25519KeyId,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  type Signer,
  signNote,
  verifyNote,
} from './note.ts';
export {
  type InclusionReceipt,
  type ReceiptCheck,
  receiptChecks,
  type VerifiedReceipt,
  verifyReceipt,
} from './receipt.ts';
export {
  decodeEntryBundle,
  encodeEntryBundle,
  entriesPath,
  parseTilePath,
  proveConsistencyFromTiles,
  proveInclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  tilePath,
} from './tiles.ts';
export { rootFromLeafHashes, verifyConsistency, verifyInclusion } from './tree.ts';
