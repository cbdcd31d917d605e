import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packs, regulationIds, storing } from '../../test/shelf.ts';
import { END, judge, NOW } from '../../test/storage.ts';
import { FactsError } from '../errors.ts';
import { exceptionGrounds, type Pack, type StoringPack } from '../pack/pack.ts';
import { addDays, beijingDate, beijingInstant, epochMs } from '../time/civil.ts';
import type { StorageDuty, StorageFacts } from './duty.ts';

/** The shelf with one pack changed. */
function withPack(id: string, change: (pack: StoringPack) => Pack): Pack[] {
  return packs.map((pack) => (pack.id === id ? change(storing(id)) : pack));
}

const dueMs = (duty: StorageDuty | undefined) => epochMs(duty?.due.dueBefore ?? '');

describe('tiers: both kept, stricter wins', () => {
  it('XZ shows its own day and, beside it, the two working days of the province', () => {
    const duties = judge('xz', {});
    expect(duties.map(({ tier, packId, due }) => [tier, packId, due.dueBefore])).toEqual([
      ['local', 'xz', '2026-09-23T00:00:00+08:00'],
      ['parent', 'sx', '2026-09-25T00:00:00+08:00'],
    ]);
    expect(duties.map((duty) => duty.citations.map((citation) => citation.article))).toEqual([
      ['XZ-11'],
      ['SX-17'],
    ]);
  });

  it('a stricter parent tightens the local time, and both articles are cited', () => {
    const shelf = withPack('ql', (pack) => ({ ...pack, extends: 'sx' }));
    const [local, parent] = judge('ql', {}, NOW, shelf);
    expect(local?.due.dueBefore).toBe('2026-09-25T00:00:00+08:00');
    expect(local?.due.dueBefore).toBe(parent?.due.dueBefore);
    expect(local?.citations.map((citation) => citation.article)).toEqual(['QL-19', 'SX-17']);
    expect(local?.explanation.zh).toContain('第十七条');
  });

  it('an exception helps locally only when the level above has it as well', () => {
    const strictParent = withPack('sx', (pack) => ({
      ...pack,
      storage: { ...pack.storage, exception: null },
    }));
    const shelf = strictParent.map((pack) => (pack.id === 'ql' ? { ...pack, extends: 'sx' } : pack));
    const [local] = judge('ql', { returnClaim: { ground: 'remote', returnDate: '2026-09-27' } }, NOW, shelf);
    expect(local).toMatchObject({ exceptionApplied: false, due: { dueBefore: '2026-09-25T00:00:00+08:00' } });
  });

  it('every level that says when to store is told, each tightened by those above it', () => {
    const top = { ...storing('sx'), id: 'top' };
    const oneDay: Pack = { ...top, storage: { ...top.storage, time: { rule: 'workingDays', value: 1 } } };
    const shelf = [...withPack('sx', (pack) => ({ ...pack, extends: 'top' })), oneDay];
    expect(judge('xz', {}, NOW, shelf).map((duty) => [duty.tier, duty.packId, duty.due.dueBefore])).toEqual([
      ['local', 'xz', '2026-09-23T00:00:00+08:00'],
      ['parent', 'sx', '2026-09-24T00:00:00+08:00'],
      ['parent', 'top', '2026-09-24T00:00:00+08:00'],
    ]);
  });

  const claimed = {
    storedAt: '2026-09-29T17:00:00+08:00',
    returnClaim: { ground: 'remote', returnDate: '2026-09-27' },
  } as const;
  const below = (parent: string): Pack[] => [...packs, { ...storing('xz'), id: 'zz', extends: parent }];
  const told = (shelf: readonly Pack[]) =>
    judge('zz', claimed, NOW, shelf).map((duty) => [duty.packId, duty.state, duty.excusable]);

  it('the ground of the province excuses a county below the prefecture as it does the prefecture', () => {
    expect(told(below('xz'))).toEqual([
      ['zz', 'dischargedLate', true],
      ['xz', 'dischargedLate', true],
      ['sx', 'discharged', false],
    ]);
  });

  it('a ground of a level between excuses nothing that the highest level holds', () => {
    const noGround = below('sx').map((pack) => (pack.id === 'sx' ? { ...pack, extends: 'top' } : pack));
    const { storage, ...rest } = storing('sx');
    const top: Pack = { ...rest, id: 'top', storage: { ...storage, exception: null } };
    expect(told([...noGround, top]).map(([, , excusable]) => excusable)).toEqual([false, false, false]);
  });

  it('a time for storing above does not shorten the time for handing over', () => {
    const shelf = withPack('dph', (pack) => ({ ...pack, extends: 'xz' }));
    expect(judge('dph', {}, NOW, shelf).map((duty) => [duty.tier, duty.duty, duty.due.dueBefore])).toEqual([
      ['local', 'handover', '2026-09-23T18:05:00+08:00'],
      ['parent', 'store', '2026-09-23T00:00:00+08:00'],
      ['parent', 'store', '2026-09-25T00:00:00+08:00'],
    ]);
  });

  it('an exception that stands in another article is cited beside the rule, once it applies', () => {
    const shelf = withPack('ql', ({ storage, ...pack }) => ({
      ...pack,
      storage: {
        ...storage,
        exception: storage.exception && { ...storage.exception, article: 'QL-20' },
      },
    }));
    const cited = (facts: Partial<StorageFacts>) =>
      judge('ql', facts, NOW, shelf)[0]?.citations.map((one) => one.label);
    expect(cited({})).toEqual(['第十九条']);
    expect(cited({ returnClaim: { ground: 'remote', returnDate: '2026-09-27' } })).toEqual([
      '第十九条',
      '第二十条',
    ]);
  });

  it('a parent not yet in force is told apart and tightens nothing', () => {
    const shelf = withPack('sx', (pack) => ({ ...pack, effectiveFrom: '2027-01-01' }));
    expect(judge('xz', {}, NOW, shelf).map((duty) => duty.state)).toEqual(['overdue', 'noPackInForce']);
  });
});

describe('exception claims', () => {
  const claim = (ground: (typeof exceptionGrounds)[number], returnDate: string | null) => ({
    returnClaim: { ground, returnDate },
  });

  it.each(exceptionGrounds)('%s moves the counting to the return', (ground) => {
    const [duty] = judge('sx', claim(ground, '2026-09-27'));
    expect(duty).toMatchObject({
      exceptionApplied: true,
      exceptionRefused: null,
      countedFrom: '2026-09-27T00:00:00+08:00',
    });
    expect(duty?.steps[0]?.reason.code).toBe('dayOfReturn');
  });

  it('a ground that the text does not list is refused', () => {
    const shelf = withPack('sx', ({ storage, ...pack }) => ({
      ...pack,
      storage: { ...storage, exception: storage.exception && { ...storage.exception, grounds: ['remote'] } },
    }));
    const [duty] = judge('sx', claim('offsite', '2026-09-27'), NOW, shelf);
    expect(duty).toMatchObject({ exceptionApplied: false, exceptionRefused: { code: 'groundNotForeseen' } });
    expect(duty?.explanation.zh).toContain('不在本制度列举的例外情形之内');
  });

  it('never brings the time forward, even if the exception is shorter than the rule', () => {
    const shelf = withPack('ql', ({ storage, ...pack }) => ({
      ...pack,
      storage: {
        ...storage,
        exception: storage.exception && { ...storage.exception, time: { rule: 'workingDays', value: 1 } },
      },
    }));
    const [plain] = judge('ql', {}, NOW, shelf);
    const [claimed] = judge('ql', claim('remote', '2026-09-23'), NOW, shelf);
    expect(claimed?.due).toEqual(plain?.due);
    expect(claimed?.exceptionApplied).toBe(false);
  });

  it('a planned return is provisional until its day has come; the time itself stays', () => {
    const at = (now: string) => judge('sx', claim('remote', '2026-09-27'), now)[0];
    expect(at('2026-09-26T23:59:59.999+08:00')).toMatchObject({ provisional: true, state: 'due' });
    expect(at('2026-09-27T00:00:00+08:00')).toMatchObject({ provisional: false, state: 'due' });
    expect(at('2026-09-26T23:59:59.999+08:00')?.due.dueBefore).toBe(at(NOW)?.due.dueBefore);
  });
});

describe('bad facts are refused, never guessed around', () => {
  it.each<[string, Partial<StorageFacts>]>([
    ['end of recording', { recordingEnd: '2026-09-22 18:05' }],
    ['end of the work', { activityEnd: 'noon' }],
    ['time of storing', { storedAt: '2026-02-30T00:00:00Z' }],
    ['time of handing over', { handover: { at: '', receivedBy: '王芳' } }],
    ['nobody who took over', { handover: { at: END, receivedBy: ' ' } }],
    ['date of return', { returnClaim: { ground: 'remote', returnDate: '2026-9-27' } }],
    ['binding date', { boundFrom: '2026-02-30' }],
  ])('%s', (_, facts) => {
    for (const id of regulationIds) {
      expect(() => judge(id, facts)).toThrow(FactsError);
      expect(() => judge(id, { recordingEnd: null, ...facts })).toThrow(FactsError);
    }
  });

  it('an unreadable now', () => {
    expect(() => judge('xz', {}, 'now')).toThrow(FactsError);
  });
});

const someInstant = fc
  .integer({ min: epochMs('2024-01-01T00:00:00+08:00'), max: epochMs('2027-12-31T00:00:00+08:00') })
  .map(beijingInstant);
const someFacts = fc.record({
  recordingEnd: someInstant,
  storedAt: fc.option(someInstant),
  handover: fc.option(fc.record({ at: someInstant, receivedBy: fc.constant('王芳') })),
  returnClaim: fc.option(
    fc.record({
      ground: fc.constantFrom(...exceptionGrounds),
      returnDate: fc.option(someInstant.map(beijingDate)),
    }),
  ),
  boundFrom: fc.constant('2020-07-15'),
});

describe('laws of the judge', () => {
  const somePack = fc.constantFrom(...regulationIds);

  it('what was done, and when it is asked, never moves the due time', () => {
    fc.assert(
      fc.property(somePack, someFacts, someInstant, someInstant, (id, facts, now, other) => {
        const due = (given: StorageFacts, at: string) =>
          judge(id, given, at).map((duty) => duty.due.dueBefore);
        expect(due({ ...facts, storedAt: null, handover: null }, other)).toEqual(due(facts, now));
      }),
    );
  });

  it('state follows from due time, discharge and now, and nothing else', () => {
    fc.assert(
      fc.property(somePack, someFacts, someInstant, (id, facts, now) => {
        for (const duty of judge(id, facts, now)) {
          const at = epochMs(duty.dischargedAt ?? now);
          const late = duty.due.inclusive ? at > dueMs(duty) : at >= dueMs(duty);
          const states = duty.dischargedAt === null ? ['due', 'overdue'] : ['discharged', 'dischargedLate'];
          expect(duty.state).toBe(states[late ? 1 : 0]);
          expect(duty.provisional).toBe(duty.due.status === 'provisional');
        }
      }),
    );
  });

  it('only a missed local duty can be excused, and only by a ground of the level above', () => {
    fc.assert(
      fc.property(somePack, someFacts, someInstant, (id, facts, now) => {
        const duties = judge(id, facts, now);
        for (const duty of duties.filter((one) => one.excusable)) {
          expect([duty.tier, id]).toEqual(['local', 'xz']);
          expect(['overdue', 'dischargedLate']).toContain(duty.state);
          expect(duties.find((one) => one.tier === 'parent')?.exceptionApplied).toBe(true);
        }
      }),
    );
  });

  it('putting any pack under any other never makes its time later', () => {
    fc.assert(
      fc.property(somePack, somePack, someFacts, (id, above, facts) => {
        const alone = withPack(id, (pack) => ({ ...pack, extends: null }));
        const under = alone.map((pack) =>
          pack.id === id && above !== id ? { ...pack, extends: above } : { ...pack, extends: null },
        );
        const before = judge(id, facts, NOW, alone);
        const after = judge(id, facts, NOW, under).filter((duty) => duty.tier === 'local');
        expect(after.map((duty) => duty.duty)).toEqual(before.map((duty) => duty.duty));
        for (const [index, duty] of after.entries())
          expect(dueMs(duty)).toBeLessThanOrEqual(dueMs(before[index]));
      }),
    );
  });

  it('an accepted return never makes the time earlier, a later one never makes it earlier still', () => {
    fc.assert(
      fc.property(somePack, someInstant, fc.nat(20), fc.nat(20), (id, recordingEnd, days, more) => {
        const returning = (after: number) =>
          judge(id, {
            recordingEnd,
            returnClaim: { ground: 'remote', returnDate: addDays(beijingDate(recordingEnd), after) },
          }).map(dueMs);
        const [none, first, second] = [
          judge(id, { recordingEnd }).map(dueMs),
          returning(days),
          returning(days + more),
        ];
        none.forEach((due, index) => {
          expect(first[index]).toBeGreaterThanOrEqual(due);
          expect(second[index]).toBeGreaterThanOrEqual(first[index] ?? 0);
        });
      }),
    );
  });
});
