import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asHouse, quiet, startTestSequencer } from '../../test/custody.ts';
import { furnishDocuments } from '../../test/documents.ts';
import { addressInput, evidenceInput, goodsInput, secondOfficer, serviceInput } from '../../test/goods.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { layWhatIsMade } from '../../test/made-rows.ts';
import { testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { laySheets } from '../../test/sheets.ts';
import type { Tx } from '../base/context.ts';
import { connectOwner, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { openCase } from '../cases/cases.ts';
import { enterCause } from '../cases/causes.ts';
import { setChain } from '../cases/chains.ts';
import { createAct, linkEvidence } from '../cases/index.ts';
import { decideApproval, moveCase } from '../cases/moves.ts';
import { revealParty } from '../cases/parties.ts';
import { raiseRecusal } from '../cases/recusals.ts';
import { enterActStep } from '../cases/steps.ts';
import { startFollowing } from '../custody/index.ts';
import { enterAddress } from '../evidence/addresses.ts';
import { enterGoods, enterGoodsEvent } from '../evidence/goods.ts';
import { enterEvidence } from '../evidence/items.ts';
import { noteEvidence } from '../evidence/notes.ts';
import { enterService } from '../evidence/serving.ts';
import { transferEvidence } from '../evidence/transfers.ts';
import { loadGists, loadLaw, proposeChange } from '../law/index.ts';
import { draftMatterList } from '../law/matter-lists.ts';
import { filmOf, openFilmLine } from '../obligations/film-for-tests.ts';
import { reminderJobs, storageFollower } from '../obligations/index.ts';
import { claimReturn } from '../recordings/commands.ts';
import { enterRegister } from '../registers/entries.ts';
import { searchFollower } from '../search/index.ts';
import { openSession } from './session.ts';

/** Every table that says whose a row is, as the migrated database has them: a new one is tested by being there. */
async function readTables(): Promise<string[]> {
  const template = new URL(inject('databaseUrl'));
  template.pathname = '/liuhen_template';
  const owner = await connectOwner(template.href);
  const { rows } = await owner.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t
       using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'organ_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  await owner.end();
  return rows.map((row) => row.name);
}
const tables = await readTables();

let ground: TestGround;
let a: TestOrgan;
let b: TestOrgan;

beforeAll(async () => {
  ground = await makeGround();
  a = await makeOrgan(ground, 'xz', 'xz');
  b = await makeOrgan(ground, 'ql', 'ql');
  for (const organ of [a, b]) await furnish(organ);
  await judgeAll();
  for (const organ of [a, b]) {
    await layWhatIsMade(ground, organ);
    await laySheets(ground, organ);
  }
  const parts = { database: ground.database, clock: ground.clock, log: quiet, wake: () => undefined };
  ground.clock.advance(2 * 864e5);
  const { remind } = reminderJobs({ ...parts, remindHours: [0], escalateHours: [] });
  await remind?.({}, new AbortController().signal);
  await asHouse(ground, ({ tx }) =>
    sql`insert into delivery (notice_id, partner, organ_id, next_at, at)
      select id, 'mail', organ_id, at, at from notice`.execute(tx),
  );
});
afterAll(() => ground.close());

/** One of everything: film, claim, case, act, link, session, and a derivative on its way. */
async function furnish(organ: TestOrgan): Promise<void> {
  const { officer, custodian } = organ.people;
  const line = openFilmLine(ground);
  const recordingId = await line.store(custodian, filmOf(ground, organ));
  await asPerson(ground, officer, (ctx) => openSession(ctx, officer, 'browser', 12));
  const people = { unitId: organ.unitId, officerIds: [organ.officerId] };
  const opened = await asPerson(ground, officer, (ctx) =>
    openCase(ctx, {
      ...{ ownNumber: '立〔2026〕1号', cause: '现场检查', party: '某公司', procedure: 'ordinary' },
      source: 'inspection',
      ...{ ...people, openedAt: ground.clock.now(), closedAt: null },
    }),
  );
  await furnishParties(organ, opened.value.id);
  await furnishCourse(organ, opened.value.id);
  const act = await asPerson(ground, officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause: '现场检查', party: '某公司', place: null, filmed: true },
      ...{ circumstances: [], procedure: null, caseId: opened.value.id },
      ...{ ...people, endedAt: ground.clock.now() },
      startedAt: ground.clock.now(),
    }),
  );
  await asPerson(ground, officer, (ctx) =>
    linkEvidence(ctx, { actId: act.value.id, recordingId, note: null }),
  );
  await asPerson(ground, officer, (ctx) =>
    raiseRecusal(ctx, {
      ...{ id: makeId(ground.clock), caseId: null, actId: act.value.id, officerId: organ.officerId },
      ...{ raisedBy: 'officer', applicant: null, ground: 'relative', reason: '近亲属' },
      raisedAt: ground.clock.now(),
    }),
  );
  const arrived = { kind: 'arrived' as const, at: ground.clock.now(), until: null, detail: {} };
  await asPerson(ground, officer, (ctx) =>
    enterActStep(ctx, { ...arrived, id: makeId(ground.clock), actId: act.value.id }),
  );
  const caseId = opened.value.id;
  const officerIds = [organ.officerId, await secondOfficer(ground, organ)];
  await layEvidence(organ, { ground, organ, caseId, actId: act.value.id, officerIds });
  await furnishDocuments(ground, organ, opened.value.id);
  await asPerson(ground, custodian, async (ctx) =>
    draftMatterList(ctx, await loadLaw(), { from: 'nothing' }),
  );
  const asking = { ...(await loadLaw()), gists: await loadGists() };
  const spoken = { occasion: 'opening', text: '开始执法。', level: 'ownOrgan', from: '2026-01-01' };
  await asPerson(ground, organ.people.head, (ctx) =>
    enterRegister(ctx, asking, { id: makeId(ground.clock), kind: 'phrase', content: spoken }),
  );
  const returnDate = ground.clock.now().slice(0, 10);
  await asPerson(ground, officer, (ctx) =>
    claimReturn(ctx, { id: recordingId, ground: 'remote', returnDate, evidence: '出差审批单' }),
  );
  const day = { date: '2026-11-09', working: false, name: { zh: '火把节', en: 'Torch Festival' } };
  const content = { kind: 'days' as const, days: [day] };
  const change = { documentNo: '政发1号', title: '放假', source: '附件', supersedes: null, content };
  const law = await loadLaw();
  await asPerson(ground, organ.people.administrator, (ctx) => proposeChange(ctx, law, change));
  await asHouse(ground, ({ tx }) =>
    sql`insert into notice (id, organ_id, account_id, kind, subject_type, subject_id, said, at)
      select id, organ_id, id, 'calendar.moved', 'act', id, '{}', now() from account where id = ${officer.accountId}`.execute(
      tx,
    ),
  );
  // Progress is written by the worker that makes a proxy, as the house.
  await asHouse(ground, ({ tx }) =>
    sql`insert into derivative_progress (derivative_id, organ_id, fraction)
      select id, organ_id, 0.5 from derivative where organ_id = ${organ.id} limit 1`.execute(tx),
  );
}

/** A cause, and a party of the case whose number was shown. */
async function furnishParties({ people }: TestOrgan, caseId: string): Promise<void> {
  const { officer, legalReviewer } = people;
  await asPerson(ground, legalReviewer, (ctx) =>
    enterCause(ctx, { code: '01', name: '无照经营', basis: null, active: true }),
  );
  const party = {
    ...{ kind: 'person' as const, name: '张三', numberKind: 'other' as const, number: 'G12345' },
    ...{ phone: null, address: null },
  };
  const line = { id: makeId(ground.clock), caseId, role: 'party' as const, represents: null };
  await asPerson(ground, officer, (ctx) => addCaseParty(ctx, testKeys, { ...line, partyId: null, party }));
  const { rows } = await asHouse(ground, ({ tx }) =>
    sql<{ id: string }>`select party_id as id from case_party where id = ${line.id}`.execute(tx),
  );
  const id = rows[0]?.id ?? '';
  await asPerson(ground, officer, (ctx) => revealParty(ctx, testKeys, { id, caseId, reason: '核对' }));
}

/** Evidence, goods and what is served. */
async function layEvidence({ people }: TestOrgan, place: Parameters<typeof goodsInput>[0]): Promise<void> {
  const { officer, custodian } = people;
  const law = await loadLaw();
  const as = <T>(work: Parameters<typeof asPerson<T>>[2]) => asPerson(ground, officer, work);
  const item = (await as((ctx) => enterEvidence(ctx, evidenceInput(place)))).value.id;
  const note = { takenBy: '王', takenAt: ground.clock.now(), place: '仓库', method: null, transcript: null };
  await as((ctx) =>
    noteEvidence(ctx, { ...note, id: makeId(ctx.clock), itemId: item, version: 0, proves: '经营' }),
  );
  const given = { itemId: item, toAccount: custodian.accountId, storagePlace: '物证室', reason: '保管' };
  await as((ctx) => transferEvidence(ctx, { ...given, id: makeId(ctx.clock) }));
  const list = (await as((ctx) => enterGoods(ctx, goodsInput(place)))).value.id;
  await as((ctx) =>
    enterGoodsEvent(ctx, {
      ...{ id: makeId(ctx.clock), listId: list, kind: 'lifted', at: ctx.clock.now() },
      ...{ reason: '不再需要', approvedBy: '刘局长', approvalId: null },
    }),
  );
  await as((ctx) => enterAddress(ctx, addressInput(place)));
  await as((ctx) => enterService(ctx, law, serviceInput(place, { actId: null })));
}

/** A move of the case that was approved along a chain of the organ's own. */
async function furnishCourse({ people }: TestOrgan, caseId: string): Promise<void> {
  const law = await loadLaw();
  const chain = { matter: 'nonFiling' as const, revision: 0, reviewAlways: false, documentsFirst: false };
  await asPerson(ground, people.head, (ctx) => setChain(ctx, { ...chain, steps: [{ role: 'head' }] }));
  const id = makeId(ground.clock);
  const move = { kind: 'refuseFiling' as const, at: null, detail: { reason: '没有违法事实' } };
  await asPerson(ground, people.officer, (ctx) => moveCase(ctx, law, { id, caseId, seen: 0, move }));
  await asPerson(ground, people.head, (ctx) =>
    decideApproval(ctx, law, { id, revision: 1, agrees: true, opinion: '' }),
  );
}

async function judgeAll(): Promise<void> {
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  const parts = { database: ground.database, clock: ground.clock, log: quiet, wake: () => undefined };
  const following = startFollowing(parts, [storageFollower(await loadLaw(), quiet), searchFollower(quiet)]);
  await following.catchUp();
  await following.stop();
  await sequencer.stop();
}

/** Work on a connection as the server opens them, with the setting of an organ or with none. */
const asRequest = <T>(organId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ground.database.kysely.transaction().execute(async (tx) => {
    if (organId !== null) await sql`select set_config('liuhen.organ', ${organId}, true)`.execute(tx);
    return work(tx);
  });

async function organsIn(tx: Tx, table: string): Promise<{ all: number; organs: string[] }> {
  const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx);
  const found = await sql<{ id: string }>`
    select distinct organ_id::text as id from ${sql.table(table)} where organ_id is not null`.execute(tx);
  return { all: counted.rows[0]?.n ?? -1, organs: found.rows.map((row) => row.id).sort() };
}

async function rowsOfOrgan(table: string, organId: string): Promise<number> {
  const { rows } = await asHouse(ground, ({ tx }) =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where organ_id = ${organId}`.execute(tx),
  );
  return rows[0]?.n ?? -1;
}

/** What a statement did: rows touched, or the refusal of the database. */
async function outcome(organId: string | null, statement: (tx: Tx) => Promise<{ numAffectedRows?: bigint }>) {
  try {
    return await asRequest(organId, async (tx) => Number((await statement(tx)).numAffectedRows ?? 0n));
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}
/** Touched nothing, may not (42501), or the guard of sealed tables refused (23001). */
const harmless = [0, '42501', '23001'];

it('there are tables to look at', () => {
  expect(tables).toEqual(
    expect.arrayContaining(['recording', 'act', 'obligation', 'custody_payload', 'account']),
  );
  expect(tables.length).toBeGreaterThan(20);
});

describe.each(tables)('%s', (table) => {
  it('has rows of both organs, or nothing below would mean anything', async () => {
    expect(await rowsOfOrgan(table, a.id)).toBeGreaterThan(0);
    expect(await rowsOfOrgan(table, b.id)).toBeGreaterThan(0);
  });

  it('shows an organ its own rows and no others, whatever a query forgets', async () => {
    for (const organ of [a, b]) {
      const seen = await asRequest(organ.id, (tx) => organsIn(tx, table));
      expect(seen).toEqual({ all: await rowsOfOrgan(table, organ.id), organs: [organ.id] });
    }
  });

  it('shows nothing where no organ is set', async () => {
    expect(await asRequest(null, (tx) => organsIn(tx, table))).toEqual({ all: 0, organs: [] });
    expect(await asRequest('00000000-0000-0000-0000-000000000000', (tx) => organsIn(tx, table))).toEqual({
      all: 0,
      organs: [],
    });
  });

  it("refuses to change or delete another organ's rows", async () => {
    const before = await rowsOfOrgan(table, b.id);
    const t = sql.table(table);
    for (const organId of [a.id, null]) {
      expect(harmless).toContain(
        await outcome(organId, (tx) =>
          sql`update ${t} set organ_id = organ_id where organ_id = ${b.id}`.execute(tx),
        ),
      );
      expect(harmless).toContain(
        await outcome(organId, (tx) => sql`delete from ${t} where organ_id = ${b.id}`.execute(tx)),
      );
    }
    expect(await rowsOfOrgan(table, b.id)).toBe(before);
  });

  it('refuses to give own rows away and to write rows in the name of another organ', async () => {
    const before = await rowsOfOrgan(table, b.id);
    const t = sql.table(table);
    const given = await outcome(a.id, (tx) => sql`update ${t} set organ_id = ${b.id}`.execute(tx));
    expect(['42501', '23001']).toContain(given);
    const row = await asHouse(ground, ({ tx }) =>
      sql<{ row: object }>`select to_jsonb(t) as row from ${t} t where organ_id = ${b.id} limit 1`.execute(
        tx,
      ),
    );
    const copy = JSON.stringify(row.rows[0]?.row ?? {});
    for (const organId of [a.id, null]) {
      const written = await outcome(organId, (tx) =>
        sql`insert into ${t} overriding system value select * from jsonb_populate_record(null::${t}, ${copy}::jsonb)`.execute(
          tx,
        ),
      );
      expect(written).toBe('42501');
    }
    expect(await rowsOfOrgan(table, b.id)).toBe(before);
  });

  it('is under row security that binds the role of requests', async () => {
    const { rows } = await asHouse(ground, ({ tx }) =>
      sql<{ enabled: boolean; binding: boolean; policies: number }>`
        select c.relrowsecurity as enabled,
          (c.relforcerowsecurity or not pg_has_role('liuhen_app', c.relowner, 'member')) as binding,
          (select count(*) from pg_policy p where p.polrelid = c.oid
            and 'liuhen_app'::regrole = any(p.polroles) and p.polpermissive) as policies
        from pg_class c where c.oid = ${`public.${table}`}::regclass`.execute(tx),
    );
    // A change of the calendar that holds for all organs may be read by all.
    const policies = table === 'calendar_change' ? 2 : 1;
    expect(rows).toEqual([{ enabled: true, binding: true, policies }]);
  });
});

describe('the role of requests', () => {
  it('is what a person works as, and it can lift no guard', async () => {
    const { rows } = await transact(ground.database, a.people.head, (tx) =>
      sql<
        Record<string, unknown>
      >`select current_user as name, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole
        from pg_roles where rolname = current_user`.execute(tx),
    );
    expect(rows).toEqual([
      { name: 'liuhen_app', rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false },
    ]);
    const lifted = outcome(a.id, (tx) => sql`alter table recording disable row level security`.execute(tx));
    expect(await lifted).toBe('42501');
  });

  it.each([
    ['custody_leaf', 'insert into custody_leaf select * from custody_leaf'],
    ['custody_node', `insert into custody_node values (7, 9, '\\x00')`],
    ['custody_checkpoint', `insert into custody_checkpoint values (999, '\\x00', 'forged', now())`],
    ['log_key', `insert into log_key values (gen_random_uuid(), 'other/log', 'other+key', now())`],
    ['pack_used', `insert into pack_used values (gen_random_uuid(), 'xz', 9, 'x', '{}', now())`],
    ['calendar_used', `insert into calendar_used values (gen_random_uuid(), 'x', '[]', now())`],
    ['verification', 'insert into verification select * from verification'],
    ['witness_refusal', 'insert into witness_refusal select * from witness_refusal'],
    ['checkpoint_cosignature', 'insert into checkpoint_cosignature select * from checkpoint_cosignature'],
    ['custody_cursor', 'update custody_cursor set leaf_index = 0'],
    ['custody_cursor, by a new line', `insert into custody_cursor values ('obligations.storage', 0)`],
    ['custody_pending', 'delete from custody_pending'],
  ])('writes nothing that is the log itself: %s', async (_, statement) => {
    expect(await outcome(a.id, (tx) => sql.raw(statement).execute(tx))).toBe('42501');
  });

  it('sees its own organ and may create none', async () => {
    const { rows } = await asRequest(a.id, (tx) => sql<{ id: string }>`select id from organ`.execute(tx));
    expect(rows).toEqual([{ id: a.id }]);
    expect((await asRequest(null, (tx) => sql`select id from organ`.execute(tx))).rows).toEqual([]);
    const values = sql`gen_random_uuid(), 'zz', 'zz', 'sx', '2020-01-01'`;
    expect(await outcome(a.id, (tx) => sql`insert into organ values (${values})`.execute(tx))).toBe('42501');
  });

  it('loses its organ with the transaction: the next on the connection starts with none', async () => {
    for (let i = 0; i < 20; i++) {
      await transact(ground.database, a.people.head, (tx) => sql`select 1`.execute(tx));
      const { rows } = await asRequest(null, (tx) =>
        sql<{ n: number }>`select count(*) as n from act`.execute(tx),
      );
      expect(rows).toEqual([{ n: 0 }]);
    }
  });
});
