/** Why a file cannot be taken for what it claims to be. */
export type ProbeFault = 'empty' | 'truncated' | 'notWhatItsNameSays' | 'unreadable';

export type ProbeKind = 'video' | 'audio' | 'picture' | 'document' | 'unknown';

export interface ProbeStream {
  type: 'video' | 'audio' | 'other';
  /** Lower-case codec word: h264, hevc, mjpeg, mpeg2, aac, mp2, mp3, pcm, g711a … or the prober's own name for it. */
  codec: string;
  width: number | null;
  height: number | null;
  /** Frames a second. */
  frameRate: number | null;
}

/** What is inside a file. Plain JSON: it is stored with the recording. */
export interface Probe {
  kind: ProbeKind;
  /** mp4, mov, avi, mpeg-ps, mpeg-ts, webm, matroska, wav, mp3, jpeg, png, pdf, zip, text … */
  container: string | null;
  mime: string | null;
  size: number;
  streams: ProbeStream[];
  durationMs: number | null;
  width: number | null;
  height: number | null;
  frameRate: number | null;
  /** Instant of creation by the file's own metadata, RFC 3339 in UTC. What states no zone is read as Beijing time. */
  createdAt: string | null;
  /** How the metadata states it: as UTC, with an offset, or as a local time without one. */
  createdAtStated: 'utc' | 'offset' | 'local' | null;
  /** WGS 84 degrees. */
  gps: { lat: number; lon: number } | null;
  make: string | null;
  deviceModel: string | null;
  /** Serial number of the recorder where the file carries one. */
  deviceSerial: string | null;
  /** Pages of a PDF where they can be counted without unpacking it. */
  pages: number | null;
  /** False when the file breaks off before its own structure ends. */
  complete: boolean;
  fault: ProbeFault | null;
  /** Whether a current browser plays the original itself. */
  playable: 'browser' | 'needsProxy' | 'no';
}

/** What is known of a file into which nobody has looked. */
export const emptyProbe: Probe = {
  kind: 'unknown',
  container: null,
  mime: null,
  size: 0,
  streams: [],
  durationMs: null,
  width: null,
  height: null,
  frameRate: null,
  createdAt: null,
  createdAtStated: null,
  gps: null,
  make: null,
  deviceModel: null,
  deviceSerial: null,
  pages: null,
  complete: true,
  fault: null,
  playable: 'no',
};

const mediaEndings = new Set(
  (
    'mp4 m4v mov qt 3gp 3g2 avi mkv webm mpg mpeg mpe m2p ps vob ts m2ts mts flv wmv asf dav h264 264 h265 265 ' +
    'wav mp3 m4a aac amr ogg oga opus flac wma jpg jpeg jpe png gif bmp webp heic heif tif tiff'
  ).split(' '),
);
const documentEndings = new Set(
  (
    'pdf ofd doc docx xls xlsx ppt pptx wps wpt et ett dps dpt odt ods odp rtf txt csv tsv log md json xml html htm ' +
    'eml msg srt gpx kml zip rar 7z tar gz'
  ).split(' '),
);

/** The ending of a file name, lower case, without its dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}

export const claimsMedia = (name: string): boolean => mediaEndings.has(endingOf(name));
export const claimsDocument = (name: string): boolean => documentEndings.has(endingOf(name));

/**
 * What becomes of a file: kept as media, kept as a document, or refused with the fault's code.
 * Half-kept does not exist: what breaks off or belies its name is refused while the original is still on the device.
 * What nobody can look into is kept only under the ending of a known document.
 */
export function decideIntake(
  probe: Pick<Probe, 'kind' | 'size' | 'fault'>,
  declaredName: string,
): { as: 'media' | 'document' } | { refuse: ProbeFault } {
  if (probe.size === 0) return { refuse: 'empty' };
  if (probe.fault !== null) return { refuse: probe.fault };
  if (probe.kind === 'video' || probe.kind === 'audio' || probe.kind === 'picture') return { as: 'media' };
  if (claimsMedia(declaredName)) return { refuse: 'notWhatItsNameSays' };
  if (probe.kind === 'document' || claimsDocument(declaredName)) return { as: 'document' };
  return { refuse: 'unreadable' };
}
