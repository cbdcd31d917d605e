export { isAhead } from './believable.ts';
export { derivativeJobs, reorderWaiting } from './derivatives.ts';
export { startDigester } from './digest.ts';
export { watchDropFolder } from './drop-folder.ts';
export { type LineHouse, type LineStep, openLine } from './line.ts';
export { listRecordings, rowsOf } from './list.ts';
export { registerPlayback } from './play.ts';
export { startProber } from './prober.ts';
export { registerReceive } from './receive.ts';
export {
  readRecording,
  requireReadable,
  storageFactsOf,
} from './recording.ts';
export { recordingRoutes } from './routes.ts';
export { type StorageSummary, shelve, shelveStorage } from './shelf.ts';
export { openStaging } from './staging.ts';
export { readUploads } from './upload-view.ts';
