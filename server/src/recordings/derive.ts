import { spawn } from 'node:child_process';
import { access, constants, rm, stat } from 'node:fs/promises';
import { setPriority } from 'node:os';
import type { ProbeStream } from './probe.ts';

export interface ProxyOrder {
  /** Length of the original in milliseconds; 0 when unknown (then no progress is told). */
  durationMs: number;
  /** Ends the work: ffmpeg is killed, the output removed, the promise rejects. */
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
  /** The original's streams by its probe: what a browser plays already is copied, not made anew. */
  streams?: readonly ProbeStream[];
}

const lowestPriority = 19;
const posterMs = 60_000;
const mostNoise = 2000;

/**
 * The containers that hold their film themselves. Play lists (HLS, DASH, concat) are not among them: one inside a
 * hostile file would have ffmpeg read other files of the server and put them on the picture, or wait for ever.
 */
const containers =
  'mov,mp4,avi,mpeg,mpegvideo,mpegts,matroska,webm,wav,w64,mp3,aac,amr,ogg,flac,asf,flv,h264,hevc,' +
  'image2,jpeg_pipe,png_pipe,bmp_pipe,gif,webp_pipe,tiff_pipe';

/** No questions, no network, no more than 1 GiB in one piece. */
const guarded = '-hide_banner -nostdin -loglevel error -y -max_alloc 1073741824 -filter_threads 2'.split(' ');
const reading = (input: string): string[] => [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  containers,
  '-i',
  `file:${input}`,
];

interface Run {
  timeoutMs: number;
  signal?: AbortSignal;
  onLine?: (line: string) => void;
}

/** Address space of one ffmpeg in KiB: a film that is made to need more fails, and not the server beside it. */
const mostMemoryKib = 4 << 20;
/** The shell only lowers the limit and becomes ffmpeg; what it is given is never read as its program. */
const limited = ['-c', `ulimit -v ${mostMemoryKib} 2>/dev/null; exec "$@"`, 'ffmpeg'];

/** Says of a program that cannot be started that it is the program's fault, not the film's (derivatives.ts asks). */
async function requireProgram(ffmpeg: string): Promise<void> {
  if (!ffmpeg.includes('/')) return;
  try {
    await access(ffmpeg, constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw Object.assign(new Error(`ffmpeg did not start: ${message}`), { code });
  }
}

/**
 * Runs ffmpeg with a low priority, without environment, within a time and a memory. Rejects with the end of what it
 * complained of.
 */
async function runFfmpeg(ffmpeg: string, args: string[], run: Run): Promise<void> {
  run.signal?.throwIfAborted();
  await requireProgram(ffmpeg);
  await watch(ffmpeg, args, run);
}

function watch(ffmpeg: string, args: string[], run: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    run.signal?.throwIfAborted();
    const child = spawn('/bin/sh', [...limited, ffmpeg, ...guarded, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    let noise = '';
    let rest = '';
    let why: string | null = null;
    const stop = (reason: string) => {
      why = reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () => stop(`took longer than ${Math.round(run.timeoutMs / 1000)} s`),
      run.timeoutMs,
    );
    const abort = () => stop('was called off');
    run.signal?.addEventListener('abort', abort, { once: true });
    const over = () => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', abort);
    };
    child.stdout.on('data', (piece: Buffer) => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop()?.slice(-200) ?? '';
      for (const line of lines) run.onLine?.(line);
    });
    child.stderr.on('data', (piece: Buffer) => {
      noise = (noise + piece.toString('utf8')).slice(-mostNoise);
    });
    child.once('spawn', () => lower(child.pid));
    child.once('error', (error) => {
      over();
      reject(error);
    });
    child.once('close', (code, signal) => {
      over();
      if (code === 0 && why === null) resolve();
      else reject(new Error(`ffmpeg ${why ?? endOf(code, signal)}: ${noise.trim()}`));
    });
  });
}

/** How it ended, in words. The shell answers 126 and 127 for what cannot be run. */
function endOf(code: number | null, signal: string | null): string {
  if (code === 126 || code === 127) return 'did not start';
  return signal === null ? `ended with ${code}` : `was ended by ${signal}`;
}

function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, lowestPriority);
  } catch {
    // It is over already, or the system forbids: the work is done at the usual priority.
  }
}

/** Makes the output whole or not at all. */
async function make(output: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    if ((await stat(output)).size === 0) throw new Error('ffmpeg made an empty file');
  } catch (error) {
    await rm(output, { force: true });
    throw error;
  }
}

/**
 * Makes a poster: a JPEG at most 640 wide of a picture, or of a film's most telling frame near its beginning.
 * The output must end in .jpg. The input is only read.
 */
export async function makePoster(
  ffmpeg: string,
  input: string,
  output: string,
  kind: 'video' | 'picture',
  signal?: AbortSignal,
): Promise<void> {
  // Scaled first: `thumbnail` holds all the frames it chooses from, and whole ones may be of any size.
  const pick = kind === 'video' ? ',thumbnail=24' : '';
  const scale = `scale='min(640,iw)':-2:flags=area${pick},format=yuvj420p`;
  const args = ['-threads', '1', ...reading(input), '-map', '0:v:0', '-frames:v', '1', '-vf', scale];
  const end = ['-q:v', '5', '-map_metadata', '-1', '-f', 'image2', '-update', '1', `file:${output}`];
  await make(output, () =>
    runFfmpeg(ffmpeg, [...args, ...end], { timeoutMs: posterMs, ...(signal ? { signal } : {}) }),
  );
}

/** Each thread holds frames of its own; given before the input they decode, after it they encode. */
const fewThreads = ['-threads', '4'];

/** What a browser plays in MP4 as it is. */
const copied = new Set(['h264', 'aac', 'mp3']);

function codecArgs(streams: readonly ProbeStream[] | undefined): string[] {
  const copies = (type: 'video' | 'audio') => {
    const of = streams?.filter((stream) => stream.type === type) ?? [];
    return of.length > 0 && of.every((stream) => copied.has(stream.codec));
  };
  const small =
    "scale=w='trunc(iw*min(1,min(1280/iw,720/ih))/2)*2':h='trunc(ih*min(1,min(1280/iw,720/ih))/2)*2',format=yuv420p";
  const video = copies('video')
    ? ['-c:v', 'copy']
    : ['-vf', small, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-g', '60'];
  const audio = copies('audio') ? ['-c:a', 'copy'] : ['-c:a', 'aac', '-b:a', '96k', '-ac', '2'];
  return [...video, ...audio];
}

/** Reads a line of `-progress`: milliseconds made, or null. */
const madeMs = (line: string): number | null => {
  const micros = /^out_time_us=(\d+)/.exec(line)?.[1];
  return micros === undefined ? null : Number(micros) / 1000;
};

/**
 * Makes what every browser plays of a film or sound: MP4 with its index first, H.264 of at most 1280 × 720 and AAC.
 * Streams that are so already are copied, in moments; when the copy fails everything is made anew. The output must
 * end in .mp4. Bounded to a minute and ten times the film's length.
 */
export async function makeProxy(
  ffmpeg: string,
  input: string,
  output: string,
  order: ProxyOrder,
): Promise<void> {
  const { durationMs, signal, onProgress } = order;
  const onLine = (line: string) => {
    const made = madeMs(line);
    if (made !== null && durationMs > 0) onProgress?.(Math.min(1, made / durationMs));
  };
  const timeoutMs = 60_000 + (durationMs > 0 ? durationMs : 3_600_000) * 10;
  const run = { timeoutMs, onLine, ...(signal ? { signal } : {}) };
  const render = (codecs: string[]) => {
    const args = [
      ...fewThreads,
      ...reading(input),
      ...fewThreads,
      '-map',
      '0:v:0?',
      '-map',
      '0:a:0?',
      ...codecs,
      '-map_metadata',
      '-1',
      '-sn',
      '-dn',
    ];
    const end = [
      '-movflags',
      '+faststart',
      '-progress',
      'pipe:1',
      '-stats_period',
      '0.5',
      '-f',
      'mp4',
      `file:${output}`,
    ];
    return make(output, () => runFfmpeg(ffmpeg, [...args, ...end], run));
  };
  const wanted = codecArgs(order.streams);
  try {
    await render(wanted);
  } catch (error) {
    if (signal?.aborted || !wanted.includes('copy')) throw error;
    await render(codecArgs(undefined));
  }
  onProgress?.(1);
}
