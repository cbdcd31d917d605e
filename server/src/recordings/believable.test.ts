import { describe, expect, it } from 'vitest';
import { believableInstant, believeProbe } from './believable.ts';
import type { Probe } from './probe.ts';

const now = '2026-11-01T00:00:00.000Z';
const probe: Probe = {
  kind: 'video',
  container: 'matroska',
  mime: 'video/x-matroska',
  size: 10,
  streams: [{ type: 'video', codec: 'h264', width: 1e12, height: 720, frameRate: 25 }],
  durationMs: 1e22,
  width: 1e12,
  height: 720,
  frameRate: Number.POSITIVE_INFINITY,
  createdAt: '9999-12-31T23:59:59.000Z',
  createdAtStated: 'utc',
  gps: null,
  make: 'a\0b',
  deviceModel: '\ud800x',
  deviceSerial: 'x'.repeat(10_000),
  pages: -1,
  complete: true,
  fault: null,
  playable: 'needsProxy',
};

describe('a time of filming', () => {
  it.each([
    ['1989-12-31T23:59:59.999Z', false],
    ['1990-01-01T00:00:00.000Z', true],
    ['2026-11-01T00:00:00.000Z', true],
    ['2027-10-31T00:00:00.000Z', true],
    ['2027-12-01T00:00:00.000Z', false],
    ['9999-12-31T00:00:00.000Z', false],
    ['no time', false],
  ])('%s is believed: %s', (at, believed) => {
    expect(believableInstant(at, now)).toBe(believed ? at : null);
  });
});

describe('a hostile probe', () => {
  it('loses what cannot be and what the database cannot hold', () => {
    expect(believeProbe(probe, now)).toMatchObject({
      durationMs: null,
      width: null,
      height: 720,
      frameRate: null,
      createdAt: null,
      createdAtStated: null,
      make: 'ab',
      deviceModel: '\ufffdx',
      deviceSerial: 'x'.repeat(300),
      pages: null,
      streams: [{ codec: 'h264', width: null, height: 720, frameRate: 25 }],
    });
  });
  it('keeps a plain one as it is', () => {
    const plain: Probe = {
      ...probe,
      streams: [],
      durationMs: 60_000,
      width: 1280,
      frameRate: 25,
      createdAt: '2026-09-15T02:02:11.000Z',
      make: 'DSJ',
      deviceModel: null,
      deviceSerial: 'XZ01',
      pages: null,
    };
    expect(believeProbe(plain, now)).toEqual(plain);
  });
});
