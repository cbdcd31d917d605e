import { fromWallClock, registerShapes, sayingIn, toWallClock } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import {
  fieldsOf,
  hoursHeld,
  isGood,
  isId,
  isStanding,
  listedIn,
  narrowedBy,
  sayTimes,
  sayValue,
} from './register-typed.ts';

const id = '01990000-0000-7000-8000-000000000001';
const kinds = registerShapes.registerKind.options;
const zh = sayingIn('zh');

describe('the address of a register', () => {
  it.each([
    ['text', '任何 字', true],
    ['standing', 'open', true],
    ['standing', 'closed', false],
    ['occasion', 'opening', true],
    ['occasion', 'wedding', false],
    ['deviceId', id, true],
    ['deviceId', '------------------------------------', false],
    ['entry', `${id}x`, false],
    ['officerId', '', false],
  ] as const)('%s=%s', (key, value, good) => expect(isGood(key, value)).toBe(good));

  it('tells a standing and an id from other words', () => {
    expect([isStanding(undefined), isStanding('withdrawn'), isId(id), isId('x')]).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it.each(kinds)('%s is asked for by what it can be narrowed by', (kind) => {
    const by = narrowedBy(kind);
    const value = { deviceId: id, officerId: id, occasion: 'opening' };
    const filter = { kind, ...(by === null ? {} : { [by]: value[by] }) };
    expect(registerShapes.registerFilter.parse(filter)).toMatchObject(filter);
  });

  it('narrows faults by device, trainings by person, phrases by occasion', () => {
    expect(kinds.map(narrowedBy)).toEqual([
      ...['officerId', null, null, 'deviceId', 'deviceId', null, 'occasion', null],
    ]);
  });
});

describe('what an entry says', () => {
  const names = { [id]: 'DSJ-01', b: '王建国' };
  it.each([
    ['line', '原话', '原话'],
    ['line', undefined, '—'],
    ['officers', ['b', 'gone', id], '王建国、、DSJ-01'],
    ['instant', '2026-10-14T01:00:00.000Z', '2026-10-14 09:00'],
    ['choice', 'planned', '计划中'],
    ['device', id, 'DSJ-01'],
    ['device', 'gone', ''],
    ['money', 1234.5, '1,234.50'],
    ['money', 0, '0.00'],
    ['number', 1.5, '1.5'],
    ['year', 2026, '2026'],
  ] as const)('%s %s', (type, value, said) => expect(sayValue(type, value, names, zh)).toBe(said));

  it('is in the other language where it is a word of a list', () => {
    expect(sayValue('choice', 'planned', names, sayingIn('en'))).toBe('Planned');
  });

  it.each(kinds)('%s lists its title, and not all it holds where that is much', (kind) => {
    const listed = listedIn(kind);
    expect(listed.length).toBeGreaterThan(2);
    expect(fieldsOf(kind).map(([field]) => field)).toEqual(expect.arrayContaining(listed));
  });
});

describe('times in the form', () => {
  it('stand by the wall clock and come back as instants; all else stays', () => {
    const content = { foundAt: '2026-10-14T01:00:00.000Z', symptom: '2026-10-14T01:00:00.000Z', cost: 5 };
    const typed = sayTimes('fault', content, toWallClock);
    expect(typed).toEqual({ ...content, foundAt: '2026-10-14T09:00:00' });
    expect(sayTimes('fault', typed, fromWallClock)).toEqual(content);
  });

  it('that cannot be read are left out, not sent as they are', () => {
    expect(sayTimes('fault', { foundAt: '昨天' }, fromWallClock)).toEqual({ foundAt: null });
  });
});

describe('hours of training', () => {
  it('count what was held, planned ones not', () => {
    const row = (standing: string, hours: number) => ({ content: { standing, hours } });
    expect(hoursHeld([row('held', 4), row('planned', 8), row('held', 1.5)])).toBe(5.5);
    expect(hoursHeld([])).toBe(0);
  });
});
