import {
  cosign,
  equalBytes,
  formatNote,
  formatSignatureLine,
  type InclusionReceipt,
  type NoteSignature,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
} from '@liuhen/proof';
import { judge, type RefusalKind, type Submission, type Verdict } from './judge.ts';
import type { WitnessKey } from './key.ts';
import { keysOf, type LogKeys, succeed } from './log-keys.ts';
import { Memory } from './memory.ts';

/** What happened that an operator should hear of. */
export type Happening =
  | { what: 'refused'; origin: string; kind: RefusalKind; size: number; known: number }
  | { what: 'succeeded'; origin: string; size: number; key: string }
  | { what: 'clockBack'; origin: string; seconds: number };

export interface WitnessParts {
  folder: string;
  key: WitnessKey;
  keys: LogKeys;
  /** Returns once the keys are durable. */
  keepKeys: (keys: LogKeys) => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
  tell: (happening: Happening) => void;
}

/** What a witness answers; `line` is its cosignature, with a newline. */
export type Answer = Exclude<Verdict, { status: 200 }> | { status: 200; line: string; note: string };

/** A witness: judges what logs submit, one after another for each log, and remembers before it answers. */
export class Witness {
  readonly #parts: WitnessParts;
  readonly #memory: Memory;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #lastTime = new Map<string, number>();
  #keys: LogKeys;

  private constructor(parts: WitnessParts, memory: Memory) {
    this.#parts = parts;
    this.#keys = parts.keys;
    this.#memory = memory;
  }

  static async open(parts: WitnessParts): Promise<Witness> {
    const origins = parts.keys.logs.map((key) => parseVerifierKey(key).name);
    return new Witness(parts, await Memory.open(parts.folder, origins));
  }

  get memory(): Pick<Memory, 'seen' | 'refusals'> {
    return this.#memory;
  }

  get keys(): LogKeys {
    return this.#keys;
  }

  /** Checking and remembering are one step: two submissions at once come one after the other. */
  add(submission: Submission): Promise<Answer> {
    const { origin } = parseCheckpoint(parseNote(submission.note).text);
    if (keysOf(origin, this.#keys.logs).length === 0) return Promise.resolve({ status: 404 });
    return this.#inTurn(origin, () => this.#add(origin, submission));
  }

  /**
   * Takes the next key of a log: its receipt is of the checkpoint that was cosigned last, by the key that is trusted. Whether
   * it did.
   */
  takeNextKey(receipt: InclusionReceipt): Promise<boolean> {
    const { text } = parseNote(receipt.checkpoint);
    const { origin, size } = parseCheckpoint(text);
    return this.#inTurn(origin, async () => {
      const seen = this.#memory.seen(origin);
      const after = succeed(this.#keys, receipt);
      if (after === null || seen === null || parseNote(seen.note).text !== text) return false;
      await this.#parts.keepKeys(after);
      this.#keys = after;
      this.#parts.tell({ what: 'succeeded', origin, size, key: keysOf(origin, after.logs)[0] ?? '' });
      return true;
    });
  }

  #inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(origin) ?? Promise.resolve()).then(work);
    this.#turns.set(
      origin,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #add(origin: string, submission: Submission): Promise<Answer> {
    const seen = this.#memory.seen(origin);
    const verdict = judge(submission, this.#keys, seen);
    if (verdict.status === 200) return this.#cosign(origin, submission.note, verdict.text);
    if ('refused' in verdict && verdict.refused !== null && seen !== null) {
      const { size } = parseCheckpoint(parseNote(submission.note).text);
      const at = new Date(this.#parts.now()).toISOString();
      const evidence = { origin, kind: verdict.refused, at, cosigned: seen.note, refused: submission.note };
      if (await this.#memory.keepRefusal(evidence))
        this.#parts.tell({ what: 'refused', origin, kind: verdict.refused, size, known: seen.size });
    }
    return verdict;
  }

  async #cosign(origin: string, note: string, text: string): Promise<Answer> {
    const time = Math.floor(this.#parts.now() / 1000);
    const before = this.#lastTime.get(origin) ?? time;
    if (time < before) this.#parts.tell({ what: 'clockBack', origin, seconds: before - time });
    this.#lastTime.set(origin, time);
    const cosignature = cosign(text, this.#parts.key.signer, time);
    const cosigned = formatNote({ text, signatures: [...this.#signaturesOfLog(note), cosignature] });
    const known = this.#memory.seen(origin);
    // The same checkpoint again is cosigned anew and remembered once.
    if (known === null || parseNote(known.note).text !== text) await this.#memory.remember(origin, cosigned);
    return { status: 200, line: formatSignatureLine(cosignature), note: cosigned };
  }

  /** The log's own signatures, one by each of its keys; what else came with them is nobody's word. */
  #signaturesOfLog(note: string): NoteSignature[] {
    const { signatures } = parseNote(note);
    return this.#keys.logs.flatMap((text) => {
      const key = parseVerifierKey(text);
      const ofKey = ({ name, keyId }: NoteSignature) => name === key.name && equalBytes(keyId, key.keyId);
      return signatures.filter(ofKey).slice(0, 1);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#turns.values());
    await this.#memory.close();
  }
}
