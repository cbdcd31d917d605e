import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifyReceipt } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coursesOf } from '../../test/case-course.ts';
import { asHouse, asOwner } from '../../test/custody.ts';
import { secondOfficer } from '../../test/goods.ts';
import { asPerson } from '../../test/people.ts';
import { startTestServer, type TestServer, type TestVisitor } from '../../test/server.ts';
import { until } from '../../test/tus.ts';
import { loadLaw } from '../law/index.ts';
import { openAccount, personOfAccount } from '../roster/index.ts';

const run = promisify(execFile);
const verifier = join(import.meta.dirname, '..', '..', '..', 'verifier', 'dist', 'verify.mjs');
const law = { basis: '个人信息保护法第四十七条', reason: '登记时把证人写成了当事人' };
const wrongName = '错登的无关人员某甲';

let server: TestServer;
let [custodian, head]: TestVisitor[] = [];
let [caseId, partyId, folder] = ['', '', ''];

beforeAll(async () => {
  server = await startTestServer();
  const { ground, organ } = server;
  const courses = coursesOf(() => bureau);
  const bureau = { ground, organ, law: await loadLaw(), second: await secondOfficer(ground, organ) };
  custodian = await server.visit(organ.people.custodian);
  head = await server.visit(organ.people.head);
  folder = await mkdtemp(join(tmpdir(), 'liuhen-erased-'));
  caseId = await courses.open();
  await courses.inspect(caseId);
  await correct(wrongName);
  await correct('李四');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

const visitorAt = (one: TestVisitor | undefined): TestVisitor => {
  if (one === undefined) throw new Error('not yet signed in');
  return one;
};
const asCustodian = () => visitorAt(custodian);
const asHead = () => visitorAt(head);

/** Corrects the name of the party, as somebody at the desk does. */
async function correct(name: string): Promise<void> {
  const officer = await server.visit(server.organ.people.officer);
  const {
    parties: [line],
  } = await officer.call('getCase', { id: caseId });
  if (line === undefined) throw new Error('the case has no party');
  const { id, revision, kind, numberKind } = line.party;
  partyId = id;
  await officer.call('changeParty', { id, revision, kind, name, numberKind, address: null });
}

/** The entries about the party, oldest first, once they are in the log. */
const entriesOfParty = () =>
  until(
    () =>
      asOwner<{ entry_id: string; index: string | null; payload: string | null }>(
        server.ground,
        `select e.entry_id, l.leaf_index as index, p.payload from custody_entry e left join custody_leaf l using (entry_id)
           left join custody_payload p using (entry_id) where e.subject_id = '${partyId}' order by e.entry_id`,
      ),
    (rows) => rows.length > 2 && rows.every(({ index }) => index !== null),
  );
async function wrongEntry(): Promise<number> {
  const rows = await entriesOfParty();
  return Number(rows.at(-2)?.entry_id);
}
const proposing = async (entryId: number, id: string = randomUUID()) =>
  asCustodian().call('proposeErasure', { id, entryId, ...law });
const deciding = (id: string, approve: boolean, by = asHead()) =>
  by.call('decideErasure', { id, approve, reason: approve ? null : '须先核对' });
const code = (value: string) => ({ body: { code: value } });
const proven = async (entryId: number) => asCustodian().call('proveEntry', { entryId });

/** Makes a package of the case and lays it on the disk. */
async function packageOfCase(): Promise<string> {
  const order = { kind: 'case' as const, ids: [caseId], recipient: '某区人民法院', purpose: '举证' };
  const { id } = await asCustodian().call('orderPackage', { id: randomUUID(), ...order });
  return packageOnDisk(id);
}
async function packageOnDisk(id: string): Promise<string> {
  const { rows } = await until(
    () => asCustodian().call('listPackages', { limit: 50 }),
    (page) => page.rows.some((row) => row.id === id && ['ready', 'failed'].includes(row.state)),
  );
  expect(rows.find((row) => row.id === id)?.state).toBe('ready');
  const answer = await asCustodian().fetch(`/api/packages/${id}/package.zip`);
  const zip = join(folder, `${id}.zip`);
  await writeFile(zip, Buffer.from(await answer.arrayBuffer()));
  return zip;
}
/** What the shipped program says: it ends with 2, since no time authority stamps here. */
async function verify(zip: string, ...more: string[]): Promise<string> {
  const keys = join(folder, 'keys.txt');
  await writeFile(keys, `${(await asCustodian().call('logState', {})).verifierKey}\n`);
  const told = run(process.execPath, [verifier, zip, '--keys', keys, ...more]);
  const { code: ended, stdout } = await told.then(
    () => ({ code: 0, stdout: '' }),
    (error: { code: number; stdout: string }) => error,
  );
  expect(ended).toBe(2);
  return stdout;
}

describe('before a second person approved', () => {
  it('nothing can be erased that says what the record is now', async () => {
    const last = (await entriesOfParty()).at(-1);
    await expect(proposing(Number(last?.entry_id))).rejects.toMatchObject(code('erasure.last'));
  });

  it('keys, packages and erasures are kept, whoever asks', async () => {
    await packageOfCase();
    const [ordered] = await until(
      () =>
        asOwner<{ entry_id: string }>(
          server.ground,
          `select e.entry_id from custody_entry e join custody_leaf using (entry_id) where kind = 'package.ordered'`,
        ),
      (rows) => rows.length > 0,
    );
    await expect(proposing(Number(ordered?.entry_id))).rejects.toMatchObject(code('erasure.kept'));
  });

  it('a basis and a reason are wanted, and the right to propose', async () => {
    const id = randomUUID();
    const entryId = await wrongEntry();
    await expect(
      asCustodian().call('proposeErasure', { id, entryId, basis: ' ', reason: '' }),
    ).rejects.toMatchObject(code('input.invalid'));
    const officer = await server.visit(server.organ.people.officer);
    await expect(officer.call('proposeErasure', { id, entryId, ...law })).rejects.toMatchObject({
      status: 403,
    });
    await expect(proposing(987_654_321)).rejects.toMatchObject({ status: 404 });
  });

  it('who is refused may propose again; sent twice it is one proposal; two proposals are told', async () => {
    const entryId = await wrongEntry();
    const refused = await proposing(entryId);
    await deciding(refused.id, false);
    await expect(deciding(refused.id, true)).rejects.toMatchObject(code('conflict.decided'));
    const id = randomUUID();
    const atOnce = await Promise.allSettled([proposing(entryId, id), proposing(entryId)]);
    const refusals = atOnce.filter((one) => one.status === 'rejected');
    expect(refusals).toMatchObject([{ reason: code('erasure.known') }]);
    const open = (await asHead().call('listErasures', { limit: 1 })).rows[0]?.id ?? '';
    expect(await proposing(entryId, open)).toEqual({ id: open });
    const { rows } = await asHead().call('listErasures', { limit: 10 });
    expect(rows).toMatchObject([
      { id: open, state: 'proposed', mayDecide: true, ...law, kind: 'party.changed' },
      { id: refused.id, state: 'refused', mayDecide: false, decisionReason: '须先核对' },
    ]);
    const { awaiting } = await asHead().call('workbench', {});
    expect(awaiting).toContainEqual(expect.objectContaining({ kind: 'payloadErasure', id: open }));
  });

  it('the database erases nothing for the app alone, nor without an approval', async () => {
    const { rows } = await asHead().call('listErasures', { limit: 10 });
    for (const { id } of rows)
      await expect(
        asOwner(
          server.ground,
          `begin; set local liuhen.organ_id = '${server.organ.id}'; select erase_payload('${id}')`,
        ),
      ).rejects.toThrow('no approved erasure');
    await expect(asOwner(server.ground, 'delete from custody_payload')).rejects.toThrow('is refused');
  });

  it('who proposed cannot approve, though they hold both roles', async () => {
    const { ground, organ } = server;
    const roles = ['custodian' as const, 'head' as const];
    const both = { loginName: 'both', displayName: '双职', officerId: null, roles };
    await asPerson(ground, organ.people.administrator, (ctx) => openAccount(ctx, both));
    const person = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, 'both'));
    const one = await server.visit(person ?? organ.people.officer);
    const [earliest] = await entriesOfParty();
    const { id } = await one.call('proposeErasure', {
      ...{ id: randomUUID(), entryId: Number(earliest?.entry_id), ...law },
    });
    await expect(deciding(id, true, one)).rejects.toMatchObject(code('erasure.ownProposal'));
    await deciding(id, false);
  });
});

describe('once it was approved', () => {
  let entryId: number;
  beforeAll(async () => {
    entryId = await wrongEntry();
    const { rows } = await asHead().call('listErasures', { limit: 10 });
    const id = rows.find(({ state }) => state === 'proposed')?.id ?? '';
    // Both press at once: one erases, the other is told by whom it was decided.
    const second = await server.visit(server.organ.people.head);
    const answers = await Promise.allSettled([deciding(id, true), deciding(id, true, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('the words are nowhere in the database', async () => {
    const tables = await asOwner<{ name: string }>(
      server.ground,
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(50);
    const holding = await asOwner<{ name: string }>(
      server.ground,
      tables
        .map(({ name }) => `select '${name}' as name from "${name}" t where t::text like '%${wrongName}%'`)
        .join(' union all '),
    );
    expect(holding).toEqual([]);
  });

  it('every proof holds', async () => {
    const rows = await entriesOfParty();
    expect(rows.map(({ payload }) => payload === null)).toEqual(
      rows.map((row) => Number(row.entry_id) === entryId),
    );
    const receipt = await proven(entryId);
    expect(receipt).toMatchObject({ payload: null, salt: '', erased: { ...law, at: expect.any(String) } });
    const { verifierKey } = await asCustodian().call('logState', {});
    const checks = verifyReceipt(receipt, [verifierKey]).checks;
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['payload']);
    expect((await server.check()).findings).toEqual([]);
  });

  it('doctor tells of content that came back', async () => {
    const put = (id: number) =>
      `alter table custody_payload disable trigger all; insert into custody_payload (entry_id, organ_id, salt, payload)
         select entry_id, organ_id, '00', '{}' from custody_entry where entry_id = ${id}`;
    const take = (id: number) =>
      `delete from custody_payload where entry_id = ${id}; alter table custody_payload enable always trigger custody_payload_sealed`;
    await asOwner(server.ground, put(entryId));
    expect((await server.check()).findings).toMatchObject([{ code: 'payload.notErased' }]);
    await asOwner(server.ground, take(entryId));
    expect((await server.check()).findings).toEqual([]);
  });

  it('a package tells when and under which article, holds nothing of the words, and verifies', async () => {
    const zip = await packageOfCase();
    expect(await verify(zip)).toMatch(/已于 \d{4}-\d\d-\d\d .*依.*个人信息保护法第四十七条.*删除/);
    await run('python3', ['-m', 'zipfile', '-e', zip, join(folder, 'out')]);
    const { stdout } = await run('grep', ['-rlF', wrongName, join(folder, 'out')]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
    expect(await readFile(zip)).not.toHaveLength(0);
  });

  it('stays so over a stop and a start', async () => {
    await server.restart();
    expect(await proven(entryId)).toMatchObject({ payload: null, erased: law });
    expect((await server.check()).findings).toEqual([]);
  });
});

it('a package that was ordered before, and is made after, takes a checkpoint that tells of the erasure', async () => {
  await correct('又错登的某乙');
  await correct('李四');
  const entryId = await wrongEntry();
  const { id } = await proposing(entryId);
  const order = { kind: 'case' as const, ids: [caseId], recipient: '某区人民法院', purpose: '举证' };
  const [ordered] = await Promise.all([
    asCustodian().call('orderPackage', { id: randomUUID(), ...order }),
    deciding(id, true),
  ]);
  const zip = await packageOnDisk(ordered.id);
  const said = await verify(zip, '--json');
  const { verdicts } = JSON.parse(said) as { verdicts: Record<string, { outcome: string }> };
  expect([verdicts.content?.outcome, verdicts.log?.outcome]).toEqual(['holds', 'holds']);
});
