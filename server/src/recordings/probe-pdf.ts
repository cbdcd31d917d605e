import type { Probe } from './probe.ts';
import { readStatedTime } from './probe-media.ts';
import type { Bytes } from './probe-structure.ts';

const mostRead = 32 * 1024 * 1024;

/** Pages by the page trees; null when they lie in packed object streams. */
function countPages(text: string): number | null {
  const pages = text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  return pages > 0 ? pages : null;
}

/** The document's own information (ISO 32000-1 §14.3.3): what is attached to it has dates of its own. */
function informationOf(text: string): string | null {
  const reference = [...text.matchAll(/\/Info\s+(\d+)\s+(\d+)\s+R\b/g)].at(-1);
  if (reference === undefined) return null;
  const [, number, generation] = reference;
  const objects = text.matchAll(new RegExp(`(?<!\\d)${number}\\s+${generation}\\s+obj\\b`, 'g'));
  const last = [...objects].at(-1);
  if (last === undefined) return null;
  const end = text.indexOf('endobj', last.index);
  return text.slice(last.index, end === -1 ? undefined : end);
}

/** A date of PDF (ISO 32000-1 §7.9.4), `D:20200911222713-03'00'`, as a time that `readStatedTime` reads. */
function sayDate(date: string): string | null {
  const parts = /^(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?/.exec(date);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = '00', utc = '', hours, minutes = '00'] = parts;
  const zone = hours === undefined ? utc : `${hours}:${minutes}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
}

/** When the document says it was made: by its information, or by its XMP packet where that is packed. */
function createdOf(text: string) {
  const stated = /\/CreationDate\s*\(([^)]{0,40})\)/.exec(informationOf(text) ?? '')?.[1];
  const packet = /xmp:CreateDate(?:>|\s*=\s*["'])([^<"']{0,40})/.exec(text)?.[1];
  const said = (stated && sayDate(stated)) ?? packet;
  return said ? readStatedTime(said) : null;
}

/** Reads pages and time of making of a PDF, as far as they can be read without unpacking it; nothing of a large one. */
export async function readPdf(bytes: Bytes): Promise<Pick<Probe, 'pages' | 'createdAt' | 'createdAtStated'>> {
  if (bytes.size > mostRead) return { pages: null, createdAt: null, createdAtStated: null };
  const text = (await bytes.read(0, bytes.size)).toString('latin1');
  const created = createdOf(text);
  return {
    pages: countPages(text),
    createdAt: created?.at ?? null,
    createdAtStated: created?.as ?? null,
  };
}
