import mediaInfoFactory from 'mediainfo.js';
import { millisOf, toInstant } from '../base/clock.ts';
import type { ProbeStream } from './probe.ts';
import type { Bytes } from './probe-structure.ts';

/** What is read out of film and sound. */
export interface MediaFacts {
  container: string;
  streams: ProbeStream[];
  durationMs: number | null;
  createdAt: string | null;
  createdAtStated: 'utc' | 'offset' | 'local' | null;
  gps: { lat: number; lon: number } | null;
  make: string | null;
  deviceModel: string | null;
  deviceSerial: string | null;
  truncated: boolean;
}

type Track = Record<string, unknown> & { '@type': string; extra?: Record<string, unknown> };

const containers: Record<string, string> = {
  'MPEG-4': 'mp4',
  QuickTime: 'mov',
  AVI: 'avi',
  'MPEG-PS': 'mpeg-ps',
  'MPEG-TS': 'mpeg-ts',
  BDAV: 'mpeg-ts',
  WebM: 'webm',
  Matroska: 'matroska',
  Wave: 'wav',
  Wave64: 'wav',
  'MPEG Audio': 'mp3',
  Ogg: 'ogg',
  FLAC: 'flac',
  ADTS: 'aac',
  AMR: 'amr',
  'Windows Media': 'asf',
  'Flash Video': 'flv',
  AVC: 'h264',
  HEVC: 'h265',
};

const codecs: Record<string, string> = {
  AVC: 'h264',
  HEVC: 'hevc',
  'MPEG-4 Visual': 'mpeg4',
  JPEG: 'mjpeg',
  VP8: 'vp8',
  VP9: 'vp9',
  AV1: 'av1',
  'H.263': 'h263',
  AAC: 'aac',
  PCM: 'pcm',
  Opus: 'opus',
  Vorbis: 'vorbis',
  FLAC: 'flac',
  AMR: 'amr',
  'AC-3': 'ac3',
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => {
  const read = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
const whole = (value: unknown): number | null => {
  const read = number(value);
  return read === null ? null : Math.round(read);
};

function codecOf(track: Track): string {
  const format = text(track.Format) ?? 'unknown';
  if (format === 'MPEG Video')
    return text(track.Format_Version) === '1' || track.Format_Version === 1 ? 'mpeg1' : 'mpeg2';
  if (format === 'MPEG Audio') return text(track.Format_Profile) === 'Layer 3' ? 'mp3' : 'mp2';
  if (format === 'ADPCM') return `adpcm${text(track.Format_Profile) ?? ''}`.toLowerCase();
  if (format === 'A-law' || /A-law/i.test(text(track.Format_Profile) ?? '')) return 'g711a';
  if (/^(U|µ|Mu)-law$/i.test(format) || /U-law/i.test(text(track.Format_Profile) ?? '')) return 'g711u';
  return codecs[format] ?? format.toLowerCase();
}

function streamOf(track: Track): ProbeStream {
  const type = track['@type'] === 'Video' ? 'video' : track['@type'] === 'Audio' ? 'audio' : 'other';
  const isVideo = type === 'video';
  return {
    type,
    codec: codecOf(track),
    width: isVideo ? whole(track.Width) : null,
    height: isVideo ? whole(track.Height) : null,
    frameRate: isVideo ? number(track.FrameRate) : null,
  };
}

function containerOf(general: Track): string {
  const format = text(general.Format) ?? 'unknown';
  if (format === 'MPEG-4' && /QuickTime/i.test(text(general.Format_Profile) ?? '')) return 'mov';
  if (format === 'MPEG-4' && /3GPP/i.test(text(general.Format_Profile) ?? '')) return '3gp';
  return containers[format] ?? format.toLowerCase();
}

/**
 * Reads a time as mediainfo writes it: `2026-09-15 02:02:11 UTC`, `2026-09-15T10:02:11+0800` or without a zone,
 * which is read as Beijing time. The zero times of a recorder that never set one are no times.
 */
export function readStatedTime(stated: string): { at: string; as: 'utc' | 'offset' | 'local' } | null {
  const found =
    /(\d{4})[-:/](\d\d)[-:/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?\s*(UTC|Z|[+-]\d\d:?\d\d)?/.exec(stated);
  if (found === null) return null;
  const [, y, mo, d, h, mi, s, zone] = found;
  const isUtc = zone === 'UTC' || zone === 'Z' || (zone === undefined && /^UTC/.test(stated));
  const offset = zone === undefined ? '+08:00' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const written = `${y}-${mo}-${d}T${h}:${mi}:${s}${isUtc ? 'Z' : offset}`;
  if (Number.isNaN(millisOf(written)) || Number(y) < 1980) return null; // nobody filmed on a memory card before
  return { at: toInstant(written), as: isUtc ? 'utc' : zone === undefined ? 'local' : 'offset' };
}

/** Reads ISO 6709 (`+37.8-122.4/`) and mediainfo's `15.8355°S 48.0153°W`. */
export function readPlace(stated: string): { lat: number; lon: number } | null {
  const degrees = /([\d.]+)\s*°\s*([NS])[\s,]+([\d.]+)\s*°\s*([EW])/.exec(stated);
  const plain = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)/.exec(stated);
  const lat = degrees ? Number(degrees[1]) * (degrees[2] === 'S' ? -1 : 1) : Number(plain?.[1]);
  const lon = degrees ? Number(degrees[3]) * (degrees[4] === 'W' ? -1 : 1) : Number(plain?.[2]);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

const firstOf = <T>(values: unknown[], read: (value: string) => T | null): T | null => {
  for (const value of values) {
    const found = text(value) === null ? null : read(String(value));
    if (found !== null) return found;
  }
  return null;
};

function factsOf(general: Track, tracks: Track[]): MediaFacts {
  const streams = tracks.filter((track) => ['Video', 'Audio'].includes(track['@type'])).map(streamOf);
  const extra = general.extra ?? {};
  const stated = [extra.com_apple_quicktime_creationdate, general.Recorded_Date, general.Encoded_Date];
  const created = firstOf([...stated, ...tracks.map((track) => track.Encoded_Date)], readStatedTime);
  const seconds =
    number(general.Duration) ?? number(tracks.find((track) => number(track.Duration) !== null)?.Duration);
  return {
    container: containerOf(general),
    streams,
    durationMs: seconds === null ? null : Math.round(seconds * 1000),
    createdAt: created?.at ?? null,
    createdAtStated: created?.as ?? null,
    gps: firstOf([general.Recorded_Location, extra.com_apple_quicktime_location_ISO6709], readPlace),
    make: firstOf([general.Encoded_Hardware_CompanyName, extra.make, extra.com_android_manufacturer], String),
    deviceModel: firstOf(
      [general.Encoded_Hardware_Model, general.Encoded_Hardware_Name, extra.model, extra.com_android_model],
      String,
    ),
    deviceSerial: firstOf([general.Encoded_Hardware_Serial, extra.serial], String),
    truncated: general.IsTruncated === 'Yes' || tracks.some((track) => track.IsTruncated === 'Yes'),
  };
}

/** Starts mediainfo (WebAssembly). One serves a process's whole life, one file at a time. */
export const startMediaReader = () => mediaInfoFactory({ format: 'object', full: true });

/** Reads film and sound. Null when there is neither in it. */
export async function readMedia(
  reader: Awaited<ReturnType<typeof startMediaReader>>,
  bytes: Bytes,
): Promise<MediaFacts | null> {
  const result = await reader.analyzeData(bytes.size, (length, offset) => bytes.read(offset, length));
  const tracks = (result.media?.track ?? []) as unknown as Track[];
  const general = tracks.find((track) => track['@type'] === 'General');
  if (general === undefined) return null;
  const facts = factsOf(general, tracks);
  return facts.streams.length === 0 ? null : facts;
}
