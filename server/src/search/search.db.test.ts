import type { SearchKind } from '@liuhen/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, quiet, sequenceAll, startTestSequencer } from '../../test/custody.ts';
import { fillDocument, openDocumentHouse } from '../../test/documents.ts';
import { evidenceInput } from '../../test/goods.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { noOrigin, testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { changeCase, openCase, readCase } from '../cases/cases.ts';
import { createAct, linkEvidence } from '../cases/index.ts';
import { enterActStep } from '../cases/steps.ts';
import { checkDerived } from '../custody/check-derived.ts';
import { startFollowing } from '../custody/index.ts';
import { finalizeDocument } from '../documents/finalize.ts';
import type { DocumentHouse } from '../documents/keep.ts';
import { keepText } from '../documents/text.ts';
import { enterEvidence } from '../evidence/items.ts';
import { search } from './answer.ts';
import { replaySearch, searchFollower } from './follower.ts';
import { writeSearchable } from './write.ts';

const residentId = '11010519491231002X';
let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let stranger: Person;
let sequencer: ReturnType<typeof startTestSequencer>;
let house: DocumentHouse;
let following: ReturnType<typeof startFollowing>;
/** Those of goods, service, volumes and registers are laid in kinds-of-case.db.test.ts. */
type Laid = Exclude<SearchKind, 'goods' | 'service' | 'volume' | 'register'>;
const ids: Record<Laid, string> = {
  case: '',
  party: '',
  document: '',
  evidence: '',
  act: '',
  recording: '',
};

/** What was sealed so far is in the tree, and what follows it has read it. */
async function settle() {
  await sequenceAll(ground, sequencer);
  await following.catchUp();
}

const people = (of: TestOrgan) => ({ unitId: of.unitId, officerIds: [of.officerId] });
const caseInput = (change: object = {}) => ({
  ...{ ownNumber: '忻市监立〔2026〕12号', cause: '未取得许可从事餐饮服务', party: '五台山素斋馆' },
  ...{ procedure: 'ordinary' as const, openedAt: ground.clock.now(), closedAt: null },
  ...{ ...people(organ), ...change },
});

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  stranger = await openPerson(ground, organ.people.administrator, 'xz.stranger', 'officer', null);
  sequencer = startTestSequencer(ground);
  const parts = { database: ground.database, clock: ground.clock, log: quiet, wake: () => undefined };
  following = startFollowing(parts, [searchFollower(quiet)]);
  const { officer } = organ.people;
  ids.case = (await asPerson(ground, officer, (ctx) => openCase(ctx, caseInput()))).value.id;
  const act = {
    ...{ type: 'onSiteInspection' as const, cause: '检查后厨', party: '五台山素斋馆', place: '七一北路12号' },
    ...{ filmed: true, circumstances: [], procedure: null, caseId: null, endedAt: null },
    ...{ ...people(organ), startedAt: ground.clock.now() },
  };
  ids.act = (await asPerson(ground, officer, (ctx) => createAct(ctx, act))).value.id;
  const reason = '后厨断电，冷库门未能打开';
  const infeasible = {
    kind: 'filmingInfeasible' as const,
    at: ground.clock.now(),
    until: null,
    detail: { reason },
  };
  await asPerson(ground, officer, (ctx) =>
    enterActStep(ctx, { ...infeasible, id: makeId(ground.clock), actId: ids.act }),
  );
  ids.recording = await registerFilm(ground, officer, 'DSJ_XZ01_140901_20261014.mp4');
  await asPerson(ground, officer, (ctx) =>
    linkEvidence(ctx, { actId: ids.act, recordingId: ids.recording, note: null }),
  );
  house = openDocumentHouse(ground);
  ids.document = await fillDocument(ground, officer, { caseId: ids.case }, 'onSceneRecord');
  const item = { ground, organ, caseId: ids.case, officerIds: [organ.officerId] };
  ids.evidence = (await asPerson(ground, officer, (ctx) => enterEvidence(ctx, evidenceInput(item)))).value.id;
  const party = {
    ...{ kind: 'person' as const, name: '慕容雪', numberKind: 'residentId' as const, number: residentId },
    ...{ phone: '13800138000', address: '五台县东冶镇' },
  };
  const owner = {
    id: makeId(ground.clock),
    caseId: ids.case,
    role: 'party' as const,
    represents: null,
    partyId: null,
  };
  await asPerson(ground, officer, (ctx) => addCaseParty(ctx, testKeys, { ...owner, party }));
  ids.party = (
    await asHouse(ground, ({ tx }) => tx.selectFrom('party').select('id').executeTakeFirstOrThrow())
  ).id;
  await settle();
});
afterAll(async () => {
  await house.printer.close();
  await following.stop();
  await sequencer.stop();
  await ground.close();
});
beforeEach(() => ground.clock.advance(60_000));

type Query = Partial<Parameters<typeof search>[2]>;
const ask = (text: string, by: Person = organ.people.head, query: Query = {}) =>
  readAs(ground, by, (ctx) => search(ctx, testKeys, { text, limit: 20, ...query }));
/** What is found, by kind, and the kinds that are answered for. */
async function found(text: string, by: Person = organ.people.head, query: Query = {}) {
  const { groups } = await ask(text, by, query);
  return Object.fromEntries(groups.map(({ kind, rows }) => [kind, rows.map(({ id }) => id)]));
}
const nothing = {
  ...{ case: [], party: [], document: [], evidence: [], goods: [], service: [], act: [], recording: [] },
  ...{ volume: [], register: [] },
};

describe('a search', () => {
  it.each<[typed: string, kinds: Laid[]]>([
    ['五台山素斋馆', ['case', 'act', 'recording']],
    ['素斋 许可', ['case']],
    ['忻市监立(2026)12号', ['case', 'party']],
    ['慕容雪', ['case', 'party']],
    ['东冶镇', ['party']],
    [residentId, ['case', 'party']],
    ['110105 19491231 002x', []], // parted, three terms
    ['13800138000', ['case', 'party']],
    ['13800138001', []],
    ['2026-0001', ['case', 'party', 'evidence', 'act']],
    ['七一北路12', ['act']],
    ['冷库门', ['act']],
    ['现场检查', ['document', 'act']],
    ['后厨断电冷库', ['act']],
    ['检查后厨 王建国', ['act', 'recording']],
    ['占用公共场地 摆放货架三组', ['document']],
    ['勘验笔录', ['document']],
    ['卷烟样品', ['evidence']],
    ['3号柜', ['evidence']],
    ['DSJ_XZ01', ['recording']],
    ['20261014', ['recording']],
    ['0261014', []],
    ['素五', []],
    ['山素馆', []], // its pairs are not both there
    ['斋馆五台', []],
  ])('for %s finds %s', async (typed, kinds) => {
    const expected = Object.fromEntries(kinds.map((kind) => [kind, [ids[kind]]]));
    expect(await found(typed)).toEqual({ ...nothing, ...expected });
  });

  it('marks what was asked for, in number, title and the words around', async () => {
    const { groups } = await ask('忻市监立 冷库门');
    expect(groups.every(({ rows }) => rows.length === 0)).toBe(true);
    const [hit] = (await ask('12号 餐饮')).groups[0]?.rows ?? [];
    expect(hit?.number).toEqual([
      { text: '忻市监立〔2026〕', hit: false },
      { text: '12号', hit: true },
      { text: expect.stringMatching(/^ · 2026-\d{4}$/), hit: false },
    ]);
    expect(hit?.title.find((piece) => piece.hit)?.text).toBe('餐饮');
    const [act] = (await ask('冷库门')).groups.find(({ kind }) => kind === 'act')?.rows ?? [];
    expect(act?.snippet.find((piece) => piece.hit)?.text).toBe('冷库门');
    expect(act?.unit).toBe('执法大队');
  });

  it('asks for nothing where nothing, or a single sign, was typed', async () => {
    expect(await ask(' 。')).toEqual({ state: 'nothing', groups: [] });
    expect(await ask('馆')).toEqual({ state: 'tooShort', groups: [] });
  });

  it('is narrowed to a kind, a unit and a period of Beijing days', async () => {
    const today = '2026-10-14';
    expect(await found('素斋馆', organ.people.head, { kind: 'act' })).toEqual({ act: [ids.act] });
    expect(await found('素斋馆', organ.people.head, { from: today, to: today })).toMatchObject({
      case: [ids.case],
    });
    expect(await found('素斋馆', organ.people.head, { to: '2026-10-13' })).toEqual(nothing);
    expect(await found('素斋馆', organ.people.head, { from: '2026-10-15' })).toEqual(nothing);
    expect(await found('素斋馆', organ.people.head, { unitId: organ.unitId })).toMatchObject({
      act: [ids.act],
    });
    expect(await found('素斋馆', organ.people.head, { unitId: other.unitId })).toEqual(nothing);
  });
});

describe('what somebody may not see', () => {
  const asked = [
    '五台山素斋馆',
    '2026-0001',
    'DSJ_XZ01',
    '七一北路12号',
    '冷库门',
    residentId,
    '13800138000',
  ];

  it('is not found by another organ, not by its number either', async () => {
    for (const text of asked) expect(await found(text, other.people.head)).toEqual(nothing);
    for (const text of asked)
      for (const kind of Object.keys(nothing) as SearchKind[])
        expect(await found(text, other.people.custodian, { kind, unitId: organ.unitId })).toEqual({
          [kind]: [],
        });
  });

  it('is no kind of the answer, and refused where it is asked for', async () => {
    const { administrator } = organ.people;
    // The registers are open to everybody of the organ; there is nothing in them.
    for (const text of asked) expect(await found(text, administrator)).toEqual({ register: [] });
    for (const kind of Object.keys(ids) as SearchKind[])
      await expect(ask('素斋馆', administrator, { kind })).rejects.toMatchObject({
        code: 'permission.denied',
      });
  });

  it("is the film of others where only one's own may be seen", async () => {
    expect(await found('素斋馆', organ.people.officer)).toMatchObject({ recording: [ids.recording] });
    for (const text of ['素斋馆', 'DSJ_XZ01', '20261014']) {
      expect(await found(text, stranger)).toMatchObject({ recording: [] });
      expect(await found(text, stranger, { kind: 'recording' })).toEqual({ recording: [] });
    }
    expect(await found('素斋馆', stranger)).toMatchObject({ case: [ids.case], act: [ids.act] });
  });
});

describe('the index', () => {
  const lines = () =>
    asHouse(ground, ({ tx }) => sql`select * from searchable order by kind, subject_id`.execute(tx));

  const missing = async () => {
    const findings = await asHouse(ground, ({ tx }) => checkDerived(tx));
    const gone = findings.filter(({ code }) => code === 'search.missing');
    return [...new Set(gone.map(({ en }) => en.split('/')[0]))].sort();
  };

  it('follows what changes, and is the same when it is built again from the beginning', async () => {
    const { revision } = await readAs(ground, organ.people.head, (ctx) => readCase(ctx, ids.case));
    const { closedAt, ...said } = caseInput({ party: '雁门关客栈' });
    const change = { id: ids.case, revision, ...said, ...noOrigin };
    await asPerson(ground, organ.people.officer, (ctx) => changeCase(ctx, change));
    await settle();
    expect(await found('素斋馆')).toMatchObject({ case: [], act: [ids.act] });
    expect(await found('雁门关客栈')).toMatchObject({ case: [ids.case] });
    const before = await lines();
    await asHouse(ground, async (ctx) => {
      await sql`update searchable set folded = '', grams = '{}', body = '', title = '' where kind <> 'act'`.execute(
        ctx.tx,
      );
    });
    expect(await missing()).toEqual(['document', 'enforcement_case', 'party', 'recording']);
    await asHouse(ground, replaySearch);
    expect(await found('雁门关客栈')).toEqual(nothing);
    await settle();
    expect(await missing()).toEqual([]);
    expect((await lines()).rows).toEqual(before.rows);
  });

  it('has what stands in a document when it is final, and on its scanned pages', async () => {
    const { officer } = organ.people;
    await asPerson(ground, officer, (ctx) => finalizeDocument(ctx, house, { id: ids.document, revision: 2 }));
    await settle();
    expect((await found('货架三组 勘验笔录')).document).toEqual([ids.document]);
    const scanned = { sourceId: makeId(ground.clock), documentId: ids.document, text: '扫描页上的手写批注' };
    await asPerson(ground, officer, (ctx) => keepText(ctx, scanned));
    await asHouse(ground, replaySearch);
    await settle();
    expect((await found('手写批注 货架三组')).document).toEqual([ids.document]);
  });

  it('holds no whole number of a person, wherever it was written', async () => {
    const party = '李四（140902198001010011）';
    await asPerson(ground, organ.people.officer, (ctx) =>
      openCase(ctx, caseInput({ ownNumber: null, party, cause: '持证人140902198001010011' })),
    );
    await settle();
    expect(await found('140902198001010011')).toEqual(nothing);
    expect((await found('李四 140')).case).toHaveLength(1);
    const kept = JSON.stringify((await lines()).rows);
    for (const secret of ['19800101', '19491231', '13800138000']) expect(kept).not.toContain(secret);
    const { groups } = await ask(residentId);
    const number = groups.find(({ kind }) => kind === 'party')?.rows[0]?.number;
    expect(number?.map(({ text }) => text).join('')).toBe('110***********002X');
  });
});

describe('many', () => {
  const count = 130;
  const at = (i: number) => plusMillis('2026-10-10T02:00:00.000Z', -Math.floor(i ** 2.2) * 3_600_000);

  beforeAll(async () => {
    const rows = Array.from({ length: count }, (_, i) => ({
      ...{ kind: 'case', id: makeId(ground.clock), organId: organ.id, parentId: null, unitId: organ.unitId },
      ...{ at: at(i), seenBy: null, number: `批-${i}`, title: '超限运输' },
      body: [i % 2 === 0 ? '驾驶人王建国' : '驾驶人王建、建国', i === 101 ? '独此一件' : null],
    }));
    await asHouse(ground, ({ tx }) => writeSearchable(tx, rows));
  });

  it('are counted up to fifty and shown newest first, page after page, each once', async () => {
    const [group] = (await ask('超限运输')).groups;
    expect(group).toMatchObject({ kind: 'case', count: 50, more: true });
    expect(group?.rows).toHaveLength(5);
    const seen: string[] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const query: Query = { kind: 'case', limit: 17, ...(after === undefined ? {} : { after }) };
      const page = (await ask('超限运输', organ.people.head, query)).groups[0];
      seen.push(...(page?.rows ?? []).map(({ number }) => number?.map((piece) => piece.text).join('') ?? ''));
      after = page?.next ?? null;
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, i) => `批-${i}`));
  });

  it('of many years are all looked through for one, and for those that hold the words next to each other', async () => {
    expect((await found('独此一件 超限')).case).toHaveLength(1);
    const query: Query = { kind: 'case', limit: 50, to: '2025-12-31' };
    const page = (await ask('王建国 超限', organ.people.head, query)).groups[0];
    const old = Array.from({ length: count }, (_, i) => i).filter(
      (i) => i % 2 === 0 && at(i) < '2025-12-31T16:00',
    );
    expect(page?.rows.length).toBe(Math.min(50, old.length));
    expect(old.length).toBeGreaterThan(20);
  });

  it.each(['x', '2026-13-01T00:00:00.000Z_a', `2026-01-01T00:00:00.000Z_${'0'.repeat(36)}`])(
    'refuse the mark %s of a page',
    async (after) => {
      await expect(ask('超限', organ.people.head, { kind: 'case', after })).rejects.toMatchObject({
        code: 'input.invalid',
      });
    },
  );
});
