import { concatBytes, fromHex, fromUtf8, toHex, utf8 } from './bytes.ts';
import { canonicalBytes, type Json } from './canonical.ts';
import { VerificationError } from './errors.ts';
import { sha256 } from './hash.ts';
import { isMoment } from './instant.ts';

/** Everything that can be sealed, each with the version of its payload's shape. Never remove one: old logs hold it. */
export const entryKinds = {
  'organ.created': 1,
  'unit.created': 1,
  'officer.registered': 1,
  'officer.changed': 1,
  'account.opened': 1,
  'account.changed': 1,
  'account.locked': 1,
  'session.opened': 1,
  'session.closed': 1,
  'deviceModel.registered': 1,
  'deviceModel.changed': 1,
  'device.registered': 1,
  'device.changed': 1,
  'device.assigned': 1,
  'register.entered': 1,
  'register.corrected': 1,
  'register.withdrawn': 1,
  'upload.refused': 1,
  'recording.registered': 1,
  'recording.proposed': 1,
  'recording.attributed': 1,
  'recording.handedOver': 1,
  'recording.returnClaimed': 1,
  'derivative.made': 1,
  'derivative.failed': 1,
  'case.opened': 1,
  'case.changed': 1,
  'case.moved': 1,
  'approvalChain.set': 1,
  'approval.requested': 1,
  'approval.agreed': 1,
  'approval.approved': 1,
  'approval.returned': 1,
  'approval.withdrawn': 1,
  'cause.entered': 1,
  'cause.changed': 1,
  'party.entered': 1,
  'party.changed': 1,
  'party.joined': 1,
  'party.left': 1,
  'party.revealed': 1,
  'act.created': 1,
  'act.changed': 1,
  'act.stepEntered': 1,
  'act.stepWithdrawn': 1,
  'recusal.raised': 1,
  'recusal.decided': 1,
  'document.drafted': 1,
  'document.saved': 1,
  'document.finalized': 1,
  'document.signed': 1,
  'document.voided': 1,
  'document.scanned': 1,
  'document.scanAssigned': 1,
  'document.scanRead': 1,
  'signature.given': 1,
  'documentTemplate.saved': 1,
  'documentSetting.changed': 1,
  'evidence.linked': 1,
  'evidence.unlinked': 1,
  'signature.drawn': 1,
  'field.entered': 1,
  'evidence.entered': 1,
  'evidence.changed': 1,
  'evidence.withdrawn': 1,
  'evidence.judged': 1,
  'evidence.noted': 1,
  'evidence.handedOver': 1,
  'evidence.received': 1,
  'goods.listed': 1,
  'goods.told': 1,
  'goods.disposed': 1,
  'goods.withdrawn': 1,
  'service.addressConfirmed': 1,
  'service.entered': 1,
  'service.concluded': 1,
  'service.withdrawn': 1,
  'case.itemStated': 1,
  'case.itemWithdrawn': 1,
  'volume.closed': 1,
  'volume.checked': 1,
  'obligation.judged': 1,
  'calendar.proposed': 1,
  'calendar.decided': 1,
  'calendar.adopted': 1,
  'notice.sent': 1,
  'notice.read': 1,
  'duty.escalated': 1,
  'regulation.imported': 1,
  'pack.adopted': 1,
  'matterList.drafted': 1,
  'matterList.changed': 1,
  'matterList.submitted': 1,
  'matterList.reviewed': 1,
  'matterList.returned': 1,
  'matterList.approved': 1,
  'matterList.withdrawn': 1,
  'excuse.stated': 1,
  'excuse.decided': 1,
  'excuse.withdrawn': 1,
  'export.begun': 1,
  'export.ended': 1,
  'import.begun': 1,
  'import.ended': 1,
  'package.ordered': 1,
  'package.described': 1,
  'package.failed': 1,
  'package.handedOut': 1,
  'erasure.proposed': 1,
  'erasure.refused': 1,
  'payload.erased': 1,
  'key.created': 1,
  'key.rotated': 1,
  'key.revoked': 1,
  'log.verified': 1,
  'witness.refused': 1,
} as const;

export type EntryKind = keyof typeof entryKinds;

/** A leaf of the log: who did what to which record when. Ids and a salted digest only, so that it can be public. */
export interface Entry {
  v: 1;
  alg: 'sha256';
  kind: EntryKind;
  /** RFC 3339 in UTC with milliseconds. */
  at: string;
  organ: string | null;
  /** Account id, or `system`. */
  actor: string;
  /** `<table>/<uuid>`. */
  subject: string;
  /** `sha256:<hex>` over salt and payload. */
  digest: string;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const organId = new RegExp(`^${uuid}$`);
const actorName = new RegExp(`^(${uuid}|system)$`);
const subjectName = new RegExp(`^[a-z_]+/${uuid}$`);
const shapes: Record<keyof Entry, (value: unknown) => boolean> = {
  v: (value) => value === 1,
  alg: (value) => value === 'sha256',
  kind: (value) => matches(value, /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  at: isMoment,
  organ: (value) => value === null || matches(value, organId),
  actor: (value) => matches(value, actorName),
  subject: (value) => matches(value, subjectName),
  digest: (value) => matches(value, /^sha256:[0-9a-f]{64}$/),
};

const matches = (value: unknown, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value);

/** The text of every entry whose time is a moment: what `shapes` and `textOf` say, as one pattern. */
const wholeText = new RegExp(
  `^\\{"actor":"(${uuid}|system)","alg":"sha256","at":"([^"]{24})","digest":"(sha256:[0-9a-f]{64})",` +
    `"kind":"([a-z][A-Za-z]*\\.[a-z][A-Za-z]*)","organ":(?:null|"(${uuid})"),"subject":"([a-z_]+/${uuid})","v":1\\}$`,
);

/** Reads an entry many times faster than JSON, for logs of millions; null where it takes a closer look to say why not. */
function readWholeText(text: string): AnyEntry | null {
  const match = wholeText.exec(text);
  if (match === null || !isMoment(match[2])) return null;
  const [, actor = '', at = '', digest = '', kind = '', organ = null, subject = ''] = match;
  return { v: 1, alg: 'sha256', kind, at, organ, actor, subject, digest };
}

/** An entry of this or a newer version: its kind may be one that is not known here. */
export type AnyEntry = Omit<Entry, 'kind'> & { kind: string };

const isKnown = (entry: AnyEntry): entry is Entry => Object.hasOwn(entryKinds, entry.kind);

function requireEntry(value: Record<string, unknown>): asserts value is Record<string, unknown> & AnyEntry {
  const keys = Object.keys(shapes) as (keyof Entry)[];
  const wrong = keys.filter((key) => !shapes[key](value[key]));
  if (wrong.length > 0) throw new VerificationError('entry', `not an entry: ${wrong.join(', ')}`);
  if (Object.keys(value).length !== keys.length)
    throw new VerificationError('entry', 'an entry has no further members');
}

function requireKnown(entry: AnyEntry): Entry {
  if (!isKnown(entry)) throw new VerificationError('entry', 'not an entry: kind');
  return entry;
}

/** The canonical text of an entry, whose UTF-8 bytes are the leaf. Throws VerificationError 'entry' for anything else. */
export function entryText(entry: Entry): string {
  requireEntry({ ...entry });
  requireKnown(entry);
  return textOf(entry);
}

/** Members in the order of RFC 8785. What an entry holds has nothing to escape; parseEntry would refuse it otherwise. */
function textOf({ actor, alg, at, digest, kind, organ, subject, v }: AnyEntry): string {
  const byOrgan = organ === null ? 'null' : `"${organ}"`;
  return `{"actor":"${actor}","alg":"${alg}","at":"${at}","digest":"${digest}","kind":"${kind}","organ":${byOrgan},"subject":"${subject}","v":${v}}`;
}

/** The leaf itself: the canonical text of an entry in UTF-8. */
export const entryBytes = (entry: Entry): Uint8Array => utf8(entryText(entry));

/**
 * Reads an entry from its text or its bytes; only the canonical ones are accepted, so that no two leaves say the same.
 * Throws VerificationError 'entry', or 'encoding' for bytes that are not UTF-8.
 */
export const parseEntry = (leaf: string | Uint8Array): Entry => requireKnown(parseAnyEntry(leaf));

/** The same for an entry that a newer version may have sealed: its kind is any word of the form `subject.verb`. */
export function parseAnyEntry(leaf: string | Uint8Array): AnyEntry {
  const text = typeof leaf === 'string' ? leaf : fromUtf8(leaf);
  const whole = readWholeText(text);
  if (whole !== null) return whole;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new VerificationError('entry', 'an entry is JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new VerificationError('entry', 'an entry is an object');
  const members: Record<string, unknown> = { ...value };
  requireEntry(members);
  if (textOf(members) !== text) throw new VerificationError('entry', 'an entry has its canonical text');
  return members;
}

/**
 * Digest of a payload that does not betray it: SHA-256 over the salt's bytes and the payload's canonical bytes.
 * The salt is random, at least 16 bytes in hex; without it a short payload could be guessed.
 * Throws VerificationError 'payload' for a shorter salt, 'encoding' for one that is not hex, 'canonical'.
 */
export function payloadDigest(salt: string, payload: Json): string {
  if (salt.length < 32) throw new VerificationError('payload', 'a salt has at least 16 bytes');
  return `sha256:${toHex(sha256(concatBytes(fromHex(salt), canonicalBytes(payload))))}`;
}

/** Checks that this payload is the one that was sealed. Throws VerificationError 'payload'. */
export function verifyPayload(entry: AnyEntry, salt: string, payload: Json): void {
  if (payloadDigest(salt, payload) !== entry.digest)
    throw new VerificationError('payload', 'the payload is not the sealed one');
}
