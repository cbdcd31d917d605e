/** What is done to the package of ./package.ts, and what a reader must find. */
import { createHash } from 'node:crypto';
import {
  canonical,
  cosignerKey,
  type Files,
  keyAs,
  logKey,
  type Making,
  makePackage,
  making,
  note,
  origin,
  otherCheckpoint,
  regenerate,
  samplePackage,
  seal,
  succession,
} from './package.ts';

/** What the reader brings; by default the key of the log and that of the witness. */
export interface Reader {
  keys: string[];
  revoked: string[];
  fingerprints: string[];
  witnesses: number;
  checkpoints: string[];
  expected: string | null;
  sm3: boolean;
}

export interface Attack {
  name: string;
  files: Files;
  reader: Reader;
  /** content, log, time, signers. */
  outcomes: [string, string, string, string];
  /** `code at`, sorted. */
  findings: string[];
}

const trusting: Reader = {
  ...{ keys: [logKey, cosignerKey], revoked: [], fingerprints: [], witnesses: 1 },
  ...{ checkpoints: [], expected: null, sm3: true },
};
const holds = 'holds';
const erased = 'entry.erased 14';
const digest = createHash('sha256').update(samplePackage['data/package.json'] as Buffer).digest('hex');
const fingerprint = (key: string): string =>
  (createHash('sha256').update(key).digest('hex').match(/.{4}/g) ?? []).join(' ');

const flipped = (bytes: Buffer | undefined, at = 3): Buffer => {
  const copy = Buffer.from(bytes ?? '');
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** The package with these files in place of its own; null takes one away. */
function changed(change: Record<string, Buffer | null>, from: Files = samplePackage): Files {
  const files = { ...from };
  for (const [path, bytes] of Object.entries(change)) {
    delete files[path];
    if (bytes !== null) files[path] = bytes;
  }
  return files;
}

const remade = (change: (made: Making) => void): Files => {
  const made = making();
  change(made);
  return makePackage(made);
};

const text = (path: string): string => samplePackage[path]?.toString() ?? '';
const film = 'data/originals/film.mp4';
const entries = 'data/log/entries.jsonl';
const checkpoint = 'data/log/checkpoint';
const lines = text(entries).trimEnd().split('\n');
const edit = (path: string, from: string, to: string): Files =>
  regenerate(changed({ [path]: Buffer.from(text(path).replace(from, to)) }));
const withLines = (kept: string[]): Files =>
  regenerate(changed({ [entries]: Buffer.from(kept.map((line) => `${line}\n`).join('')) }));
const later = regenerate(changed({ [film]: flipped(samplePackage[film]) }));

type Row = [name: string, files: Files, failing: Partial<Record<'content' | 'log' | 'time' | 'signers', string>>, findings: string[], reader?: Partial<Reader>];

const fails = 'fails';
const cannotTell = 'cannotTell';
const film_ = (code: string): string => `${code} ${film}`;

/** `verifier.changed` and the like that only warn stand among the findings too. */
const rows: Row[] = [
  ['nothing was done', samplePackage, {}, []],
  ['a byte of the film flipped', changed({ [film]: flipped(samplePackage[film]) }), { content: fails }, [film_('file.changed'), film_('file.sm3')]],
  ['a byte of the film flipped, SM3 switched off', changed({ [film]: flipped(samplePackage[film]) }), { content: fails }, [film_('file.changed'), 'sm3.off '], { sm3: false }],
  ['a byte flipped and every list made anew', later, { content: fails }, [film_('file.changed'), film_('file.sm3')]],
  ['the film cut short', changed({ [film]: Buffer.from('bytes') }), { content: fails }, ['bag.info bag-info.txt', film_('file.changed'), film_('file.sm3')]],
  ['a file dropped', changed({ [film]: null }), { content: fails }, ['bag.info bag-info.txt', film_('file.missing')]],
  ['a file dropped and every list made anew', regenerate(changed({ [film]: null })), { content: fails }, [film_('file.missing')]],
  ['a file added', changed({ 'data/originals/other.mp4': Buffer.from('x') }), { content: fails }, ['bag.info bag-info.txt', 'file.extra data/originals/other.mp4', 'file.sm3 data/originals/other.mp4']],
  ['a file added and every list made anew', regenerate(changed({ 'data/originals/other.mp4': Buffer.from('x') })), { content: fails }, ['file.extra data/originals/other.mp4']],
  ['a file added beside data/', changed({ 'setup.exe': Buffer.from('x') }), { content: fails }, ['file.extra setup.exe']],
  ['a file added beside data/ and listed', regenerate(changed({ 'fetch.txt': Buffer.from('x') })), { content: fails }, ['bag.manifestForm tagmanifest-sha256.txt']],
  ['a file added to the log', regenerate(changed({ 'data/log/more': Buffer.from('x') })), { content: fails }, ['file.extra data/log/more']],
  ['a file renamed', changed({ [film]: null, 'data/originals/a.mp4': samplePackage[film] ?? null }), { content: fails }, ['file.extra data/originals/a.mp4', film_('file.missing'), 'file.sm3 data/originals/a.mp4']],
  ['a file renamed and every list made anew', regenerate(changed({ [film]: null, 'data/originals/a.mp4': samplePackage[film] ?? null })), { content: fails }, ['file.extra data/originals/a.mp4', film_('file.missing')]],
  ['a record edited and every list made anew', edit('data/records/act.json', '检查', '拆除'), { content: fails }, ['file.changed data/records/act.json', 'file.sm3 data/records/act.json']],
  ['the description edited and every list made anew', edit('data/package.json', '便于播放的副本', '原始录像'), { content: fails }, [`description.notSealed ${createHash('sha256').update(text('data/package.json').replace('便于播放的副本', '原始录像')).digest('hex')}`]],
  ['the words about the bag edited', changed({ 'bag-info.txt': Buffer.from(text('bag-info.txt').replace('示例市', '别的市')) }), { content: fails }, ['bag.info bag-info.txt', 'file.changed bag-info.txt']],
  ['the report replaced and every list made anew', edit('data/report.pdf', 'report', 'another'), { content: fails }, ['report.changed data/report.pdf']],
  ['the verifier replaced and every list made anew', edit('verify.html', 'verifier', 'all is well'), {}, ['verifier.changed verify.html']],
  ['the tag manifest deleted', changed({ 'tagmanifest-sha256.txt': null }), { content: fails }, ['bag.manifestMissing tagmanifest-sha256.txt', ...['README.txt', 'bag-info.txt', 'bagit.txt', 'digests-sm3.txt', 'manifest-sha256.txt', 'verify.html', 'verify.mjs'].map((path) => `file.extra ${path}`)]],
  ['the manifest with a line twice', changed({ 'manifest-sha256.txt': Buffer.from(text('manifest-sha256.txt') + text('manifest-sha256.txt').split('\n')[0] + '\n') }), { content: fails }, ['bag.manifestForm digests-sm3.txt', 'bag.manifestForm manifest-sha256.txt', 'file.changed manifest-sha256.txt', ...Object.keys(samplePackage).filter((path) => path.startsWith('data/')).map((path) => `file.extra ${path}`)]],
  ['another version of BagIt', regenerateDeclaration(), { content: fails }, ['bag.declaration bagit.txt', 'file.changed bagit.txt']],
  ['the description of a newer version', regenerate(edit('data/package.json', '"version":1', '"version":2')), { content: fails }, ['description.version data/package.json', `description.notSealed ${digestOf(text('data/package.json').replace('"version":1', '"version":2'))}`]],
  ['the description in another layout', regenerate(edit('data/package.json', '{', '{ ')), { content: fails }, ['description.form data/package.json', `description.notSealed ${digestOf(text('data/package.json').replace('{', '{ '))}`]],
  ['another package, which is right, in its place', remade((made) => { made.description.subject = { kind: 'act', ids: ['7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c05'], title: '另一次检查' }; }), { content: fails }, [`description.other ${digestOf(canonical({ ...making().description, subject: { kind: 'act', ids: ['7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c05'], title: '另一次检查' } }))}`], { expected: digest }],
  ['the digest that the reader was told', samplePackage, {}, [], { expected: digest }],
  ['a film that was never sealed', remade((made) => { made.log.set(5, seal('recording.registered', 'recording/7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c01', '2026-07-23T01:02:03.004Z', { sha256: '00' })); }), { content: fails }, [film_('file.unbound')]],
  ['an entry left out', withLines(lines.filter((_, i) => i !== 2)), { log: fails }, ['entries.missing 6']],
  ['the last entries cut', withLines(lines.slice(0, -2)), { log: fails }, ['entries.missing 20', 'entries.missing 21', 'entry.withheld 14']],
  ['an entry twice', withLines([...lines.slice(0, 1), ...lines]), { log: fails }, ['entries.form 2']],
  ['two entries exchanged', withLines([lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]), { log: fails }, ['entries.form 2', 'entries.missing 3']],
  ['a payload edited', edit(entries, '"size":15', '"size":16'), { content: fails, log: fails }, ['entry.payload 5', film_('file.unbound')]],
  ['the moment of an entry edited', edit(entries, '01:02:03.004Z', '01:02:03.005Z'), { content: fails, log: fails }, ['entry.inclusion 5', film_('file.unbound')]],
  ['a payload withheld', edit(entries, `"salt":"${JSON.parse(lines[0] ?? '').salt}"`, '"salt":""'), { log: fails }, ['entry.payload 3']],
  ['a payload made to look erased', remade((made) => { made.erased.push(3); }), { log: fails }, ['entry.withheld 3']],
  ['a line that is no entry', withLines([...lines, '{}']), { log: fails }, ['entries.form 9']],
  ['lines without an end', regenerate(changed({ [entries]: Buffer.from(text(entries).trimEnd()) })), { log: fails }, ['entries.form 8', 'entries.missing 21']],
  ['the entries dropped', regenerate(changed({ [entries]: null })), { content: fails, log: fails }, ['entries.form data/log/entries.jsonl', ...[3, 5, 6, 9, 12, 14, 20, 21].map((index) => `entries.missing ${index}`), ...['data/documents/笔录.pdf', film, 'data/proxies/film.mp4'].map((path) => `file.unbound ${path}`)]],
  ['the root in the checkpoint edited', edit(checkpoint, '\n32\n', '\n33\n'), { content: fails, log: fails, time: cannotTell, signers: fails }, ['checkpoint.signature ' + fingerprint(logKey), 'file.unbound data/documents/笔录.pdf', film_('file.unbound'), 'file.unbound data/proxies/film.mp4', 'seal.inclusion 26', ...[3, 5, 6, 9, 12, 14, 20, 21].map((index) => `entry.inclusion ${index}`), 'signer.cosignature witness.example/w1', 'signer.otherKey ' + fingerprint(logKey), 'signer.policy 0/1', 'time.none ', 'checkpoint.unsigned log.example/liuhen']],
  ['the checkpoint without its signature by the log', edit(checkpoint, text(checkpoint).split('\n')[4] + '\n', ''), { log: cannotTell, signers: fails }, ['checkpoint.unsigned log.example/liuhen', erased, `signer.otherKey ${fingerprint(logKey)}`]],
  ['the cosignature taken away', edit(checkpoint, text(checkpoint).split('\n')[5] + '\n', ''), { time: cannotTell, signers: fails }, [erased, 'signer.policy 0/1', 'time.none ']],
  ['the seal of another package', regenerate(changed({ 'data/log/seal.json': remade((made) => { made.description.subject = { kind: 'act', ids: [], title: '另' }; })['data/log/seal.json'] ?? null })), { content: fails, log: fails }, [`description.notSealed ${digest}`, 'seal.inclusion 26']],
  ['the seal edited', edit('data/log/seal.json', '"as_of_size":24', '"as_of_size":23'), { content: fails, log: fails }, [`description.notSealed ${digest}`, 'report.changed data/report.pdf', 'seal.payload 26', 'verifier.changed verify.html']],
  ['the seal dropped', regenerate(changed({ 'data/log/seal.json': null })), { content: fails, log: fails }, [`description.notSealed ${digest}`, 'report.changed data/report.pdf', 'seal.form data/log/seal.json', 'verifier.changed verify.html']],
  ['a log of the attacker, with a key of his in the same name', remade((made) => { made.signer = 'attacker'; }), { signers: fails }, [`signer.otherKey ${fingerprint(logKey)}`], {}],
  ['the key changed, and the one that the reader trusts vouched for the next', succeeded([succession(origin, 'second', false)], 'second'), {}, [`signer.successor ${fingerprint(keyAs('second'))}`]],
  ['the key changed twice', succeeded([succession('second', 'third', false), succession(origin, 'second', false)], 'third'), {}, [`signer.successor ${fingerprint(keyAs('third'))}`]],
  ['the key changed, and the reader accepts the former one by its fingerprint, which is not carried', succeeded([succession(origin, 'second', false)], 'second'), { signers: cannotTell }, [`signer.unknown ${fingerprint(keyAs('second'))}`], { keys: [cosignerKey], fingerprints: [fingerprint(logKey)] }],
  ['the key was revoked, so that nobody vouched for the next', succeeded([succession(origin, 'second', true)], 'second'), { signers: fails }, [`signer.otherKey ${fingerprint(logKey)}`]],
  ['the key that signed was revoked since', samplePackage, { signers: cannotTell }, [`signer.revoked ${fingerprint(logKey)}`], { revoked: [logKey] }],
  ['the next key was revoked since, though the one that the reader trusts had vouched for it', succeeded([succession(origin, 'second', false)], 'second'), { signers: cannotTell }, [`signer.revoked ${fingerprint(keyAs('second'))}`], { revoked: [keyAs('second')] }],
  ['a step between keys is missing', succeeded([succession('second', 'third', false)], 'third'), { signers: fails }, [`signer.otherKey ${fingerprint(logKey)}`]],
  ['the attacker vouches for his own key', succeeded([succession('attacker', 'attacker', false)], 'attacker'), { signers: fails }, [`signer.otherKey ${fingerprint(logKey)}`]],
  ['the succession edited', succeeded([{ ...Object(succession(origin, 'second', false)), payload: { id: '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c07', revokes: false, verifier_key: keyAs('attacker') } }], 'attacker'), { signers: fails }, [`signer.otherKey ${fingerprint(logKey)}`]],
  ['the log was forked after the key had changed', succeeded([succession(origin, 'second', false)], 'second'), { log: fails }, ['log.fork 32', `signer.successor ${fingerprint(keyAs('second'))}`], { checkpoints: [otherCheckpoint(32)] }],
  ['a clock put forward', remade((made) => { made.log.set(12, seal('document.finalized', 'document/7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c03', '2026-07-25T02:00:00.000Z', { id: '7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c03', pdf_sha256: JSON.parse(lines[4] ?? '').payload.pdf_sha256 })); }), { time: fails }, ['time.after 12', 'time.backwards 14', 'time.backwards 20', 'time.backwards 21', 'time.backwards 26']],
  ['a stale package, when a newer checkpoint is known', samplePackage, { log: cannotTell }, ['log.grown 40'], { checkpoints: [otherCheckpoint(40)] }],
  ['an earlier checkpoint is known', samplePackage, { log: cannotTell }, ['log.earlier 20'], { checkpoints: [otherCheckpoint(20)] }],
  ['the same checkpoint is known', samplePackage, {}, [], { checkpoints: [text(checkpoint)] }],
  ['the log was forked', samplePackage, { log: fails }, ['log.fork 32'], { checkpoints: [otherCheckpoint(32)] }],
  ['a checkpoint that another signed is known', samplePackage, { log: cannotTell }, ['log.otherUnusable 1'], { checkpoints: [note(`${origin}\n40\n${'A'.repeat(43)}=\n`, 'attacker')] }],
  ['the reader trusts nobody', samplePackage, { time: cannotTell, signers: cannotTell }, [`signer.unknown ${fingerprint(logKey)}`, 'time.none '], { keys: [], witnesses: 0 }],
  ['the reader accepts the key of the log by its fingerprint', samplePackage, { time: cannotTell }, ['time.none '], { keys: [], witnesses: 0, fingerprints: [fingerprint(logKey).slice(0, 39)] }],
  ['the reader asks for two witnesses', samplePackage, { signers: fails }, ['signer.policy 1/2'], { witnesses: 2 }],
  ['the keys dropped', regenerate(changed({ 'data/log/keys.json': null })), {}, ['keys.form data/log/keys.json']],
];

/** The package that a later key of the log signed, with what it carries of the change. */
function succeeded(steps: Making['succession'], signer: string): Files {
  return remade((made) => {
    made.signer = signer;
    made.succession = steps;
  });
}

function digestOf(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

function regenerateDeclaration(): Files {
  return changed({ 'bagit.txt': Buffer.from(text('bagit.txt').replace('1.0', '0.97')) });
}

/** An erased payload is told in every package whose entries can be read. */
const noErasure = ['entry.withheld 14', 'entry.inclusion 14', 'entries.missing 14'];

export const attacks: Attack[] = rows.map(([name, files, failing, findings, reader = {}]) => {
  const told = findings.some((finding) => noErasure.includes(finding)) ? findings : [...new Set([...findings, erased])];
  return {
    name,
    files,
    reader: { ...trusting, ...reader },
    outcomes: [failing.content ?? holds, failing.log ?? holds, failing.time ?? holds, failing.signers ?? holds],
    findings: told.sort(),
  };
});
