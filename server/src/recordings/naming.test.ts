import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type NamePattern, parseNamePattern } from '../devices/index.ts';
import { decodeName, defaultNamePatterns, parseFileName, sanitizeName } from './naming.ts';

function compiled(template: string): NamePattern {
  const parsed = parseNamePattern(template);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.pattern;
}

const faultsOf = (template: string): string[] => {
  const parsed = parseNamePattern(template);
  return 'faults' in parsed ? parsed.faults.map((fault) => fault.code) : [];
};

describe('parseFileName', () => {
  it('reads a body camera name with and without the mark', () => {
    const told = { deviceNo: 'XZ260017', userId: '140901', localStart: '2026-09-15T10:02:00' };
    const pattern = 'DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]';
    expect(parseFileName('DCAM_XZ260017_140901_20260915_100200_IMP.mp4', defaultNamePatterns)).toEqual({
      ...told,
      pattern,
      important: true,
    });
    expect(parseFileName('dcam_XZ260017_140901_20260915_100200.MP4', defaultNamePatterns)).toEqual({
      ...told,
      pattern,
      important: false,
    });
  });

  it.each([
    ['VID_20191220_170832.mp4', '2019-12-20T17:08:32'],
    ['IMG_20200827_231612.jpg', '2020-08-27T23:16:12'],
    ['IMG_20200827_231612_1.jpg', '2020-08-27T23:16:12'],
    ['AUD_20261123_143850.webm', '2026-11-23T14:38:50'],
    ['NOTE_20261123_143851.txt', '2026-11-23T14:38:51'],
    ['VID_20191220_170832 (2).mp4', '2019-12-20T17:08:32'],
    ['IMG_20240229_000000', '2024-02-29T00:00:00'],
  ])('reads the phone name %s', (name, localStart) => {
    expect(parseFileName(name, defaultNamePatterns)).toMatchObject({ localStart });
  });

  it('tells nothing of the mark where the pattern has none', () => {
    expect(parseFileName('VID_20191220_170832.mp4', defaultNamePatterns)).not.toHaveProperty('important');
  });

  it.each([
    'IMG_1054.JPG',
    'VID_20260931_120000.mp4',
    'VID_20230229_120000.mp4',
    'VID_20260930_240000.mp4',
    'VID_20260930_126000.mp4',
    'VID_19000101_000000.mp4',
    'DCAM__140901_20260915_100200.mp4',
    'xVID_20191220_170832.mp4',
    '',
  ])('does not take %s for a name of ours', (name) => {
    expect(parseFileName(name, defaultNamePatterns)).toBeNull();
  });

  it('takes the first pattern that fits, in the order given', () => {
    const patterns = [compiled('<deviceId>-<date>'), compiled('<deviceId>-<date>[_<time>]')];
    expect(parseFileName('K9-20260101.mp4', patterns)?.pattern).toBe('<deviceId>-<date>');
    expect(parseFileName('K9-20260101_080910.mp4', patterns)).toEqual({
      pattern: '<deviceId>-<date>[_<time>]',
      deviceNo: 'K9',
      localStart: '2026-01-01T08:09:10',
    });
  });

  it('proposes no start from a date alone', () => {
    expect(parseFileName('K9-20260101.mp4', [compiled('<deviceId>-<date>')])).toEqual({
      pattern: '<deviceId>-<date>',
      deviceNo: 'K9',
    });
  });

  it('reads device numbers in Chinese and takes text of a template as it stands', () => {
    const pattern = compiled('执法仪(<deviceId>).<date><time>');
    expect(parseFileName('执法仪(冀昌01).20261012152006.mp4', [pattern])).toMatchObject({
      deviceNo: '冀昌01',
      localStart: '2026-10-12T15:20:06',
    });
    expect(parseFileName('执法仪(冀昌01)x20261012152006.mp4', [pattern])).toBeNull();
  });

  it('gets back what a pattern was filled with', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
    const day = fc.record({
      y: fc.integer({ min: 1991, max: 2099 }),
      m: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 28 }),
    });
    const time = fc.record({ h: fc.nat(23), mi: fc.nat(59), s: fc.nat(59) });
    const two = (n: number) => String(n).padStart(2, '0');
    fc.assert(
      fc.property(
        word,
        word,
        day,
        time,
        fc.boolean(),
        (deviceNo, userId, { y, m, d }, { h, mi, s }, important) => {
          const name = `DCAM_${deviceNo}_${userId}_${y}${two(m)}${two(d)}_${two(h)}${two(mi)}${two(s)}${important ? '_IMP' : ''}.mp4`;
          expect(parseFileName(name, defaultNamePatterns)).toMatchObject({
            deviceNo,
            userId,
            important,
            localStart: `${y}-${two(m)}-${two(d)}T${two(h)}:${two(mi)}:${two(s)}`,
          });
        },
      ),
    );
  });

  it.each(['99991231', '20271115'])('tells no start of %s, and what else the name tells', (day) => {
    const name = `DCAM_XZ01_140901_${day}_100200.mp4`;
    const read = parseFileName(name, defaultNamePatterns, '2026-11-01T00:00:00.000Z');
    expect(read).toMatchObject({ deviceNo: 'XZ01', userId: '140901' });
    expect(read).not.toHaveProperty('localStart');
  });

  it('tells a start up to a year from now: clocks run fast', () => {
    const name = 'DCAM_XZ01_140901_20271015_100200.mp4';
    expect(parseFileName(name, defaultNamePatterns, '2026-11-01T00:00:00.000Z')).toHaveProperty('localStart');
  });

  it.each([
    '<deviceId>a<userId>a<seq>a<date>',
    '[a][a][a][a]<deviceId>-<date>',
    '[a]<deviceId>[a]a<userId>[a]a[a]<date>',
  ])('ends soon on names made to keep a pattern busy: %s', (template) => {
    const pattern = compiled(template);
    const start = performance.now();
    for (const sign of ['a', '1', 'a1', '1a'])
      for (let i = 0; i < 5; i++) expect(parseFileName(sign.repeat(120), [pattern])).toBeNull();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('parseNamePattern', () => {
  it.each([
    ['', ['empty']],
    ['   ', ['empty']],
    [`<date>${'x'.repeat(200)}`, ['tooLong']],
    ['<when>_<date>', ['unknownToken']],
    ['<constructor>_<date>', ['unknownToken']],
    ['<date>_<date>', ['twice']],
    ['<deviceId><userId>_<date>', ['touching']],
    ['<time>_<deviceId>', ['timeWithoutDate']],
    ['VID_<seq>', ['tellsNothing']],
    ['<date>[_IMP', ['bracket']],
    ['<date>_IMP]', ['bracket']],
    ['<date>[_[IMP]]', ['bracket', 'bracket']],
    ['<date>_<IMP', ['bracket']],
    ['<date>[a][a][a][a]', []],
    [`${'[a]'.repeat(60)}<date>`, ['tooManyOptional']],
    ['card/<date>', ['sign']],
    ['card\\<date>', ['sign']],
  ])('finds the faults of %j', (template, codes) => {
    expect(faultsOf(template)).toEqual(codes);
  });

  it('names every fault at once, with its place and a sentence', () => {
    const parsed = parseNamePattern('<when>_<time>]');
    expect('faults' in parsed && parsed.faults.map(({ code, at }) => [code, at])).toEqual([
      ['unknownToken', 0],
      ['timeWithoutDate', 0],
      ['tellsNothing', 0],
      ['bracket', 13],
    ]);
    expect('faults' in parsed && parsed.faults.every(({ said }) => /[\u4e00-\u9fff]/.test(said.zh))).toBe(
      true,
    );
  });

  it('never throws, and what it accepts matches anchored', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (template) => {
        const parsed = parseNamePattern(template);
        if ('pattern' in parsed) expect(parsed.pattern.expression.source).toMatch(/^\^.*\$$/s);
        else expect(parsed.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('decodeName', () => {
  it('reads UTF-8, GBK and GB 18030', () => {
    expect(decodeName(Buffer.from('现场检查.mp4'))).toBe('现场检查.mp4');
    expect(decodeName(iconv.encode('现场检查.mp4', 'gbk'))).toBe('现场检查.mp4');
    expect(decodeName(iconv.encode('㐂𠀀.jpg', 'gb18030'))).toBe('㐂𠀀.jpg');
    expect(decodeName(Buffer.alloc(0))).toBe('');
  });
});

describe('sanitizeName', () => {
  it.each([
    ['现场检查.mp4', '现场检查.mp4', false],
    ['../../etc/passwd', 'passwd', true],
    ['..\\..\\windows\\win.ini', 'win.ini', true],
    ['/', '未命名', true],
    ['..', '未命名', true],
    ['card/..', 'card', true],
    ['', '未命名', true],
    ['\0', '未命名', true],
    ['a\0b\r\n.mp4', 'ab.mp4', true],
    ['gpj.\u202e4pm', 'gpj.4pm', true],
    ['\ufeff录像.mp4', '录像.mp4', true],
    ['  录像.mp4 ', '录像.mp4', true],
    ['e\u0301.mp4', '\u00e9.mp4', true],
    ['.mp4', '.mp4', false],
  ])('%j becomes %j', (raw, name, changed) => {
    expect(sanitizeName(raw)).toEqual({ name, changed });
  });

  it('takes bytes in GBK', () => {
    expect(sanitizeName(iconv.encode('大蒲河/现场.avi', 'gbk'))).toEqual({ name: '现场.avi', changed: true });
  });

  it('shortens to 255 bytes, keeps the ending and splits no character', () => {
    const { name, changed } = sanitizeName(`${'证'.repeat(120)}.mp4`);
    expect(name).toBe(`${'证'.repeat(83)}.mp4`);
    expect(changed).toBe(true);
  });

  it('is safe and settled for any text and any bytes', () => {
    const raw = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom('.', '/', '\\', ' ', '\0', '证', 'e', '\u0301', '\u202e', '\ud800'),
      }),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(raw, (sent) => {
        const { name, changed } = sanitizeName(sent);
        expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u);
        expect(name).not.toMatch(/^\.*$/);
        expect(name.isWellFormed()).toBe(true);
        expect(name.normalize('NFC')).toBe(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(changed).toBe(name !== (typeof sent === 'string' ? sent : decodeName(sent)));
        expect(sanitizeName(name)).toEqual({ name, changed: false });
      }),
      { numRuns: 500 },
    );
  });
});
