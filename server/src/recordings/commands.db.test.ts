import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { openAccount, personOfAccount, registerOfficer } from '../roster/index.ts';
import { attributeRecording, claimReturn, receiveHandover } from './commands.ts';
import { listRecordings } from './list.ts';
import { readRecording } from './recording.ts';

let ground: TestGround;
let organ: TestOrgan;
let stranger: TestOrgan;
let colleagueId: string;
let colleague: Person;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  stranger = await makeOrgan(ground, 'ql', 'ql');
  const { administrator } = organ.people;
  const who = {
    unitId: organ.unitId,
    name: '李红',
    kind: 'officer' as const,
    certificateNo: 'xz-140900002',
    certificateValidUntil: '2030-12-31',
    deviceUserId: '140902',
  };
  colleagueId = (await asPerson(ground, administrator, (ctx) => registerOfficer(ctx, who))).value.id;
  await asPerson(ground, administrator, (ctx) =>
    openAccount(ctx, { loginName: 'xz.li', displayName: '李红', officerId: colleagueId, roles: ['officer'] }),
  );
  const found = await transact(ground.database, house, (tx) => personOfAccount(tx, 'xz.li'));
  if (found === null) throw new Error('no colleague');
  colleague = found;
});
afterAll(() => ground.close());

let second = 0;
const nameOf = (user = '140901') =>
  `DCAM_XZ01_${user}_20260915_1044${String(second++ % 60).padStart(2, '0')}.mp4`;
const film = (by: Person = organ.people.officer, name = nameOf()) => registerFilm(ground, by, name);

const statement = (id: string, changes: object = {}) => ({
  id,
  version: 1,
  deviceId: organ.deviceId,
  officerId: colleagueId,
  startedAt: '2026-09-15T02:00:00.000Z',
  endedAt: '2026-09-15T02:10:00.000Z',
  reason: '核对执法记录',
  ...changes,
});
const attribute = (by: Person, id: string, changes: object = {}) =>
  asPerson(ground, by, (ctx) => attributeRecording(ctx, statement(id, changes)));
const sealedFor = async (id: string, kind: string) =>
  (await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id))).life.filter(
    (event) => event.kind === kind,
  ).length;
const versions = (id: string) =>
  transact(ground.database, house, async (tx) =>
    (
      await tx
        .selectFrom('attribution')
        .select(['version', 'officer_id'])
        .where('recording_id', '=', id)
        .orderBy('version')
        .execute()
    ).map((row) => [row.version, row.officer_id]),
  );

describe('stating device, officer and time', () => {
  it('adds a version, keeps the one before, seals, and moves the recording in the lists', async () => {
    const id = await film();
    const { value } = await attribute(organ.people.custodian, id);
    expect(value).toMatchObject({
      version: 2,
      confirmed: true,
      officer: { value: colleagueId, label: '李红', source: 'person', alternatives: [] },
      device: { value: organ.deviceId, label: organ.deviceNo, source: 'person' },
      unit: { value: organ.unitId, label: '执法大队' },
      startedAt: '2026-09-15T02:00:00.000Z',
      startSource: 'person',
      deviceStart: '2026-09-15T10:44:00',
      statedBy: 'xz.custodian',
      reason: '核对执法记录',
    });
    expect(await versions(id)).toEqual([
      [1, organ.officerId],
      [2, colleagueId],
    ]);
    expect(await sealedFor(id, 'recording.proposed')).toBe(1);
    expect(await sealedFor(id, 'recording.attributed')).toBe(1);
    const listed = async (by: Person) =>
      (await readAs(ground, by, (ctx) => listRecordings(ctx, { limit: 100 }))).rows.map((row) => row.id);
    expect(await listed(colleague)).toContain(id);
    expect(await listed(organ.people.officer)).toContain(id); // who brought it in goes on finding it
  });

  it('calls the officer whom the register would have proposed by name, not by a number of the database', async () => {
    const { head } = organ.people;
    const id = await film(organ.people.custodian, nameOf('140902'));
    const { attribution } = await readAs(ground, head, (ctx) => readRecording(ctx, id));
    expect(attribution.officer).toMatchObject({
      value: colleagueId,
      alternatives: [{ value: organ.officerId, label: '王建国', source: 'register' }],
    });
  });

  it('tells what the system proposed from what a person looked at', async () => {
    const id = await film();
    await attribute(organ.people.custodian, id);
    const { life } = await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id));
    const said = life.filter((event) => /proposed|attributed/.test(event.kind));
    expect(said.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['recording.proposed', 'system'],
      ['recording.attributed', 'xz.custodian'],
    ]);
  });

  it('settles what name and registers contradicted each other in', async () => {
    const id = await film(organ.people.custodian, 'DCAM_NONE99_149999_20260915_104400.mp4');
    const before = await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id));
    expect(before.attribution.conflicts.map((one) => one.code).sort()).toEqual([
      'deviceUnknown',
      'userUnknown',
    ]);
    for (const { sentence } of before.attribution.conflicts) expect(sentence.zh).toMatch(/NONE99|149999/);
    expect(before.conflicts).toBe(2);
    await attribute(organ.people.custodian, id);
    const after = await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id));
    expect(after.conflicts).toBe(0);
    expect(after.attribution.conflicts.length).toBe(2); // what contradicted stays to be read
  });

  it('may say that device, officer and start are not known', async () => {
    const id = await film();
    const unknown = { deviceId: null, officerId: null, startedAt: null };
    const { value } = await attribute(organ.people.custodian, id, unknown);
    expect([value.device.value, value.officer.value, value.unit.value, value.startedAt]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['has no end', { endedAt: null }, ['endedAt']],
    ['has no times at all', { startedAt: null, endedAt: null }, ['endedAt']],
    ['ends later than now', { endedAt: 600_000 }, ['endedAt']],
    ['lies later than now', { startedAt: 600_000, endedAt: 660_000 }, ['startedAt', 'endedAt']],
  ])('is refused when it %s, names the field, and the warning stays', async (_, times, paths) => {
    const id = await film(organ.people.custodian, `NONE ${makeId(ground.clock)}.mp4`);
    const shift = (at: unknown) => (typeof at === 'number' ? plusMillis(ground.clock.now(), at) : at);
    const changes = Object.fromEntries(Object.entries(times).map(([path, at]) => [path, shift(at)]));
    const refused = attribute(organ.people.custodian, id, changes);
    await expect(refused).rejects.toMatchObject({
      code: 'input.invalid',
      fields: paths.map((path) => ({ path })),
    });
    expect((await versions(id)).length).toBe(1);
  });

  it('is refused for times after the film was stored, not for clocks that differ a little', async () => {
    const id = await film();
    const { registeredAt } = await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id));
    const endedAt = plusMillis(registeredAt, 299_000);
    expect((await attribute(organ.people.custodian, id, { endedAt })).value.endedAt).toBe(endedAt);
    const late = await film();
    ground.clock.advance(600_000);
    const refused = attribute(organ.people.custodian, late, { endedAt: ground.clock.now() });
    await expect(refused).rejects.toMatchObject({ fields: [{ path: 'endedAt' }] });
  });

  it.each([
    ['before there were such cameras', '1989-12-31T00:00:00.000Z'],
    ['of the last year of the calendar', '9999-12-31T00:00:00.000Z'],
  ])('is refused for a time %s, and says which', async (_, startedAt) => {
    const id = await film();
    const refused = attribute(organ.people.custodian, id, { startedAt, endedAt: null });
    await expect(refused).rejects.toMatchObject({ fields: [{ path: 'startedAt' }] });
    expect((await versions(id)).length).toBe(1);
  });

  it('is refused on a version that is no longer the newest', async () => {
    const id = await film();
    await attribute(organ.people.custodian, id);
    for (const by of [organ.people.officer, organ.people.custodian, colleague])
      await expect(attribute(by, id)).rejects.toThrow('conflict.changed');
    expect((await versions(id)).length).toBe(2);
  });

  it('counts once when two people press at the same time', async () => {
    const id = await film();
    const { custodian, officer } = organ.people;
    const both = await Promise.allSettled([custodian, officer, custodian].map((by) => attribute(by, id)));
    expect(both.filter((one) => one.status === 'fulfilled').length).toBe(1);
    for (const one of both)
      if (one.status === 'rejected') expect(String(one.reason)).toContain('conflict.changed');
    expect((await versions(id)).length).toBe(2);
    expect(await sealedFor(id, 'recording.proposed')).toBe(1);
    expect(await sealedFor(id, 'recording.attributed')).toBe(1);
  });

  it.each([
    ['2026-09-15T02:00:00Z', '2026-09-15T01:59:59Z', false],
    ['2026-09-15T10:00:00+08:00', '2026-09-15T02:30:00Z', true],
    ['2026-09-15T02:30:00Z', '2026-09-15T10:00:00+08:00', false],
    ['2026-09-15T02:00:00Z', '2026-09-15T02:00:00Z', true],
    ['2026-09-15T02:00:00Z', '2026-09-15T02:00:00.500Z', true],
  ])('from %s to %s is possible: %s', async (startedAt, endedAt, possible) => {
    const id = await film();
    const stating = attribute(organ.people.custodian, id, { startedAt, endedAt });
    if (!possible) await expect(stating).rejects.toThrow('act.timesReversed');
    else expect((await stating).value.startedAt).toBe(new Date(startedAt).toISOString());
  });

  it('takes no device and no officer of another organ, and leaves nothing of the try', async () => {
    const id = await film();
    const { custodian } = organ.people;
    await expect(attribute(custodian, id, { deviceId: stranger.deviceId })).rejects.toThrow('notFound');
    await expect(attribute(custodian, id, { officerId: stranger.officerId })).rejects.toThrow('notFound');
    expect((await versions(id)).length).toBe(1);
  });

  it('is for the officer whose it is and the custodian', async () => {
    const id = await film(organ.people.custodian);
    const { head, assistant, administrator, officer } = organ.people;
    for (const by of [head, assistant, administrator, colleague])
      await expect(attribute(by, id)).rejects.toThrow('permission.denied');
    await expect(attribute(stranger.people.custodian, id)).rejects.toThrow('notFound');
    expect((await attribute(officer, id)).value.version).toBe(2);
  });
});

describe('claiming the return', () => {
  const claim = (by: Person, id: string, returnDate: string, evidence = '派车单 17 号') =>
    asPerson(ground, by, (ctx) => claimReturn(ctx, { id, ground: 'offsite', returnDate, evidence }));
  const shown = async (id: string) =>
    (await readAs(ground, organ.people.head, (ctx) => readRecording(ctx, id))).returnClaim;

  it('is on record with its evidence; a later claim counts instead', async () => {
    const id = await film();
    await claim(organ.people.officer, id, '2026-09-16');
    expect(await shown(id)).toEqual({
      ground: 'offsite',
      returnDate: '2026-09-16',
      evidence: '派车单 17 号',
    });
    ground.clock.advance(1000);
    await claim(organ.people.custodian, id, '2026-09-17', '更正');
    expect(await shown(id)).toMatchObject({ returnDate: '2026-09-17', evidence: '更正' });
    expect(await sealedFor(id, 'recording.returnClaimed')).toBe(2);
  });

  it('goes by the days of Beijing: not before the recording ended, not after today', async () => {
    const id = await film();
    const late = { startedAt: '2026-09-15T15:50:00.000Z', endedAt: '2026-09-15T16:10:00.000Z' };
    await attribute(organ.people.custodian, id, { ...late, officerId: organ.officerId });
    await expect(claim(organ.people.officer, id, '2026-09-15')).rejects.toThrow('returnClaim.invalid');
    await claim(organ.people.officer, id, '2026-09-16');
    ground.clock.set('2026-10-14T15:59:59.999Z');
    await expect(claim(organ.people.officer, id, '2026-10-15')).rejects.toThrow('returnClaim.invalid');
    ground.clock.set('2026-10-14T16:00:00.000Z');
    await claim(organ.people.officer, id, '2026-10-15');
  });

  it('is for those concerned', async () => {
    const id = await film(organ.people.custodian);
    for (const by of [organ.people.head, organ.people.administrator, organ.people.assistant, colleague])
      await expect(claim(by, id, '2026-09-16')).rejects.toThrow('permission.denied');
    await expect(claim(stranger.people.custodian, id, '2026-09-16')).rejects.toThrow('notFound');
    expect(await shown(id)).toBeNull();
  });
});

describe('handing over', () => {
  const receive = (by: Person, ...recordingIds: string[]) =>
    asPerson(ground, by, (ctx) => receiveHandover(ctx, { recordingIds }));
  const handover = async (id: string) =>
    (await readAs(ground, organ.people.custodian, (ctx) => readRecording(ctx, id))).handover;

  it('is open for what an officer stored, and done by the receipt of a custodian', async () => {
    const ids = [await film(), await film()];
    for (const id of ids) expect(await handover(id)).toBeNull();
    const { value } = await receive(organ.people.custodian, ...ids, ...ids);
    expect(value).toEqual({ received: 2, at: ground.clock.now() });
    for (const id of ids) {
      expect(await handover(id)).toEqual({ at: ground.clock.now(), receivedBy: 'xz.custodian' });
      expect(await sealedFor(id, 'recording.handedOver')).toBe(1);
    }
  });

  it('is done by the same act where a custodian stores', async () => {
    const id = await film(organ.people.custodian);
    expect(await handover(id)).toMatchObject({ receivedBy: 'xz.custodian' });
    expect(await sealedFor(id, 'recording.handedOver')).toBe(1);
  });

  it('twice is refused; of several only the new ones count', async () => {
    const [first, next] = [await film(), await film()];
    await receive(organ.people.custodian, first);
    const at = (await handover(first))?.at;
    ground.clock.advance(5000);
    await expect(receive(organ.people.custodian, first)).rejects.toThrow('handover.nothing');
    expect((await receive(organ.people.custodian, first, next)).value.received).toBe(1);
    expect((await handover(first))?.at).toBe(at);
  });

  it('at the same time is done once', async () => {
    const ids = [await film(), await film(), await film()];
    const backwards = [...ids].reverse();
    const all = await Promise.allSettled([
      receive(organ.people.custodian, ...ids),
      receive(organ.people.custodian, ...backwards),
      receive(organ.people.custodian, ...ids),
    ]);
    const received = all.map((one) => (one.status === 'fulfilled' ? one.value.value.received : 0));
    expect(received.reduce((a, b) => a + b)).toBe(3);
    for (const one of all)
      if (one.status === 'rejected') expect(String(one.reason)).toContain('handover.nothing');
    for (const id of ids) expect(await sealedFor(id, 'recording.handedOver')).toBe(1);
  });

  it('is for custodians, of their organ, all or nothing', async () => {
    const id = await film();
    for (const role of ['officer', 'head', 'assistant', 'administrator'] as const)
      await expect(receive(organ.people[role], id)).rejects.toThrow('permission.denied');
    const theirs = await registerFilm(ground, stranger.people.officer, nameOf());
    await expect(receive(organ.people.custodian, id, theirs)).rejects.toThrow('notFound');
    await expect(receive(stranger.people.custodian, id)).rejects.toThrow('notFound');
    expect(await handover(id)).toBeNull();
  });
});
