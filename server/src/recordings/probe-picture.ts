import exifr from 'exifr';
import { readStatedTime } from './probe-media.ts';
import type { Bytes } from './probe-structure.ts';

/** What is read out of a picture. */
export interface PictureFacts {
  width: number | null;
  height: number | null;
  createdAt: string | null;
  createdAtStated: 'utc' | 'offset' | 'local' | null;
  gps: { lat: number; lon: number } | null;
  make: string | null;
  deviceModel: string | null;
  deviceSerial: string | null;
}

const exifWithin = 4 * 1024 * 1024;
const word = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.replaceAll('\0', '').trim() : null;
const count = (value: unknown): number | null =>
  typeof value === 'number' && value > 0 ? Math.round(value) : null;

/** Width and height from a JPEG's frame header (SOF), which EXIF may not repeat, or a PNG's first chunk. */
function sizeOf(head: Buffer): { width: number; height: number } | null {
  if (head.toString('latin1', 1, 4) === 'PNG' && head.length >= 24)
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  let at = 2;
  while (head.readUInt16BE(0) === 0xffd8 && at + 9 < head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return null;
}

async function readTags(head: Buffer): Promise<Record<string, unknown>> {
  try {
    return (await exifr.parse(head, { reviveValues: false, makerNote: false, xmp: false, icc: false })) ?? {};
  } catch {
    return {}; // a picture without readable EXIF is a picture still
  }
}

/** Reads size and EXIF (CIPA DC-008) of a picture: time of taking, place, maker, model, serial number. */
export async function readPicture(bytes: Bytes): Promise<PictureFacts> {
  const head = await bytes.read(0, exifWithin);
  const tags = await readTags(head);
  const taken = word(tags.DateTimeOriginal) ?? word(tags.CreateDate);
  const zone = word(tags.OffsetTimeOriginal) ?? word(tags.OffsetTime) ?? '';
  const created = taken === null ? null : readStatedTime(`${taken}${zone}`);
  const { latitude: lat, longitude: lon } = tags;
  const size = sizeOf(head);
  return {
    width: size?.width ?? count(tags.ExifImageWidth),
    height: size?.height ?? count(tags.ExifImageHeight),
    createdAt: created?.at ?? null,
    createdAtStated: created?.as ?? null,
    gps:
      typeof lat === 'number' && typeof lon === 'number' && Number.isFinite(lat + lon) ? { lat, lon } : null,
    make: word(tags.Make),
    deviceModel: word(tags.Model),
    deviceSerial: word(tags.BodySerialNumber) ?? word(tags.SerialNumber),
  };
}
