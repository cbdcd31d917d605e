import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  makeTimeStampQuery,
  readCertificates,
  type TimeStamp,
  verifyTimeStamp,
} from '@liuhen/proof/time-stamp';

/** An authority that stamps times (RFC 3161) and where it answers. */
export interface TimeAuthority {
  name: string;
  url: string;
}

/** Who is asked for time stamps, how often, and by which certificates they are believed. */
export interface TimeStamping {
  authorities: readonly TimeAuthority[];
  /** DER. */
  trusted: readonly Uint8Array[];
  everyMinutes: number;
}

const timeoutMillis = 10_000;
const mostBytes = 64 * 1024;

/** What is set, with its certificates read; throws an Error that names the file where they cannot be. */
export async function openTimeStamping(
  settings: { authorities: readonly TimeAuthority[]; certificates: string; everyMinutes: number } | null,
): Promise<TimeStamping | null> {
  if (settings === null) return null;
  const { authorities, certificates, everyMinutes } = settings;
  try {
    const trusted = readCertificates(await readFile(certificates, 'utf8'));
    return { authorities, trusted, everyMinutes };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `时间戳机构的证书读不出来，请检查 LIUHEN_TIME_CERTIFICATES (the certificates of the time authorities cannot be read): ${certificates}: ${why}`,
    );
  }
}

async function readAtMost(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > mostBytes) throw new Error('the answer is too long for a time stamp');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

/**
 * Has a message stamped over HTTP (RFC 3161 §3.4) and verifies the answer before anybody relies on it. Rejects with what
 * the other side did wrong. A redirect is a refusal.
 */
export async function askForStamp(
  { url }: TimeAuthority,
  message: Uint8Array,
  trusted: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<TimeStamp & { response: Uint8Array }> {
  const nonce = randomBytes(16);
  const answer = await fetch(url, {
    ...{ method: 'POST', redirect: 'manual', body: new Uint8Array(makeTimeStampQuery(message, nonce)) },
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMillis)]),
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`HTTP ${answer.status}`);
  }
  const response = await readAtMost(answer);
  const stamp = await verifyTimeStamp(response, message, trusted);
  if (stamp.nonce !== `01${nonce.toString('hex')}`) throw new Error('the answer is not to this question');
  return { ...stamp, response };
}
