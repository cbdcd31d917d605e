import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldGoods, type GoodsFact } from './goods-fold.ts';

const item = (quantity: number) => ({
  ...{ name: '香烟', specification: '硬盒', quantity, unit: '条', condition: '完好', place: null },
  photoId: null,
});
let last = 0;
const event = (change: Partial<GoodsFact>): GoodsFact => ({
  ...{ id: String(++last), kind: 'disposed', at: '2026-08-04T02:00:00.000Z', source: 'held' },
  ...{ manner: 'returned', lines: [], undoes: null },
  ...change,
});
const line = (n: number, quantity: number) => [{ line: n, quantity }];

test('what is returned in part is still held for the rest, exactly', () => {
  const { lines, endedAt } = foldGoods([item(0.3)], [event({ lines: line(1, 0.1) })]);
  expect(lines[0]).toMatchObject({
    held: 0.2,
    confiscated: 0,
    gone: [{ manner: 'returned', quantity: 0.1 }],
  });
  expect(endedAt).toBeNull();
});

test('a measure ends with what takes the last thing from under it, or when it is lifted', () => {
  const half = event({ lines: line(1, 1), at: '2026-08-05T02:00:00.000Z' });
  const rest = event({ lines: line(1, 1), manner: 'confiscated', at: '2026-08-07T02:00:00.000Z' });
  expect(foldGoods([item(2)], [half]).endedAt).toBeNull();
  expect(foldGoods([item(2)], [half, rest]).endedAt).toBe(rest.at);
  const lifted = event({ kind: 'lifted', source: null, manner: null, at: '2026-08-06T02:00:00.000Z' });
  expect(foldGoods([item(2)], [half, lifted]).endedAt).toBe(lifted.at);
});

test('what was confiscated is disposed of from there, and no more than that', () => {
  const taken = event({ manner: 'confiscated', lines: line(1, 5) });
  const burnt = event({ source: 'confiscated', manner: 'destroyed', lines: line(1, 3) });
  const standing = foldGoods([item(8)], [taken, burnt]);
  expect(standing.lines[0]).toMatchObject({ held: 3, confiscated: 2 });
  expect(standing.overdrawn).toEqual([]);
  expect(foldGoods([item(8)], [taken, burnt, burnt]).overdrawn).toEqual([1]);
  const back = event({ kind: 'undone', source: null, manner: null, undoes: taken.id });
  expect(foldGoods([item(8)], [taken, burnt, back]).overdrawn).toEqual([1]);
  expect(foldGoods([item(8)], [taken, back]).lines[0]).toMatchObject({ held: 8, confiscated: 0 });
});

test('a list that was taken back is void', () => {
  expect(foldGoods([item(1)], [event({ kind: 'undone', source: null, manner: null })]).void).toBe(true);
});

test('whatever happens, the parts of a line add up to it', () => {
  const moves = fc.array(
    fc.record({
      source: fc.constantFrom('held' as const, 'confiscated' as const),
      manner: fc.constantFrom('returned' as const, 'confiscated' as const, 'destroyed' as const),
      lines: fc.integer({ min: 1, max: 3000 }).map((n) => line(1, n / 1000)),
    }),
  );
  fc.assert(
    fc.property(moves, (all) => {
      const { lines } = foldGoods([item(7)], all.map(event));
      const [{ held = 0, confiscated = 0, gone = [] } = {}] = lines;
      const sum = gone.reduce((total, { quantity }) => total + quantity, held + confiscated);
      expect(sum).toBeCloseTo(7, 6);
    }),
  );
});
