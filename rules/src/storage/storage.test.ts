import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar, packs, regulationIds, storing } from '../../test/shelf.ts';
import { FactsError } from '../errors.ts';
import { resolvePack } from '../pack/effective.ts';
import { exceptionGrounds, type Pack, type StoringPack } from '../pack/pack.ts';
import { addDays, beijingDate, beijingInstant, epochMs } from '../time/civil.ts';
import type { StorageDuty, StorageFacts } from './duty.ts';
import { judgeStorage } from './storage.ts';

const END = '2026-09-22T18:05:00+08:00';
const NOW = '2026-10-20T09:00:00+08:00';
const bare: StorageFacts = {
  recordingEnd: END,
  storedAt: null,
  handover: null,
  returnClaim: null,
  boundFrom: '2016-01-15',
};

function judge(
  id: string,
  facts: Partial<StorageFacts>,
  now = NOW,
  shelf: readonly Pack[] = packs,
): StorageDuty[] {
  return judgeStorage(resolvePack(shelf, id), calendar, { ...bare, ...facts }, now);
}

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

  it('no more than two tiers are told; a third still tightens the second', () => {
    const top = { ...storing('sx'), id: 'top' };
    const oneDay: Pack = { ...top, storage: { ...top.storage, time: { rule: 'workingDays', value: 1 } } };
    const shelf = [...withPack('sx', (pack) => ({ ...pack, extends: 'top' })), oneDay];
    expect(judge('xz', {}, NOW, shelf).map((duty) => [duty.tier, duty.due.dueBefore])).toEqual([
      ['local', '2026-09-23T00:00:00+08:00'],
      ['parent', '2026-09-24T00:00:00+08:00'],
    ]);
  });

  it('a ground of the highest level excuses nothing that the level between does not excuse', () => {
    const top: Pack = { ...resolvePack(packs, 'sx').pack, id: 'top' };
    const noGround = withPack('sx', ({ storage, ...pack }) => ({
      ...pack,
      extends: 'top',
      storage: { ...storage, exception: null },
    }));
    const facts = {
      storedAt: '2026-09-29T17:00:00+08:00',
      returnClaim: { ground: 'remote', returnDate: '2026-09-27' },
    } as const;
    const told = judge('xz', facts, NOW, [...noGround, top]).map((duty) => [
      duty.tier,
      duty.state,
      duty.excusable,
    ]);
    expect(told).toEqual([
      ['local', 'dischargedLate', false],
      ['parent', 'dischargedLate', false],
    ]);
  });

  it('nothing excuses a miss at the parent tier, though a ground of the level above it holds', () => {
    const top: Pack = { ...resolvePack(packs, 'sx').pack, id: 'top' };
    const middle = withPack('sx', ({ storage, ...pack }) => ({
      ...pack,
      extends: 'top',
      storage: { ...storage, exception: null, time: { rule: 'workingDays', value: 5 } },
    }));
    const claimed = {
      returnClaim: { ground: 'remote', returnDate: '2026-10-12' },
      storedAt: '2026-10-10T00:00:00+08:00',
    } as const;
    const told = judge('xz', claimed, NOW, [...middle, top]).map((duty) => [
      duty.tier,
      duty.state,
      duty.excusable,
    ]);
    expect(told).toEqual([
      ['local', 'dischargedLate', false],
      ['parent', 'dischargedLate', false],
    ]);
  });

  it('a time for storing above does not shorten the time for handing over', () => {
    const shelf = withPack('dph', (pack) => ({ ...pack, extends: 'xz' }));
    expect(judge('dph', {}, NOW, shelf).map((duty) => [duty.tier, duty.duty, duty.due.dueBefore])).toEqual([
      ['local', 'handover', '2026-09-23T18:05:00+08:00'],
      ['parent', 'store', '2026-09-23T00:00:00+08:00'],
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

describe('explanations', () => {
  it('say what ended, until when, under which article, how it was counted, and the verdict', () => {
    const [duty] = judge('sx', {
      recordingEnd: '2026-09-25T15:30:00+08:00',
      storedAt: '2026-09-28T01:10:00Z',
    });
    expect(duty?.explanation.zh).toBe(
      '音像记录于2026年9月25日15:30结束。依《山西省行政执法全过程记录办法》第十七条，最迟在2026年9月29日24:00存储到执法信息系统或者本单位指定的存储器。从2026年9月25日起数，当日不计入，第2个工作日是2026年9月29日。已于2026年9月28日09:10完成，没有超期。',
    );
    expect(duty?.explanation.en).toContain('by 2026-09-29 24:00.');
  });

  it.each([
    ['2026-09-25T15:30:00+08:00', '15:30'],
    ['2026-09-25T07:30:00.000Z', '15:30'],
    ['2026-09-25T07:30:00.999Z', '15:30'],
    ['2026-09-25T15:30:01.250+08:00', '15:30:01'],
    ['2026-09-25T07:30:59.999999Z', '15:30:59'],
    ['2026-09-25T15:00:00.001+08:00', '15:00'],
  ])('say %s as %s of Beijing: seconds where there are some, nothing finer', (recordingEnd, said) => {
    const handover = { at: recordingEnd, receivedBy: '王芳' };
    const [duty] = judge('dph', { recordingEnd, handover });
    const { zh, en } = duty?.explanation ?? { zh: '', en: '' };
    expect(zh).toContain(`音像记录于2026年9月25日${said}结束。`);
    expect(zh).toContain(`最迟在2026年9月26日${said}交给`);
    expect(zh).toContain(`已于2026年9月25日${said}完成`);
    expect(en).toContain(`The recording ended at 2026-09-25 ${said}.`);
    expect(en).toContain(`Done at 2026-09-25 ${said}, in time.`);
    for (const text of [zh, en]) expect(text).not.toMatch(/\d\.\d|\dT\d|\dZ|\+08/);
  });

  it.each([
    ['ql', '没有做到或者逾期、造成严重后果的，属于《', '第二十三条第（三）项列明的情形'],
    ['dph', '没有做到或者逾期的，属于《', '第二十四条第一款第（六）项列明的情形'],
  ])(
    'say what %s calls it when film is not stored in time, and nothing of that before',
    (packId, how, where) => {
      const facts = { recordingEnd: '2026-09-25T15:30:00+08:00' };
      const said = (now: string) => judge(packId, facts, now)[0]?.explanation.zh ?? '';
      expect(said('2027-01-01T00:00:00Z')).toContain(how);
      expect(said('2027-01-01T00:00:00Z')).toContain(where);
      expect(said('2026-09-25T08:00:00Z')).not.toContain('列明的情形');
    },
  );

  it('leave the figures of the judgement as fine as they were', () => {
    const [duty] = judge('dph', { recordingEnd: '2026-09-25T15:30:01.250+08:00' });
    expect(duty?.due.dueBefore).toBe('2026-09-26T15:30:01.250+08:00');
    expect(duty?.steps.map(({ on }) => on)).toEqual([
      '2026-09-25T15:30:01.250+08:00',
      '2026-09-26T15:30:01.250+08:00',
    ]);
    expect(duty?.explanation.zh).toContain('没有登记更晚的执法工作结束时间');
  });

  it('say from which end the hours run when the work ended later', () => {
    const [duty] = judge('dph', { activityEnd: '2026-09-22T20:00:00+08:00' });
    expect(duty?.explanation.zh).toContain('从执法工作结束（2026年9月22日20:00）起算');
    expect(duty?.countedFrom).toBe('2026-09-22T20:00:00+08:00');
  });

  it('says when the act ended where that is what the day was taken from', () => {
    const [duty] = judge('xz', { activityEnd: '2026-09-22T20:05:00+08:00' });
    expect(duty?.explanation.zh).toContain('执法活动结束的当天截止，执法活动于2026年9月22日20:05结束。');
    expect(duty?.explanation.en).toContain('on the very day the enforcement act ended, at 2026-09-22 20:05.');
  });

  it.each(['xz', 'ql', 'hd', 'sx', 'dph'])('say of an act under %s that the act ended, not a film', (id) => {
    const [duty] = judge(id, { of: 'act', activityEnd: END });
    expect(duty?.explanation.zh).toMatch(/^执法活动于2026年9月22日18:05结束。/);
    expect(duty?.explanation.en).toMatch(/^The enforcement act ended at 2026-09-22 18:05\./);
    expect(duty?.explanation.zh).not.toMatch(/记录结束|音像记录于/);
    expect(duty?.explanation.en).not.toContain('recording ended');
  });

  it('say that nothing may be kept privately where the text says so, and only there', () => {
    const saying = regulationIds.filter((id) =>
      judge(id, {}).some((duty) => duty.explanation.zh.includes('自行保管')),
    );
    expect(saying).toEqual(['ql']);
  });

  it('say what is missing and whom to ask when nothing can be judged', () => {
    expect(judge('xz', { boundFrom: null })[0]?.explanation.zh).toContain('请管理员登记适用日期');
    expect(judge('dph', { recordingEnd: null })[0]?.explanation.zh).toContain('请补充记录结束时间');
    expect(judge('ql', { recordingEnd: '2019-09-01T00:00:00Z' })[0]?.explanation.zh).toContain('请人工判断');
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
