import { describe, expect, it } from 'vitest';
import { type Disposal, type EventInput, endFaults, eventFaults, listFaults } from './goods-faults.ts';
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
    const late = { approvedAt: '2026-08-04T03:00:00.000Z' };
    expect(ofList(late)).toMatchObject([{ message: expect.stringContaining('请选“当场采取”') }]);
    expect(ofList({ ...late, measure: 'advanceRegistration' })).toMatchObject([
      { message: expect.stringMatching(/^应当先批准后采取.*第五十六条/) },
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
  const around = { ...standing, facts, kinds: new Set(known) };
  eventFaults({ measure: 'detain', urgent: false, takenAt: taken, ...list }, around, one, faults);
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

  it('is told before what it cannot be, when that was, and under which article', () => {
    expect(ofEvent(event({ kind: 'lifted', at: '2026-08-04T01:00:00.000Z' }))).toMatchObject([
      {
        message: '不能早于采取措施的时间（2026-08-04 10:00）（《中华人民共和国行政强制法》第二十五条）',
        messageEn:
          'It cannot be before the measure (2026-08-04 10:00) (Administrative Coercion Law, art. 25)',
      },
    ]);
    const extended = (approvedAt: string) => event({ kind: 'extended', approvedAt });
    expect(paths(extended('2026-08-05T03:00:00.000Z'))).toEqual(['at']);
    expect(paths(extended('2026-08-05T02:00:00.000Z'))).toEqual([]);
  });

  it('does not end the measure before it was prolonged, or before a test under it began', () => {
    const faulty = (endedAt: string | null, kind: 'extended' | 'tested' | 'reported') => {
      const faults = new Faults();
      endFaults('seal', endedAt, [{ kind, at: '2026-09-01T01:00:00.000Z' }], faults);
      return faults.all.map(({ message }) => message);
    };
    expect(faulty('2026-08-31T01:00:00.000Z', 'extended')).toEqual([
      '不能早于延长期限（2026-09-01 09:00）（《中华人民共和国行政强制法》第二十五条）',
    ]);
    expect(faulty('2026-08-31T01:00:00.000Z', 'tested')).toHaveLength(1);
    expect(faulty('2026-08-31T01:00:00.000Z', 'reported')).toEqual([]);
    expect(faulty('2026-09-01T01:00:00.000Z', 'extended')).toEqual([]);
    expect(faulty(null, 'extended')).toEqual([]);
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
  it('of what was confiscated cannot come before the confiscation', () => {
    const lines = [{ line: 1, quantity: 3 }];
    const early = disposal({ source: 'confiscated', manner: 'destroyed', lines });
    const later = { ...confiscated, at: '2026-08-06T02:00:00.000Z' };
    expect(ofEvent(early, {}, [], [later])).toMatchObject([
      {
        path: 'lines.0',
        message:
          '到处理的时间，香烟只没收了 0 条；应当先没收后处理（《中华人民共和国行政处罚法》第七十四条）',
      },
    ]);
    expect(paths(early, {}, [], [{ ...confiscated, at: early.at }])).toEqual([]);
    const part = { ...confiscated, id: '2', lines: [{ line: 1, quantity: 2 }] };
    const rest = { ...later, lines: [{ line: 1, quantity: 1 }] };
    expect(paths(early, {}, [], [part, rest])).toEqual(['lines.0']);
  });
  it('of what is registered may be to seize it, and is not to sell it', () => {
    expect(paths(disposal({ manner: 'seized' }), registration)).toEqual([]);
    expect(paths(disposal({ manner: 'auctioned' }), registration)).toEqual(['manner']);
  });
});
