/**
 * The vectors of the evidence package: one that is whole, and what an attacker could make of it. Written from
 * docs/formats/evidence-package.md over node:crypto and ./naive.ts alone. Its film and its papers are a few bytes.
 */
import { createHash } from 'node:crypto';
import { inclusion, leafHash, sampleKey, sampleLeaf, sha256, treeHash } from './naive.ts';

export type Files = Record<string, Buffer>;
type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

const origin = 'log.example/liuhen';
const witness = 'witness.example/w1';
const organ = '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10';
const recording = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c01';
const derivative = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c02';
const paper = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c03';
const party = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c04';
const act = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c05';
const bag = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c06';
const officer = '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c07';

const digested = new WeakMap<Uint8Array, Map<string, string>>();

/** Remembers what it digested: a film for a measurement may be large, and the same under many names. */
function hex(algorithm: string, bytes: Uint8Array): string {
  const known = digested.get(bytes) ?? new Map<string, string>();
  digested.set(bytes, known);
  const digest = known.get(algorithm) ?? createHash(algorithm).update(bytes).digest('hex');
  known.set(algorithm, digest);
  return digest;
}

const bytesOf = (content: string | Buffer): Buffer => (typeof content === 'string' ? Buffer.from(content) : content);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Canonical JSON of values whose members are ASCII and whose numbers are whole. */
export function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Value)}`).join(',')}}`;
}

interface Sealed {
  entry: string;
  salt: string;
  payload: Value;
}

function seal(kind: string, subject: string, at: string, payload: Value): Sealed {
  const salt = hex('sha256', Buffer.from(`salt of ${kind} ${subject}`)).slice(0, 32);
  const digest = sha256(Buffer.from(salt, 'hex'), Buffer.from(canonical(payload))).toString('hex');
  const members = { actor: 'system', alg: 'sha256', at, digest: `sha256:${digest}`, kind, organ, subject, v: 1 };
  return { entry: canonical(members), salt, payload };
}

type Content = [path: string, bytes: string | Buffer, mime: string, role: string, of: string | null, name: string];

const contentsOf = (film: string | Buffer, copies: number): Content[] => [
  ['data/documents/笔录.pdf', '%PDF of a paper', 'application/pdf', 'document', `document/${paper}`, '现场检查笔录'],
  ['data/originals/film.mp4', film, 'video/mp4', 'original', `recording/${recording}`, '现场检查 1'],
  ...Array.from({ length: copies }, (_, i): Content =>
    [`data/originals/film.mp4.${i + 1}`, film, 'video/mp4', 'original', `recording/${recording}`, `同一录像 ${i + 1}`]),
  ['data/proxies/film.mp4', 'smaller bytes of a film', 'video/mp4', 'proxy', `derivative/${derivative}`, '便于播放的副本'],
  ['data/records/act.json', '{"title":"现场检查"}', 'application/json', 'record', null, '执法活动'],
];

const sampleFilm = 'bytes of a film';

/** What was sealed for these contents, by its place in the log. */
function sealedFor(contents: readonly Content[]): Map<number, Sealed> {
  const shaOf = (path: string): string => hex('sha256', bytesOf(contents.find((row) => row[0] === path)?.[1] ?? ''));
  const filmBytes = bytesOf(contents.find(([path]) => path === 'data/originals/film.mp4')?.[1] ?? '').length;
  return new Map([
  [3, seal('act.created', `act/${act}`, '2026-07-23T01:00:00.000Z', { id: act, title: '现场检查' })],
  [5, seal('recording.registered', `recording/${recording}`, '2026-07-23T01:02:03.004Z',
    { id: recording, sha256: shaOf('data/originals/film.mp4'), size: filmBytes })],
  [6, seal('recording.attributed', `recording_attribution/${officer}`, '2026-07-23T01:03:00.000Z',
    { id: officer, officer_id: officer, recording_id: recording })],
  [9, seal('derivative.made', `derivative/${derivative}`, '2026-07-23T01:04:00.000Z',
    { id: derivative, recording_id: recording, sha256: shaOf('data/proxies/film.mp4') })],
  [12, seal('document.finalized', `document/${paper}`, '2026-07-23T02:00:00.000Z',
    { id: paper, act_id: act, pdf_sha256: shaOf('data/documents/笔录.pdf') })],
  [14, seal('party.entered', `party/${party}`, '2026-07-23T02:01:00.000Z', { id: party, name: '张三' })],
  [20, seal('payload.erased', `party/${party}`, '2026-07-24T02:00:00.000Z',
    { at: '2026-07-24T02:00:00.000Z', basis: '《个人信息保护法》第四十七条', erased_entry: 14, reason: '个人申请' })],
  [21, seal('future.happened', `act/${act}`, '2026-07-24T03:00:00.000Z', { id: act })],
]);
}
const asOf = 24;
const sealPlace = 26;
const size = 32;

const described = (contents: readonly Content[], entries: number[]): { [key: string]: Value } => ({
  format: 'liuhen-evidence-package',
  version: 1,
  origin,
  asOf: { size: asOf, at: '2026-07-24T04:00:00.000Z' },
  organ: { id: organ, name: '示例市城市管理局' },
  subject: { kind: 'act', ids: [act], title: '现场检查' },
  files: contents.map(([path, content, mime, role, of, name]) => {
    const bytes = bytesOf(content);
    const digests = { sha256: hex('sha256', bytes), sm3: hex('sm3', bytes) };
    return { path, bytes: bytes.length, ...digests, mime, role, of, name };
  }),
  entries,
  people: [{ id: officer, name: '李四' }],
  verdicts: [
    { duty: 'store', title: '按时存储', state: 'discharged', due: null, article: '《示例规定》第三条', counting: ['二十四小时'] },
  ],
});

/** Signature line of a witness (C2SP tlog-cosignature, cosignature/v1). */
function cosign(text: string, name: string, seconds: number): string {
  const key = sampleKey(name);
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(4), key.publicKey).subarray(0, 4);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = key.sign(Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`));
  return `\u2014 ${name} ${base64(Buffer.concat([id, time, signature]))}\n`;
}

function witnessKey(name: string): string {
  const typed = Buffer.concat([Buffer.of(4), sampleKey(name).publicKey]);
  return `${name}+${sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4).toString('hex')}+${base64(typed)}`;
}

/** 2026-07-24T04:30:00Z. */
const cosignedAt = 1_784_867_400;

export function note(text: string, signer = origin, name = origin): string {
  const key = sampleKey(signer);
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), key.publicKey).subarray(0, 4);
  return `${text}\n\u2014 ${name} ${base64(Buffer.concat([id, key.sign(Buffer.from(text))]))}\n`;
}

const keyOf = (signer: string, name: string): string => {
  const typed = Buffer.concat([Buffer.of(1), sampleKey(signer).publicKey]);
  return `${name}+${sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4).toString('hex')}+${base64(typed)}`;
};

export interface Making {
  contents: Content[];
  description: { [key: string]: Value };
  /** What lies at each place of the log; sample leaves elsewhere. */
  log: Map<number, Sealed>;
  /** Lines of the package; the payload of 14 was erased. */
  lines: number[];
  erased: number[];
  signer: string;
  /** Receipts by which keys that signed before name those that came after. */
  succession: Value[];
  report: Buffer;
  verifier: Buffer;
}

/** The film may be a real one, for those who want to play it, and lie there more than once, for those who measure. */
function making(film: string | Buffer = sampleFilm, copies = 0): Making {
  const contents = contentsOf(film, copies);
  const log = sealedFor(contents);
  return {
    contents,
    description: described(contents, [...log.keys()]),
    log,
    lines: [...log.keys()],
    erased: [14],
    signer: origin,
    succession: [],
    report: Buffer.from('%PDF of the report'),
    verifier: Buffer.from('<!doctype html><title>verifier</title>'),
  };
}

const checkpointOf = (leaves: readonly Buffer[], of: number): string =>
  `${origin}\n${of}\n${base64(treeHash(leaves.slice(0, of)))}\n`;

/** What a maker of packages writes: everything fits, whatever was put into it. */
export function makePackage(made: Making = making()): Files {
  const text = Buffer.from(canonical(made.description));
  const payload = {
    id: bag,
    as_of_size: asOf,
    description_sha256: hex('sha256', text),
    report_sha256: hex('sha256', made.report),
    verifier_sha256: hex('sha256', made.verifier),
  };
  const log = new Map(made.log);
  const closing = seal('package.described', `evidence_package/${bag}`, '2026-07-24T04:10:00.000Z', payload);
  log.set(sealPlace, closing);
  const leaves = Array.from({ length: size }, (_, i) => leafHash(log.has(i) ? Buffer.from(log.get(i)?.entry ?? '') : sampleLeaf(i)));
  const proof = (index: number): string[] => inclusion(index, leaves).map(base64);
  const body = checkpointOf(leaves, size);
  const lines = made.lines.map((index) => {
    const sealed = log.get(index) as Sealed;
    const kept = made.erased.includes(index) ? { payload: null, salt: '' } : { payload: sealed.payload, salt: sealed.salt };
    return `${canonical({ entry: sealed.entry, index, proof: proof(index), ...kept })}\n`;
  });
  const keys = { authorities: [], log: [keyOf(made.signer, origin)], witnesses: [witnessKey(witness)], succession: made.succession };
  const files: Files = {
    'README.txt': Buffer.from('证据包\n'),
    'verify.html': made.verifier,
    'verify.mjs': Buffer.from('// program\n'),
    'data/package.json': text,
    'data/report.pdf': made.report,
    'data/log/checkpoint': Buffer.from(note(body, made.signer, origin) + cosign(body, witness, cosignedAt)),
    'data/log/seal.json': Buffer.from(canonical({ ...closing, index: sealPlace, proof: proof(sealPlace), size })),
    'data/log/entries.jsonl': Buffer.from(lines.join('')),
    'data/log/keys.json': Buffer.from(canonical(keys)),
  };
  for (const [path, content] of made.contents) files[path] = bytesOf(content);
  return regenerate(files);
}

const manifest = (files: Files, algorithm: string, paths: string[]): Buffer =>
  Buffer.from(paths.sort().map((path) => `${hex(algorithm, files[path] as Buffer)}  ${path}\n`).join(''));

/** Writes every list anew over the files as they are: what an attacker does after an edit. */
export function regenerate(given: Files): Files {
  const files = { ...given };
  const payload = Object.keys(files).filter((path) => path.startsWith('data/'));
  const text = files['data/package.json'] ?? Buffer.of();
  const description = JSON.parse(text.toString()) as { organ: { name: string }; subject: { title: string }; asOf: { at: string } };
  const bytes = payload.reduce((sum, path) => sum + (files[path]?.length ?? 0), 0);
  files['bag-info.txt'] = Buffer.from(
    `Source-Organization: ${description.organ.name}\nExternal-Description: ${description.subject.title}\n` +
      `Bagging-Date: ${description.asOf.at.slice(0, 10)}\nExternal-Identifier: sha256:${hex('sha256', text)}\n` +
      `Payload-Oxum: ${bytes}.${payload.length}\n`,
  );
  files['bagit.txt'] = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  files['manifest-sha256.txt'] = manifest(files, 'sha256', payload);
  files['digests-sm3.txt'] = manifest(files, 'sm3', payload);
  const tags = Object.keys(files).filter((path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt');
  files['tagmanifest-sha256.txt'] = manifest(files, 'sha256', tags);
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const logKey = keyOf(origin, origin);
export const cosignerKey = witnessKey(witness);
export const samplePackage = makePackage();

/** The receipt of the only entry of a log, signed by `signer`, which says what the key of `heir` is to the one before it. */
export function succession(signer: string, heir: string, revokes: boolean): Value {
  const kind = revokes ? 'key.revoked' : 'key.rotated';
  const payload = { id: officer, revokes, verifier_key: keyOf(heir, origin) };
  const sealed = seal(kind, `log_key/${officer}`, '2026-07-22T00:00:00.000Z', payload);
  const body = `${origin}\n1\n${base64(leafHash(Buffer.from(sealed.entry)))}\n`;
  return { entry: sealed.entry, salt: sealed.salt, payload, index: 0, size: 1, proof: [], checkpoint: note(body, signer) };
}

/** The key of the log as the sample key of that name would be. */
export const keyAs = (signer: string): string => keyOf(signer, origin);

/** A checkpoint of the same log of another size, or of the same with another root. */
export const otherCheckpoint = (of: number): string =>
  note(checkpointOf(Array.from({ length: of }, (_, i) => leafHash(sampleLeaf(i))), of));

export { making, origin, seal };
