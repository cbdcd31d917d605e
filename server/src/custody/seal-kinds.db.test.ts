import { entryKinds } from '@liuhen/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { registerFilm } from '../../test/recordings.ts';
import { caseKinds } from '../../test/sealing/cases.ts';
import { deviceKinds } from '../../test/sealing/devices.ts';
import { documentKinds } from '../../test/sealing/documents.ts';
import { erasureKinds } from '../../test/sealing/erasures.ts';
import { evidenceKinds } from '../../test/sealing/evidence.ts';
import { type KindSealed, makeSealingHouse, type SealingHouse } from '../../test/sealing/house.ts';
import { calendarKinds, regulationKinds } from '../../test/sealing/law.ts';
import { moveKinds } from '../../test/sealing/moves.ts';
import { escalateAll, excuseKinds, judgeAll, noticeKinds } from '../../test/sealing/obligations.ts';
import { packageKinds } from '../../test/sealing/packages.ts';
import { deriveWith, recordingKinds } from '../../test/sealing/recordings.ts';
import { registerKinds } from '../../test/sealing/registers.ts';
import { rosterKinds } from '../../test/sealing/roster.ts';
import { sheetKinds } from '../../test/sealing/sheets.ts';
import { startKinds } from '../../test/sealing/start.ts';
import { volumeKinds } from '../../test/sealing/volumes.ts';
import { recordCheck } from './check.ts';
import { recordRefusal } from './cosignatures.ts';

let house: SealingHouse;

beforeAll(async () => {
  house = await makeSealingHouse();
});
afterAll(() => house.ground.close());

const clean = { findings: [], size: 0, root: '', rows: 1, objects: 0, bytes: 0, orphans: 0 };

const refusal = {
  ...{ witness: 'w1+00000000+B', kind: 'fork' as const, size: 1, note: 'ours', witnessSize: 1 },
  witnessNote: 'theirs',
};

const checkKinds: KindSealed[] = [
  [
    'log.verified',
    'verification',
    ({ ground }) =>
      asHouse(ground, (ctx) => recordCheck(ctx, { ...clean, startedAt: ctx.clock.now() }, 'system')),
  ],
  [
    'witness.refused',
    'witness_refusal',
    ({ ground }) => asHouse(ground, (ctx) => recordRefusal(ctx, refusal)),
  ],
];

/** Each kind with a command that seals it, in an order in which they work: rows build on each other. */
const kindsSealed: KindSealed[] = [
  ...startKinds,
  ...rosterKinds,
  ...deviceKinds,
  ...registerKinds,
  ...sheetKinds,
  ...recordingKinds,
  ...caseKinds,
  ...evidenceKinds,
  ...volumeKinds,
  ...documentKinds,
  ...moveKinds,
  ...calendarKinds,
  ...noticeKinds,
  ...regulationKinds,
  ...packageKinds,
  ...erasureKinds,
  ...checkKinds,
];

/** Sealed in nobody's name. */
const byHouse = new Set([
  'package.described',
  'package.failed',
  'key.created',
  'key.rotated',
  'key.revoked',
  'pack.adopted',
  'calendar.adopted',
  'organ.created',
  'account.locked',
  'log.verified',
  'witness.refused',
  'derivative.made',
  'document.scanRead',
  'notice.sent',
]);

it.each(kindsSealed)(
  '%s leaves exactly one entry about its row in %s',
  async (kind, table, command, also = []) => {
    const before = await house.lastEntry();
    house.ground.clock.advance(60_000);
    await command(house);
    const sealed = await house.sealedAfter(before);
    expect(sealed.map((one) => one.kind).sort()).toEqual([kind, ...also].sort());
    for (const one of sealed) await house.expectTrue(one);
    const own = sealed.find((one) => one.kind === kind);
    expect(own?.subject_type).toBe(table);
    expect(own?.actor === 'system').toBe(byHouse.has(kind));
  },
);

it('derivative.failed says why, and the seal holds that', async () => {
  const recordingId = await registerFilm(house.ground, house.officer, 'b.mp4');
  const before = await house.lastEntry();
  const id = await deriveWith(house, recordingId, 'echo "cannot read it" >&2\nexit 1');
  const [one, ...others] = await house.sealedAfter(before);
  if (one === undefined) throw new Error('nothing was sealed');
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind: 'derivative.failed', subject_id: id });
  expect(JSON.parse(one.payload)).toMatchObject({ state: 'failed', reason: expect.any(String) });
  await house.expectTrue(one);
});

it('obligation.judged is one entry for each duty that the log calls for', async () => {
  const before = await house.lastEntry();
  await judgeAll(house);
  const sealed = await house.sealedAfter(before);
  const judged = await asHouse(house.ground, ({ tx }) => tx.selectFrom('obligation').select('id').execute());
  expect(judged.length).toBeGreaterThan(0);
  expect(sealed.map((one) => one.subject_id).sort()).toEqual(judged.map(({ id }) => id).sort());
  for (const one of sealed) {
    expect(one).toMatchObject({ kind: 'obligation.judged', actor: 'system' });
    await house.expectTrue(one);
  }
});

it.each(excuseKinds)(
  '%s leaves exactly one entry about its explanation',
  async (kind, command, also = []) => {
    const before = await house.lastEntry();
    await command(house);
    const [one, ...others] = await house.sealedAfter(before);
    if (one === undefined) throw new Error('nothing was sealed');
    expect(others.map((other) => other.kind)).toEqual(also);
    expect(one).toMatchObject({ kind, subject_type: 'excuse', subject_id: house.lookup('excuse') });
    for (const each of [one, ...others]) await house.expectTrue(each);
  },
);

it('duty.escalated is one entry for what each head is told', async () => {
  const before = await house.lastEntry();
  await escalateAll(house);
  const sealed = await house.sealedAfter(before);
  expect(sealed.length).toBeGreaterThan(0);
  for (const one of sealed) {
    expect(one).toMatchObject({ kind: 'duty.escalated', actor: 'system', subject_type: 'notice' });
    await house.expectTrue(one);
  }
});

it('and these are all the kinds there are', () => {
  expect([...house.seen].sort()).toEqual(Object.keys(entryKinds).sort());
});
