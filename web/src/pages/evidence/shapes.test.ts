import { type CaseEvidence, goodsShapes, serviceShapes } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { toEvent } from './GoodsEventForm.tsx';
import { beginWith } from './ItemForm.tsx';
import { outcomesOf } from './ReceiptFields.tsx';

const id = '018f0000-0000-7000-8000-000000000001';
const typed = {
  ...{ at: '2026-10-14T10:00:00', reason: '退还', approvedBy: '负责人', approvedAt: '2026-10-14T09:00:00' },
  ...{ source: 'held' as const, manner: 'returned' as const, receiver: ' ', officerIds: [id] },
};
const sent = (...given: Parameters<typeof toEvent>) => ({ ...toEvent(...given).content, id, listId: id });

describe('what is done with goods, as it is sent', () => {
  it.each(['reported', 'extended', 'tested', 'lifted', 'disposed'] as const)(
    '%s fits the contract',
    (kind) => {
      const read = goodsShapes.goodsEventInput.safeParse(sent(kind, { ...typed, lines: [2] }));
      expect(read.error?.issues).toBeUndefined();
      expect(read.data?.at).toBe('2026-10-14T02:00:00.000Z');
    },
  );
  it('names only lines of which something is taken, by their numbers in the list', () => {
    const { content, places } = toEvent('disposed', { ...typed, lines: [null, 0, 2.5, 1] });
    expect(content.lines).toEqual([
      { line: 3, quantity: 2.5 },
      { line: 4, quantity: 1 },
    ]);
    // A fault of the second line that is sent stands at the fourth of the form.
    expect(places).toEqual([2, 3]);
  });
  it('sends no receiver where none was typed', () => {
    expect(sent('disposed', { ...typed, lines: [1] })).toMatchObject({ receiver: null, receipt: null });
  });
  it('of a test sends no approval, and no end that nobody knows', () => {
    expect(sent('tested', { ...typed, until: '', toldAt: '2026-10-13T10:00:00' })).toEqual({
      ...{ id, listId: id, kind: 'tested', at: '2026-10-14T02:00:00.000Z', reason: '退还' },
      ...{ until: null, toldAt: '2026-10-13T02:00:00.000Z' },
    });
  });
});

describe('an item that is made of a film of the case', () => {
  const row = (kind: string, startedAt: string | null) =>
    ({ id, kind, startedAt }) as unknown as CaseEvidence['suggestions'][number];
  it.each([
    ['video', 'recording', 'avMaterial'],
    ['audio', 'recording', 'avMaterial'],
    ['picture', 'photo', 'avMaterial'],
    ['document', 'electronicFile', 'electronicData'],
  ])('%s begins as %s, %s', (kind, form, law) => {
    expect(beginWith(row(kind, null))).toEqual({ form, kind: law, recordingId: id });
  });
  it('was obtained when it was filmed, by the clock of Beijing', () => {
    expect(beginWith(row('video', '2026-10-14T16:30:00.000Z')).obtainedAt).toBe('2026-10-15T00:30:00');
  });
});

describe('how a service can end', () => {
  it('knows an end for every manner, first one that makes it served', () => {
    const good = ['signed', 'left', 'arrived', 'deemed'];
    for (const manner of serviceShapes.serviceManner.options) expect(good).toContain(outcomesOf(manner)[0]);
  });
  it('is not left behind where it was handed over, nor deemed but by notice', () => {
    expect(outcomesOf('direct')).not.toContain('left');
    for (const manner of serviceShapes.serviceManner.options)
      expect(outcomesOf(manner).includes('deemed')).toBe(manner === 'publicNotice');
  });
  it('is never to be withdrawn by its form', () => {
    for (const manner of serviceShapes.serviceManner.options)
      expect(outcomesOf(manner)).not.toContain('withdrawn');
  });
});
