import type { Recording } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleDuty, sampleId } from '../../samples-for-tests.ts';
import { ActLinks } from './ActLinks.tsx';
import { AttributionCard } from './AttributionCard.tsx';
import { HandoverLine } from './HandoverLine.tsx';
import { DigestFacts, RecordingFacts } from './RecordingFacts.tsx';
import { ReturnClaim } from './ReturnClaim.tsx';

const at = '2026-10-14T02:00:00.000Z';
const field = (
  change: Partial<Recording['attribution']['device']> = {},
): Recording['attribution']['device'] => ({
  ...{ value: sampleId(11), label: 'DSJ-1', source: 'name', alternatives: [] },
  ...change,
});
const attribution = (change: Partial<Recording['attribution']> = {}): Recording['attribution'] => ({
  ...{ version: 1, device: field(), officer: field({ label: 'Wang', source: 'register' }) },
  ...{ unit: field({ label: 'Unit 1' }), startedAt: at, endedAt: null, startSource: 'metadata' },
  ...{
    deviceStart: null,
    clockOffsetSeconds: 0,
    conflicts: [],
    confirmed: false,
    statedBy: null,
    reason: null,
  },
  ...change,
});
const none = {
  play: false,
  download: false,
  attribute: false,
  receive: false,
  claimReturn: false,
  link: false,
};
const recording = (change: Partial<Recording> = {}): Recording => ({
  ...{ id: sampleId(8), name: 'a.mp4', kind: 'video', size: 5_000_000, durationMs: 61_000, unit: null },
  ...{
    deviceNo: null,
    officer: null,
    startedAt: at,
    party: null,
    cause: null,
    registeredAt: at,
    storage: null,
  },
  ...{
    poster: false,
    conflicts: 0,
    endedAt: null,
    mime: 'video/mp4',
    container: null,
    streams: [],
    pixels: null,
  },
  ...{ sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), pages: null, metadataCreatedAt: null, gps: null },
  ...{ metadataDevice: null, originalName: null, uploadedBy: 'Wang', source: 'web', playable: 'browser' },
  ...{ derivatives: [], attribution: attribution(), duties: [], returnClaim: null, handover: null, acts: [] },
  ...{ life: [], abilities: none },
  ...change,
});
const attributed = (
  change: Partial<Recording['attribution']>,
  attribute = false,
  language: 'zh' | 'en' = 'zh',
) =>
  draw(
    <AttributionCard
      recording={recording({ attribution: attribution(change), abilities: { ...none, attribute } })}
    />,
    { language, roles: ['officer'] },
  );
const doubt = (code: string) => ({ code, detail: {}, sentence: { zh: `疑点${code}`, en: `doubt ${code}` } });

describe('what a file is', () => {
  const facts = (change: Partial<Recording>) =>
    wordsIn(draw(<RecordingFacts recording={recording(change)} />));
  it('leaves out what is not known', () => {
    expect(facts({ durationMs: null })).not.toMatch(/时长|定位|页数|画面|null|原文件名/);
  });
  it('says an instant of the metadata by the clock of Beijing, and a wall clock as it is written', () => {
    expect(facts({ metadataCreatedAt: '2026-10-14T02:00:00.000Z' })).toContain('2026-10-14 10:00:00');
    expect(facts({ metadataCreatedAt: '2026-10-14T02:00:00' })).toContain('2026-10-14 02:00:00');
  });
  it('shows a place on the equator as one, and both sides of a picture', () => {
    expect(facts({ gps: { lat: 0, lon: 112.734567 } })).toContain('0.00000, 112.73457');
    expect(facts({ pixels: { width: 4000, height: 3000 } })).toContain('4000×3000');
  });
  it('tells the streams, the format by its type where no container is known', () => {
    const stream = { type: 'video' as const, codec: 'h264', width: 1920, height: 1080, frameRate: 25 };
    const sound = { type: 'audio' as const, codec: 'aac', width: null, height: null, frameRate: null };
    expect(facts({ streams: [stream, sound] })).toContain('画面 h264 1920×1080 25 fps；声音 aac');
    expect(facts({})).toContain('video/mp4');
  });
  it('shows both digests whole, each to be copied', () => {
    const html = draw(<DigestFacts recording={recording()} />);
    expect(wordsIn(html)).toContain('a'.repeat(64));
    expect(wordsIn(html)).toContain('b'.repeat(64));
    expect(buttonsIn(html)).toEqual(['复制', '复制']);
  });
});

describe('device, officer and time', () => {
  it('are guesses with their ground until somebody confirms them', () => {
    const words = wordsIn(attributed({}));
    expect(words).toContain('DSJ-1');
    expect(words).toContain('以上是系统推定，尚未有人核对。');
  });
  it('show the other hints beside the one that was taken', () => {
    const alternatives = [{ value: sampleId(12), label: 'DSJ-2', source: 'metadata' as const }];
    expect(wordsIn(attributed({ device: field({ alternatives }) }))).toMatch(/另有线索：DSJ-2（/);
  });
  it('say a contradiction apart from what is merely missing', () => {
    expect(wordsIn(attributed({ conflicts: [doubt('startDiffers')] }))).toContain('线索不一致，请核对');
    const missing = wordsIn(attributed({ conflicts: [doubt('deviceUnknown')] }));
    expect(missing).toContain('线索不足或没有登记，请补充');
    expect(missing).toContain('疑点deviceUnknown');
  });
  it('name who confirmed them and why, and keep what was doubted before', () => {
    const words = wordsIn(
      attributed({ confirmed: true, statedBy: 'Li', reason: 'roster', conflicts: [doubt('startDiffers')] }),
    );
    expect(words).toContain('已由Li核对：roster');
    expect(words).toContain('核对前的提示：');
    expect(words).not.toContain('线索不一致');
  });
  it('that a person left out are not stated, rather than unknown', () => {
    const left = field({ value: null, label: null, source: 'person' });
    const words = wordsIn(attributed({ device: left, startedAt: null, startSource: 'person' }));
    expect(words.match(/未填/g)).toHaveLength(2);
  });
  it('tell the clock of the device only where it was read or was off', () => {
    expect(wordsIn(attributed({}))).not.toContain('设备时钟');
    const words = wordsIn(attributed({ deviceStart: '2026-10-14T09:58:30', clockOffsetSeconds: -90 }));
    expect(words).toContain('2026-10-14 09:58:30；时钟差 -90 秒，已校正');
  });
  it('are confirmed by who may', () => {
    expect(buttonsIn(attributed({}, true))).toEqual(['核对或更正']);
    expect(buttonsIn(attributed({}))).toEqual([]);
  });
});

describe('the handover', () => {
  const line = (change: Partial<Recording>) => draw(<HandoverLine recording={recording(change)} />);
  it('is a button for who may receive, as long as nobody has', () => {
    expect(buttonsIn(line({ abilities: { ...none, receive: true } }))).toEqual(['交接签收']);
    expect(buttonsIn(line({}))).toEqual([]);
    const received = { handover: { at, receivedBy: 'Li' }, abilities: { ...none, receive: true } };
    expect(buttonsIn(line(received))).toEqual([]);
    expect(wordsIn(line(received))).toContain('Li于 2026-10-14 10:00 签收');
  });
  it('says that there was none', () => {
    expect(wordsIn(line({})).replaceAll('\n', '')).toBe('交接：尚未交接');
  });
});

describe('the return from a remote place', () => {
  const claim = (change: Partial<Recording>) =>
    draw(<ReturnClaim recording={recording({ abilities: { ...none, claimReturn: true }, ...change })} />);
  const late = sampleDuty({ state: 'overdue', dischargedAt: null, dueBefore: '2026-01-01T16:00:00.000Z' });
  it('is asked for only where it matters: what is late, was late or cannot be told', () => {
    for (const duty of [late, sampleDuty({ state: 'dischargedLate' }), sampleDuty({ state: 'undetermined' })])
      expect(buttonsIn(claim({ duties: [duty] }))).toEqual(['说明返回情况']);
    expect(buttonsIn(claim({ duties: [sampleDuty()] }))).toEqual([]);
    expect(buttonsIn(claim({}))).toEqual([]);
  });
  it('is asked only of who may state it', () => {
    expect(buttonsIn(claim({ duties: [late], abilities: none }))).toEqual([]);
  });
  it('can be stated anew', () => {
    const html = claim({
      returnClaim: { ground: 'remote', returnDate: '2026-10-20', evidence: 'car sheet' },
    });
    expect(wordsIn(html)).toContain('2026-10-20 返回：car sheet');
    expect(buttonsIn(html)).toEqual(['说明返回情况']);
  });
});

describe('the acts of a film', () => {
  const links = (change: Partial<Recording>) =>
    draw(<ActLinks recording={recording(change)} />, {
      roles: ['officer'],
      answers: [['listActs', {}, { rows: [], next: null }]],
    });
  const act = { id: sampleId(2), number: 'XZ-A-1', cause: 'no licence', party: 'Shunda', note: 'minute 3' };
  it('are led to, with the note', () => {
    const html = links({ acts: [act] });
    expect(linksIn(html)).toEqual([`/acts/${sampleId(2)}`]);
    expect(wordsIn(html)).toContain('no licence · Shunda');
    expect(wordsIn(html)).toContain('minute 3');
  });
  it('are linked by who may', () => {
    expect(wordsIn(links({}))).toContain('还没有关联执法活动');
    expect(buttonsIn(links({ abilities: { ...none, link: true } }))).toEqual(['关联到执法活动']);
    expect(buttonsIn(links({}))).toEqual([]);
  });
});

it('in English there is no Chinese word', () => {
  const alternatives = [{ value: sampleId(12), label: 'DSJ-2', source: 'register' as const }];
  const whole = recording({
    ...{ gps: { lat: 1, lon: 2 }, pages: 3, originalName: 'b.mp4', metadataCreatedAt: at },
    returnClaim: { ground: 'offsite', returnDate: '2026-10-20', evidence: 'x' },
  });
  const options = { language: 'en', roles: ['officer'] } as const;
  const parts = [
    attributed(
      { device: field({ alternatives }), conflicts: [doubt('x')], clockOffsetSeconds: 3 },
      true,
      'en',
    ),
    draw(<RecordingFacts recording={whole} />, options),
    draw(<ReturnClaim recording={whole} />, options),
    draw(<HandoverLine recording={whole} />, options),
  ];
  for (const html of parts) expect(chineseIn(html)).toEqual([]);
});
