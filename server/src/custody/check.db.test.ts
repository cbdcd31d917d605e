import { mkdir, writeFile } from 'node:fs/promises';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, sealOrgan, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { connectOwner } from '../base/database.ts';
import { openFileVault } from '../base/vault-files.ts';
import { checkHouse, recordCheck } from './check.ts';
import { openCheckpointShelf } from './keep-checkpoints.ts';

let ground: TestGround;
let sequencer: ReturnType<typeof startTestSequencer>;
let organ: string;
let owner: pg.Client;

beforeEach(async () => {
  ground = await makeGround();
  await mkdir(`${ground.folder}/vault`);
  organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
  sequencer = startTestSequencer(ground);
  await sealMany(300);
  owner = await connectOwner(ground.ownerUrl);
});
afterEach(async () => {
  await owner.end();
  await sequencer.stop();
  await ground.close();
});

async function sealMany(count: number): Promise<void> {
  await asHouse(ground, async (ctx) => {
    for (let i = 0; i < count; i++) await sealUnit(ctx, organ, `unit ${i}-${ground.clock.now()}`);
  });
  ground.clock.advance(120_000);
  await sequencer.runOnce();
}

const stages: [string, number, number][] = [];
const check = (keptElsewhere: string[] = []) =>
  checkHouse({
    database: ground.database,
    vault: openFileVault(`${ground.folder}/vault`),
    clock: ground.clock,
    verifierKeys: [sequencer.key.verifierKey],
    keptElsewhere,
    progress: (stage, done, total) => stages.push([stage, done, total]),
  });

/** Plays somebody with the database owner's password: lifts the guards, changes, puts them back. */
async function tamper(...statements: string[]): Promise<void> {
  await owner.query('set session_replication_role = replica');
  for (const table of [
    'custody_entry',
    'custody_payload',
    'custody_leaf',
    'custody_checkpoint',
    'custody_node',
    'unit',
    'derivative',
  ]) {
    await owner.query(`alter table ${table} disable trigger user`);
  }
  for (const statement of statements) await owner.query(statement);
}

const codes = async (kept: string[] = []) => [
  ...new Set((await check(kept)).findings.map((finding) => finding.code)),
];

describe('the check of the house', () => {
  it('finds nothing in a sound house, tells its progress and goes on record', async () => {
    const checked = await check(sequencer.kept);
    expect(checked.findings).toEqual([]);
    expect(checked.size).toBe(301);
    expect(stages.some(([stage, done, total]) => stage === 'log' && done === total)).toBe(true);
    await asHouse(ground, (ctx) => recordCheck(ctx, checked, 'test'));
    await sequencer.runOnce();
    expect((await check()).findings).toEqual([]);
  });

  it('finds a row that was changed past the system, and names the field', async () => {
    await tamper("update unit set name = 'another' where name like 'unit 7-%'");
    const { findings } = await check();
    expect(findings.map((finding) => finding.code)).toEqual(['row.altered']);
    expect(findings[0]?.zh).toContain('name');
  });

  it('finds a row that was deleted', async () => {
    await tamper("delete from unit where name like 'unit 7-%'");
    expect(await codes()).toEqual(['row.deleted']);
  });

  it('finds a row that was written past the system', async () => {
    await tamper(`insert into unit values (gen_random_uuid(), '${organ}', 'ghost')`);
    expect(await codes()).toEqual(['row.unsealed']);
  });

  it('finds what was forged as finished, and leaves alone what has no entry yet', async () => {
    const derivative = (state: string) =>
      `insert into derivative (id, organ_id, recording_id, kind, state, sha256, size)
       values (gen_random_uuid(), '${organ}', gen_random_uuid(), 'proxy', '${state}', repeat('0', 64), 1)`;
    const upload = (state: string) =>
      `insert into upload (id, organ_id, account_id, name, source, size, state, step, created_at, touched_at)
       values (gen_random_uuid(), '${organ}', gen_random_uuid(), 'a', 'web', 1, '${state}', 'done', now(), now())`;
    await tamper(...['waiting', 'working', 'noTool'].map(derivative));
    await tamper(...['receiving', 'received', 'registered', 'duplicate', 'cancelled'].map(upload));
    expect(await codes()).toEqual([]);
    await tamper(derivative('ready'));
    expect(await codes()).toEqual(['row.unsealed', 'bytes.missing']);
    // A bad sector is played by a folder: it is there and cannot be read. The check goes on.
    await mkdir(`${ground.folder}/vault/00/00/${'0'.repeat(64)}`, { recursive: true });
    expect(await codes()).toEqual(['row.unsealed', 'bytes.unreadable']);
    await tamper(
      "update derivative set state = 'failed' where state <> 'ready'",
      "delete from derivative where state = 'ready'",
      upload('refused'),
    );
    const { findings } = await check();
    expect(findings.map((finding) => finding.subject.replace(/\/.*/, ''))).toEqual([
      'upload',
      'derivative',
      'derivative',
      'derivative',
    ]);
  });

  it('reads also a row whose id is all noughts, and an entry before the first', async () => {
    await tamper(`insert into unit values ('00000000-0000-0000-0000-000000000000', '${organ}', 'ghost')`);
    expect(await codes()).toEqual(['row.unsealed']);
    await tamper(
      `insert into custody_entry overriding system value select -1, kind, organ_id, actor, at, subject_type,
       '00000000-0000-0000-0000-000000000000', leaf from custody_entry where entry_id = 50`,
    );
    expect(await codes()).toEqual(['log.entryLost', 'payload.missing']);
  });

  it('finds a payload that another organ may see', async () => {
    await tamper('update custody_payload set organ_id = gen_random_uuid() where entry_id = 50');
    expect(await codes()).toEqual(['payload.organ']);
  });

  it('finds a film that no list shows, a line of a list that was edited, and a follower sent ahead', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await tamper(
      `insert into recording (id, organ_id, upload_id, name, kind, mime, size, sha256, sm3, probe, playable, source, uploaded_by, registered_at)
       values ('${id}', '${organ}', gen_random_uuid(), 'film', 'video', 'video/mp4', 1, repeat('0', 64), '', '{}', 'no', 'web', gen_random_uuid(), now())`,
    );
    expect(await codes()).toEqual(['row.unsealed', 'shelf.missing', 'bytes.missing']);
    await tamper(
      `insert into recording_shelf (recording_id, organ_id, name, kind, size, used_at, registered_at, search, uploaded_by)
       select id, organ_id, name, kind, size, registered_at, registered_at, '', uploaded_by from recording`,
      `insert into custody_cursor values ('obligations', 301)`,
    );
    expect(await codes()).toEqual(['row.unsealed', 'bytes.missing']);
    await tamper(
      'update recording_shelf set organ_id = gen_random_uuid()',
      'update custody_cursor set leaf_index = 1000302',
    );
    expect(await codes()).toEqual(['row.unsealed', 'shelf.altered', 'follower.ahead', 'bytes.missing']);
  });

  it('counts what lies in the vault and is on no record, and does not call it damage', async () => {
    await mkdir(`${ground.folder}/vault/ab/cd`, { recursive: true });
    await writeFile(`${ground.folder}/vault/ab/cd/abcd`, 'left by a crash');
    const { findings, orphans } = await check();
    expect([findings, orphans]).toEqual([[], 1]);
  });

  it('finds a row that was changed together with its payload', async () => {
    await tamper(
      "update unit set name = 'another' where name like 'unit 7-%'",
      `update custody_payload set payload = replace(payload, (regexp_match(payload, '"name":"(unit 7-[^"]*)"'))[1], 'another') where payload like '%"unit 7-%'`,
    );
    expect(await codes()).toEqual(['payload.altered']);
  });

  it('finds an entry that was edited', async () => {
    await tamper(`update custody_entry set leaf = replace(leaf, 'T02:', 'T03:') where entry_id = 50`);
    expect(await codes()).toEqual(expect.arrayContaining(['log.entryEdited', 'log.checkpoint']));
  });

  it('finds an entry whose hash was edited with it', async () => {
    await tamper(
      `update custody_entry set leaf = replace(leaf, 'T02:', 'T03:') where entry_id = 50`,
      `update custody_leaf set leaf_hash = sha256('\\x00'::bytea || convert_to((select leaf from custody_entry where entry_id = 50), 'UTF8')) where entry_id = 50`,
    );
    expect(await codes()).toEqual(expect.arrayContaining(['log.checkpoint']));
  });

  it('finds columns that contradict the sealed text', async () => {
    await tamper(
      `update custody_entry set actor = 'somebody' where entry_id = 50`,
      `update custody_entry set at = at + interval '1 millisecond' where entry_id = 51`,
      `update custody_entry set kind = 'organ.created' where entry_id = 52`,
      `update custody_entry set at = at + interval '100 years' where entry_id = 53`,
    );
    const { findings } = await check();
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual(
      ['49', '50', '51', '52'].map((index) => ['log.columns', index]),
    );
  });

  it.each([
    ['organ_id', 'null'],
    ['organ_id', 'gen_random_uuid()'],
    ['subject_id', 'gen_random_uuid()'],
    ['subject_type', "'units'"],
    ['subject_type', "'uni'"],
    ['kind', "'unit_created'"],
    ['actor', "actor || '\",'"],
    ['at', "'infinity'"],
  ])('finds a column %s that was set to %s', async (column, value) => {
    await tamper(`update custody_entry set ${column} = ${value} where entry_id = 50`);
    const { findings } = await check();
    const contradicting = findings.filter(({ code }) => code === 'log.columns');
    expect(contradicting.map(({ subject }) => subject)).toEqual(['49']);
  });

  it('finds a text with something added to it whose columns are right', async () => {
    await tamper(`update custody_entry set leaf = leaf || ' ' where entry_id = 50`);
    expect(await codes()).toEqual(expect.arrayContaining(['log.entryEdited', 'log.columns']));
  });

  it('finds nothing in a log where an entry waited while later ones were sequenced, and finds the edited one there', async () => {
    let commit = () => {};
    let sealed = () => {};
    const [held, isSealed] = [
      new Promise<void>((resolve) => (commit = resolve)),
      new Promise<void>((resolve) => (sealed = resolve)),
    ];
    const late = asHouse(ground, async (ctx) => {
      await sealUnit(ctx, organ, 'late');
      sealed();
      await held;
    });
    await isSealed;
    await sealMany(5);
    commit();
    await late;
    await sealMany(5);
    expect(await codes()).toEqual([]);
    await tamper(
      `update custody_entry set leaf = replace(leaf, 'T02:', 'T03:') where entry_id = 305`,
      `update custody_entry set actor = E'some\\nbody' where entry_id = 302`,
    );
    expect(await codes()).toEqual(expect.arrayContaining(['log.entryEdited', 'log.columns']));
  });

  it('comes to an end when a leaf was forged far beyond the log', async () => {
    await tamper('update custody_leaf set leaf_index = 9007199254740000 where leaf_index = 300');
    expect(await codes()).toEqual(expect.arrayContaining(['log.entryMissing', 'log.uncovered']));
  });

  it('finds a log that was cut while its checkpoints were not', async () => {
    await tamper('delete from custody_leaf where leaf_index >= 290');
    expect(await codes()).toEqual(expect.arrayContaining(['log.truncated', 'log.entryLost']));
  });

  it('finds checkpoints that were taken away, and times of signing that were edited', async () => {
    await sealMany(10);
    await tamper(`update custody_checkpoint set signed_at = signed_at + interval '1 day' where size = 301`);
    expect(await codes()).toEqual(['log.signedAt']);
    await tamper('delete from custody_checkpoint where size > 301');
    const { findings } = await check();
    expect(findings.map((finding) => finding.code)).toEqual(['log.uncovered']);
    expect(findings[0]?.en).toContain('311');
  });

  it('finds what lies beside the tree', async () => {
    await sequencer.stop();
    await tamper(
      'update custody_leaf set leaf_index = -1 where leaf_index = 300',
      `insert into custody_node values (1, 1, sha256('x')), (3, 0, sha256('x')), (1, -1, sha256('x'))`,
      'insert into custody_pending values (50), (999999)',
    );
    const { findings } = await check();
    const surplus = findings.filter((finding) => finding.code.startsWith('log.surplus'));
    expect(surplus.map((finding) => finding.subject).sort()).toEqual([
      '-1',
      '1/-1',
      '1/1',
      '3/0',
      '50',
      '999999',
    ]);
  });

  it('says that a checkpoint kept elsewhere was half written, and believes those around it', async () => {
    await sequencer.stop();
    const shelf = openCheckpointShelf(ground.folder);
    const [note = ''] = sequencer.kept;
    await shelf.add(note);
    await writeFile(`${ground.folder}/checkpoints.txt`, note.slice(0, 40), { flag: 'a' });
    await shelf.add(note);
    const notes = await shelf.all();
    expect(notes).toHaveLength(3);
    const { findings } = await check(notes);
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['log.keptUnreadable', '2']]);
  });

  it('finds a log that was cut with all that belongs to it, by a checkpoint kept elsewhere', async () => {
    await sealMany(10);
    await sequencer.stop(); // keeps the newest elsewhere
    const kept = sequencer.kept.at(-1) ?? '';
    await tamper(
      'delete from custody_leaf where leaf_index >= 301',
      'delete from custody_checkpoint where size > 301',
      `delete from unit where id in (select subject_id from custody_entry where entry_id > 301)`,
      'delete from custody_payload where entry_id > 301',
      'delete from custody_entry where entry_id > 301',
    );
    expect(await codes()).toEqual([]);
    expect(await codes([kept])).toEqual(['log.truncated']);
  });

  it('finds a log that was written anew, by a checkpoint kept elsewhere', async () => {
    await sequencer.stop();
    const kept = [...sequencer.kept];
    await tamper(
      `update custody_entry set leaf = replace(leaf, 'T02:', 'T03:'), at = at + interval '1 hour' where entry_id = 50`,
      'delete from custody_leaf',
      'delete from custody_node',
      'delete from custody_checkpoint',
      'insert into custody_pending select entry_id from custody_entry',
    );
    const forger = startTestSequencer(ground, sequencer.key);
    await forger.runOnce();
    await forger.stop();
    expect(await codes()).toEqual([]);
    expect(await codes(kept)).toEqual(['log.rewritten']);
  });

  it('finds a checkpoint signed by another key', async () => {
    const other = startTestSequencer(ground);
    await sequencer.stop();
    await asHouse(ground, (ctx) => sealUnit(ctx, organ, 'last'));
    await other.runOnce();
    await other.stop();
    expect(await codes()).toEqual(['log.signature']);
  });

  it('finds a node of the tree that was changed', async () => {
    await tamper(`update custody_node set hash = sha256('x') where level = 1`);
    expect(await codes()).toEqual(['log.node']);
  });
});
