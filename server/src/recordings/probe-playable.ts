import type { Probe, ProbeStream } from './probe.ts';

const videoIn: Record<string, readonly string[]> = {
  mp4: ['h264', 'vp9', 'av1'],
  webm: ['vp8', 'vp9', 'av1'],
};
const audioIn: Record<string, readonly string[]> = {
  mp4: ['aac', 'mp3', 'opus', 'flac'],
  webm: ['opus', 'vorbis'],
  wav: ['pcm'],
  mp3: ['mp3'],
  aac: ['aac'],
  ogg: ['opus', 'vorbis', 'flac'],
  flac: ['flac'],
};
const pictures = ['jpeg', 'png', 'webp', 'gif', 'bmp'];

/**
 * Whether Chromium without licensed extras plays a file itself, by its container and every stream in it. HEVC,
 * MJPEG, MPEG-2 and G.711, and everything in AVI, program and transport streams, need a proxy.
 */
export function decidePlayable(
  kind: Probe['kind'],
  container: string | null,
  streams: readonly ProbeStream[],
): Probe['playable'] {
  if (kind === 'picture') return pictures.includes(container ?? '') ? 'browser' : 'no';
  if (kind !== 'video' && kind !== 'audio') return 'no';
  const plays = streams.every((stream) =>
    stream.type === 'video'
      ? videoIn[container ?? '']?.includes(stream.codec)
      : stream.type === 'other' || audioIn[container ?? '']?.includes(stream.codec),
  );
  return plays ? 'browser' : 'needsProxy';
}
