import { describe, expect, it } from 'vitest';
import { Faults } from './ground.ts';
import { mannerRules, servedOn, standingOf } from './served-on.ts';
import { receiptFaults, type ServiceInput, serviceFaults } from './serving-faults.ts';

const now = '2026-10-14T02:00:00.000Z';
const made = '2026-10-13T01:00:00.000Z';
const at = '2026-10-13T02:00:00.000Z';
const id = '018f0000-0000-7000-8000-000000000001';
const signed = { id, outcome: 'signed' as const, at, receiver: '王某', relation: null, note: null };
const agreed = { consents: true, signedAt: '2026-10-12T02:00:00.000Z', account: '1234567890' };

const service = (change: Partial<ServiceInput>) =>
  ({
    ...{ manner: 'direct', documentMadeAt: made, at, witnesses: [], recordingIds: [] },
    ...{ carrier: '1234567890', reason: '三次上门均无人应答', receipt: null },
    ...change,
  }) as ServiceInput;
const found = (change: Partial<ServiceInput>, address: typeof agreed | null = null) => {
  const faults = new Faults();
  serviceFaults(service(change), { address, now }, faults);
  return faults.all;
};
const paths = (...given: Parameters<typeof found>) => found(...given).map(({ path }) => path);

describe('a service as entered', () => {
  it.each<[string, Partial<ServiceInput>, string[]]>([
    ['by hand, signed for', { receipt: signed }, []],
    ['by hand, without an end', {}, ['receipt.outcome']],
    ['by hand, signed for by nobody', { receipt: { ...signed, receiver: null } }, ['receipt.receiver']],
    ['at the moment it was made', { at: made, receipt: signed }, []],
    ['before it was made', { at: '2026-10-13T00:59:59.999Z', receipt: signed }, ['at']],
    [
      'tomorrow',
      { at: '2026-10-15T02:00:00.000Z', receipt: signed },
      ['at', 'receipt.at'], // what was sent tomorrow cannot have come today
    ],
    ['left without an end', { manner: 'retained', witnesses: ['李某'] }, ['receipt.outcome']],
    ['by post, still underway', { manner: 'postal' }, []],
    ['by post without a number', { manner: 'postal', carrier: null }, ['carrier']],
    ['by notice', { manner: 'publicNotice' }, []],
    ['by notice without a reason', { manner: 'publicNotice', reason: '' }, ['reason']],
    ['by notice with a receipt', { manner: 'publicNotice', receipt: signed }, ['receipt.outcome']],
    [
      'by notice with all of it wrong',
      { manner: 'publicNotice', carrier: '', reason: null, receipt: signed },
      ['carrier', 'reason', 'receipt.outcome'],
    ],
  ])('%s', (_, change, faulty) => {
    expect(paths(change)).toEqual(faulty);
  });

  it('by electronic means goes where the party said that it can be reached', () => {
    expect(paths({ manner: 'electronic', carrier: '1234567890' }, agreed)).toEqual([]);
    expect(found({ manner: 'electronic', carrier: 'x@y.z' }, agreed)).toMatchObject([
      {
        path: 'carrier',
        message: expect.stringMatching(/“1234567890”.*《中华人民共和国民事诉讼法》第九十条/),
      },
    ]);
    expect(paths({ manner: 'postal', carrier: 'EMS 1' }, agreed)).toEqual([]);
  });

  it('is told by the article that it was not made yet, or not sent', () => {
    const early = '2026-10-13T00:30:00.000Z';
    expect(found({ at: early, receipt: { ...signed, at: '2026-10-13T00:00:00.000Z' } })).toMatchObject([
      {
        path: 'at',
        message: '不能早于文书制作的时间（2026-10-13 09:00）（《中华人民共和国民事诉讼法》第八十七条）',
      },
      {
        path: 'receipt.at',
        messageEn: 'It cannot be before it was sent (2026-10-13 08:30) (Civil Procedure Law, art. 88)',
      },
    ]);
    expect(found({ manner: 'publicNotice', receipt: signed })).toMatchObject([
      { message: expect.stringMatching(/公告送达没有回证.*第九十五条/) },
    ]);
  });

  it.each<[Partial<ServiceInput>, string[]]>([
    [{}, ['witnesses']],
    [{ witnesses: ['李某'] }, []],
    [{ recordingIds: [id] }, []],
  ])('that is left needs a witness or film: %j', (change, faulty) => {
    const receipt = { ...signed, outcome: 'left' as const, receiver: null };
    expect(paths({ manner: 'retained', receipt, ...change })).toEqual(faulty);
  });

  it.each([
    ['who never confirmed an address', null, ['manner']],
    ['who did not agree', { ...agreed, consents: false }, ['manner']],
    ['who agreed only afterwards', { ...agreed, signedAt: '2026-10-13T02:00:00.001Z' }, ['manner']],
    ['who agreed in that moment', { ...agreed, signedAt: at }, []],
  ])('is not sent by wire to one %s', (_, address, faulty) => {
    expect(paths({ manner: 'electronic' }, address)).toEqual(faulty);
  });

  it('is refused in both languages with the article', () => {
    expect(found({ manner: 'electronic' })).toMatchObject([
      {
        message: expect.stringMatching(/第六十一条、.*第九十条/),
        messageEn: expect.stringMatching(/art\. 61; .*art\. 90/),
      },
    ]);
    expect(found({})).toMatchObject([
      { message: expect.stringContaining('第八十七条'), messageEn: expect.stringContaining('art. 87') },
    ]);
  });
});

describe('a receipt', () => {
  const ofReceipt = (manner: ServiceInput['manner'], change: object) => {
    const faults = new Faults();
    receiptFaults({ manner, at }, { ...signed, ...change }, now, faults);
    return faults.all.map(({ path }) => path);
  };
  it.each<[ServiceInput['manner'], object, string[]]>([
    ['postal', {}, []],
    ['postal', { outcome: 'returned', receiver: null }, []],
    ['postal', { outcome: 'left' }, ['outcome']],
    ['direct', { outcome: 'returned' }, ['outcome']],
    ['electronic', { outcome: 'signed' }, ['outcome']],
    ['entrusted', { outcome: 'left', receiver: null }, []],
    ['postal', { at: '2026-10-13T01:59:59.999Z' }, ['at']],
    ['postal', { at: '2026-10-14T03:00:00.000Z', receiver: '' }, ['at', 'receiver']],
  ])('of service %s with %j', (manner, change, faulty) => {
    expect(ofReceipt(manner, change)).toEqual(faulty);
  });
});

describe('what counts as served', () => {
  const notice = { dueBefore: '2026-11-12T16:00:00.000Z', provisional: true, steps: [] };
  it('by hand is the moment of the receipt, and nothing that failed', () => {
    expect(servedOn('direct', signed, null).at).toBe(at);
    expect(servedOn('direct', { outcome: 'refused', at }, null).at).toBeNull();
    expect(servedOn('postal', null, null).at).toBeNull();
  });
  it('by notice is the last moment of the last day, and never what was taken back', () => {
    expect(servedOn('publicNotice', null, notice)).toMatchObject({
      at: '2026-11-12T15:59:59.999Z',
      provisional: true,
    });
    expect(servedOn('publicNotice', { outcome: 'withdrawn', at }, notice).at).toBeNull();
    expect(servedOn('publicNotice', null, null).at).toBeNull();
  });
  it.each([
    ['publicNotice', null, '2026-11-12T15:59:59.999Z', 'underway'],
    ['publicNotice', null, '2026-10-13T15:59:59.999Z', 'served'],
    ['publicNotice', { outcome: 'withdrawn' }, '2026-10-13T15:59:59.999Z', 'withdrawn'],
    ['publicNotice', null, null, 'underway'],
    ['postal', null, null, 'underway'],
    ['postal', { outcome: 'signed' }, at, 'served'],
    ['postal', { outcome: 'returned' }, null, 'failed'],
    ['direct', { outcome: 'withdrawn' }, null, 'withdrawn'],
  ] as const)('%s with %j that counts from %s is %s', (manner, receipt, counted, standing) => {
    expect(standingOf(manner, receipt, { at: counted }, now)).toBe(standing);
  });
  it('never counts an outcome as both served and failed', () => {
    for (const { served, failed } of Object.values(mannerRules))
      expect(served.filter((one) => failed.includes(one))).toEqual([]);
  });
});
