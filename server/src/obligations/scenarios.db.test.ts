import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { beijingDate, plusMillis, toInstant } from '../base/clock.ts';
import { claimReturn } from '../recordings/commands.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';

const shared = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'shared',
  'domain',
  'scenarios-storage.json',
);
const wanted = z.looseObject({
  localDueBefore: z.string().optional(),
  provincialDueBefore: z.string().optional(),
  dueBefore: z.string().optional(),
  dueAt: z.string().optional(),
  handoverRequired: z.boolean().optional(),
  steps: z.array(z.string()).optional(),
});
const file = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      recordingEnd: z.string(),
      returnDate: z.string().nullable(),
      expect: z.record(z.string(), wanted),
    }),
  ),
  S06: z.object({
    recordingEnd: z.string(),
    QL: z.object({ provisional: z.string() }),
    SX: z.object({ date: z.string() }),
  }),
});
const there = existsSync(shared);
const scenarios = there ? file.parse(JSON.parse(readFileSync(shared, 'utf8'))) : null;
const rows = (scenarios?.cases ?? []).flatMap((one) =>
  Object.entries(one.expect).map(([pack, want]) => ({ ...one, pack: pack.toLowerCase(), want })),
);

/** A moment that may itself still be used is stored as the millisecond after it. */
const dueOf = ({ dueAt, ...want }: z.output<typeof wanted>) => {
  if (dueAt !== undefined) return plusMillis(dueAt, 1);
  const due = want.localDueBefore ?? want.dueBefore;
  return due === undefined ? null : toInstant(due);
};
/** 24:00 of a date in Beijing. */
const endOf = (date: string) => plusMillis(`${date}T00:00:00+08:00`, 86_400_000);

/** West of Beijing, Beijing itself, and the first place where a day begins; with their hours from UTC in January. */
const zones = [
  { zone: 'America/Los_Angeles', hours: -8 },
  { zone: 'Asia/Shanghai', hours: 8 },
  { zone: 'Pacific/Kiritimati', hours: 14 },
];
const ownZone = process.env.TZ;

describe.skipIf(!there).each(zones)(
  'the acceptance scenarios, through the line, the log and the database, in $zone',
  ({ zone, hours }) => {
    let house: DutyGround;
    const organs = new Map<string, TestOrgan>();

    beforeAll(async () => {
      process.env.TZ = zone;
      expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(-60 * hours);
      house = await openDutyGround();
      for (const pack of ['xz', 'dph', 'ql', 'hd', 'sx'])
        organs.set(pack, await makeOrgan(house.ground, pack, pack));
    });
    afterAll(async () => {
      if (ownZone === undefined) delete process.env.TZ;
      else process.env.TZ = ownZone;
      await house.close();
    });

    /** Stores a film an hour after it ended, claims the return on its day, and reads what is owed then. */
    async function play(
      pack: string,
      { endedAt, returnDate }: { endedAt: string; returnDate: string | null },
    ) {
      const { ground, line } = house;
      const organ = organs.get(pack);
      if (organ === undefined) throw new Error(`no organ under ${pack}`);
      const { officer, head } = organ.people;
      ground.clock.set(plusMillis(endedAt, 3_600_000));
      const id = await line.store(officer, { deviceNo: organ.deviceNo, userId: '140901', endedAt });
      if (returnDate !== null) {
        ground.clock.set(`${returnDate}T04:00:00.000Z`);
        const claim = { id, ground: 'remote' as const, returnDate, evidence: '外勤审批单' };
        await asPerson(ground, officer, (ctx) => claimReturn(ctx, claim));
      }
      await house.settle();
      return readDutiesOf(ground, head, { type: 'recording', id });
    }

    it.each(rows)('$id under $pack', async ({ pack, recordingEnd, returnDate, want }) => {
      const duties = await play(pack, { endedAt: recordingEnd, returnDate });
      const due = dueOf(want);
      expect(duties.filter((duty) => duty.tier === 'local').map((duty) => duty.dueBefore)).toEqual(
        want.handoverRequired ? [due, due] : [due],
      );
      const parents = duties.filter((duty) => duty.tier === 'parent').map((duty) => duty.dueBefore);
      expect(parents).toEqual(want.provincialDueBefore ? [toInstant(want.provincialDueBefore)] : []);
      if (want.steps) {
        const counted = duties[0]?.steps.filter((step) => step.counted);
        expect(counted?.map((step) => step.on)).toEqual(want.steps);
        expect(counted?.map((step) => step.ordinal)).toEqual(want.steps.map((_, i) => i + 1));
      }
      for (const duty of duties)
        expect(duty).toMatchObject({ provisional: false, citation: { packId: expect.any(String) } });
      expect(beijingDate(duties[0]?.countedFrom ?? '')).toBe(
        duties[0]?.exceptionApplied ? returnDate : beijingDate(recordingEnd),
      );
    });

    it.skipIf(scenarios === null)(
      'S06: past what the calendar covers a time is provisional, before it final',
      async () => {
        const { recordingEnd = '', QL, SX } = scenarios?.S06 ?? {};
        const played = { endedAt: recordingEnd, returnDate: null };
        const [ql] = await play('ql', played);
        expect(ql).toMatchObject({ provisional: true, dueBefore: endOf(QL?.provisional ?? '') });
        const [sx] = await play('sx', played);
        expect(sx).toMatchObject({ provisional: false, dueBefore: endOf(SX?.date ?? '') });
      },
    );

    it('the same once more from the first entry on', async () => {
      const before = await house.judgements();
      expect(before.length).toBeGreaterThan(rows.length);
      await house.replay({ forgetDuties: true });
      expect(await house.judgements()).toEqual(before);
    });
  },
);
