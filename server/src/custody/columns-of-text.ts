import type { FieldPlaces } from '../base/binary-copy.ts';

const literal = (text: string) => Buffer.from(text);

/** Members of an entry's text are in the order of the alphabet (RFC 8785). */
const members = {
  actor: literal('{"actor":"'),
  at: literal('","alg":"sha256","at":"'),
  digest: literal('","digest":"sha256:'),
  kind: literal('","kind":"'),
  organ: literal('","organ":'),
  subject: literal(',"subject":"'),
  end: literal('","v":1}'),
};
const [quote, slash, none] = [literal('"'), literal('/'), literal('null')];
const digestLength = 64;

/**
 * Whether an entry's columns say what its text says. They lie in one copy, at these places: id, text, actor, at, kind,
 * organ, type and id of the subject. Bytes are compared where they are, because texts to compare would cost more than the hash.
 */
export function agrees(copy: Buffer, places: FieldPlaces): boolean {
  const walk = new Walk(copy, places);
  return (
    walk.meets(members.actor) &&
    walk.meetsColumn(2) &&
    walk.meets(members.at) &&
    walk.meets(instantAt(copy, places[6] ?? -1)) &&
    walk.meets(members.digest) &&
    walk.passes(digestLength) &&
    walk.meets(members.kind) &&
    walk.meetsColumn(4) &&
    walk.meets(members.organ) &&
    (places[10] === -1 ? walk.meets(none) : walk.meets(quote) && walk.meetsUuid(5) && walk.meets(quote)) &&
    walk.meets(members.subject) &&
    walk.meetsColumn(6) &&
    walk.meets(slash) &&
    walk.meetsUuid(7) &&
    walk.meets(members.end) &&
    walk.isAtEnd()
  );
}

const hexDigits = Buffer.from('0123456789abcdef');
const dash = 45;

/** Goes along a text and compares what comes next. */
class Walk {
  readonly #copy: Buffer;
  readonly #places: FieldPlaces;
  #at: number;
  readonly #end: number;

  constructor(copy: Buffer, places: FieldPlaces) {
    this.#copy = copy;
    this.#places = places;
    this.#at = places[2] ?? 0;
    this.#end = places[3] ?? 0;
  }

  meets(bytes: Buffer): boolean {
    return this.#meets(bytes, 0, bytes.length);
  }

  /** A column that is text. */
  meetsColumn(column: number): boolean {
    return this.#meets(this.#copy, this.#places[2 * column] ?? 0, this.#places[2 * column + 1] ?? 0);
  }

  /** A column of 16 bytes, in the text with dashes (RFC 9562 §4). */
  meetsUuid(column: number): boolean {
    const from = this.#places[2 * column] ?? 0;
    for (let i = 0; i < 16; i++) {
      if ((i === 4 || i === 6 || i === 8 || i === 10) && this.#next() !== dash) return false;
      const byte = this.#copy[from + i] ?? 0;
      if (this.#next() !== hexDigits[byte >> 4] || this.#next() !== hexDigits[byte & 15]) return false;
    }
    return this.#at <= this.#end;
  }

  passes(length: number): boolean {
    this.#at += length;
    return this.#at <= this.#end;
  }

  isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  #next(): number | undefined {
    return this.#copy[this.#at++];
  }

  #meets(bytes: Buffer, from: number, to: number): boolean {
    if (this.#at + to - from > this.#end) return false;
    for (let i = from; i < to; i++) if (this.#next() !== bytes[i]) return false;
    return true;
  }
}

const micros2000 = 946_684_800_000_000;
let [lastMicros, lastInstant] = [Number.NaN, Buffer.alloc(0)];

/** A timestamptz of eight bytes, microseconds since 2000, as a text has it; neighbours are often the same. */
function instantAt(copy: Buffer, at: number): Buffer {
  const micros = copy.readInt32BE(at) * 2 ** 32 + copy.readUInt32BE(at + 4) + micros2000;
  if (micros !== lastMicros) {
    const date = new Date(micros / 1000);
    const isOurs = micros % 1000 === 0 && !Number.isNaN(date.valueOf());
    [lastMicros, lastInstant] = [micros, Buffer.from(isOurs ? date.toISOString() : 'never')];
  }
  return lastInstant;
}
