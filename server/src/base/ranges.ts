import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './errors.ts';
import type { ByteRange } from './vault.ts';

/**
 * Reads a Range header (RFC 9110 §14): one range of bytes; null for none or several, which are answered whole.
 * Throws range.unsatisfiable.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || start > end) throw new DomainError('range.unsatisfiable');
  return { start, end };
}

/** Whether an If-None-Match header names the content that is there (compared weakly, RFC 9110 §13.1.2). */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => [etag, `W/${etag}`, '*'].includes(one.trim()));

/** The part that is asked for. What was meant of another content (If-Range, RFC 9110 §13.1.5) is answered whole. */
export function rangeOf(
  request: FastifyRequest,
  reply: FastifyReply,
  size: number,
  etag: string,
): ByteRange | null {
  const meantOf = request.headers['if-range'];
  if (meantOf !== undefined && meantOf !== etag) return null;
  try {
    return parseRange(request.headers.range, size);
  } catch (error) {
    reply.header('Content-Range', `bytes */${size}`);
    throw error;
  }
}
