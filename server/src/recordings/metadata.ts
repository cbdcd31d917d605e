import { millisOf, toInstant } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { decodeName, sanitizeName } from './naming.ts';

/** What a sender says of a file in Upload-Metadata (tus 1.0.0, creation extension). */
export interface SentMetadata {
  name: string;
  /** The name as sent, when it had to be cleaned. */
  originalName: string | null;
  relativePath: string | null;
  source: 'web' | 'card' | 'station';
  declaredSha256: string | null;
  declaredSm3: string | null;
  modifiedAt: string | null;
}

const sources = ['web', 'card', 'station'] as const;

function readPairs(header: string): Map<string, Buffer> {
  const pairs = header.split(',').map((pair) => pair.trim().split(/\s+/));
  return new Map(
    pairs.flatMap(([key, value]) => (key ? [[key, Buffer.from(value ?? '', 'base64')] as const] : [])),
  );
}

function readDigest(bytes: Buffer | undefined): string | null {
  if (bytes === undefined || bytes.length === 0) return null;
  const text = bytes.toString('utf8').trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new DomainError('upload.noDigestToDeclare');
  return text;
}

/** An instant in RFC 3339. What is none (`2020` would be one for Date.parse) is not said at all. */
function readInstant(bytes: Buffer | undefined): string | null {
  const text = bytes?.toString('utf8').trim() ?? '';
  const stated = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
  return stated && !Number.isNaN(millisOf(text)) ? toInstant(text) : null;
}

/** Reads Upload-Metadata: filename (UTF-8 or GB 18030), relativePath, source, sha256, sm3, modifiedAt (RFC 3339). */
export function parseMetadata(header: string | undefined): SentMetadata {
  const pairs = readPairs(header ?? '');
  const sent = decodeName(pairs.get('filename') ?? Buffer.alloc(0));
  const cleaned = sanitizeName(sent);
  const path = pairs.get('relativePath');
  return {
    name: cleaned.name,
    originalName: cleaned.changed ? sent.replaceAll('\0', '').slice(0, 500) : null,
    relativePath: path ? decodeName(path).replaceAll('\0', '').slice(0, 1000) : null,
    source: sources.find((source) => source === pairs.get('source')?.toString()) ?? 'web',
    declaredSha256: readDigest(pairs.get('sha256')),
    declaredSm3: readDigest(pairs.get('sm3')),
    modifiedAt: readInstant(pairs.get('modifiedAt')),
  };
}
