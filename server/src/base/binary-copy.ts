/** Signature, flags and the length of the header's extension (PostgreSQL, COPY, "Binary Format"). */
const headerBytes = 11 + 4 + 4;
const trailerBytes = 2;

/** Where field i of a row begins, at `2 * i`, and ends, after it. A null is at -1. */
export type FieldPlaces = Int32Array;

/**
 * Reads what a COPY in binary format gives, of which each message is a row; the header comes with the first. `take`
 * gets the message and the places of the fields in it: both are of use until the next one comes.
 */
export function makeCopyReader(
  fields: number,
  take: (message: Buffer, places: FieldPlaces) => void,
): (message: Buffer) => void {
  const places = new Int32Array(2 * fields);
  let isFirst = true;
  return (message) => {
    let at = isFirst ? headerBytes + message.readInt32BE(headerBytes - 4) : 0;
    isFirst = false;
    if (message.length - at === trailerBytes) return;
    if (message.readInt16BE(at) !== fields) throw new Error(`a row of the copy has not ${fields} fields`);
    at += 2;
    for (let i = 0; i < fields; i++) {
      const length = message.readInt32BE(at);
      at += 4;
      places[2 * i] = length === -1 ? -1 : at;
      if (length !== -1) at += length;
      places[2 * i + 1] = length === -1 ? -1 : at;
    }
    take(message, places);
  };
}
