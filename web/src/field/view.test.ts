import type { FieldKit } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import type { Entry, What } from './entry.ts';
import { actViews, openInterruption, planOf, recordingTold } from './view.ts';

const at = (minute: number) => `2026-09-15T02:${String(minute).padStart(2, '0')}:00.000Z`;
const version = (id: string, minute: number, detail = {}) => ({
  ...{ id, at: at(minute), until: null, detail, media: null, withdrawn: false, reason: null },
  ...{ statedBy: '王建国', statedAt: at(minute) },
});
const kit = {
  ...{ now: at(0), units: [{ id: 'U', name: '执法大队' }], officers: [{ id: 'O', name: '王建国' }] },
  checklists: {
    keyContents: [{ id: 'scene', zh: '现场', en: 'scene' }],
    textRecord: [],
    statementFields: ['time'],
  },
  acts: [
    {
      ...{
        id: 'A',
        number: '2026-0001',
        type: 'onSiteInspection',
        cause: '占道经营',
        party: null,
        place: null,
      },
      ...{ officers: [{ id: 'O', name: '王建国' }], startedAt: at(0), endedAt: null, filmed: true },
      steps: [{ id: 's1', kind: 'arrived', versions: [version('s1', 1)] }],
    },
  ],
} as unknown as FieldKit;
const entry = (ordinal: number, what: unknown, change: Partial<Entry> = {}): Entry => ({
  ...{ id: `e${ordinal}`, ordinal, actId: 'A', what: what as What, tappedAt: at(ordinal), clock: null },
  ...{ state: 'waiting', refusal: null, tries: 0, notBefore: 0, upload: { url: null, recordingId: null } },
  ...change,
});
const step = (ordinal: number, id: string, kind: string, detail = {}, change: Partial<Entry> = {}) =>
  entry(
    ordinal,
    { kind: 'step', step: { id, actId: 'A', kind, at: at(ordinal), until: null, detail } },
    change,
  );
const view = (...entries: Entry[]) => {
  const [act] = actViews(kit, entries);
  if (act === undefined) throw new Error('no act');
  return act;
};

describe('what the officer sees', () => {
  test('a queued act is there with its steps before the house knows it, and only once when it does', () => {
    const act = {
      ...{ id: 'B', type: 'questioning', cause: '询问', party: '张三', place: null, officerIds: ['O'] },
      ...{ unitId: 'U', filmed: true, startedAt: at(30), endedAt: null },
    };
    const queued = [
      entry(1, { kind: 'act', act }, { actId: 'B' }),
      step(2, 's7', 'arrived', {}, { actId: 'B' }),
    ];
    const shown = actViews(kit, queued);
    expect(shown.map(({ id }) => id)).toEqual(['B', 'A']);
    expect(shown[0]).toMatchObject({ number: '', officers: [{ id: 'O', name: '王建国' }] });
    expect(shown[0]?.steps.map(({ id, waits }) => [id, waits])).toEqual([['s7', true]]);
    expect(
      actViews({ ...kit, acts: [...kit.acts, { ...kit.acts[0], id: 'B' } as never] }, queued).length,
    ).toBe(2);
  });

  test('a sent step that the house tells is told once, by the house', () => {
    expect(view(step(1, 's1', 'arrived', {}, { state: 'sent' })).steps.length).toBe(1);
  });

  test('a queued correction changes the step at once; a refused or given-up one does not', () => {
    const correction = {
      id: 's1b',
      replaces: 's1',
      kind: 'arrived',
      at: at(9),
      until: null,
      detail: {},
      reason: '误',
    };
    const laid = (state: Entry['state']) =>
      view(entry(1, { kind: 'correction', step: correction }, { state }));
    expect(laid('waiting').steps[0]).toMatchObject({ waits: true, versions: [{ id: 's1' }, { id: 's1b' }] });
    for (const state of ['refused', 'givenUp'] as const)
      expect(laid(state).steps[0]).toMatchObject({ waits: false, versions: [{ id: 's1' }] });
  });
});

describe('the next step', () => {
  const kinds = (act = view(), putOff: string[] = []) =>
    planOf(act, kit.checklists, putOff).map(({ kind }) => kind);
  test('comes in the order of the law, and leaving last', () => {
    expect(kinds()).toEqual(['deviceChecked', 'openingStated', 'recordingNotified', 'keyContentFilmed']);
    const all = view(
      step(1, 'a', 'deviceChecked'),
      step(2, 'b', 'openingStated'),
      step(3, 'c', 'recordingNotified'),
      step(4, 'd', 'keyContentFilmed', { item: 'scene', applicable: true }),
    );
    expect(kinds(all)).toEqual(['left']);
    expect(kinds(view(step(5, 'z', 'left')))).toEqual([]);
  });

  test('what is put off comes after leaving, and is not lost', () => {
    const off = ['deviceChecked', 'openingStated', 'recordingNotified', 'keyContentFilmed scene'];
    expect(kinds(view(), off)).toEqual([
      'left',
      'deviceChecked',
      'openingStated',
      'recordingNotified',
      'keyContentFilmed',
    ]);
    expect(kinds(view(), ['deviceChecked'])[0]).toBe('openingStated');
  });

  test('after an interruption the head is to be told of it', () => {
    const broken = view(step(1, 'i', 'interrupted', { cause: 'weather', voice: false, resumed: false }));
    expect(planOf(broken, kit.checklists, [])[0]).toEqual({ kind: 'interruptionReported', about: 'i' });
    const told = [
      step(1, 'i', 'interrupted', { cause: 'weather', voice: false, resumed: false }),
      step(2, 'r', 'interruptionReported', { about: 'i' }),
    ];
    expect(kinds(view(...told))[0]).toBe('deviceChecked');
  });
});

describe('the camera, as told', () => {
  test('runs from arrival until it is interrupted, and ends with leaving', () => {
    expect(recordingTold(view())).toEqual({ state: 'recording', since: at(1) });
    const broken = step(5, 'i', 'interrupted', { cause: 'weather', voice: false, resumed: false });
    expect(recordingTold(view(broken))).toEqual({ state: 'interrupted', since: at(5) });
    expect(openInterruption(view(broken))?.id).toBe('i');
    const resumed = entry(6, {
      kind: 'correction',
      step: {
        ...{ id: 'i2', replaces: 'i', kind: 'interrupted', at: at(5), until: at(6), reason: '恢复' },
        detail: { cause: 'weather', voice: true, resumed: true },
      },
    });
    expect(recordingTold(view(broken, resumed)).state).toBe('recording');
    const only = { ...view(broken, resumed) };
    only.steps = only.steps.filter(({ kind }) => kind === 'interrupted');
    expect(recordingTold(only)).toEqual({ state: 'recording', since: at(5) });
    expect(recordingTold(view(step(9, 'l', 'left')))).toEqual({ state: 'ended', since: at(9) });
  });
});
