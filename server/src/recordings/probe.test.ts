import { describe, expect, it } from 'vitest';
import { claimsDocument, claimsMedia, decideIntake, endingOf } from './probe.ts';
import { readPlace, readStatedTime } from './probe-media.ts';
import { decidePlayable } from './probe-playable.ts';

const video = (codec: string) => ({ type: 'video', codec, width: 640, height: 360, frameRate: 25 }) as const;
const audio = (codec: string) =>
  ({ type: 'audio', codec, width: null, height: null, frameRate: null }) as const;

describe('decideIntake', () => {
  it.each([
    ['a film', { kind: 'video', size: 9, fault: null }, 'a.mp4', { as: 'media' }],
    ['a film under another ending', { kind: 'video', size: 9, fault: null }, 'a.bin', { as: 'media' }],
    ['a picture', { kind: 'picture', size: 9, fault: null }, 'a.jpg', { as: 'media' }],
    ['sound', { kind: 'audio', size: 9, fault: null }, 'a.wav', { as: 'media' }],
    ['an empty file', { kind: 'unknown', size: 0, fault: 'empty' }, 'a.pdf', { refuse: 'empty' }],
    [
      'a file of no bytes whatever was said of it',
      { kind: 'document', size: 0, fault: null },
      'a.txt',
      { refuse: 'empty' },
    ],
    [
      'a film that breaks off',
      { kind: 'video', size: 9, fault: 'truncated' },
      'a.mp4',
      { refuse: 'truncated' },
    ],
    [
      'text called film',
      { kind: 'unknown', size: 9, fault: 'notWhatItsNameSays' },
      'a.mp4',
      { refuse: 'notWhatItsNameSays' },
    ],
    [
      'a document called film',
      { kind: 'document', size: 9, fault: null },
      'a.mp4',
      { refuse: 'notWhatItsNameSays' },
    ],
    ['a document', { kind: 'document', size: 9, fault: null }, 'a.pdf', { as: 'document' }],
    ['what nobody knows', { kind: 'unknown', size: 9, fault: null }, 'a.xyz', { refuse: 'unreadable' }],
    [
      'what nobody knows under a document’s ending',
      { kind: 'unknown', size: 9, fault: null },
      'a.wps',
      { as: 'document' },
    ],
    [
      'what kills the prober',
      { kind: 'unknown', size: 9, fault: 'unreadable' },
      'a.pdf',
      { refuse: 'unreadable' },
    ],
  ] as const)('%s', (_, probe, name, decision) => {
    expect(decideIntake(probe, name)).toEqual(decision);
  });
});

describe('endings', () => {
  it.each([
    ['a.MP4', 'mp4'],
    ['现场.检查.Pdf ', 'pdf'],
    ['noending', ''],
    ['ends.with.', ''],
    ['.hidden', 'hidden'],
  ])('%s ends in %j', (name, ending) => {
    expect(endingOf(name)).toBe(ending);
  });
  it('claim media or a document, never both', () => {
    for (const name of ['a.mp4', 'a.dav', 'a.heic', 'a.wav'])
      expect([claimsMedia(name), claimsDocument(name)]).toEqual([true, false]);
    for (const name of ['a.pdf', 'a.ofd', 'a.docx', 'a.zip'])
      expect([claimsMedia(name), claimsDocument(name)]).toEqual([false, true]);
    expect([claimsMedia('a.exe'), claimsDocument('a.exe')]).toEqual([false, false]);
  });
});

describe('decidePlayable', () => {
  it.each([
    ['video', 'mp4', [video('h264'), audio('aac')], 'browser'],
    ['video', 'mp4', [video('h264')], 'browser'],
    ['video', 'webm', [video('vp9'), audio('opus')], 'browser'],
    ['video', 'mp4', [video('hevc'), audio('aac')], 'needsProxy'],
    ['video', 'mp4', [video('h264'), audio('g711a')], 'needsProxy'],
    ['video', 'avi', [video('h264'), audio('aac')], 'needsProxy'],
    ['video', 'avi', [video('mjpeg'), audio('pcm')], 'needsProxy'],
    ['video', 'mpeg-ps', [video('mpeg2'), audio('mp2')], 'needsProxy'],
    ['video', 'mpeg-ts', [video('h264'), audio('aac')], 'needsProxy'],
    ['video', 'mov', [video('h264'), audio('aac')], 'needsProxy'],
    ['audio', 'wav', [audio('pcm')], 'browser'],
    ['audio', 'mp3', [audio('mp3')], 'browser'],
    ['audio', 'wav', [audio('g711a')], 'needsProxy'],
    ['audio', 'amr', [audio('amr')], 'needsProxy'],
    ['picture', 'jpeg', [], 'browser'],
    ['picture', 'heic', [], 'no'],
    ['document', 'pdf', [], 'no'],
    ['unknown', null, [], 'no'],
  ] as const)('%s in %s with %o: %s', (kind, container, streams, playable) => {
    expect(decidePlayable(kind, container, streams)).toBe(playable);
  });
});

describe('readStatedTime', () => {
  it.each([
    ['2026-09-15 02:02:11 UTC', '2026-09-15T02:02:11.000Z', 'utc'],
    ['UTC 2026-09-15 02:02:11', '2026-09-15T02:02:11.000Z', 'utc'],
    ['2026-09-15T02:02:11Z', '2026-09-15T02:02:11.000Z', 'utc'],
    ['2026-09-15T10:02:11+0800', '2026-09-15T02:02:11.000Z', 'offset'],
    ['2026:09:15 10:02:11+08:00', '2026-09-15T02:02:11.000Z', 'offset'],
    ['2026:09:15 10:02:11-03:00', '2026-09-15T13:02:11.000Z', 'offset'],
    ['2026:09:15 10:02:11', '2026-09-15T02:02:11.000Z', 'local'],
  ])('%s', (stated, at, as) => {
    expect(readStatedTime(stated)).toEqual({ at, as });
  });
  it.each([
    '',
    '1904-01-01 00:00:00 UTC',
    '1970-01-01 00:00:00 UTC',
    '0000:00:00 00:00:00',
    '2026-13-45 99:99:99',
    'yesterday',
  ])('takes %j for no time', (stated) => {
    expect(readStatedTime(stated)).toBeNull();
  });
});

describe('readPlace', () => {
  it.each([
    ['15.8355°S 48.0153°W', { lat: -15.8355, lon: -48.0153 }],
    ['25.4952°N 103.7983°E 1880.000m', { lat: 25.4952, lon: 103.7983 }],
    ['+25.4952+103.7983+1880/', { lat: 25.4952, lon: 103.7983 }],
    ['-15.8355-048.0153/', { lat: -15.8355, lon: -48.0153 }],
    ['+95.0+10.0/', null],
    ['Beijing', null],
    ['', null],
  ])('%s', (stated, place) => {
    expect(readPlace(stated)).toEqual(place);
  });
});
