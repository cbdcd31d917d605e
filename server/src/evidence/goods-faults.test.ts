import { describe, expect, it } from 'vitest';
import { type Disposal, type EventInput, eventFaults, listFaults } from './goods-faults.ts';
import { foldGoods } from './goods-fold.ts';
import { Faults } from './ground.ts';

const taken = '2026-08-04T02:00:00.000Z';
const item = {
  ...{ name: '香烟', specification: '硬盒', quantity: 5, unit: '条', condition: '完好' },
  ...{ place: null, photoId: null },
};
type List = Parameters<typeof listFaults>[0];
const right = {
  ...{ measure: 'detain', urgent: false, takenAt: taken, approvedBy: '赵局长', approvedAt: taken },
  ...{ signedBy: '王某', refusedReason: null, witness: null },
};
const ofList = (change: object) => {
  const faults = new Faults();
  listFaults({ ...right, ...change } as List, faults);
  return faults.all;
};

describe('a list', () => {
  it.each<[string, object, string[]]>([
    ['as it should be', {}, []],
    ['approved by nobody', { approvedBy: '' }, ['approvedBy']],
    ['approved at no time', { approvedAt: null }, ['approvedAt']],
    ['approved after it', { approvedAt: '2026-08-04T02:00:00.001Z' }, ['approvedAt']],
    ['taken in urgency', { urgent: true, approvedBy: null, approvedAt: null }, []],
    ['registered in urgency', { measure: 'advanceRegistration', urgent: true }, ['urgent']],
    ['signed by nobody', { signedBy: null }, ['signedBy']],
    ['refused before nobody', { signedBy: null, refusedReason: '拒绝' }, ['signedBy']],
    ['refused before a witness', { signedBy: null, refusedReason: '拒绝', witness: '李某' }, []],
    [
      'with nothing',
      { signedBy: '', approvedBy: null, approvedAt: null },
      ['approvedBy', 'approvedAt', 'signedBy'],
    ],
  ])('%s', (_, change, faulty) => {
    expect(ofList(change).map(({ path }) => path)).toEqual(faulty);
  });
  it('is refused under the law of its measure', () => {
    expect(ofList({ approvedBy: null })).toMatchObject([
      { message: expect.stringContaining('《中华人民共和国行政强制法》第十八条') },
    ]);
    expect(ofList({ approvedBy: null, measure: 'advanceRegistration' })).toMatchObject([
      {
        message: expect.stringContaining('第五十六条'),
        messageEn: expect.stringContaining('Penalty Law, art. 56'),
      },
    ]);
  });
});

const event = (change: object) =>
  ({ at: '2026-08-05T02:00:00.000Z', reason: '查清', approvedBy: '赵局长', ...change }) as EventInput;
const disposal = (change: Partial<Disposal>) =>
  event({
    ...{ kind: 'disposed', approvedAt: taken, source: 'held', manner: 'returned' },
    ...{ lines: [{ line: 1, quantity: 5 }], receiver: '王某', receipt: '签收' },
    ...{ officerIds: ['a', 'b'], recordingId: null, ...change },
  });
const confiscated = {
  ...{ id: '1', kind: 'disposed' as const, at: taken, source: 'held' as const },
  ...{ manner: 'confiscated' as const, lines: [{ line: 1, quantity: 3 }], undoes: null },
};
const ofEvent = (
  one: EventInput,
  list: object = {},
  known: string[] = [],
  facts = [confiscated].slice(1),
) => {
  const faults = new Faults();
  const standing = foldGoods([item], facts);
  eventFaults(
    { measure: 'detain', urgent: false, takenAt: taken, ...list },
    standing,
    new Set(known),
    one,
    faults,
  );
  return faults.all;
};
const paths = (...given: Parameters<typeof ofEvent>) => ofEvent(...given).map(({ path }) => path);
const registration = { measure: 'advanceRegistration' };

describe('an event', () => {
  it.each<[string, EventInput, object, string[], string[]]>([
    ['before the measure', event({ kind: 'lifted', at: '2026-08-04T01:59:59.999Z' }), {}, [], ['at']],
    ['that prolongs', event({ kind: 'extended' }), {}, [], []],
    ['that prolongs again', event({ kind: 'extended' }), {}, ['extended'], ['kind']],
    ['that prolongs a registration', event({ kind: 'extended' }), registration, [], ['kind']],
    ['that lifts a registration', event({ kind: 'lifted' }), registration, [], []],
    ['that reports what was approved before', event({ kind: 'reported' }), {}, [], ['kind']],
    ['that reports', event({ kind: 'reported' }), { urgent: true }, [], []],
    ['that reports again', event({ kind: 'reported' }), { urgent: true }, ['reported'], ['kind']],
    ['of a test that ends before it begins', event({ kind: 'tested', until: taken }), {}, [], ['until']],
    ['of a test without an end', event({ kind: 'tested', until: null }), {}, [], []],
  ])('%s', (_, one, list, known, faulty) => {
    expect(paths(one, list, known)).toEqual(faulty);
  });

  it('comes after the end only where it reports the urgency', () => {
    const over = [{ ...confiscated, lines: [{ line: 1, quantity: 5 }] }];
    expect(paths(event({ kind: 'extended' }), {}, [], over)).toEqual(['kind']);
    expect(paths(event({ kind: 'reported' }), { urgent: true }, [], over)).toEqual([]);
  });
});

describe('a disposal', () => {
  it.each<[string, Partial<Disposal>, string[]]>([
    ['of all that is held', {}, []],
    ['of more than is held', { lines: [{ line: 1, quantity: 5.001 }] }, ['lines.0']],
    ['of a line that is not there', { lines: [{ line: 2, quantity: 1 }] }, ['lines.0']],
    ['before its approval', { approvedAt: '2026-08-05T02:00:00.001Z' }, ['approvedAt']],
    ['to nobody', { receiver: null, receipt: '' }, ['receiver', 'receipt']],
    ['by a sale to nobody', { manner: 'auctioned', receiver: '' }, ['receiver']],
    ['by one who is named twice', { manner: 'destroyed', officerIds: ['a', 'a'] }, ['officerIds']],
    ['of which nothing was kept', { manner: 'destroyed', receipt: null }, ['receipt']],
    ['that was filmed', { manner: 'destroyed', receipt: null, recordingId: 'a' }, []],
    ['that is not for sealed goods', { manner: 'seized' }, ['manner']],
  ])('%s', (_, change, faulty) => {
    expect(paths(disposal(change))).toEqual(faulty);
  });

  it('of what was confiscated is watched by two, whatever becomes of it', () => {
    const some = { source: 'confiscated' as const, lines: [{ line: 1, quantity: 3 }] };
    expect(paths(disposal({ ...some, officerIds: ['a'] }), {}, [], [confiscated])).toEqual(['officerIds']);
    expect(paths(disposal({ ...some, manner: 'consumed' }), {}, [], [confiscated])).toEqual(['manner']);
    const more = disposal({ ...some, lines: [{ line: 1, quantity: 4 }] });
    expect(ofEvent(more, {}, [], [confiscated])).toMatchObject([
      { path: 'lines.0', message: '香烟现在只有 3 条', messageEn: 'Of 香烟 there are only 3 条 now' },
    ]);
  });
  it('of what is registered may be to seize it, and is not to sell it', () => {
    expect(paths(disposal({ manner: 'seized' }), registration)).toEqual([]);
    expect(paths(disposal({ manner: 'auctioned' }), registration)).toEqual(['manner']);
  });
});
