import { describe, expect, it } from 'vitest';
import { packs } from '../../test/shelf.ts';
import { lawOn } from '../pack/law.ts';
import type { Activity } from '../vocabulary.ts';
import type { Participant } from './facts.ts';
import { qualify } from './qualified.ts';

const on = '2026-10-14';
const officer = (id: string, change: Partial<Participant> = {}): Participant => ({
  ...{ id, name: `人${id}`, kind: 'officer', established: true, assistQualified: false },
  certificates: [{ number: `证${id}`, from: '2022-01-01', until: '2027-12-31' }],
  ...change,
});
const assistant = (change: Partial<Participant> = {}) =>
  officer('z', { kind: 'assistant', certificates: [], established: null, ...change });
const asked = (packId: string, activity: Activity, people: Participant[]) =>
  qualify(lawOn(packs, packId, { on, boundFrom: '2020-01-01' }), activity, people, on);
const lacksIn = (packId: string, people: Participant[], activity: Activity = 'evidenceCollection') =>
  asked(packId, activity, people).doubts.map(({ lack, citation }) => `${lack} ${citation.article}`);

describe('certificates', () => {
  const expired = officer('b', { certificates: [{ number: '证b', from: null, until: '2026-10-13' }] });
  it('are judged on the day of the act: one that ended the day before does not count', () => {
    const { number, doubts } = asked('xz', 'seal', [officer('a'), expired]);
    expect(number).toMatchObject({ minimum: 2, counted: 1, binds: true });
    expect(doubts[0]?.said.zh).toContain('人b的执法证件（证b）有效期至2026年10月13日，活动当天已经过期');
    expect(doubts[0]?.said.zh).toContain('行政强制法');
  });

  it('hold on their last day and on their first', () => {
    const last = officer('a', { certificates: [{ number: '1', from: null, until: on }] });
    const first = officer('b', { certificates: [{ number: '2', from: on, until: null }] });
    expect(asked('xz', 'seal', [last, first])).toMatchObject({ number: { counted: 2 }, doubts: [] });
  });

  it('of before a renewal count for an act of that time', () => {
    const renewed = officer('a', {
      certificates: [
        { number: '新', from: '2026-11-01', until: '2031-10-31' },
        { number: '旧', from: '2021-11-01', until: '2026-10-31' },
      ],
    });
    expect(asked('xz', 'seal', [renewed]).doubts).toEqual([]);
  });

  it('that begin later, or that nobody entered, are said as such', () => {
    const later = officer('a', { certificates: [{ number: '1', from: '2026-10-15', until: null }] });
    const none = officer('b', { certificates: [] });
    const { doubts } = asked('xz', 'penalty', [later, none]);
    expect(doubts.map(({ said }) => said.en)).toEqual([
      expect.stringContaining('was not yet on the day'),
      expect.stringContaining('no certificate'),
    ]);
  });

  it('only warn in a patrol, of which the statutes ask nothing', () => {
    expect(asked('xz', 'dailyPatrol', [expired]).number?.binds).toBe(false);
  });
});

describe('one officer with somebody beside', () => {
  it.each(['xz', 'dph', 'ql', 'hd', 'sx'])('is one officer under %s', (packId) => {
    expect(asked(packId, 'penalty', [officer('a'), assistant()]).number).toMatchObject({
      ...{ minimum: 2, counted: 1, binds: true },
    });
  });

  it('is judged by what each text says of assistants', () => {
    const people = [officer('a'), assistant()];
    expect(lacksIn('xz', people)).toEqual(['assistant XZ-8']);
    expect(lacksIn('xz', [officer('a'), assistant({ assistQualified: true })])).toEqual([]);
    expect(lacksIn('dph', people)).toEqual([]);
    expect(lacksIn('hd', people)).toEqual(['assistant HD-7']);
    expect(lacksIn('ql', people)).toEqual([]);
    expect(lacksIn('sx', people)).toEqual([]);
  });
});

it('asks for a post on the establishment where the text does', () => {
  const outside = officer('a', { established: false });
  expect(lacksIn('xz', [outside])).toEqual(['established XZ-7']);
  expect(lacksIn('hd', [outside])).toEqual(['established HD-7']);
  expect(lacksIn('dph', [outside])).toEqual([]);
  expect(lacksIn('xz', [officer('a', { established: null })])).toEqual([]);
});
