export { type Checked, checkHouse, recordCheck } from './check.ts';
export {
  cosignedNote,
  keepCosignature,
  lastCosigned,
  type RefusalKind,
  recordRefusal,
} from './cosignatures.ts';
export { listErasures, readErasuresAwaiting } from './erasure.ts';
export { type Followed, type Follower, replayFollower, startFollowing } from './follow.ts';
export { openCheckpointShelf } from './keep-checkpoints.ts';
export { type LogKey, makeLogKey, type Passphrase } from './key.ts';
export {
  createLogKey,
  createNextKey,
  dropNextKey,
  noteVerifierKey,
  readLogKey,
  readNextKey,
  readVerifierKeys,
} from './key-folder.ts';
export { readSuccession } from './log-keys.ts';
export { lastEntryOf, latestCheckpoint, proveAttested, proveEntryAt, proveFromSize } from './prove.ts';
export { registerPublicLog } from './publish.ts';
export { custodyRoutes, lifeOf, listCheckpoints, listEntries } from './routes.ts';
export { type Sealing, seal, sealAll, sealedBefore, sealNew } from './seal.ts';
export { type Sequencer, startSequencer } from './sequence.ts';
export type { SealedTable } from './subjects.ts';
export { currentKey, endSuccession, type KeyRow, recordSuccessor } from './succession.ts';
export { verificationRoutes } from './verification.ts';
