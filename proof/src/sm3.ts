/** State before the first block (GB/T 32905-2016, 4.1). */
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const rotate = (word: number, bits: number): number => (word << (bits % 32)) | (word >>> ((32 - bits) % 32));

/** Constants of the 64 rounds, already rotated (4.2). */
const roundConstants = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j));

const permute0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const permute1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);

/** The message with its padding: a one bit, zeros, the length in bits as 64 bits (5.2). */
function padMessage(message: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
  return view;
}

/** The 68 words of a block (5.3.2). */
function expandBlock(words: Int32Array, block: DataView, at: number): void {
  const word = (j: number): number => words[j] ?? 0;
  for (let j = 0; j < 16; j++) words[j] = block.getInt32(at + j * 4);
  for (let j = 16; j < 68; j++) {
    const mixed = word(j - 16) ^ word(j - 9) ^ rotate(word(j - 3), 15);
    words[j] = permute1(mixed) ^ rotate(word(j - 13), 7) ^ word(j - 6);
  }
}

/** Compresses one expanded block into the state (5.3.3). */
function compress(state: Int32Array, words: Int32Array): void {
  const start = (i: number): number => state[i] ?? 0;
  let [a, b, c, d] = [start(0), start(1), start(2), start(3)];
  let [e, f, g, h] = [start(4), start(5), start(6), start(7)];
  for (let j = 0; j < 64; j++) {
    const word = words[j] ?? 0;
    const ss1 = rotate((rotate(a, 12) + e + (roundConstants[j] ?? 0)) | 0, 7);
    const ss2 = ss1 ^ rotate(a, 12);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + ss2 + (word ^ (words[j + 4] ?? 0))) | 0;
    const tt2 = (gg + h + ss1 + word) | 0;
    [d, c, b, a] = [c, rotate(b, 9), a, tt1];
    [h, g, f, e] = [g, rotate(f, 19), e, permute0(tt2)];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = start(i) ^ word;
}

/** SM3 of a message (GB/T 32905-2016), 32 bytes. One shot; written here because no library of ours has it for a browser. */
export function sm3(message: Uint8Array): Uint8Array {
  const blocks = padMessage(message);
  const state = Int32Array.from(initial);
  const words = new Int32Array(68);
  for (let at = 0; at < blocks.byteLength; at += 64) {
    expandBlock(words, blocks, at);
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word);
  });
  return new Uint8Array(digest.buffer);
}
