import { describe, expect, it } from 'vitest';
import { stateAt } from './state.ts';

type Facts = Parameters<typeof stateAt>[0];
const duty = (change: Partial<Facts> = {}): Facts => ({
  ...{ duty: 'store', judgement: 'judged', opens_at: null, due_before: '2026-10-14T02:00:00.000Z' },
  ...{ discharged_at: null, excused: false, whose: 'organ' },
  ...change,
});
const before = '2026-10-14T01:59:59.999Z';
const due = '2026-10-14T02:00:00.000Z';

describe('a duty of the organ', () => {
  it('is due until its time and overdue from that very moment', () => {
    expect(stateAt(duty(), before)).toBe('due');
    expect(stateAt(duty(), due)).toBe('overdue');
  });
  it('is not yet due before it opens, and due from the moment it does', () => {
    const opening = duty({ opens_at: '2026-10-13T02:00:00.000Z' });
    expect(stateAt(opening, '2026-10-13T01:59:59.999Z')).toBe('notYet');
    expect(stateAt(opening, '2026-10-13T02:00:00.000Z')).toBe('due');
  });
  it('is done where it was done in time, and done late from the very moment', () => {
    expect(stateAt(duty({ discharged_at: before }), '2030-01-01T00:00:00.000Z')).toBe('discharged');
    expect(stateAt(duty({ discharged_at: due }), '2030-01-01T00:00:00.000Z')).toBe('dischargedLate');
  });
  it('is excused, whether it was done late or is still open', () => {
    expect(stateAt(duty({ excused: true }), due)).toBe('excused');
    expect(stateAt(duty({ excused: true, discharged_at: due }), due)).toBe('excused');
  });
  it('that was done in time needs no excuse', () => {
    expect(stateAt(duty({ excused: true, discharged_at: before }), due)).toBe('discharged');
  });
  it('without a time of its own stays due until it is done', () => {
    expect(stateAt(duty({ due_before: null }), '2090-01-01T00:00:00.000Z')).toBe('due');
    expect(stateAt(duty({ due_before: null, discharged_at: due }), due)).toBe('discharged');
  });
  it('that was done before it opened is done', () => {
    const early = duty({ opens_at: before, discharged_at: '2026-10-01T00:00:00.000Z' });
    expect(stateAt(early, '2026-10-02T00:00:00.000Z')).toBe('discharged');
  });
});

describe('what is no duty of the organ to miss', () => {
  it.each(['party', 'court', 'police', 'reviewOrgan'])(
    'a period of the %s is over, never overdue',
    (whose) => {
      expect(stateAt(duty({ whose }), before)).toBe('due');
      expect(stateAt(duty({ whose }), due)).toBe('over');
    },
  );
  it('film is kept as long as its period lasts; then the duty is done', () => {
    expect(stateAt(duty({ duty: 'keeping' }), before)).toBe('due');
    expect(stateAt(duty({ duty: 'keeping' }), due)).toBe('discharged');
  });
  it.each([
    ['noPackInForce', 'noPackInForce'],
    ['notApplicable', 'notApplicable'],
    ['undetermined', 'undetermined'],
    ['anything else', 'undetermined'],
  ])('one that was found %s stays so, whatever the time', (judgement, state) => {
    for (const now of [before, '2090-01-01T00:00:00.000Z'])
      expect(stateAt(duty({ judgement, discharged_at: now }), now)).toBe(state);
  });
});
