import {
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  proveConsistencyFromTiles,
  VerificationError,
} from '@liuhen/proof';
import { type LogSource, SourceError } from '../log-source.ts';
import type { Answer, Witness } from './witness.ts';

/** What came of one look at a log. */
export type Looked =
  | { what: 'answered'; answer: Answer; aheadSeconds: number | null }
  /** `note` is the checkpoint as it was cosigned. */
  | { what: 'unchanged'; note: string }
  | { what: 'unsigned' | 'unreadable' | 'silent'; why: string };

/** The checkpoint, when one of the keys signed it in the name of its origin. */
function originIn(note: string, logs: readonly string[]): string | null {
  try {
    const { origin } = parseCheckpoint(parseNote(note).text);
    return openCheckpoint(
      note,
      logs.filter((key) => parseVerifierKey(key).name === origin),
    ).checkpoint.origin;
  } catch (error) {
    if (error instanceof VerificationError) return null;
    throw error;
  }
}

/** The newest checkpoint of a log. One smaller than what is remembered is asked for again: a larger one may just have come another way. */
async function newest(source: LogSource, witness: Witness) {
  const first = await source.checkpoint();
  const { origin, size } = parseCheckpoint(parseNote(first.note).text);
  return size < (witness.memory.seen(origin)?.size ?? 0) ? source.checkpoint() : first;
}

/**
 * Fetches the newest checkpoint of a log, proves by its tiles that it continues the one remembered, and has the witness
 * judge it. The tiles are believed for nothing: a proof that they do not give is a refusal.
 */
export async function lookAt(source: LogSource, witness: Witness, logs: readonly string[]): Promise<Looked> {
  try {
    const { note, aheadSeconds } = await newest(source, witness);
    const origin = originIn(note, logs);
    if (origin === null) return { what: 'unsigned', why: '' };
    const seen = witness.memory.seen(origin);
    const { size } = parseCheckpoint(parseNote(note).text);
    if (seen !== null && parseNote(seen.note).text === parseNote(note).text)
      return { what: 'unchanged', note: seen.note };
    const grows = seen !== null && seen.size > 0 && size > seen.size;
    const proof = grows ? await proveConsistencyFromTiles(seen.size, size, source.tile) : [];
    // Where another submission came between, the memory says so and the next look is right.
    const oldSize = Math.min(seen?.size ?? 0, size);
    const answer = await witness.add({ oldSize, proof, note, shownByLog: true });
    return { what: 'answered', answer, aheadSeconds };
  } catch (error) {
    if (error instanceof SourceError) return { what: 'silent', why: error.message };
    if (error instanceof VerificationError) return { what: 'unreadable', why: error.message };
    throw error;
  }
}
