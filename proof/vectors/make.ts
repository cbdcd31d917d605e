/**
 * Makes the vectors beside it: `node proof/vectors/make.ts`. Expectations come from ./naive.ts, from node:crypto and
 * from the tables of the standards written out here, never from proof/src. The same run gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  consistency,
  inclusion,
  leafHash,
  sampleCosignature,
  sampleKey,
  sampleLeaf,
  sampleLeafHashes,
  sampleNote,
  sampleWitness,
  sha256,
  tile,
  treeHash,
} from './naive.ts';
import { type Files, samplePackage } from './package.ts';
import { attacks } from './package-attacks.ts';

const base64 = (bytes: Buffer): string => bytes.toString('base64');
const leaves = sampleLeafHashes(1025);
const root = (size: number): string => base64(treeHash(leaves.slice(0, size)));

const treeSizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 255, 256, 257, 300, 511, 512, 513, 1025];
const leafPlaces = [
  [0, 1], [0, 2], [1, 2], [0, 3], [2, 3], [3, 5], [4, 5], [0, 7], [3, 7], [5, 7], [6, 7], [0, 8], [5, 8], [7, 8],
  [15, 17], [16, 17], [254, 255], [255, 256], [255, 257], [256, 257], [0, 300], [299, 300], [511, 513], [512, 513],
  [0, 1025], [700, 1025], [1024, 1025],
] as const;
const growths = [
  [1, 1], [1, 2], [2, 2], [1, 3], [2, 3], [3, 4], [3, 7], [4, 7], [6, 7], [6, 8], [7, 8], [8, 8], [8, 9], [15, 17],
  [16, 17], [255, 256], [256, 257], [255, 300], [256, 512], [257, 513], [512, 1025], [1024, 1025],
] as const;

/** Every number that the naive definition gives for trees over the sample leaves. */
const treeVectors = () => ({
  about: 'Leaf i is the UTF-8 of "leaf <i>". Hashes are base64; proofs stand leaf side first.',
  roots: treeSizes.map((size) => ({ size, root: root(size) })),
  inclusion: leafPlaces.map(([index, size]) => ({
    index,
    size,
    leaf: sampleLeaf(index).toString(),
    proof: inclusion(index, leaves.slice(0, size)).map(base64),
    root: root(size),
  })),
  consistency: growths.map(([oldSize, newSize]) => ({
    oldSize,
    newSize,
    oldRoot: root(oldSize),
    newRoot: root(newSize),
    proof: consistency(oldSize, leaves.slice(0, newSize)).map(base64),
  })),
});

const tilePaths = [
  ['tile/0/000', 0, 0, 256], ['tile/0/000.p/1', 0, 0, 1], ['tile/1/001.p/255', 1, 1, 255],
  ['tile/0/999', 0, 999, 256], ['tile/0/x001/000', 0, 1000, 256], ['tile/0/x001/234.p/7', 0, 1234, 7],
  ['tile/3/x001/x234/067', 3, 1_234_067, 256], ['tile/63/x001/x000/000', 63, 1_000_000, 256],
  ['tile/entries/000', 'entries', 0, 256], ['tile/entries/x012/345.p/6', 'entries', 12_345, 6],
] as const;
const wrongPaths = [
  '', 'tile', 'tile/0', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/0/1000', 'tile/00/000', 'tile/64/000',
  'tile/-1/000', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/07', 'tile/0/000.p/', 'tile/0/x000/001',
  'tile/0/001/000', 'tile/0/x001', 'tile/0/x1/000', '/tile/0/000', 'tile/0/000/', 'tile/entries/000.p/300',
  'tile/Entries/000', 'tile/0/000.P/1', 'tile/0/000\n', 'tile/0/x001/../000',
];

const samplesOfTiles = [[256, 0, 0], [257, 0, 1], [513, 1, 0], [1025, 1, 0], [1025, 0, 4]] as const;

function bundleOf(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

const tileVectors = () => ({
  about: 'Paths of tlog-tiles, digests of tiles over the sample leaves (see tree.json), one bundle in base64.',
  paths: tilePaths.map(([path, level, index, width]) => ({ path, level, index, width })),
  wrongPaths,
  tiles: samplesOfTiles.map(([size, level, index]) => {
    const bytes = tile(leaves.slice(0, size), level, index);
    return { size, level, index, width: bytes.length / 32, sha256: sha256(bytes).toString('hex') };
  }),
  bundle: {
    entries: ['', 'leaf 0', '留痕', 'x'.repeat(300)],
    bytes: base64(bundleOf(['', 'leaf 0', '留痕', 'x'.repeat(300)].map((text) => Buffer.from(text)))),
  },
});

/** Bits of an IEEE 754 double and its text (RFC 8785, appendix B). */
const numbers = [
  ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

/** JSON as it came, and its canonical text. */
const values = [
  ['null', 'null'], [' true ', 'true'], ['[ ]', '[]'], ['{ }', '{}'], ['""', '""'], ['-0', '0'], ['1e0', '1'],
  ['[ 56, { "d": true, "10": null, "1": [ ] } ]', '[56,{"1":[],"10":null,"d":true}]'],
  ['{"b":1,"a":2,"":3,"B":4}', '{"":3,"B":4,"a":2,"b":1}'],
  ['{"peach":"p","péché":"q","pêche":"r","sin":"s"}', '{"peach":"p","péché":"q","pêche":"r","sin":"s"}'],
  [
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    '{"\\u20ac":"Euro","\\r":"return","\\ufb33":"dalet","1":"one","\\ud83d\\ude00":"face","\\u0080":"control",' +
      '"\\u00f6":"o"}',
    '{"\\r":"return","1":"one","\u0080":"control","ö":"o","€":"Euro","😀":"face","\ufb33":"dalet"}',
  ],
  ['"\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u2028\\/"', '"\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028/"'],
  ['{"__proto__":1,"constructor":2}', '{"__proto__":1,"constructor":2}'],
] as const;

const refused = [
  ['a lone high surrogate', '"\\ud800"'], ['a lone low surrogate', '["\\udc00x"]'],
  ['a lone surrogate in a key', '{"\\udead":1}'], ['surrogates in the wrong order', '"\\udc00\\ud800"'],
  ['nesting without end', `${'['.repeat(500)}${']'.repeat(500)}`],
] as const;

const canonicalVectors = () => ({
  about: 'Canonical JSON (RFC 8785). `input` is JSON text to parse; `bits` a big-endian IEEE 754 double.',
  values: values.map(([input, canonical]) => ({ input, canonical })),
  numbers: numbers.map(([bits, canonical]) => ({ bits, canonical })),
  refused: refused.map(([why, input]) => ({ why, input })),
});

const origin = 'log.example/liuhen';
const witness = 'witness.example/w1';

const checkpointText = (size: number, treeRoot: Buffer): string => `${origin}\n${size}\n${base64(treeRoot)}\n`;

const noteVectors = () => ({
  about: 'Keys of seeds SHA-256("seed of <name>"). They guard nothing.',
  keys: [origin, witness].map((name) => {
    const { publicKey, keyId, verifierKey } = sampleKey(name);
    return { name, publicKey: base64(publicKey), keyId: keyId.toString('hex'), verifierKey };
  }),
  notes: [
    ['a line\n', [origin]],
    ['two lines\n\nand an empty one\n', [origin, witness]],
    ['留痕 \u{1f4dc}\n', [witness]],
    [checkpointText(300, treeHash(leaves.slice(0, 300))), [origin, witness]],
  ].map(([text, signers]) => ({ text, signers, note: sampleNote(text as string, signers as string[]) })),
});

/**
 * The key is that of the example in GM/T 0003.5-2012, annex A; key id and verifier key follow docs/formats/custody-log.md,
 * section 5. SM2 signs otherwise each time: this signature is one that OpenSSL 3.0 made.
 */
const smVectors = () => {
  const name = 'sm.example/log';
  const publicKey = Buffer.from(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    'hex',
  );
  const typed = Buffer.concat([Buffer.of(0xff), Buffer.from('sm2-with-sm3/gmt0003'), publicKey]);
  const keyId = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4).toString('hex');
  const text = `${name}\n300\n${root(300)}\n`;
  const blob =
    'NQllpXFy3G9Cr660k7eLyw0p3a/JAgMh7j61wyt2MwEYCuzn6v8Lt7kltK+K/dap/kJJ5H9mr/xtSGXSUfYrfQuKN6k=';
  return {
    about: 'A checkpoint signed with SM2 and SM3 (GM/T 0003). The private key is printed in the standard.',
    key: {
      ...{ name, publicKey: base64(publicKey), keyId },
      verifierKey: `${name}+${keyId}+${base64(typed)}`,
      privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
    },
    text,
    note: `${text}\n\u2014 ${name} ${blob}\n`,
  };
};

const witnesses = [witness, 'witness.example/w2', 'archive.example/见证'];

/** Each case: size of the log, who cosigned when. */
const cosignings = [
  [1, [[witness, 1_679_315_147]]],
  [300, [[witness, 1_785_000_000], ['witness.example/w2', 1_785_000_001]]],
  [300, [['archive.example/见证', 0], [witness, 4_294_967_296], [witness, 1_785_000_000]]],
  [1025, []],
] as const;

const cosignatureVectors = () => ({
  about: 'Checkpoints over the sample leaves (see tree.json), cosigned; `cosigned` stands earliest first.',
  log: sampleKey(origin).verifierKey,
  witnesses: witnesses.map((name) => {
    const { publicKey, keyId, verifierKey } = sampleWitness(name);
    return { name, publicKey: base64(publicKey), keyId: keyId.toString('hex'), verifierKey };
  }),
  notes: cosignings.map(([size, signed]) => {
    const text = checkpointText(size, treeHash(leaves.slice(0, size)));
    const lines = signed.map(([name, time]) => sampleCosignature(text, name, time));
    const cosigned = signed.map(([name, time]) => ({ name, time })).sort((a, b) => a.time - b.time);
    return { text, note: sampleNote(text, [origin]) + lines.join(''), cosigned };
  }),
});

const payload = { id: '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c01', name: '执法记录仪 07', size: 1048576, tags: [] };
const payloadText =
  '{"id":"7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c01","name":"执法记录仪 07","size":1048576,"tags":[]}';
const salt = '000102030405060708090a0b0c0d0e0f';

/** Canonical text of the entry of the receipt, its members in order by hand. */
function entryText(): string {
  const digest = sha256(Buffer.from(salt, 'hex'), Buffer.from(payloadText)).toString('hex');
  const members = [
    '"actor":"system"',
    '"alg":"sha256"',
    '"at":"2026-07-23T01:02:03.004Z"',
    `"digest":"sha256:${digest}"`,
    '"kind":"recording.registered"',
    '"organ":"0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10"',
    '"subject":"recording/7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c01"',
    '"v":1',
  ];
  return `{${members.join(',')}}`;
}

/** The entry at `index` of a log whose other leaves are the sample leaves. */
function makeReceipt(index: number, size: number) {
  const log = leaves.slice(0, size);
  log[index] = leafHash(Buffer.from(entryText()));
  const checkpoint = sampleNote(checkpointText(size, treeHash(log)), [origin, witness]);
  const proof = inclusion(index, log).map(base64);
  return { entry: entryText(), salt, payload, index, size, proof, checkpoint };
}

const receiptVectors = () => ({
  about: 'Receipts that pass with the trusted key; the rest of each log are sample leaves (see tree.json).',
  trusted: [sampleKey(origin).verifierKey],
  payloadText,
  receipts: [makeReceipt(0, 1), makeReceipt(137, 300), makeReceipt(299, 300), makeReceipt(1024, 1025)],
});

const sm3Vectors = () => ({
  about: 'SM3 (GB/T 32905-2016): the two examples of its appendix, then messages whose byte i is i mod 251.',
  examples: [
    ['616263', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['61626364'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ].map(([message, digest]) => ({ message, digest })),
  patterns: [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000].map((length) => ({
    length,
    digest: createHash('sm3').update(Buffer.from(Array.from({ length }, (_, i) => i % 251))).digest('hex'),
  })),
});

const base64Of = (files: Files): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, base64(bytes)]));

/** What of another set of files is not in the first; null for what was taken away. */
function changesFrom(first: Files, other: Files): Record<string, string | null> {
  const changed = Object.entries(other).filter(([path, bytes]) => !first[path]?.equals(bytes));
  const gone = Object.keys(first).filter((path) => other[path] === undefined);
  return { ...base64Of(Object.fromEntries(changed)), ...Object.fromEntries(gone.map((path) => [path, null])) };
}

const packageVectors = () => ({
  about:
    'An evidence package (path: base64), then cases: what is changed in it, what the reader brings, the four outcomes ' +
    '(content, log, time, signers) and every finding as "code at". No time stamps are in it.',
  files: base64Of(samplePackage),
  cases: attacks.map(({ name, files, reader, outcomes, findings }) => {
    return { name, changes: changesFrom(samplePackage, files), reader, outcomes, findings };
  }),
});

const makers = {
  'canonical.json': canonicalVectors,
  'cosignature.json': cosignatureVectors,
  'evidence-package.json': packageVectors,
  'note.json': noteVectors,
  'receipt.json': receiptVectors,
  'sm2-note.json': smVectors,
  'sm3.json': sm3Vectors,
  'tiles.json': tileVectors,
  'tree.json': treeVectors,
};

/** The files of vectors, by name. */
export const makeVectors = (): [name: string, text: string][] =>
  Object.entries(makers).map(([name, make]) => [name, `${JSON.stringify(make(), null, 1)}\n`]);

if (import.meta.main) {
  for (const [name, text] of makeVectors()) writeFileSync(join(import.meta.dirname, name), text);
}
