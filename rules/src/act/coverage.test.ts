import { describe, expect, it } from 'vitest';
import { county, judgeFacts } from '../../test/acts.ts';
import { packs } from '../../test/shelf.ts';
import type { ActFacts } from './facts.ts';

const at = (time: string) => `2026-03-02T${time}:00+08:00`;
const facts: ActFacts = {
  ...{ activity: 'sampling', circumstances: [], procedure: null, officers: 2, filmed: true, steps: [] },
  ...{ startedAt: at('09:00'), endedAt: at('11:00'), boundFrom: null, listed: null, excused: [] },
  film: [{ id: 'f', start: at('09:00'), end: at('09:05'), asEvidence: false }],
};
const sampled = { article: 'ZZ-1', duty: 'mandatory', activities: ['sampling'] };
const disputed = { article: 'ZZ-2', duty: 'mandatoryContinuous', circumstances: ['disputeProne'] };
const whole = { article: 'ZZ-3', from: 'arrival', to: 'leaving', continuous: true };
const covered = (sections: object, change: Partial<ActFacts> = {}) =>
  judgeFacts('zz', { ...facts, ...change }, [...packs, county(sections)]).find(
    ({ rule }) => rule === 'coverage',
  );

describe('from where to where film has to reach', () => {
  it('holds for all film, whatever else has to be filmed without interruption', () => {
    const asked = { filming: [sampled, disputed], coverage: whole };
    expect(covered(asked)?.parts.map(({ name }) => name.en)).toEqual([
      'no film from 2026-03-02 09:05 to 2026-03-02 11:00: 1 h 55 min',
    ]);
  });

  it('holds for unbroken film alone where the text speaks of that alone', () => {
    const asked = { filming: [sampled, disputed], coverage: { ...whole, mandatoryContinuousOnly: true } };
    expect(covered(asked)).toBe(undefined);
    expect(covered(asked, { circumstances: ['disputeProne'] })?.parts).toHaveLength(1);
  });
});
