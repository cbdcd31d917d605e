/**
 * Tables whose rows are sealed: an entry's subject is `<table>/<id>`, its payload the row as it then was.
 * Doctor compares each row with its last payload, so a change that went past seal() is found.
 */
export const sealedTables = [
  'organ',
  'unit',
  'officer',
  'account',
  'session',
  'device_model',
  'device',
  'upload',
  'recording',
  'attribution',
  'handover',
  'return_claim',
  'derivative',
  'act',
  'evidence',
  'obligation',
  'log_key',
  'verification',
] as const;

export type SealedTable = (typeof sealedTables)[number];

/** Rows of these tables exist before their first entry (an upload is sealed only when it is refused). */
export const sealedLate: ReadonlySet<SealedTable> = new Set(['upload', 'derivative']);
