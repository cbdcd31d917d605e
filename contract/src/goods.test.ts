import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { goodsEventInput, goodsFilter, goodsListInput, goodsUndoing, mattersFor } from './goods.ts';
import { refusals } from './refusals.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const at = '2026-10-14T02:00:00.000Z';
const item = {
  name: '香烟',
  specification: null,
  quantity: 2,
  unit: '条',
  condition: null,
  place: null,
  photoId: null,
};
const list = {
  ...{ id, caseId: id, actId: id, measure: 'seal', urgent: false, party: '某商店', partyId: null },
  ...{ place: '仓库', takenAt: at, approvedBy: '负责人', approvedAt: at, approvalId: null, officerIds: [id] },
  ...{ keeperKind: 'organ', keeper: '执法大队', keepingPlace: '库房', signedBy: '王某' },
  ...{ refusedReason: null, witness: null, items: [item] },
};
const disposed = {
  ...{ kind: 'disposed', id, listId: id, at, reason: '退还', approvedBy: '负责人', approvalId: null },
  ...{ approvedAt: at, source: 'held', manner: 'returned', lines: [{ line: 1, quantity: 2 }] },
  ...{ receiver: '王某', receipt: null, officerIds: [id], recordingId: null },
};
const faults = (schema: z.ZodType, given: unknown) =>
  (schema.safeParse(given).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
const paths = (schema: z.ZodType, given: unknown) => [
  ...new Set(faults(schema, given).map(([path]) => path)),
];

describe('a list of things', () => {
  it('is taken as it should be', () => {
    expect(faults(goodsListInput, list)).toEqual([]);
  });
  it.each<[Record<string, unknown>, string]>([
    [{ measure: 'freeze' }, 'measure'],
    [{ measure: undefined }, 'measure'],
    [{ party: ' ' }, 'party'],
    [{ place: '' }, 'place'],
    [{ keeper: '　' }, 'keeper'],
    [{ keepingPlace: '' }, 'keepingPlace'],
    [{ keeperKind: 'nobody' }, 'keeperKind'],
    [{ takenAt: '1926-10-14T02:00:00Z' }, 'takenAt'],
    [{ approvedAt: '2026-10-14' }, 'approvedAt'],
    [{ urgent: 'yes' }, 'urgent'],
    [{ items: [] }, 'items'],
    [{ items: Array.from({ length: 201 }, () => item) }, 'items'],
    [{ items: [item, { ...item, name: '' }] }, 'items.1.name'],
    [{ items: [{ ...item, unit: ' ' }] }, 'items.0.unit'],
    [{ items: [{ ...item, unit: 'x'.repeat(21) }] }, 'items.0.unit'],
    [{ items: [{ ...item, photoId: 'photo.jpg' }] }, 'items.0.photoId'],
    [{ actId: null }, 'actId'],
  ])('with %j is faulty there', (change, faulty) => {
    expect(paths(goodsListInput, { ...list, ...change })).toEqual([faulty]);
  });
  it('says to choose where a choice is missing', () => {
    expect(faults(goodsListInput, { ...list, measure: '', keeperKind: null })).toEqual([
      ['measure', refusals.choose.zh],
      ['keeperKind', refusals.choose.zh],
    ]);
  });
  it('keeps the ids that are made by who sends it in small letters', () => {
    expect(goodsListInput.parse({ ...list, id: id.toUpperCase() }).id).toBe(id);
  });
});

describe('a quantity', () => {
  const given = (quantity: unknown) => paths(goodsListInput, { ...list, items: [{ ...item, quantity }] });
  it.each([[1], [0.001], [0.1 + 0.2], [1.005], [999_999_999.999], [1_000_000_000]])('%d is taken', (n) => {
    expect(given(n)).toEqual([]);
  });
  it.each([[0], [-1], [0.0001], [1.2345], [1_000_000_000.001], ['2'], [null], [Number.NaN], [Infinity]])(
    '%j is refused',
    (n) => {
      expect(given(n)).toEqual(['items.0.quantity']);
    },
  );
  it('says how many places behind the point there may be', () => {
    expect(faults(goodsListInput, { ...list, items: [{ ...item, quantity: 1.2345 }] })).toEqual([
      ['items.0.quantity', refusals.threePlaces.zh],
    ]);
  });
});

describe('what is done with the things', () => {
  it.each([
    ['reported', { approvedBy: '负责人', approvalId: null }],
    ['extended', { approvedBy: '负责人', approvalId: id }],
    ['lifted', { approvedBy: '负责人', approvalId: null }],
    ['tested', { until: null, toldAt: at }],
  ])('%s is taken', (kind, more) => {
    expect(faults(goodsEventInput, { kind, id, listId: id, at, reason: '依法', ...more })).toEqual([]);
  });
  it.each(['reported', 'extended', 'lifted'])('%s names who approved it', (kind) => {
    const given = { kind, id, listId: id, at, reason: '依法', approvedBy: ' ', approvalId: null };
    expect(paths(goodsEventInput, given)).toEqual(['approvedBy']);
  });
  it('undone is entered by its own way only', () => {
    expect(paths(goodsEventInput, { ...disposed, kind: 'undone' })).toEqual(['kind']);
  });
  it('disposed is taken', () => {
    expect(faults(goodsEventInput, disposed)).toEqual([]);
  });
  it.each<[Record<string, unknown>, string]>([
    [{ reason: '' }, 'reason'],
    [{ manner: 'kept' }, 'manner'],
    [{ source: 'gone' }, 'source'],
    [{ approvedAt: null }, 'approvedAt'],
    [{ lines: [] }, 'lines'],
    [{ lines: [{ line: 0, quantity: 1 }] }, 'lines.0.line'],
    [{ lines: [{ line: 1.5, quantity: 1 }] }, 'lines.0.line'],
    [{ lines: [{ line: 1, quantity: 0 }] }, 'lines.0.quantity'],
  ])('disposed with %j is faulty there', (change, faulty) => {
    expect(paths(goodsEventInput, { ...disposed, ...change })).toEqual([faulty]);
  });
  it('disposed names no line twice, so that nothing is counted out twice', () => {
    const lines = [1, 2, 1].map((line) => ({ line, quantity: 1 }));
    expect(faults(goodsEventInput, { ...disposed, lines })).toEqual([['lines', refusals.repeated.zh]]);
  });
});

it('what is taken back has a reason', () => {
  const undoing = { id, listId: id, eventId: null, reason: '登记有误' };
  expect(faults(goodsUndoing, undoing)).toEqual([]);
  expect(paths(goodsUndoing, { ...undoing, reason: '\n' })).toEqual(['reason']);
  expect(paths(goodsUndoing, { ...undoing, eventId: undefined })).toEqual(['eventId']);
});

it('the list of goods shows what is held unless something else is asked', () => {
  expect(goodsFilter.parse({})).toEqual({ state: 'held', limit: 50 });
  expect(goodsFilter.parse({ state: 'all', limit: '100' })).toEqual({ state: 'all', limit: 100 });
  for (const bad of [{ state: 'gone' }, { limit: '0' }, { limit: '101' }, { limit: '1.5' }])
    expect(goodsFilter.safeParse(bad).success).toBe(false);
});

describe('the approval on which a measure can rest', () => {
  it('to take: that of the measure, of registration for things registered in advance, or of its document', () => {
    expect(mattersFor('seal', 'taken')).toEqual(['measure', 'document']);
    expect(mattersFor('detain', 'taken')).toEqual(['measure', 'document']);
    expect(mattersFor('advanceRegistration', 'taken')).toEqual(['registration', 'document']);
  });
  it('to report what was taken in urgency: the same', () => {
    for (const measure of ['seal', 'detain', 'advanceRegistration'] as const)
      expect(mattersFor(measure, 'reported')).toEqual(mattersFor(measure, 'taken'));
  });
  it('to extend: one of its own, never that with which the measure began', () => {
    for (const measure of ['seal', 'detain', 'advanceRegistration'] as const)
      expect(mattersFor(measure, 'extended')).toEqual(['measureExtension', 'document']);
  });
  it.each(['lifted', 'disposed', 'tested'] as const)('%s: also the decision of the case', (act) => {
    expect(mattersFor('seal', act)).toEqual(['measure', 'decision', 'document']);
    expect(mattersFor('advanceRegistration', act)).toEqual(['registration', 'decision', 'document']);
  });
});
