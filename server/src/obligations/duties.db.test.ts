import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis, toInstant } from '../base/clock.ts';
import { createAct } from '../cases/acts.ts';
import { linkEvidence, unlinkEvidence } from '../cases/index.ts';
import { attributeRecording, claimReturn, receiveHandover } from '../recordings/commands.ts';
import { rowsOf } from '../recordings/index.ts';
import { dutiesOf as listed } from './duties.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';

const beijing = (text: string) => toInstant(`${text}+08:00`);
/** An ordinary week: Friday evening, Monday morning, no holiday near. */
const friday = beijing('2026-10-16T18:30:00');
const monday = beijing('2026-10-19T09:00:00');

let house: DutyGround;
const organs = new Map<string, TestOrgan>();
const organOf = (pack: string): TestOrgan => {
  const organ = organs.get(pack);
  if (organ === undefined) throw new Error(`no organ under ${pack}`);
  return organ;
};

beforeAll(async () => {
  house = await openDutyGround();
  for (const pack of ['xz', 'dph', 'ql', 'hd', 'sx'])
    organs.set(pack, await makeOrgan(house.ground, pack, pack));
});
afterAll(() => house.close());

const at = (instant: string) => house.ground.clock.set(instant);
/** An officer stores a film at a time. */
async function storeFilm(pack: string, endedAt: string | null, storedAt: string, by?: 'custodian') {
  const organ = organOf(pack);
  at(storedAt);
  const film = { deviceNo: organ.deviceNo, userId: '140901', endedAt };
  const id = await house.line.store(organ.people[by ?? 'officer'], film);
  await house.settle();
  return id;
}
const dutiesOf = (pack: string, id: string, type: 'recording' | 'act' = 'recording') =>
  readDutiesOf(house.ground, organOf(pack).people.head, { type, id });
async function claim(pack: string, id: string, returnDate: string) {
  await asPerson(house.ground, organOf(pack).people.officer, (ctx) =>
    claimReturn(ctx, { id, ground: 'remote', returnDate, evidence: '外勤审批单' }),
  );
  await house.settle();
}
const countEntries = () =>
  asHouse(house.ground, async ({ tx }) => {
    const row = await tx
      .selectFrom('custody_entry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst();
    return row?.n ?? 0;
  });

/** What five rules say of the same film. Worked out by hand from the articles and the calendar of 2026. */
const sevenDays = [
  '2026-10-19',
  '2026-10-20',
  '2026-10-21',
  '2026-10-22',
  '2026-10-23',
  '2026-10-26',
  '2026-10-27',
];
const sameDay = ['2026-10-16'];
const twoDays = ['2026-10-19', '2026-10-20'];
const ofFriday = [
  {
    pack: 'xz',
    duties: [
      ['local', 'store', 'XZ-11', '第十一条', '2026-10-17T00:00:00', 'dischargedLate', sameDay],
      ['parent', 'store', 'SX-17', '第十七条', '2026-10-21T00:00:00', 'discharged', twoDays],
    ],
  },
  {
    pack: 'dph',
    duties: [
      [
        'local',
        'handover',
        'DPH-11',
        '第十一条',
        '2026-10-17T18:30:00.001',
        'overdue',
        ['2026-10-17T18:30:00+08:00'],
      ],
    ],
  },
  {
    pack: 'ql',
    duties: [['local', 'store', 'QL-19', '第十九条', '2026-10-28T00:00:00', 'discharged', sevenDays]],
  },
  {
    pack: 'hd',
    duties: [
      ['local', 'store', 'HD-10', '第十条', '2026-10-17T00:00:00', 'dischargedLate', sameDay],
      ['local', 'handover', 'HD-10', '第十条', '2026-10-17T00:00:00', 'overdue', sameDay],
    ],
  },
  {
    pack: 'sx',
    duties: [['local', 'store', 'SX-17', '第十七条', '2026-10-21T00:00:00', 'discharged', twoDays]],
  },
] as const;

describe('film that ended on Friday evening and was stored on Monday', () => {
  it.each(ofFriday)('under $pack', async ({ pack, duties }) => {
    const read = await dutiesOf(pack, await storeFilm(pack, friday, monday));
    expect(
      read.map((duty) => [
        duty.tier,
        duty.duty,
        duty.citation.article,
        duty.citation.label,
        duty.dueBefore,
        duty.state,
      ]),
    ).toEqual(
      duties.map(([tier, kind, article, label, due, state]) => [
        tier,
        kind,
        article,
        label,
        beijing(due),
        state,
      ]),
    );
    read.forEach((duty, i) => {
      const counted = duty.steps.filter((step) => step.counted).map((step) => step.on);
      expect(counted).toEqual(duties[i]?.[6]);
      expect(duty).toMatchObject({
        countedFrom: friday,
        provisional: false,
        excusable: false,
        exceptionApplied: false,
      });
      expect(duty.packFingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(duty.explanation.zh).toContain(duty.citation.label);
    });
  });

  it.each([
    ['xz', 'dischargedLate'],
    ['ql', 'discharged'],
    ['dph', 'overdue'],
    ['hd', 'overdue'],
  ])('is shown in lists by its worst duty: %s %s', async (pack, state) => {
    const id = await storeFilm(pack, friday, monday);
    const [row] = await readAs(house.ground, organOf(pack).people.head, (ctx) => rowsOf(ctx, [id]));
    expect(row?.storage).toMatchObject({ state, tier: 'local' });
  });
});

describe('a duty to hand over', () => {
  it('is due until its last millisecond and overdue from the next on, though nobody writes so', async () => {
    const id = await storeFilm('dph', friday, plusMillis(friday, 60_000));
    const [duty] = await dutiesOf('dph', id);
    const entries = await countEntries();
    at(plusMillis(duty?.dueBefore ?? '', -1));
    expect((await dutiesOf('dph', id))[0]?.state).toBe('due');
    at(duty?.dueBefore ?? '');
    expect((await dutiesOf('dph', id))[0]?.state).toBe('overdue');
    await house.settle();
    expect(await countEntries()).toBe(entries);
  });

  it.each([
    ['24 hours later to the second', 24 * 3_600_000, 'discharged'],
    ['a millisecond after that', 24 * 3_600_000 + 1, 'dischargedLate'],
  ])('received %s is %s', async (_, after, state) => {
    const id = await storeFilm('dph', friday, plusMillis(friday, 60_000));
    at(plusMillis(friday, after));
    const { custodian } = organOf('dph').people;
    await asPerson(house.ground, custodian, (ctx) => receiveHandover(ctx, { recordingIds: [id] }));
    await house.settle();
    expect(await dutiesOf('dph', id)).toMatchObject([{ state, dischargedAt: plusMillis(friday, after) }]);
  });

  it('is done by the storing itself when the custodian stores', async () => {
    const id = await storeFilm('hd', friday, plusMillis(friday, 60_000), 'custodian');
    expect((await dutiesOf('hd', id)).map((duty) => [duty.duty, duty.state])).toEqual([
      ['store', 'discharged'],
      ['handover', 'discharged'],
    ]);
  });
});

describe('returning from a remote place', () => {
  const ended = beijing('2026-09-22T18:05:00');
  const stored = beijing('2026-09-29T10:00:00');

  it('moves the counting to the return where the text says so', async () => {
    const id = await storeFilm('sx', ended, stored);
    expect(await dutiesOf('sx', id)).toMatchObject([{ state: 'dischargedLate', exceptionApplied: false }]);
    await claim('sx', id, '2026-09-27');
    expect(await dutiesOf('sx', id)).toMatchObject([
      {
        ...{ state: 'discharged', exceptionApplied: true, exceptionRefused: null, provisional: false },
        ...{ dueBefore: beijing('2026-09-30T00:00:00'), countedFrom: beijing('2026-09-27T00:00:00') },
      },
    ]);
  });

  it('does not move the stricter local time, but tells that the miss can be excused above', async () => {
    const id = await storeFilm('xz', ended, stored);
    await claim('xz', id, '2026-09-27');
    expect(await dutiesOf('xz', id)).toMatchObject([
      { tier: 'local', state: 'dischargedLate', excusable: true, dueBefore: beijing('2026-09-23T00:00:00') },
      { tier: 'parent', state: 'discharged', exceptionApplied: true },
    ]);
  });

  it('helps nowhere that the text has no such case, and says why', async () => {
    const id = await storeFilm('hd', ended, stored);
    await claim('hd', id, '2026-09-27');
    const [duty] = await dutiesOf('hd', id);
    expect(duty).toMatchObject({ state: 'dischargedLate', excusable: false, exceptionApplied: false });
    expect(duty?.exceptionRefused?.zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('times that are not sure', () => {
  it('past what the calendar covers are provisional; within it they are final', async () => {
    const ended = beijing('2026-12-28T17:20:00');
    const [ql] = await dutiesOf('ql', await storeFilm('ql', ended, plusMillis(ended, 60_000)));
    expect(ql).toMatchObject({
      provisional: true,
      dueBefore: beijing('2027-01-08T00:00:00'),
      state: 'discharged',
    });
    const [sx] = await dutiesOf('sx', await storeFilm('sx', ended, plusMillis(ended, 60_000)));
    expect(sx).toMatchObject({ provisional: false, dueBefore: beijing('2026-12-31T00:00:00') });
  });

  it('of which nobody knows the end are not guessed; a person states it and it is judged', async () => {
    const id = await storeFilm('sx', null, monday);
    expect(await dutiesOf('sx', id)).toMatchObject([{ state: 'undetermined', dueBefore: null }]);
    await asPerson(house.ground, organOf('sx').people.officer, (ctx) =>
      attributeRecording(ctx, {
        ...{ id, version: 1, deviceId: null, officerId: organOf('sx').officerId, reason: '按现场笔录' },
        ...{ startedAt: plusMillis(friday, -60_000), endedAt: friday },
      }),
    );
    await house.settle();
    expect(await dutiesOf('sx', id)).toMatchObject([
      { state: 'discharged', dueBefore: beijing('2026-10-21T00:00:00') },
    ]);
  });

  it('before a rule was in force are told as such', async () => {
    const ended = beijing('2019-09-02T10:00:00');
    const [duty] = await dutiesOf('ql', await storeFilm('ql', ended, plusMillis(ended, 60_000)));
    expect(duty).toMatchObject({ state: 'noPackInForce', dueBefore: null });
  });
});

describe('duties that nothing is counted for', () => {
  it("come in one order: the organ's own rule, then that above it", async () => {
    for (let i = 0; i < 8; i++) {
      const id = await storeFilm('xz', null, monday);
      const shown = await readAs(house.ground, organOf('xz').people.head, (ctx) =>
        listed(ctx, 'recording', id),
      );
      expect(shown.map((duty) => duty.tier)).toEqual(['local', 'parent']);
    }
  });
});

describe('an act that was filmed', () => {
  type ActInput = Parameters<typeof createAct>[1];
  const input = (change: Partial<ActInput> = {}): ActInput => ({
    ...{ type: 'onSiteInspection', cause: '检查', party: null, place: null, filmed: true },
    ...{ circumstances: [], procedure: null, caseId: null },
    ...{ unitId: organOf('sx').unitId, officerIds: [organOf('sx').officerId] },
    ...{ startedAt: plusMillis(friday, -3_600_000), endedAt: friday },
    ...change,
  });
  const people = () => organOf('sx').people;
  async function create(change: Partial<ActInput> = {}): Promise<string> {
    at(friday);
    const { value } = await asPerson(house.ground, people().officer, (ctx) => createAct(ctx, input(change)));
    await house.settle();
    return value.id;
  }
  const change = async (id: string, to: Partial<ActInput>) => {
    await asPerson(house.ground, people().officer, (ctx) => changeSeenAct(ctx, { id, ...input(to) }));
    await house.settle();
  };
  const all = (id: string) => dutiesOf('sx', id, 'act');
  /** What the act owes of its film. */
  const duties = async (id: string) => (await all(id)).filter(({ duty }) => duty === 'store');

  it('owes its film until it is stored and linked; taking the link back owes it again', async () => {
    const id = await create();
    const dueBefore = beijing('2026-10-21T00:00:00');
    expect(await duties(id)).toMatchObject([{ state: 'due', dueBefore, dischargedAt: null }]);
    at(dueBefore);
    expect(await duties(id)).toMatchObject([{ state: 'overdue' }]);
    const recordingId = await storeFilm('sx', friday, monday);
    expect(await duties(id)).toMatchObject([{ dischargedAt: null }]);
    const link = await asPerson(house.ground, people().officer, (ctx) =>
      linkEvidence(ctx, { actId: id, recordingId, note: null }),
    );
    await house.settle();
    expect(await duties(id)).toMatchObject([{ state: 'discharged', dischargedAt: monday }]);
    await asPerson(house.ground, people().officer, (ctx) =>
      unlinkEvidence(ctx, { id: link.value.id, reason: '关联错了' }),
    );
    await house.settle();
    expect(await duties(id)).toMatchObject([{ state: 'due', dischargedAt: null }]);
  });

  it('owes nothing without film or before it ended, and no more once that is corrected', async () => {
    expect(await duties(await create({ filmed: false }))).toEqual([]);
    const id = await create({ endedAt: null });
    expect(await duties(id)).toEqual([]);
    await change(id, {});
    expect(await duties(id)).toHaveLength(1);
    await change(id, { filmed: false });
    expect(await duties(id)).toEqual([]);
    await change(id, {});
    expect(await duties(id)).toMatchObject([{ dueBefore: beijing('2026-10-21T00:00:00') }]);
  });

  it('moves its time with its end, by one sealed judgement', async () => {
    const id = await create();
    const before = await countEntries();
    await change(id, { endedAt: monday });
    expect(await duties(id)).toMatchObject([
      { dueBefore: beijing('2026-10-22T00:00:00'), countedFrom: monday },
    ]);
    const moved = (await all(id)).filter(({ dueBefore }) => dueBefore !== null && dueBefore > friday);
    expect(moved.length).toBeGreaterThan(0);
    // One entry for the change, one for each duty whose time or finding it moved, and none for the others.
    const written = (await countEntries()) - before;
    expect(written).toBeGreaterThan(1);
    expect(written).toBeLessThan((await all(id)).length + 1);
  });

  it('owes what its kind asks for beside the film, each under its article', async () => {
    const id = await create({ type: 'seal', endedAt: friday });
    const owed = await all(id);
    const articles = Object.fromEntries(owed.map((duty) => [duty.duty, duty.citation.article]));
    expect(articles).toMatchObject({
      ...{ store: 'SX-17', preUseCheck: 'SX-13', openingStatement: 'SX-14', coverage: 'SX-14' },
      ...{ keyContents: 'SX-12', officers: 'QZ-18(2)' },
    });
    expect(owed.find((duty) => duty.duty === 'filming')?.citation.article).toMatch(/^SX-10/);
    for (const duty of owed) {
      expect(duty.explanation.zh).toContain('。');
      expect(duty.explanation.en).toMatch(/\.$/);
    }
  });
});

describe('judging from the first entry on', () => {
  it('again says the same and writes nothing', async () => {
    const [before, entries] = [await house.judgements(), await countEntries()];
    expect(before.length).toBeGreaterThan(20);
    await house.replay({ forgetDuties: false });
    expect(await countEntries()).toBe(entries);
    expect(await house.judgements()).toEqual(before);
  });

  it('with every duty forgotten gives the same rows', async () => {
    // What was withdrawn leaves no trace in the facts, so it does not come back.
    const lasting = (rows: Record<string, unknown>[]) => rows.filter((row) => row.judgement !== 'withdrawn');
    const before = lasting(await house.judgements());
    await house.replay({ forgetDuties: true });
    expect(lasting(await house.judgements())).toEqual(before);
  });
});
