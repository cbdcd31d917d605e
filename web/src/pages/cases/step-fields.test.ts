import { actStepShapes, type StepDetail } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { fieldsOf, groupsFor, type Typed, toStated } from './step-fields.ts';

const at = '2026-09-25T15:30:00';
const other = '018f0000-0000-7000-8000-000000000002';
/** Everything at once, as a form that went through several kinds may still hold it. */
const all: NonNullable<Typed['detail']> = {
  ...{
    items: ['time'],
    item: 'siteState',
    applicable: true,
    reason: '不便',
    cause: 'weather',
    voice: true,
    breach: 'altered',
  },
  ground: 'obstruction',
  ...{ resumed: true, about: other, recording: other, trigger: 'partyObjects', years: 10, keptFor: 'years' },
  ...{ startsOn: '2026-09-25', on: '2026-10-01', notifiedAt: at },
};
const itemsOf: Partial<Record<string, string[]>> = { deviceChecked: ['battery'], evidenceNoted: ['takenAt'] };

test.each(actStepShapes.stepKinds)('%s is sent with what it asks for and nothing else', (kind) => {
  const typed = { kind, at, until: at, detail: { ...all, items: itemsOf[kind] ?? ['time'] } };
  const read = actStepShapes.stepStated.safeParse(toStated(typed));
  expect(read.error?.issues).toBeUndefined();
  expect(read.data?.at).toBe('2026-09-25T07:30:00.000Z');
  expect(read.data?.until === null).toBe(!fieldsOf(kind).includes('until'));
});

const detailOf = (kind: Typed['kind'], change: NonNullable<Typed['detail']>): StepDetail =>
  toStated({ kind, at, detail: { ...all, ...change } }).detail;

test('for ever, every interruption and what does not apply are said in the words of the contract', () => {
  expect(detailOf('volumePeriodSet', { keptFor: 'permanent' }).years).toBe('permanent');
  expect(detailOf('interruptionReported', { about: 'all' }).about).toBeNull();
  for (const kind of ['textItemRecorded', 'keyContentFilmed'] as const) {
    expect(detailOf(kind, { applicable: false }).reason).toBe('不便');
    expect(detailOf(kind, { applicable: true }).reason).toBeUndefined();
  }
});

test('a step names what it is about, and says nothing where nothing was chosen', () => {
  expect(detailOf('measureEnded', {}).about).toBe(other);
  expect(detailOf('measureEnded', { about: 'all' })).toEqual({});
  expect(detailOf('testing', {})).toEqual({ about: other, notifiedAt: '2026-09-25T07:30:00.000Z' });
  expect(detailOf('testing', { about: null, notifiedAt: '' })).toEqual({});
});

test('kinds that choose from a list of the law are offered when there is one', () => {
  const empty = { keyContents: [], textRecord: [], statementFields: [] };
  const kinds = (lists: Parameters<typeof groupsFor>[0]) => groupsFor(lists).flatMap((one) => one.kinds);
  expect(kinds(empty)).not.toContain('keyContentFilmed');
  expect(kinds(empty)).not.toContain('textItemRecorded');
  const item = { id: 'siteState', zh: '现场', en: 'The site' };
  expect(kinds({ ...empty, keyContents: [item], textRecord: [item] })).toEqual(actStepShapes.stepKinds);
});
