import {
  parseCosignerKey,
  parseSignatureLines,
  toHex,
  VerificationError,
  verifyCosignature,
} from '@liuhen/proof';

const timeoutMillis = 10_000;
const mostBytes = 64 * 1024;

/** Somebody outside who cosigns our checkpoints, and the key by which that is verified. */
export interface WitnessSetting {
  name: string;
  verifierKey: string;
  /** Where it takes checkpoints; null for one that comes by itself. */
  url: string | null;
}

/** Times beyond the year 9999 are none that a clock shows, and no database keeps all of them. */
const latestTime = 253_402_300_799;

/** A cosignature that was verified; `time` in seconds since 1970 by the witness's clock. */
export interface VerifiedLine {
  line: string;
  time: number;
}

/** `standsAt`: it has seen a log of that size and wants to be shown that ours continues it. */
export type CallAnswer =
  | ({ what: 'cosigned' } & VerifiedLine)
  | { what: 'standsAt'; size: number }
  | { what: 'unproven' };

/** The cosignature of this witness among lines of signatures, verified; null when it is not there. Throws VerificationError. */
export function findCosignature(
  text: string,
  lines: string,
  { verifierKey }: WitnessSetting,
): VerifiedLine | null {
  const key = parseCosignerKey(verifierKey);
  for (const [i, one] of parseSignatureLines(lines).entries()) {
    if (one.name !== key.name || toHex(one.keyId) !== toHex(key.keyId)) continue;
    const time = verifyCosignature(text, one, key);
    if (time > latestTime) throw new VerificationError('signature', 'the time of the cosignature is none');
    return { time, line: `${lines.split('\n')[i]}\n` };
  }
  return null;
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > mostBytes) throw new Error('the answer is too long for a witness');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Asks a witness to cosign (C2SP tlog-witness, add-checkpoint). Rejects with what the other side did wrong. */
export async function callWitness(
  witness: WitnessSetting & { url: string },
  { oldSize, proof, note, text }: { oldSize: number; proof: readonly string[]; note: string; text: string },
  signal: AbortSignal,
): Promise<CallAnswer> {
  const body = `old ${oldSize}\n${proof.map((hash) => `${hash}\n`).join('')}\n${note}`;
  const answer = await fetch(`${witness.url.replace(/\/+$/, '')}/add-checkpoint`, {
    ...{ method: 'POST', redirect: 'manual', body },
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMillis)]),
  });
  const said = await readText(answer);
  if (answer.status === 200) {
    const cosignature = findCosignature(text, said, witness);
    if (cosignature === null) throw new Error('the answer holds no cosignature by the key that is set');
    return { what: 'cosigned', ...cosignature };
  }
  if (answer.status === 409 && /^(0|[1-9]\d{0,15})\n$/.test(said))
    return { what: 'standsAt', size: Number(said) };
  if (answer.status === 422) return { what: 'unproven' };
  throw new Error(`HTTP ${answer.status}`);
}
