export { concatBytes, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';
export { canonicalBytes, canonicalize, type Json } from './canonical.ts';
export { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from './claims.ts';
export {
  type Cosigned,
  type CosignerKey,
  checkPolicy,
  cosign,
  cosignatureTime,
  cosignedMessage,
  cosignerKeyId,
  formatCosignerKey,
  type PolicyResult,
  parseCosignerKey,
  readCosignatures,
  verifyCosignature,
  type WitnessPolicy,
} from './cosignature.ts';
export {
  type AnyEntry,
  type Entry,
  type EntryKind,
  entryBytes,
  entryKinds,
  entryText,
  parseAnyEntry,
  parseEntry,
  payloadDigest,
  verifyPayload,
} from './entry.ts';
export { type VerificationCode, VerificationError } from './errors.ts';
export { append, emptyFrontier, type Frontier, makeFrontier, rootOf } from './frontier.ts';
export { emptyRoot, type Hasher, leafHash, nodeHash, sha256, sm3 } from './hash.ts';
export {
  ed25519KeyId,
  formatNote,
  formatSignatureLine,
  formatVerifierKey,
  type KeyAlgorithm,
  keyId,
  type Note,
  type NoteSignature,
  parseNote,
  parseSignatureLines,
  parseVerifierKey,
  type Signer,
  signNote,
  sm2KeyId,
  type VerifierKey,
  verifyNote,
} from './note.ts';
export {
  bagDeclaration,
  formatBagInfo,
  formatManifest,
  parseManifest,
  tagFiles,
} from './package/bag.ts';
export {
  type DescribedFile,
  type Description,
  fileRoles,
  parseDescription,
  subjectKinds,
} from './package/description.ts';
export type { PackageEntry } from './package/entries.ts';
export {
  type Finding,
  type FindingCode,
  findingCodes,
  type Outcome,
  type Verdict,
  type VerdictName,
  verdictNames,
  type Weight,
} from './package/findings.ts';
export {
  type CarriedKeys,
  fingerprintOf,
  isFingerprintOf,
  type SeenAuthority,
  shortFingerprint,
} from './package/keys.ts';
export type { PackageTrust, SeenKey } from './package/signers.ts';
export {
  digestStream,
  type FileDigests,
  type PackageSource,
  type SourceFile,
  type StreamHasher,
} from './package/source.ts';
export type { Item } from './package/story.ts';
export type { CheckTimestamp, TimeBound } from './package/time.ts';
export { type PackageReport, type VerifyOptions, verifyPackage } from './package/verify.ts';
export {
  type InclusionReceipt,
  type ReceiptCheck,
  receiptChecks,
  type VerifiedReceipt,
  verifyReceipt,
} from './receipt.ts';
export { signSm2, sm2PublicKey } from './sm2.ts';
export { followKeys } from './succession.ts';
export {
  frontierFromTiles,
  nodeFromTile,
  proveConsistencyFromTiles,
  proveInclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  type TilePlace,
  tileNode,
} from './tile-proofs.ts';
export {
  decodeEntryBundle,
  decodeTile,
  encodeEntryBundle,
  entriesPath,
  parseTilePath,
  type TileAddress,
  tilePath,
  tileWidth,
} from './tiles.ts';
export {
  consistencyNodes,
  consistencyProof,
  frontierNodes,
  inclusionNodes,
  inclusionProof,
  joinSubtrees,
  type NodeAddress,
  type ReadNode,
  rootFromLeafHashes,
} from './tree.ts';
