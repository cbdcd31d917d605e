import { recordingShapes } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import type { Person } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import { createAct, linkEvidence, unlinkEvidence } from '../cases/index.ts';
import { registerDevice } from '../devices/index.ts';
import { createUnit, openAccount, personOfAccount, registerOfficer } from '../roster/index.ts';
import { listRecordings } from './list.ts';
import { shelveStorage } from './shelf.ts';

let ground: TestGround;
let organ: TestOrgan;
let stranger: TestOrgan;
let second: { unitId: string; officerId: string; deviceId: string; person: Person };
let linkId: string;

/** Recordings of the organ by a short word, as they are entered; the list is read against this. */
const ids: Record<string, string> = {};
const wordOf = (id: string) => Object.keys(ids).find((word) => ids[word] === id) ?? id;

/** A second unit with an officer, their device and account. */
async function addSecond(): Promise<typeof second> {
  const { administrator } = organ.people;
  const as = <T>(work: Parameters<typeof asPerson<T>>[2]) => asPerson(ground, administrator, work);
  const unitId = (await as((ctx) => createUnit(ctx, { name: '食品科' }))).value.id;
  const who = {
    unitId,
    name: '欧阳倩',
    kind: 'officer' as const,
    certificateNo: 'xz-140900002',
    certificateValidUntil: '2030-12-31',
    deviceUserId: '140902',
  };
  const officerId = (await as((ctx) => registerOfficer(ctx, who))).value.id;
  const { model_id } = await transact(ground.database, house, (tx) =>
    tx.selectFrom('device').select('model_id').where('id', '=', organ.deviceId).executeTakeFirstOrThrow(),
  );
  const device = { deviceNo: 'XZ02', modelId: model_id, unitId, holderId: officerId };
  const deviceId = (await as((ctx) => registerDevice(ctx, { ...device, clockOffsetSeconds: 0, inUse: true })))
    .value.id;
  await as((ctx) =>
    openAccount(ctx, { loginName: 'xz.ou', displayName: '欧阳倩', officerId, roles: ['officer'] }),
  );
  const person = await transact(ground.database, house, (tx) => personOfAccount(tx, 'xz.ou'));
  if (person === null) throw new Error('no second officer');
  return { unitId, officerId, deviceId, person };
}

async function enter(): Promise<void> {
  const { officer, custodian } = organ.people;
  const film = async (word: string, by: Person, name: string, probe = {}) => {
    ids[word] = await registerFilm(ground, by, name, probe);
    ground.clock.advance(1000);
  };
  await film('morning', officer, 'DCAM_XZ01_140901_20260915_100200.mp4'); // true start 10:00 in Beijing
  await film('midnight', officer, 'DCAM_XZ01_140901_20260916_000100.mp4'); // 2 minutes fast: 23:59 the day before
  await film('next', officer, 'DCAM_XZ01_140901_20260916_000200.mp4'); // 00:00 sharp
  await film('food', second.person, 'DCAM_XZ02_140902_20260920_080000.mp4');
  await film('sound', second.person, 'DCAM_XZ02_140902_20260921_080000.wav', {
    kind: 'audio',
    mime: 'audio/wav',
  });
  await film('picture', second.person, '现场照片 查封扣押.jpg', { kind: 'picture', mime: 'image/jpeg' });
  await film('paper', custodian, '询问笔录.pdf', {
    kind: 'document',
    mime: 'application/pdf',
    durationMs: null,
  });
}

async function link(): Promise<void> {
  const act = {
    type: 'onSiteInspection' as const,
    cause: '无证经营烟花爆竹',
    party: '鑫源商贸有限公司',
    place: '解放路 12 号',
    unitId: organ.unitId,
    officerIds: [organ.officerId],
    startedAt: '2026-09-15T02:00:00.000Z',
    endedAt: null,
    filmed: true,
    circumstances: [],
    procedure: null,
    caseId: null,
  };
  const { custodian } = organ.people;
  const made = await asPerson(ground, custodian, (ctx) => createAct(ctx, act));
  const linked = (word: string) =>
    asPerson(ground, custodian, (ctx) =>
      linkEvidence(ctx, { actId: made.value.id, recordingId: ids[word] ?? '', note: null }),
    );
  await linked('morning');
  linkId = (await linked('next')).value.id;
}

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  stranger = await makeOrgan(ground, 'ql', 'ql');
  second = await addSecond();
  await enter();
  await link();
});
afterAll(() => ground.close());

type Filter = Parameters<typeof recordingShapes.recordingFilter.parse>[0] & object;

type Windows = Parameters<typeof listRecordings>[2];
/** So narrow that a word is looked for in the few newest, the many newest and the index of a handful of recordings. */
const narrow: Windows = { few: 1, many: 2 };

const page = (by: Person, filter: Filter = {}, windows?: Windows) =>
  readAs(ground, by, (ctx) => listRecordings(ctx, recordingShapes.recordingFilter.parse(filter), windows));
const words = async (filter: Filter = {}, by: Person = organ.people.custodian, windows?: Windows) =>
  (await page(by, filter, windows)).rows.map((row) => wordOf(row.id));

const all = ['paper', 'picture', 'sound', 'food', 'next', 'midnight', 'morning'];

describe('the list', () => {
  it('has everything, newest use first, with what a row shows', async () => {
    expect(await words()).toEqual(all);
    const row = (await page(organ.people.custodian)).rows.at(-1);
    expect(row).toMatchObject({
      name: 'DCAM_XZ01_140901_20260915_100200.mp4',
      kind: 'video',
      unit: '执法大队',
      deviceNo: 'XZ01',
      officer: '王建国',
      startedAt: '2026-09-15T02:00:00.000Z',
      party: '鑫源商贸有限公司',
      cause: '无证经营烟花爆竹',
      durationMs: 60_000,
      storage: null,
      poster: false,
    });
  });

  it('is narrowed by unit, by device, by officer', async () => {
    expect(await words({ unitId: organ.unitId })).toEqual(['next', 'midnight', 'morning']);
    expect(await words({ unitId: second.unitId })).toEqual(['picture', 'sound', 'food']);
    expect(await words({ deviceId: organ.deviceId })).toEqual(['next', 'midnight', 'morning']);
    expect(await words({ deviceId: second.deviceId })).toEqual(['sound', 'food']);
    expect(await words({ officerId: second.officerId })).toEqual(['picture', 'sound', 'food']);
    expect(await words({ officerId: stranger.officerId })).toEqual([]);
  });

  it.each([
    [{ from: '2026-09-15', to: '2026-09-15' }, ['midnight', 'morning']],
    [{ from: '2026-09-16', to: '2026-09-16' }, ['next']],
    [{ from: '2026-09-16', to: '2026-09-20' }, ['food', 'next']],
    [{ to: '2026-09-14' }, []],
    [{ from: '2026-09-21', to: '2026-09-30' }, ['sound']],
    [{ from: '2026-09-20', to: '2026-09-15' }, []],
  ])('is narrowed by the days of use, as Beijing counts them: %o', async (filter, expected) => {
    expect(await words(filter)).toEqual(expected);
  });

  it.each([
    [{ party: '鑫源商贸' }, ['next', 'morning']],
    [{ party: '商贸有限公司' }, ['next', 'morning']],
    [{ party: '烟花' }, []], // that is the cause
    [{ cause: '烟花爆竹' }, ['next', 'morning']],
    [{ cause: '无证经营' }, ['next', 'morning']],
    [{ cause: '鑫源' }, []],
    [{ party: '鑫源', cause: '有证' }, []],
    [{ party: '源鑫' }, []], // the order of signs counts
  ])('is narrowed by party and by cause: %o', async (filter, expected) => {
    expect(await words(filter)).toEqual(expected);
  });

  it.each([
    ['查封', ['picture']],
    ['照片', ['picture']],
    ['笔录', ['paper']],
    ['王建国', ['next', 'midnight', 'morning']],
    ['欧阳', ['picture', 'sound', 'food']],
    ['欧', ['picture', 'sound', 'food']],
    ['xz02', ['sound', 'food']],
    ['ＸＺ０２', ['sound', 'food']],
    ['20260915', ['morning']],
    ['鑫源 烟花', ['next', 'morning']],
    ['没有这样的', []],
    ["'; drop table recording; --", []],
    ["a' | 'b\\", []],
    ['%', []],
    ['', all],
  ])('is searched by words: %j', async (text, expected) => {
    expect(await words({ text })).toEqual(expected);
    // As in an organ of many rows: two are looked through, what they do not have is looked up.
    expect(await words({ text }, organ.people.custodian, narrow)).toEqual(expected);
  });

  it.each([
    [{ text: '王建国' }, ['next', 'midnight', 'morning']],
    [{ text: '王建国', to: '2026-09-15' }, ['midnight', 'morning']],
    [{ text: '烟花' }, ['next', 'morning']],
    [{ text: '欧阳' }, []],
    [{ text: 'xz02' }, []],
    [{ text: '查封' }, []],
  ])('shows an officer what is their own, also of what is looked up: %o', async (filter, expected) => {
    expect(await words(filter, organ.people.officer, narrow)).toEqual(expected);
    expect(await words(filter, stranger.people.custodian, narrow)).toEqual([]);
  });

  it('comes page by page where words are looked up, each row once', async () => {
    const read: string[] = [];
    for (let after: string | undefined; ; ) {
      const filter = { text: 'dcam', limit: '2', ...(after === undefined ? {} : { after }) };
      const { rows, next } = await page(organ.people.custodian, filter as Filter, narrow);
      read.push(...rows.map((row) => wordOf(row.id)));
      if (next === null) break;
      after = next;
    }
    expect(read).toEqual(['sound', 'food', 'next', 'midnight', 'morning']);
  });

  it('is narrowed by kind, and to what is linked to no act', async () => {
    expect(await words({ kind: 'audio' })).toEqual(['sound']);
    expect(await words({ kind: 'picture' })).toEqual(['picture']);
    expect(await words({ kind: 'document' })).toEqual(['paper']);
    expect(await words({ kind: 'video' })).toEqual(['food', 'next', 'midnight', 'morning']);
    expect(await words({ unlinked: 'true' })).toEqual(['paper', 'picture', 'sound', 'food', 'midnight']);
    expect(await words({ unlinked: 'false' })).toEqual(all);
  });

  it('is narrowed to what somebody should confirm', async () => {
    const disagree = (conflicts: number) =>
      transact(ground.database, house, (tx) =>
        tx
          .updateTable('recording_shelf')
          .set({ conflicts })
          .where('recording_id', 'in', [ids.food ?? '', ids.paper ?? ''])
          .execute(),
      );
    expect(await words({ conflicts: 'true' })).toEqual([]);
    await disagree(2);
    expect(await words({ conflicts: 'true' })).toEqual(['paper', 'food']);
    expect(await words({ conflicts: 'true', kind: 'video' })).toEqual(['food']);
    expect(await words({ conflicts: 'true' }, organ.people.officer)).toEqual([]);
    expect(await words({ conflicts: 'true' }, stranger.people.custodian)).toEqual([]);
    expect(await words({ conflicts: 'false' })).toEqual(all);
    await disagree(0);
  });

  it('is narrowed by several at once', async () => {
    const filter = { unitId: organ.unitId, officerId: organ.officerId, deviceId: organ.deviceId };
    expect(await words({ ...filter, party: '鑫源', cause: '烟花', from: '2026-09-16' })).toEqual(['next']);
    expect(await words({ ...filter, unlinked: 'true', kind: 'video' })).toEqual(['midnight']);
  });

  it('shows what is late from the moment it is', async () => {
    const duty = {
      dueBefore: '2026-12-01T00:00:00.000Z',
      dischargedAt: null,
      provisional: false,
      tier: 'local' as const,
      judgement: 'judged',
      lateSince: '2026-12-01T00:00:00.000Z',
    };
    await transact(ground.database, house, (tx) => shelveStorage({ tx }, ids.food ?? '', duty));
    const now = ground.clock.now();
    ground.clock.set('2026-11-30T23:59:59.999Z');
    expect(await words({ late: 'true' })).toEqual([]);
    ground.clock.set('2026-12-01T00:00:00.000Z');
    expect(await words({ late: 'true' })).toEqual(['food']);
    const [row] = (await page(organ.people.custodian, { late: 'true' })).rows;
    expect(row?.storage).toEqual({
      state: 'overdue',
      dueBefore: duty.dueBefore,
      provisional: false,
      tier: 'local',
    });
    ground.clock.set(now);
  });

  it('follows a link that is taken back', async () => {
    const { custodian } = organ.people;
    await asPerson(ground, custodian, (ctx) => unlinkEvidence(ctx, { id: linkId, reason: '关联有误' }));
    expect(await words({ party: '鑫源' })).toEqual(['morning']);
    expect(await words({ unlinked: 'true' })).toContain('next');
  });
});

/** A colleague of the second officer's kind in an organ; returns their user number. */
async function registerOfficerOf({ people, unitId, code }: TestOrgan): Promise<string> {
  const who = { unitId, name: '柳絮', kind: 'officer' as const, certificateNo: `${code}-140900003` };
  await asPerson(ground, people.administrator, (ctx) =>
    registerOfficer(ctx, { ...who, certificateValidUntil: '2030-12-31', deviceUserId: '140903' }),
  );
  return '140903';
}

describe('whose recordings are listed', () => {
  it('to those who keep and review: all of the organ', async () => {
    for (const role of ['custodian', 'head'] as const)
      expect(await words({}, organ.people[role])).toEqual(all);
  });
  it('to officers and assistants also what they brought in, whomever it names', async () => {
    const third = await makeOrgan(ground, 'hd');
    const { officer, assistant } = third.people;
    const colleague = await registerOfficerOf(third);
    const nobodys = await registerFilm(ground, assistant, 'DCAM_HD01_999999_20260801_100000.mp4');
    const own = await registerFilm(ground, officer, 'DCAM_HD01_140901_20260802_100000.mp4');
    const unknown = await registerFilm(ground, officer, 'DCAM_HD01_999999_20260803_100000.mp4');
    const others = await registerFilm(ground, officer, `DCAM_HD01_${colleague}_20260804_100000.mp4`);
    const ofOfficer = await registerFilm(ground, assistant, 'DCAM_HD01_140901_20260805_100000.mp4');
    const listed = async (by: Person, filter: Filter = {}) =>
      (await page(by, filter)).rows.map((row) => row.id);
    expect(await listed(assistant)).toEqual([ofOfficer, nobodys]);
    expect(await listed(officer)).toEqual([ofOfficer, others, unknown, own]);
    expect(await listed(officer, { officerId: third.officerId })).toEqual([ofOfficer, own]);
    expect(await listed(officer, { text: '20260804' })).toEqual([others]);
    expect(await listed(assistant, { text: '20260804' })).toEqual([]);
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const { rows, next } = await page(officer, { limit: 1, ...(after ? { after } : {}) });
      seen.push(...rows.map((row) => row.id));
      after = next;
    }
    expect(seen).toEqual([ofOfficer, others, unknown, own]);
  });

  it('to officers their own, whatever they ask for', async () => {
    expect(await words({}, organ.people.officer)).toEqual(['next', 'midnight', 'morning']);
    expect(await words({}, second.person)).toEqual(['picture', 'sound', 'food']);
    expect(await words({ officerId: organ.officerId }, second.person)).toEqual([]);
    expect(await words({ text: '王建国' }, second.person)).toEqual([]);
  });
  it('to who is no officer and reviews nothing: none', async () => {
    expect(await words({}, organ.people.assistant)).toEqual([]);
  });
  it('to another organ: none, by whatever key', async () => {
    const { custodian } = stranger.people;
    for (const filter of [
      {},
      { unitId: organ.unitId },
      { deviceId: organ.deviceId },
      { officerId: organ.officerId },
      { party: '鑫源' },
      { text: '王建国' },
    ])
      expect(await words(filter, custodian)).toEqual([]);
  });
});

describe('paging', () => {
  it('goes through all without gap or repeat, also where many have one time', async () => {
    const { officer, custodian } = stranger.people;
    const entered: string[] = [];
    for (let i = 0; i < 23; i++) {
      const second = String(i < 11 ? 0 : i).padStart(2, '0'); // eleven of the same moment
      entered.push(await registerFilm(ground, officer, `DCAM_QL01_140901_20260915_1000${second}.mp4`));
    }
    for (const limit of [1, 4, 7, 11, 22, 23, 24]) {
      const seen: { id: string; startedAt: string | null }[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const { rows, next } = await page(custodian, { limit, ...(after ? { after } : {}) });
        seen.push(...rows);
        expect(rows.length).toBeGreaterThan(0);
        after = next;
      }
      expect(seen.map((row) => row.id).sort()).toEqual([...entered].sort());
      const times = seen.map((row) => row.startedAt ?? '');
      expect(times).toEqual([...times].sort().reverse());
    }
  });

  it('is not upset by what comes in meanwhile', async () => {
    const { officer, custodian } = stranger.people;
    const first = await page(custodian, { limit: 5 });
    await registerFilm(ground, officer, 'DCAM_QL01_140901_20260916_100000.mp4');
    const next = await page(custodian, { limit: 5, after: first.next ?? '' });
    expect(next.rows.map((row) => row.id).filter((id) => first.rows.some((row) => row.id === id))).toEqual(
      [],
    );
    const whole = (await page(custodian, { limit: 100 })).rows.map((row) => row.id).slice(1, 11);
    expect([...first.rows, ...next.rows].map((row) => row.id)).toEqual(whole);
  });

  it.each(['x', '1_00000000-0000-7000-8000-000000000000', `2026-09-15T02:00:00.000Z_${'-'.repeat(36)}`])(
    'refuses a mark that is none: %s',
    async (after) => {
      await expect(page(organ.people.custodian, { after })).rejects.toThrow('input.invalid');
    },
  );
});
