import { equalBytes, openCheckpoint, parseCheckpoint, parseNote, VerificationError } from '@liuhen/proof';
import { type LogSource, SourceError } from '../log-source.ts';
import { Misfit } from './check-bundle.ts';
import { freshMemory, type MonitorMemory } from './memory.ts';
import { type ReadLog, Rewritten, readLog, type Tree } from './read-log.ts';

/** What one look at a log came to. `against`: two notes that the log signed and that cannot both be true. */
export type Look =
  | { what: 'grown' | 'same'; size: number; read: ReadLog | null; memory: MonitorMemory }
  | { what: 'silent' | 'unreadable' | 'unsigned'; why: string }
  | { what: 'fork' | 'older' | 'rewritten'; size: number; known: number; against: [string, string] }
  | { what: 'misfit'; code: Misfit['code']; index: number; why: string; note: string };

const treeIn = (note: string): Tree => parseCheckpoint(parseNote(note).text);

function openNote(note: string, key: string): Tree | 'unsigned' | 'unreadable' {
  try {
    return openCheckpoint(note, [key]).checkpoint;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return error.code === 'signature' ? 'unsigned' : 'unreadable';
  }
}

/** Looks once: checkpoint, all that is new under it, and that what was seen before is its beginning. */
export async function look(
  source: LogSource,
  memory: MonitorMemory,
  { keep, progressEvery }: { keep: (memory: MonitorMemory) => Promise<void>; progressEvery: number },
): Promise<Look> {
  let note = '';
  try {
    ({ note } = await source.checkpoint());
    const target = openNote(note, memory.key);
    if (target === 'unsigned' || target === 'unreadable') return { what: target, why: '' };
    const { size } = target;
    const known = memory.verified === null ? null : treeIn(memory.verified.note);
    const before = memory.verified?.note ?? '';
    if (known !== null && size <= known.size) {
      const against: [string, string] = [before, note];
      if (size < known.size) return { what: 'older', size, known: known.size, against };
      if (!equalBytes(target.root, known.root)) return { what: 'fork', size, known: size, against };
      return { what: 'same', size, read: null, memory };
    }
    // Tiles read beyond the target were of a larger log that was never verified.
    const tiles = memory.tiles.size * 256 <= size ? memory.tiles : freshMemory(memory.key).tiles;
    const progress = (read: MonitorMemory['tiles']) => keep({ ...memory, tiles: read });
    const read = await readLog({ source, target, known, tiles, progress, progressEvery });
    return { what: 'grown', size, read, memory: { ...memory, verified: { size, note }, tiles: read.tiles } };
  } catch (error) {
    return troubleOf(error, note, memory);
  }
}

function troubleOf(error: unknown, note: string, { verified }: MonitorMemory): Look {
  if (error instanceof SourceError) return { what: 'silent', why: error.message };
  if (error instanceof Misfit) {
    const { code, index, message: why } = error;
    return { what: 'misfit', code, index, why, note };
  }
  if (!(error instanceof Rewritten)) throw error;
  const known = verified?.size ?? 0;
  return { what: 'rewritten', size: treeIn(note).size, known, against: [verified?.note ?? '', note] };
}
