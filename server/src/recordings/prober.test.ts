import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultNamePatterns, parseFileName } from './naming.ts';
import { decideIntake, type Probe } from './probe.ts';
import { startProber } from './prober.ts';
import { proposeAttribution } from './proposal.ts';

const root = new URL('../../../', import.meta.url).pathname;
const card = (path: string) => join(root, 'media/cards', path);
const real = join(root, '../shared/media');
const prober = startProber({ processes: 2, timeoutMs: 30_000 });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-probe-'));
});
afterAll(async () => {
  await prober.close();
  await rm(folder, { recursive: true });
});

/** Writes bytes under a name and probes them. */
async function probeBytes(name: string, bytes: Buffer | string): Promise<Probe> {
  const path = join(folder, name.replace('/', '_'));
  await writeFile(path, bytes);
  return prober.probe(path, name);
}
const refusalOf = (probe: Probe, name: string) => {
  const decision = decideIntake(probe, name);
  return 'refuse' in decision ? decision.refuse : decision.as;
};

const xz = 'xz/DCAM_XZ260017_140901_20260915_100200.mp4';
const dph = 'dph/DCAM_DPH00032_130322_20261012_152006_IMP.mp4';
const avi = 'dph/DCAM_DPH00032_130322_20261012_153500.avi';
const wav = 'dph/REC_20261012_160210.wav';
const hevc = 'ql/DCAM_QL530011_530302_20261108_193005.mp4';
const phone = 'ql/VID_20261108_194512.mp4';
const mpg = 'hd/DCAM_HD040006_130406_20261020_091530.mpg';
const off = 'hd/DCAM_HD040006_130406_20261020_093001.mp4';
const sx = 'sx/DCAM_SX990008_140008_20261103_143135.mp4';
const photo = 'xz/IMG_20260915_101512.jpg';

describe('the demonstration cards', () => {
  it.each([
    [xz, 'mp4', ['h264', 'aac'], 'browser', '2026-09-15T02:02:00.000Z', 'utc'],
    [dph, 'mp4', ['h264', 'aac'], 'browser', '2026-10-12T07:20:06.000Z', 'utc'],
    [avi, 'avi', ['mjpeg', 'pcm'], 'needsProxy', null, null],
    [wav, 'wav', ['pcm'], 'browser', '2026-10-12T08:02:10.000Z', 'local'],
    [hevc, 'mp4', ['hevc', 'aac'], 'needsProxy', '2026-11-08T11:30:05.000Z', 'utc'],
    [mpg, 'mpeg-ps', ['mpeg2', 'mp2'], 'needsProxy', null, null],
    [photo, 'jpeg', [], 'browser', '2026-09-15T02:15:12.000Z', 'offset'],
  ])('%s', async (path, container, codecs, playable, createdAt, createdAtStated) => {
    const probe = await prober.probe(card(path), path);
    expect(probe).toMatchObject({
      container,
      playable,
      createdAt,
      createdAtStated,
      complete: true,
      fault: null,
    });
    expect(probe.streams.map(({ codec }) => codec)).toEqual(codecs);
    expect(decideIntake(probe, path)).toEqual({ as: 'media' });
  });

  it('tell size, rate, length, place and maker', async () => {
    const probe = await prober.probe(card(phone), phone);
    expect(probe).toMatchObject({ kind: 'video', mime: 'video/mp4', width: 640, height: 360, frameRate: 12 });
    expect(probe).toMatchObject({ make: 'Liuhen Demo', deviceModel: 'Phone 5' });
    expect(probe.gps?.lat).toBeCloseTo(25.4952, 3);
    expect(probe.gps?.lon).toBeCloseTo(103.7983, 3);
    expect(probe.durationMs).toBeGreaterThan(6000);
    const picture = await prober.probe(card(photo), photo);
    expect(picture).toMatchObject({
      kind: 'picture',
      width: 1280,
      height: 720,
      deviceModel: 'Pocket Camera 2',
    });
    expect(picture.gps?.lat).toBeCloseTo(38.4167, 4);
  });

  it('hold a scanned form of one page', async () => {
    const probe = await prober.probe(card('xz/现场检查记录.pdf'), '现场检查记录.pdf');
    expect(probe).toMatchObject({
      kind: 'document',
      container: 'pdf',
      pages: 1,
      playable: 'no',
      fault: null,
    });
    expect(decideIntake(probe, '现场检查记录.pdf')).toEqual({ as: 'document' });
  });

  it.each([
    [xz, 0, [], []],
    [off, 0, ['startDiffers'], []],
    [sx, 95, [], ['localWrittenAsUtc']],
    [phone, 0, [], []],
  ])('%s is proposed as meant', async (path, clockOffsetSeconds, conflicts, notes) => {
    const name = parseFileName(path.split('/')[1] ?? '', defaultNamePatterns);
    const probe = await prober.probe(card(path), path);
    const proposal = proposeAttribution({
      name,
      probe,
      register: {
        deviceByNo: (deviceNo) => ({ deviceNo, clockOffsetSeconds }),
        officerByUserId: () => ({ officerId: 'o' }),
        holderOf: () => ({ officerId: 'o' }),
      },
    });
    expect(proposal.conflicts.map(({ code }) => code)).toEqual(conflicts);
    expect(proposal.notes).toEqual(notes);
    expect(proposal.localStart.source).toBe('name');
  });

  it('are described, file by file, in cards.json', () => {
    const { organs } = JSON.parse(readFileSync(join(root, 'media/cards.json'), 'utf8')) as {
      organs: {
        code: string;
        devices: { deviceNo: string }[];
        officers: { userId: string }[];
        files: { name: string }[];
      }[];
    };
    expect(organs.map(({ code }) => code)).toEqual(['xz', 'dph', 'ql', 'hd', 'sx']);
    for (const organ of organs) {
      const names = organ.files.map(({ name }) => name);
      expect(names.toSorted()).toEqual(readdirSync(card(organ.code)).toSorted());
      for (const name of names.filter((one) => one.startsWith('DCAM'))) {
        const told = parseFileName(name, defaultNamePatterns);
        expect(organ.devices.map(({ deviceNo }) => deviceNo)).toContain(told?.deviceNo);
        expect(organ.officers.map(({ userId }) => userId)).toContain(told?.userId);
      }
    }
  });
});

describe('what must be refused', () => {
  it.each([
    [xz, 'index first'],
    [dph, 'index last'],
    [hevc, 'HEVC'],
    [avi, 'AVI'],
    [wav, 'WAV'],
    [photo, 'JPEG'],
    ['xz/现场检查记录.pdf', 'PDF'],
  ])('%s (%s) cut anywhere', async (path) => {
    const whole = readFileSync(card(path));
    const name = path.split('/')[1] ?? '';
    for (const part of [0.02, 0.3, 0.5, 0.9, 0.999]) {
      const probe = await probeBytes(name, whole.subarray(0, Math.floor(whole.length * part)));
      expect(probe, `${name} at ${part}`).toMatchObject({
        complete: false,
        fault: 'truncated',
        playable: 'no',
      });
      expect(refusalOf(probe, name)).toBe('truncated');
    }
    const lacking = await probeBytes(name, whole.subarray(0, whole.length - 8));
    expect(refusalOf(lacking, name)).toBe('truncated');
  });

  it('an MP4 whose recorder died before it wrote the index', async () => {
    const whole = readFileSync(card(dph));
    const index = whole.lastIndexOf('moov') - 4;
    expect(refusalOf(await probeBytes('died.mp4', whole.subarray(0, index)), 'died.mp4')).toBe('truncated');
  });

  it('an MP4 of whole boxes without film, and one cut exactly between two', async () => {
    const whole = readFileSync(card(xz));
    const film = whole.indexOf('mdat') - 4;
    expect(refusalOf(await probeBytes('half.mp4', whole.subarray(0, film)), 'half.mp4')).toBe('truncated');
  });

  it('but not one that its recorder padded with zero bytes', async () => {
    const padded = Buffer.concat([readFileSync(card(dph)), Buffer.alloc(4096)]);
    expect(refusalOf(await probeBytes('padded.mp4', padded), 'padded.mp4')).toBe('media');
  });

  it.each([
    ['a.mp4', '现场情况说明，不是录像。'.repeat(50)],
    ['a.jpg', 'plain text'],
    ['a.wav', iconv.encode('这是文字，不是录音。', 'gbk')],
    ['a.pdf', 'no PDF at all'],
    ['a.docx', 'no document'],
  ])('text named %s', async (name, bytes) => {
    expect(refusalOf(await probeBytes(name, bytes), name)).toBe('notWhatItsNameSays');
  });

  it.each(['a.mp4', 'a.jpg', 'a.txt', 'a'])('an empty %s', async (name) => {
    const probe = await probeBytes(name, '');
    expect(probe).toMatchObject({ fault: 'empty', size: 0, complete: false });
    expect(refusalOf(probe, name)).toBe('empty');
  });

  it('a PDF named .mp4, and a program named .pdf', async () => {
    const pdf = readFileSync(card('xz/现场检查记录.pdf'));
    expect(refusalOf(await probeBytes('b.mp4', pdf), 'b.mp4')).toBe('notWhatItsNameSays');
    const program = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)]);
    expect(refusalOf(await probeBytes('b.pdf', program), 'b.pdf')).toBe('notWhatItsNameSays');
    expect(refusalOf(await probeBytes('b.bin', program), 'b.bin')).toBe('unreadable');
  });

  it('text of no known ending', async () => {
    expect(refusalOf(await probeBytes('README', 'text'), 'README')).toBe('unreadable');
  });
});

describe('what is kept all the same', () => {
  it.each([
    ['说明.txt', '情况说明'],
    ['说明.txt', iconv.encode('情况说明，现场无异常。', 'gbk')],
    ['表.csv', 'a,b\n1,2\n'],
    ['old.wps', Buffer.from([1, 2, 3, 0, 0, 9, 200, 201])],
  ])('%s as a document', async (name, bytes) => {
    expect(refusalOf(await probeBytes(name, bytes), name)).toBe('document');
  });

  it('a film under a wrong media ending, for what it is', async () => {
    const probe = await probeBytes('c.mp4', readFileSync(card(mpg)));
    expect(probe).toMatchObject({ container: 'mpeg-ps', playable: 'needsProxy' });
    expect(refusalOf(probe, 'c.mp4')).toBe('media');
  });
});

describe('the probing process', () => {
  it('survives whatever bytes come under whatever ending', async () => {
    const cards = [xz, avi, wav, photo, mpg].map((path) => readFileSync(card(path)));
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 3000 }).map((one) => Buffer.from(one)),
      fc
        .tuple(
          fc.constantFrom(...cards),
          fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 40 }),
        )
        .map(([one, flips]) => {
          const hurt = Buffer.from(one.subarray(0, 60_000));
          for (const [at, value] of flips) hurt[at] = value;
          return hurt;
        }),
    );
    const name = fc.constantFrom('f.mp4', 'f.jpg', 'f.pdf', 'f.txt', 'f');
    await fc.assert(
      fc.asyncProperty(bytes, name, async (given, as) => {
        const probe = await probeBytes(as, given);
        expect(probe.size).toBe(given.length);
        expect(decideIntake(probe, as)).toBeTypeOf('object');
      }),
      { numRuns: 60 },
    );
  });

  it('says what the system says when the file is not there', async () => {
    await expect(prober.probe(join(folder, 'gone.mp4'), 'gone.mp4')).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(prober.probe(folder, 'folder.mp4')).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('gives up a file that takes too long, and serves the next', async () => {
    const hasty = startProber({ processes: 1, timeoutMs: 1 });
    expect(await hasty.probe(card(xz), xz)).toMatchObject({ fault: 'unreadable', kind: 'unknown' });
    await hasty.close();
    expect(await prober.probe(card(xz), xz)).toMatchObject({ fault: null });
  });

  it('ends a process that takes too much memory', async () => {
    const poor = startProber({ processes: 1, memoryMb: 200 });
    const path = join(folder, 'huge.jpg');
    const picture = readFileSync(card(photo));
    await writeFile(path, picture.subarray(0, picture.length - 2));
    await truncate(path, 256 * 1024 * 1024);
    expect(await poor.probe(path, 'huge.jpg')).toMatchObject({ kind: 'unknown', fault: 'unreadable' });
    expect(await prober.probe(path, 'huge.jpg')).toMatchObject({ kind: 'picture', fault: 'truncated' });
    expect(await poor.probe(card(photo), photo)).toMatchObject({ fault: null });
    await poor.close();
  });

  it('answers many at once and replaces worn processes', async () => {
    const worn = startProber({ processes: 2, filesEach: 2 });
    const paths = [xz, wav, photo, avi, phone, mpg, dph];
    const probes = await Promise.all(paths.map((path) => worn.probe(card(path), path)));
    expect(probes.map(({ container }) => container)).toEqual([
      'mp4',
      'wav',
      'jpeg',
      'avi',
      'mp4',
      'mpeg-ps',
      'mp4',
    ]);
    await worn.close();
  });
});

describe.runIf(existsSync(real))('real media that nobody here made', () => {
  it.each([
    [
      'VID_20191220_170832.mp4',
      { kind: 'video', container: 'mp4', playable: 'browser', width: 1920, height: 1080, durationMs: 1600 },
    ],
    ['movie-hello.mp4', { kind: 'video', container: 'mp4', playable: 'browser', createdAt: null }],
    ['movie-hello.avi', { kind: 'video', container: 'avi', playable: 'needsProxy', durationMs: 8360 }],
    ['movie-hello.mpeg', { kind: 'video', container: 'mpeg-ps', playable: 'needsProxy' }],
    ['deleted.wav', { kind: 'audio', container: 'wav', playable: 'browser', durationMs: 2081 }],
    [
      'IMG_20200827_231612.jpg',
      {
        kind: 'picture',
        width: 4000,
        height: 3000,
        make: 'Xiaomi',
        deviceModel: 'Mi A3',
        createdAtStated: 'local',
      },
    ],
    ['IMG_1054.JPG', { kind: 'picture', make: 'Canon', gps: null }],
    ['a-text.pdf', { kind: 'document', pages: 2 }],
  ])('%s', async (name, facts) => {
    const probe = await prober.probe(join(real, name), name);
    expect(probe).toMatchObject({ ...facts, fault: null, complete: true });
  });

  it('a phone in another time zone shows as a conflict, not as a habit', async () => {
    const name = 'VID_20191220_170832.mp4';
    const probe = await prober.probe(join(real, name), name);
    expect(probe.gps?.lat).toBeCloseTo(-15.8355, 3);
    const register = { deviceByNo: () => null, officerByUserId: () => null, holderOf: () => null };
    const proposal = proposeAttribution({ name: parseFileName(name, defaultNamePatterns), probe, register });
    expect(proposal.conflicts).toEqual([
      {
        code: 'startDiffers',
        detail: { name: '2019-12-20T17:08:32', metadata: '2019-12-21T04:08:34', seconds: '39602' },
      },
    ]);
  });
});
