import type { Duty } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { groupActDuties, pressing } from './act-duties.ts';

const made = (id: string, facts: Partial<Duty>) =>
  ({ id, duty: 'filming', state: 'due', whose: 'organ', dueBefore: null, ...facts }) as Duty;

const duties = [
  made('stored', { duty: 'store', state: 'dischargedLate', dueBefore: '2026-09-10T16:00:00Z' }),
  made('keep', { duty: 'keeping', dueBefore: '2036-01-01T00:00:00Z' }),
  made('late', { duty: 'store', state: 'dischargedLate', dueBefore: '2026-09-17T16:00:00Z' }),
  made('party', { duty: 'period', whose: 'party', dueBefore: '2026-09-16T16:00:00Z' }),
  made('store', { duty: 'store', state: 'overdue', dueBefore: '2026-09-15T16:00:00Z' }),
  made('note', { duty: 'evidenceNote' }),
  made('kept', { state: 'discharged' }),
  made('told', { duty: 'recordingNotice', state: 'excused' }),
  made('none', { duty: 'bystanders', state: 'notApplicable' }),
  made('check', { duty: 'preUseCheck', state: 'overdue' }),
];

test('deadlines to be met come first, by time, what the record lacks first, what is settled apart', () => {
  const ids = (some: readonly Duty[]) => some.map(({ id }) => id);
  const { deadlines, record, settled } = groupActDuties(duties);
  expect(ids(deadlines)).toEqual(['store', 'party', 'stored', 'late', 'keep']);
  expect(ids(record)).toEqual(['check', 'note', 'told']);
  expect(ids(settled)).toEqual(['kept', 'none']);
  expect(ids(pressing(duties))).toEqual(['store']);
});
