import { toHex } from '../bytes.ts';
import { parseCosignerKey } from '../cosignature.ts';
import { followKeys } from '../succession.ts';
import type { Findings } from './findings.ts';
import { type CarriedKeys, fingerprintOf, isFingerprintOf, mostKeys } from './keys.ts';
import { type ReadNote, readKey, type Signed, signedBy } from './log.ts';

/** What the reader brings: nothing of the package is believed without it. */
export interface PackageTrust {
  /** Verifier keys of logs and of witnesses. */
  keys: readonly string[];
  /** Verifier keys that their log has revoked: believed no more, whoever names them or vouched for them. */
  revoked?: readonly string[];
  /** Fingerprints of keys that the package carries along; at least their first eight groups. */
  fingerprints: readonly string[];
  /** Certificates of time authorities, DER. */
  certificates: readonly Uint8Array[];
  /** How many of the trusted witnesses must have cosigned. */
  witnesses: number;
}

/** A key that signed, should have, or that the package names. */
export interface SeenKey extends Signed {
  key: string;
  /** Whole; people compare its first eight groups. */
  fingerprint: string;
  trusted: boolean;
  /** Fingerprint of the key that the reader trusts, where that one vouched for this one, directly or not. */
  heirOf: string | null;
}

/** Steps from key to key that are followed; each costs signatures, and a log changes its key once in years. */
const mostSteps = 50;

/** Keys of the log for which keys that the reader trusts have vouched, each with the one it goes back to. */
function heirsOf(trusted: readonly string[], { succession }: CarriedKeys): Map<string, string> {
  const heirs = new Map<string, string>();
  for (const key of trusted)
    if (readKey(key).role === 'log')
      for (const heir of followKeys(key, succession.slice(0, mostSteps)))
        if (!trusted.includes(heir)) heirs.set(heir, fingerprintOf(key));
  return heirs;
}

/** All keys that the reader or the package names, with what they signed. Keys that cannot be read are told. */
export function seeKeys(
  read: ReadNote | null,
  carried: CarriedKeys,
  trust: PackageTrust,
  findings: Findings,
): SeenKey[] {
  const revoked = trust.revoked ?? [];
  const named = [...new Set([...trust.keys, ...carried.log, ...carried.witnesses])]
    .slice(0, mostKeys)
    .filter((key) => findings.attempt('keys.form', key, () => readKey(key)) !== null);
  const isTrusted = (key: string): boolean =>
    trust.keys.includes(key) || trust.fingerprints.some((typed) => isFingerprintOf(typed, key));
  const trusted = named.filter((key) => !revoked.includes(key) && isTrusted(key));
  const heirs = heirsOf(trusted, carried);
  for (const key of revoked) heirs.delete(key);
  return [...new Set([...named, ...heirs.keys()])].map((key) => ({
    ...signedBy(read, key),
    ...{ key, fingerprint: fingerprintOf(key) },
    ...{ trusted: trusted.includes(key) || heirs.has(key), heirOf: heirs.get(key) ?? null },
  }));
}

/** Whether the log itself signed the checkpoint, and whether that is a key the reader trusts. */
function checkLogKey(
  read: ReadNote,
  keys: readonly SeenKey[],
  revoked: readonly string[],
  findings: Findings,
): void {
  const { origin } = read.checkpoint;
  const own = keys.filter(({ role, name }) => role === 'log' && name === origin);
  for (const { signature, fingerprint } of own)
    if (signature === 'wrong') findings.add('checkpoint.signature', fingerprint);
  const good = own.filter(({ signature }) => signature === 'good');
  if (good.length === 0) findings.add('checkpoint.unsigned', origin);
  const believed = good.find(({ trusted }) => trusted);
  if (believed?.heirOf) findings.add('signer.successor', believed.fingerprint);
  if (believed !== undefined) return;
  const fallen = good.find(({ key }) => revoked.includes(key));
  const expected = own.find(({ trusted }) => trusted);
  if (fallen !== undefined) findings.add('signer.revoked', fallen.fingerprint);
  else if (expected !== undefined) findings.add('signer.otherKey', expected.fingerprint);
  else findings.add('signer.unknown', good[0]?.fingerprint ?? origin);
}

/** Judges the keys that were seen: the log's own, then the witnesses of the reader and how many of them he asks for. */
export function checkSigners(
  read: ReadNote | null,
  keys: readonly SeenKey[],
  trust: PackageTrust,
  findings: Findings,
): void {
  if (read === null) findings.add('signer.unknown');
  else checkLogKey(read, keys, trust.revoked ?? [], findings);
  const witnesses = keys.filter(({ role, trusted }) => role === 'witness' && trusted);
  for (const { signature, name } of witnesses)
    if (signature === 'wrong') findings.add('signer.cosignature', name);
  // What is signed does not name the witness: one key counts once, under however many names.
  const cosigned = new Set(
    witnesses.flatMap(({ signature, key }) =>
      signature === 'good' ? [toHex(parseCosignerKey(key).publicKey)] : [],
    ),
  );
  if (cosigned.size < trust.witnesses) findings.add('signer.policy', `${cosigned.size}/${trust.witnesses}`);
}
