import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../test/acts.ts';
import type { ActFacts, Step } from './facts.ts';
import { stateOf } from './state.ts';

/** Several steps that open the same period. The statutes alone; days counted by hand. */
const at = (day: string) => `2026-${day}T10:00:00+08:00`;
const step = (id: string, kind: Step['kind'], day: string, detail: Step['detail'] = {}): Step => ({
  ...{ id, kind, at: at(day), until: null, detail },
});
const statesOf = (steps: readonly Step[], now: string, change: Partial<ActFacts> = {}) => {
  const facts: ActFacts = {
    ...{ activity: 'seal', circumstances: [], procedure: null, officers: 2, filmed: false, film: [] },
    ...{ startedAt: at('08-03'), endedAt: null, boundFrom: null, listed: null, excused: [], steps },
    ...change,
  };
  return Object.fromEntries(
    judgeFacts('cn', facts)
      .filter(({ rule }) => rule === 'period')
      .map((duty) => [duty.key, stateOf(duty, at(now))]),
  );
};
const [a, b] = [step('a', 'measureTaken', '08-03'), step('b', 'measureTaken', '08-04')];

describe('what a step is about', () => {
  it('closes the measure that it names and no other', () => {
    expect(statesOf([a, b, step('e', 'measureEnded', '08-20', { about: 'b' })], '09-10')).toEqual({
      'QZ-25#a': 'overdue',
      'QZ-25#b': 'discharged',
    });
  });

  it('closes none of two while it does not say which', () => {
    const undetermined = { 'QZ-25#a': 'undetermined', 'QZ-25#b': 'undetermined' };
    expect(statesOf([a, b, step('e', 'measureEnded', '08-20')], '09-10')).toEqual(undetermined);
    const gone = step('e', 'measureEnded', '08-20', { about: 'gone' });
    expect(statesOf([a, b, gone], '09-10')).toEqual(undetermined);
  });

  it('need not be said where one measure alone had been taken by then', () => {
    const later = step('b', 'measureTaken', '09-01');
    expect(statesOf([a, later, step('e', 'measureEnded', '08-20')], '09-10')).toEqual({
      'QZ-25#a': 'discharged',
      'QZ-25#b': 'due',
    });
  });

  it('keeps the two years when a violation was found while it went on', () => {
    const ended = step('v', 'violationEnded', '03-10');
    const found = (day: string) => statesOf([step('f', 'violationFound', day), ended], '09-10');
    expect(found('03-01')).toEqual({ 'CF-36#v': 'discharged' });
    expect(found('03-12')).toEqual({ 'CF-36#v': 'discharged' });
    expect(statesOf([ended], '09-10')).toEqual({ 'CF-36#v': 'due' });
  });

  it('closes nothing where it names a step that is not there', () => {
    const gone = step('e', 'measureEnded', '08-20', { about: 'gone' });
    expect(statesOf([a, gone], '09-10')).toEqual({ 'QZ-25#a': 'undetermined' });
  });

  it('leaves a measure that was closed in time by another step as it is', () => {
    const ends = [step('e', 'measureEnded', '08-20', { about: 'a' }), step('f', 'measureEnded', '08-21')];
    expect(statesOf([a, b, ...ends], '09-10')).toEqual({
      'QZ-25#a': 'discharged',
      'QZ-25#b': 'undetermined',
    });
  });

  it('tells whose answer it is: one of two third parties', () => {
    const steps = [
      step('r', 'informationRequested', '09-28'),
      step('p', 'thirdPartyAsked', '09-29'),
      step('q', 'thirdPartyAsked', '09-29'),
      step('e', 'thirdPartyAnswered', '10-09', { about: 'p' }),
    ];
    expect(statesOf(steps, '12-20')).toEqual({
      'GK-32#p': 'discharged',
      'GK-32#q': 'over',
      'GK-33#r': 'due',
    });
  });

  it('lets a payment keep the period of the party and that of the organ', () => {
    const steps = [
      step('s', 'decisionServed', '08-03'),
      step('x', 'remedyExpired', '08-05'),
      step('p', 'finePaid', '08-10', { about: 's' }),
    ];
    const states = statesOf(steps, '12-20');
    expect([states['CF-67#s'], states['QZ-53#x']]).toEqual(['discharged', 'discharged']);
  });
});

describe('a measure taken in urgency', () => {
  const urgent = [step('u', 'measureTakenUrgently', '08-03'), step('r', 'measureReported', '08-03')];

  it('is no seizure of property where liberty is restricted', () => {
    expect(statesOf(urgent, '09-10', { activity: 'libertyRestriction' })).toEqual({
      'QZ-19#u': 'discharged',
    });
    expect(statesOf(urgent, '09-10')).toEqual({ 'QZ-19#u': 'discharged', 'QZ-25#u': 'overdue' });
  });
});
