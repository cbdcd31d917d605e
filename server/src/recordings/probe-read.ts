import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import iconv from 'iconv-lite';
import { claimsDocument, claimsMedia, emptyProbe, endingOf, type Probe, type ProbeFault } from './probe.ts';
import { readMedia, type startMediaReader } from './probe-media.ts';
import { readPdf } from './probe-pdf.ts';
import { readPicture } from './probe-picture.ts';
import { decidePlayable } from './probe-playable.ts';
import { type Bytes, bytesOf, isWhole } from './probe-structure.ts';

type Magic = { ext: string; mime: string } | undefined;
type Reader = Awaited<ReturnType<typeof startMediaReader>>;

const pictureContainers: Record<string, string> = { jpg: 'jpeg', tif: 'tiff' };
const programs = [
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
];
const zipped = ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'docm', 'xlsm', 'epub', 'ofd'];

const isTextual = (head: Buffer): boolean => {
  if (head.includes(0)) return false;
  // A piece may end within a character: up to three bytes of the end do not count.
  if ([0, 1, 2, 3].some((less) => isUtf8(head.subarray(0, head.length - less)))) return true;
  return !iconv
    .decode(head.subarray(0, head.length & ~1), 'gb18030')
    .slice(0, -2)
    .includes('\ufffd');
};

const fault = (probe: Probe, what: ProbeFault): Probe => ({
  ...probe,
  fault: what,
  complete: what !== 'truncated',
  playable: 'no',
});

async function readPictureProbe(
  probe: Probe,
  magic: { ext: string; mime: string },
  bytes: Bytes,
): Promise<Probe> {
  const container = pictureContainers[magic.ext] ?? magic.ext;
  const read: Probe = {
    ...probe,
    ...(await readPicture(bytes)),
    kind: 'picture',
    container,
    mime: magic.mime,
  };
  if ((await isWhole(container, bytes)) === false) return fault(read, 'truncated');
  return { ...read, playable: decidePlayable('picture', container, []) };
}

const mimeOf: Record<string, string> = {
  avi: 'video/x-msvideo',
  'mpeg-ps': 'video/mpeg',
  'mpeg-ts': 'video/mp2t',
  matroska: 'video/x-matroska',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  wav: 'audio/wav',
};

/** Film and sound. Null when the bytes are neither. */
async function readMediaProbe(
  probe: Probe,
  magic: Magic,
  bytes: Bytes,
  reader: Reader,
): Promise<Probe | null> {
  const facts = await readMedia(reader, bytes);
  if (facts === null) return null;
  const { truncated, ...rest } = facts;
  const video = facts.streams.find((stream) => stream.type === 'video');
  const kind = video === undefined ? 'audio' : 'video';
  const { container } = facts;
  const mime =
    container === 'mp4' ? `${kind}/mp4` : (mimeOf[container] ?? magic?.mime ?? `${kind}/${container}`);
  const { width = null, height = null, frameRate = null } = video ?? {};
  const read: Probe = { ...probe, ...rest, kind, mime, width, height, frameRate };
  if (((await isWhole(container, bytes)) ?? !truncated) === false) return fault(read, 'truncated');
  return { ...read, playable: decidePlayable(kind, container, facts.streams) };
}

async function readDocumentProbe(probe: Probe, magic: Magic, name: string, bytes: Bytes): Promise<Probe> {
  const ending = endingOf(name);
  const read: Probe = { ...probe, mime: magic?.mime ?? null };
  if (magic === undefined) {
    const textual = isTextual(await bytes.read(0, 64 * 1024));
    const text: Probe = textual ? { ...read, container: 'text', mime: 'text/plain' } : read;
    if (claimsMedia(name) || ['pdf', 'docx', 'xlsx', 'pptx', 'zip', 'ofd'].includes(ending))
      return fault(text, 'notWhatItsNameSays');
    if (claimsDocument(name)) return { ...text, kind: 'document' };
    return textual ? text : fault(read, 'unreadable');
  }
  if (claimsMedia(name)) return fault(read, 'notWhatItsNameSays');
  if (programs.includes(magic.mime))
    return fault(read, claimsDocument(name) ? 'notWhatItsNameSays' : 'unreadable');
  if (ending === 'pdf' && magic.ext !== 'pdf') return fault(read, 'notWhatItsNameSays');
  const container = zipped.includes(magic.ext) ? 'zip' : magic.ext;
  const known = claimsDocument(name) || claimsDocument(`x.${magic.ext}`);
  if (!known) return fault({ ...read, container }, 'unreadable');
  const document: Probe = { ...read, kind: 'document', container: magic.ext };
  if ((await isWhole(container, bytes)) === false) return fault(document, 'truncated');
  return container === 'pdf' ? { ...document, ...(await readPdf(bytes)) } : document;
}

/** A film that broke off may have lost what tells its streams: its magic still says what it was to be. */
async function brokenMedia(probe: Probe, magic: { ext: string; mime: string }, bytes: Bytes): Promise<Probe> {
  const kind = magic.mime.startsWith('audio/') ? 'audio' : 'video';
  const whole = await isWhole(magic.ext, bytes);
  const read: Probe = { ...probe, kind, container: magic.ext, mime: magic.mime };
  return fault(read, whole === true ? 'unreadable' : 'truncated');
}

/**
 * Looks into a file: kind, container, streams, times, place, maker, and whether it is whole. Runs in the
 * probing process only (probe-process.ts), never in the server's own. Rejects when the file cannot be read at all.
 */
export async function readProbe(reader: Reader, path: string, name: string): Promise<Probe> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = bytesOf(file, size);
    const probe: Probe = { ...emptyProbe, size };
    if (size === 0) return { ...fault(probe, 'empty'), complete: false };
    const magic = await fileTypeFromFile(path).catch(() => undefined);
    if (magic?.mime.startsWith('image/')) return await readPictureProbe(probe, magic, bytes);
    const looksLikeMedia = magic !== undefined && /^(audio|video)\/|application\/(ogg|mxf)/.test(magic.mime);
    if (looksLikeMedia || (magic === undefined && claimsMedia(name))) {
      const media = await readMediaProbe(probe, magic, bytes, reader);
      if (media !== null) return media;
      if (magic !== undefined && looksLikeMedia) return await brokenMedia(probe, magic, bytes);
    }
    return await readDocumentProbe(probe, magic, name, bytes);
  } finally {
    await file.close();
  }
}
