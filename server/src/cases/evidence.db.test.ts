import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { type FilmLine, filmOf, openFilmLine } from '../obligations/film-for-tests.ts';
import { rowsOf } from '../recordings/index.ts';
import { createAct, readAct } from './acts.ts';
import { actsOfRecording, linkEvidence, linksOfAct, suggestRecordings, unlinkEvidence } from './evidence.ts';

const hour = 3_600_000;
const absent = '018f0000-0000-7000-8000-00000000dead';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let line: FilmLine;
let actId: string;
let recordingId: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  line = openFilmLine(ground);
});
afterAll(() => ground.close());
beforeEach(async () => {
  ground.clock.advance(24 * hour);
  actId = await create();
  recordingId = await line.store(organ.people.officer, filmOf(ground, organ));
});

type ActInput = Parameters<typeof createAct>[1];
const input = (change: Partial<ActInput> = {}, of = organ): ActInput => ({
  ...{ type: 'onSiteInspection', cause: '占道经营', party: '张三', place: null, filmed: true },
  ...{ circumstances: [], procedure: null, caseId: null },
  ...{ unitId: of.unitId, officerIds: [of.officerId], endedAt: ground.clock.now() },
  startedAt: plusMillis(ground.clock.now(), -hour),
  ...change,
});
const create = async (change: Partial<ActInput> = {}, of = organ) =>
  (await asPerson(ground, of.people.officer, (ctx) => createAct(ctx, input(change, of)))).value.id;
const link = (
  change: Partial<{ actId: string; recordingId: string; note: string | null }> = {},
  by?: Person,
) =>
  asPerson(ground, by ?? organ.people.officer, (ctx) =>
    linkEvidence(ctx, { actId, recordingId, note: null, ...change }),
  );
const unlink = (id: string, by: Person = organ.people.officer) =>
  asPerson(ground, by, (ctx) => unlinkEvidence(ctx, { id, reason: '关联错了' }));
const links = () => readAs(ground, organ.people.head, (ctx) => linksOfAct(ctx, actId));
const shelfOf = async (id = recordingId) =>
  (await readAs(ground, organ.people.head, (ctx) => rowsOf(ctx, [id])))[0];
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const sealedSoFar = () =>
  asHouse(ground, async ({ tx }) => {
    const entries = await tx
      .selectFrom('custody_entry')
      .select(['kind', 'subject_id'])
      .orderBy('entry_id')
      .execute();
    const pending = await tx.selectFrom('custody_pending').select('entry_id').execute();
    return { entries, pending: pending.length };
  });

describe('a link', () => {
  it('shows in the act, at the recording and on the shelf, with who made it and why', async () => {
    const { value } = await link({ note: '全程录像' });
    expect(await links()).toMatchObject([
      { id: value.id, note: '全程录像', linkedBy: 'xz.officer', recording: { id: recordingId } },
    ]);
    const acts = await readAs(ground, organ.people.head, (ctx) => actsOfRecording(ctx, recordingId));
    expect(acts).toMatchObject([{ id: actId, cause: '占道经营', party: '张三', note: '全程录像' }]);
    expect(await shelfOf()).toMatchObject({ party: '张三', cause: '占道经营' });
    expect(await readAs(ground, organ.people.head, (ctx) => readAct(ctx, actId))).toMatchObject({
      recordings: 1,
    });
  });

  it('is one sealed entry, taking it back another; both wait for the tree', async () => {
    const before = await sealedSoFar();
    const { value } = await link();
    await unlink(value.id);
    const after = await sealedSoFar();
    expect(after.entries.slice(before.entries.length)).toEqual([
      { kind: 'evidence.linked', subject_id: value.id },
      { kind: 'evidence.unlinked', subject_id: value.id },
    ]);
    expect(after.pending - before.pending).toBe(2);
  });

  it('made twice is refused, names the act and leaves nothing behind', async () => {
    await link();
    const before = await sealedSoFar();
    const { number } = await readAs(ground, organ.people.head, (ctx) => readAct(ctx, actId));
    await expect(link()).rejects.toMatchObject({
      code: 'conflict.exists',
      detail: { value: `与 ${number} 的关联` },
    });
    expect(await sealedSoFar()).toEqual(before);
    expect(await links()).toHaveLength(1);
  });

  it('made by many at once is there once', async () => {
    const outcomes = await Promise.all(
      [organ.people.officer, organ.people.custodian, organ.people.officer, organ.people.custodian].map((by) =>
        codeOf(link({}, by)),
      ),
    );
    expect(outcomes.sort()).toEqual(['conflict.exists', 'conflict.exists', 'conflict.exists', 'done']);
    expect(await links()).toHaveLength(1);
  });

  it('may be made again after it was taken back, and the first stays on record', async () => {
    const first = await link();
    await unlink(first.value.id);
    expect(await links()).toEqual([]);
    expect(await shelfOf()).toMatchObject({ party: null, cause: null });
    const second = await link();
    expect((await links()).map((one) => one.id)).toEqual([second.value.id]);
    const kept = await asHouse(ground, ({ tx }) =>
      tx
        .selectFrom('evidence')
        .select(['remove_reason', 'removed_by'])
        .where('id', '=', first.value.id)
        .execute(),
    );
    expect(kept).toEqual([{ remove_reason: '关联错了', removed_by: organ.people.officer.accountId }]);
  });

  it('is taken back once: a second time, or two at once, find nothing', async () => {
    const { value } = await link();
    const outcomes = await Promise.all([codeOf(unlink(value.id)), codeOf(unlink(value.id))]);
    expect(outcomes.sort()).toEqual(['done', 'notFound']);
    expect(await codeOf(unlink(value.id))).toBe('notFound');
    expect(await codeOf(unlink(absent))).toBe('notFound');
  });

  it('leads to several acts; the shelf tells the newest that is left', async () => {
    await link();
    ground.clock.advance(1000);
    const secondAct = await create({ party: '李四', cause: '超限运输' });
    const second = await link({ actId: secondAct });
    expect(await shelfOf()).toMatchObject({ party: '李四', cause: '超限运输' });
    await unlink(second.value.id);
    expect(await shelfOf()).toMatchObject({ party: '张三', cause: '占道经营' });
  });

  it('carries a change of the act to the shelf', async () => {
    await link();
    const change = { id: actId, ...input({ party: '王五', cause: '改了案由' }) };
    await asPerson(ground, organ.people.officer, (ctx) => changeSeenAct(ctx, change));
    expect(await shelfOf()).toMatchObject({ party: '王五', cause: '改了案由' });
  });
});

describe('who may link', () => {
  it('another organ finds neither act nor recording, nor the link', async () => {
    const foreignAct = await create({}, other);
    const foreignFilm = await line.store(other.people.officer, filmOf(ground, other));
    const { value } = await link();
    const before = await sealedSoFar();
    expect(await codeOf(link({ actId: foreignAct }))).toBe('notFound');
    expect(await codeOf(link({ recordingId: foreignFilm }))).toBe('notFound');
    expect(await codeOf(link({}, other.people.custodian))).toBe('notFound');
    expect(await codeOf(unlink(value.id, other.people.custodian))).toBe('notFound');
    expect(await sealedSoFar()).toEqual(before);
  });

  it('an officer links no film that they may not see; the custodian may', async () => {
    const strange: Person = {
      ...organ.people.officer,
      officerId: null,
      accountId: organ.people.head.accountId,
    };
    expect(await codeOf(link({}, strange))).toBe('permission.denied');
    const { value } = await link({}, organ.people.custodian);
    expect(await codeOf(unlink(value.id, strange))).toBe('permission.denied');
    expect(await links()).toHaveLength(1);
  });

  it.each(['assistant', 'head', 'administrator'] as const)('%s may not', async (role) => {
    const { value } = await link();
    expect(await codeOf(link({}, organ.people[role]))).toBe('permission.denied');
    expect(await codeOf(unlink(value.id, organ.people[role]))).toBe('permission.denied');
  });
});

describe('suggestions', () => {
  const suggested = async () => {
    const act = await readAs(ground, organ.people.custodian, (ctx) => readAct(ctx, actId));
    const rows = await readAs(ground, organ.people.custodian, (ctx) => suggestRecordings(ctx, act));
    return rows.map((row) => row.id);
  };

  it('are films of the officers within two hours, until they are linked', async () => {
    expect(await suggested()).toEqual([recordingId]);
    const { value } = await link();
    expect(await suggested()).toEqual([]);
    await unlink(value.id);
    expect(await suggested()).toEqual([recordingId]);
  });

  it('are no films of other times or other officers', async () => {
    const far = await line.store(organ.people.officer, filmOf(ground, organ, 4 * hour));
    const theirs = await line.store(other.people.officer, filmOf(ground, other));
    expect(await suggested()).toEqual([recordingId]);
    expect([far, theirs]).not.toContain(recordingId);
  });
});
