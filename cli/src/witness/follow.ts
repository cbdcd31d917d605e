import { parseCheckpoint, parseNote, proveConsistencyFromTiles, VerificationError } from '@liuhen/proof';
import { type LogSource, SourceError } from '../log-source.ts';
import { signedBy } from './judge.ts';
import type { Answer, Witness } from './witness.ts';

/** What came of one look at a log. */
export type Looked =
  | { what: 'answered'; answer: Answer; aheadSeconds: number | null }
  /** `note` is the checkpoint as it was cosigned. */
  | { what: 'unchanged'; note: string }
  | { what: 'unsigned' | 'unreadable' | 'silent'; why: string };

/** Whether a key of the log signed it, also one that was replaced since. */
const isOfLog = (note: string, { keys }: Witness): boolean =>
  signedBy(note, [...keys.logs, ...keys.former]) !== null;

/** The newest checkpoint of a log. One smaller than what is remembered is asked for again: a larger one may just have come another way. */
async function newest(source: LogSource, witness: Witness) {
  const first = await source.checkpoint();
  const { origin, size } = parseCheckpoint(parseNote(first.note).text);
  return size < (witness.memory.seen(origin)?.size ?? 0) ? source.checkpoint() : first;
}

/** Has the witness judge a checkpoint that the log shows, with the proof that its tiles give. */
async function submit(source: LogSource, witness: Witness, note: string): Promise<Answer> {
  const { origin, size } = parseCheckpoint(parseNote(note).text);
  const seen = witness.memory.seen(origin);
  const grows = seen !== null && seen.size > 0 && size > seen.size;
  const proof = grows ? await proveConsistencyFromTiles(seen.size, size, source.tile) : [];
  // Where another submission came between, the memory says so and the next look is right.
  return witness.add({ oldSize: Math.min(seen?.size ?? 0, size), proof, note, shownByLog: true });
}

/**
 * Goes along with new keys of a log, each vouched for by the one before: the witness cosigns the last checkpoint of that one,
 * which holds the entry that names the next, and trusts the next from there on.
 */
async function followKeysOf(source: LogSource, witness: Witness): Promise<void> {
  for (const receipt of await source.successions()) {
    const last = signedBy(receipt.checkpoint, witness.keys.logs);
    if (last === null) continue;
    if (last.size < (witness.memory.seen(last.origin)?.size ?? 0)) return;
    const { status } = await submit(source, witness, receipt.checkpoint);
    if (status !== 200 || !(await witness.takeNextKey(receipt))) return;
  }
}

/**
 * Fetches the newest checkpoint of a log, proves by its tiles that it continues the one remembered, and has the witness
 * judge it. The tiles are believed for nothing: a proof that they do not give is a refusal.
 */
export async function lookAt(source: LogSource, witness: Witness): Promise<Looked> {
  try {
    const { note, aheadSeconds } = await newest(source, witness);
    if (!isOfLog(note, witness)) await followKeysOf(source, witness);
    if (!isOfLog(note, witness)) return { what: 'unsigned', why: '' };
    const { text } = parseNote(note);
    const seen = witness.memory.seen(parseCheckpoint(text).origin);
    if (seen !== null && parseNote(seen.note).text === text) return { what: 'unchanged', note: seen.note };
    return { what: 'answered', answer: await submit(source, witness, note), aheadSeconds };
  } catch (error) {
    if (error instanceof SourceError) return { what: 'silent', why: error.message };
    if (error instanceof VerificationError) return { what: 'unreadable', why: error.message };
    throw error;
  }
}
