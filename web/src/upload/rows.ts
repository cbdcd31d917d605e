import type { ErrorBody, Upload } from '@liuhen/contract';

/** One line of the table of uploads. */
export interface QueuedUpload {
  key: string;
  /** Tells the file from every other; null until its first and last bytes were read. */
  mark: string | null;
  name: string;
  relativePath: string;
  size: number;
  sent: number;
  state: 'queued' | 'sending' | 'retrying' | 'paused' | 'checking' | 'done' | 'failed' | 'signedOut';
  /** As the server sees it, once it has the whole file. */
  upload: Upload | null;
  fault: Pick<ErrorBody, 'message' | 'messageEn' | 'detail'> | 'unreadable' | 'network' | null;
}

export type Rows = readonly QueuedUpload[];

/** Whether a file in this state is still to be sent and can be held back. */
export const canBePaused = (state: QueuedUpload['state']): boolean =>
  state === 'queued' || state === 'sending' || state === 'retrying';

/** Whether bytes, row and seal of a file are durable, as its receipt says. */
export const isSafe = ({ upload }: Pick<QueuedUpload, 'upload'>): boolean =>
  upload?.receipt?.safeToWipe === true;

/**
 * The rows once a file is known by its mark. One that is in the list already stays where it is and the new row goes;
 * a row that failed makes way. `dropped` is the row that is gone.
 */
export function nameRow(rows: Rows, key: string, mark: string): { rows: Rows; dropped: string | null } {
  const twin = rows.find((row) => row.key !== key && row.mark === mark);
  const dropped = twin === undefined ? null : twin.state === 'failed' ? twin.key : key;
  return {
    rows: rows.filter((row) => row.key !== dropped).map((row) => (row.key === key ? { ...row, mark } : row)),
    dropped,
  };
}

/** What of a list stays when finished rows are cleared: all that may not be wiped from the device. */
export const withoutSafe = (rows: Rows): Rows => rows.filter((row) => row.state !== 'done' || !isSafe(row));

/** What is remembered of a row that is taken off: a file that had no receipt may not be forgotten. */
export const rememberRemoved = (removed: readonly string[], row: QueuedUpload): readonly string[] =>
  isSafe(row) ? removed : [...removed, row.mark ?? row.key];

/** What is remembered once a file is in the list: chosen again, it is no longer missing. */
export const forgetRemoved = (removed: readonly string[], mark: string): readonly string[] =>
  removed.includes(mark) ? removed.filter((one) => one !== mark) : removed;

/** Whether the device may be wiped: only when every file that was chosen has a receipt that says so. */
export interface WipeVerdict {
  may: boolean;
  /** Files in the list, and those of them without a receipt. */
  files: number;
  open: number;
  /** Files that were taken off the list without a receipt. */
  removed: number;
  /** Files of an earlier turn that are not in store: they may lie on the same device. */
  earlier: number;
}

/** The verdict on a list; null while nothing can be said. */
export function judgeWipe(rows: Rows, removed: readonly string[], earlier: number): WipeVerdict | null {
  if (removed.length === 0 && (rows.length === 0 || rows.some(({ state }) => state === 'queued')))
    return null;
  const open = rows.length - rows.filter(isSafe).length;
  const may = open === 0 && removed.length === 0 && earlier === 0;
  return { may, files: rows.length, open, removed: removed.length, earlier };
}

/** Uploads of an earlier turn, or of another window, that are not in store yet and that no file of the list continues. */
export function leftUploads(uploads: readonly Upload[], rows: Rows): Upload[] {
  const going = new Set(rows.map(({ name, size }) => `${size} ${name}`));
  return uploads.filter(
    ({ state, size, name, originalName }) =>
      (state === 'receiving' || state === 'received') &&
      !going.has(`${size} ${name}`) &&
      !going.has(`${size} ${originalName}`),
  );
}

/** The rows that may begin now: marked ones in their order, as long as few are on their way. */
export function nextToSend(rows: Rows, atOnce: number): Rows {
  const busy = rows.filter(({ state }) => state === 'sending' || state === 'retrying').length;
  return rows
    .filter(({ state, mark }) => state === 'queued' && mark !== null)
    .slice(0, Math.max(0, atOnce - busy));
}
