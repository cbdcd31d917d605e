import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import { connectOwner } from '../base/database.ts';
import { appendAloneText } from './seal.ts';

/** Tables that the record itself is; a row of them is never changed. Written here by hand: a guard that is lost is found. */
const insertOnly = [
  ...['custody_entry', 'custody_payload', 'custody_leaf', 'custody_node', 'custody_checkpoint'],
  ...['recording', 'attribution', 'handover', 'return_claim', 'sign_in_attempt', 'log_key', 'verification'],
  ...['pack_used', 'calendar_used', 'act_step', 'regulation_text', 'regulation_file', 'reminder'],
  ...['drawn_signature', 'field_entry'],
  ...['party_reveal', 'case_move'],
  'register_entry',
  ...['evidence_note', 'goods_list', 'goods_event', 'service_address', 'service', 'service_receipt'],
  ...['document_version', 'document_signature', 'document_template'],
  ...['case_item', 'case_volume', 'volume_check'],
  ...['checkpoint_stamp', 'checkpoint_cosignature', 'witness_refusal'],
];
/** Tables whose rows change under a seal, or hold what is no record; a row of them is never taken away. */
const neverDeleted = [
  ...[
    'delivery',
    'volume_number',
    'time_authority',
    'evidence_package',
    'evidence_package_progress',
    'evidence_package_file',
    'witness_state',
    'payload_erasure',
  ],
  ...['custody_cursor', 'organ', 'unit', 'officer', 'account', 'account_secret', 'session', 'session_token'],
  ...['device_model', 'device', 'upload', 'derivative', 'derivative_progress', 'recording_shelf'],
  ...['enforcement_case', 'case_number', 'case_search', 'cause', 'party', 'case_party'],
  ...['approval', 'approval_chain'],
  ...['act', 'act_number', 'act_search', 'evidence', 'obligation', 'calendar_change', 'notice', 'excuse'],
  ...['matter_list', 'searchable', 'recusal', 'sheet_export', 'sheet_import', 'sheet_import_progress'],
  ...['evidence_item', 'evidence_transfer'],
  ...['document', 'document_setting', 'document_number', 'document_scan', 'document_text'],
];
const roles = ['liuhen_app', 'liuhen_system'] as const;
const refused = /permission denied|is refused|violates row-level security/;

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let client: pg.Client;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  await registerFilm(ground, organ.people.custodian, 'a.mp4');
  await asHouse(ground, async (ctx) => {
    for (let i = 0; i < 260; i++) await sealUnit(ctx, organ.id, `unit ${i}`);
  });
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  await sequencer.stop();
  await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, 'waits'));
  client = await connectOwner(ground.ownerUrl);
});
afterAll(async () => {
  await client.end();
  await ground.close();
});

/** What a statement does in a role; nothing of it stays. */
async function tryAs(
  role: string,
  statement: string,
  values: readonly unknown[] = [],
  as = organ.id,
): Promise<string> {
  await client.query('begin');
  try {
    await client.query(`set local liuhen.organ = '${as}'`);
    if (role !== 'owner') await client.query(`set local role ${role}`);
    const { rowCount } = await client.query(statement, [...values]);
    return `done: ${rowCount}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.query('rollback');
  }
}
const columns = async (table: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = $1 and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
};
const contentOf = async (table: string) => {
  const { rows } = await client.query(`select to_jsonb(t) as row from ${table} t order by 1`);
  return rows;
};

describe('every table', () => {
  it('of the database is guarded, or meant to be emptied by the sequencer', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    const guarded = new Set([...insertOnly, ...neverDeleted]);
    const open = rows.map(({ name }) => name).filter((name) => !guarded.has(name) && !/migration/.test(name));
    expect(open).toEqual(['custody_pending']);
  });

  it('that is guarded has a guard that fires always, before each statement', async () => {
    const { rows } = await client.query<{ name: string; fires: string; does: string }>(
      `select c.relname as name, t.tgenabled as fires, pg_get_triggerdef(t.oid) as does
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
       where p.proname = 'refuse_change' and not t.tgisinternal`,
    );
    const guards = new Map(rows.map((row) => [row.name, row]));
    expect([...guards.keys()].sort()).toEqual([...insertOnly, ...neverDeleted].sort());
    for (const [name, { fires, does }] of guards) {
      const verbs = insertOnly.includes(name) ? ['DELETE', 'UPDATE', 'TRUNCATE'] : ['DELETE', 'TRUNCATE'];
      expect([name, fires]).toEqual([name, 'A']);
      for (const verb of verbs) expect(does).toContain(verb);
      expect(does).toContain('FOR EACH STATEMENT');
    }
  });

  it('belongs to neither role, so neither can lift a guard', async () => {
    const { rows } = await client.query(
      `select tablename from pg_tables where schemaname = 'public' and tableowner in ('liuhen_app', 'liuhen_system')`,
    );
    expect(rows).toEqual([]);
    for (const role of roles) {
      for (const statement of [
        'alter table custody_entry disable trigger custody_entry_sealed',
        'drop trigger custody_entry_sealed on custody_entry',
        'alter table custody_entry disable row level security',
        'drop policy own_organ on custody_payload',
        'drop table custody_payload',
        'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
        "set session_replication_role = 'replica'",
      ])
        expect([role, statement, await tryAs(role, statement)]).toEqual([
          role,
          statement,
          expect.stringMatching(/must be owner|permission denied|no privileges/),
        ]);
    }
  });
});

describe.each(roles)('%s', (role) => {
  it.each(insertOnly)('changes, takes away and empties nothing in %s', async (table) => {
    const before = await contentOf(table);
    const names = await columns(table);
    for (const name of names)
      expect(await tryAs(role, `update ${table} set ${name} = ${name}`)).toMatch(refused);
    expect(await tryAs(role, `update ${table} set ${names[0]} = ${names[0]} where false`)).toMatch(refused);
    expect(await tryAs(role, `delete from ${table}`)).toMatch(refused);
    expect(await tryAs(role, `delete from ${table} where false`)).toMatch(refused);
    expect(await tryAs(role, `truncate ${table}`)).toMatch(/permission denied|refused|cannot truncate/);
    expect(await tryAs(role, `truncate ${table} cascade`)).toMatch(refused);
    expect(await contentOf(table)).toEqual(before);
  });

  it.each(neverDeleted)('takes nothing away in %s', async (table) => {
    expect(await tryAs(role, `delete from ${table}`)).toMatch(refused);
    expect(await tryAs(role, `truncate ${table} cascade`)).toMatch(refused);
  });

  it('does not overwrite a sealed row by inserting it again', async () => {
    const { rows } = await client.query<{ id: number }>('select min(entry_id) as id from custody_payload');
    const again = `insert into custody_payload (entry_id, organ_id, salt, payload) values ($1, $2, 'a', 'b')`;
    const values = [rows[0]?.id, organ.id];
    expect(await tryAs(role, again, values)).toContain('duplicate key');
    const over = `${again} on conflict (entry_id) do update set payload = excluded.payload`;
    expect(await tryAs(role, over, values)).toMatch(refused);
  });
});

describe('the owner of the tables', () => {
  it.each(insertOnly)('has to lift the guard of %s before a row is changed', async (table) => {
    const [name] = await columns(table);
    expect(await tryAs('owner', `update ${table} set ${name} = ${name}`)).toContain('UPDATE is refused');
    expect(await tryAs('owner', `delete from ${table}`)).toContain('DELETE is refused');
    expect(await tryAs('owner', `truncate ${table} cascade`)).toContain('TRUNCATE is refused');
  });

  it('does not get around a guard in the role of a replica', async () => {
    await client.query("set session_replication_role = 'replica'");
    try {
      expect(await tryAs('owner', "update custody_entry set kind = 'x'")).toContain('UPDATE is refused');
      expect(await tryAs('owner', 'delete from recording')).toContain('DELETE is refused');
    } finally {
      await client.query('reset session_replication_role');
    }
  });
});

describe('a request (liuhen_app)', () => {
  let leaf: { entry_id: number };

  beforeEach(async () => {
    const { rows } = await client.query<{ entry_id: number }>('select entry_id from custody_pending limit 1');
    leaf = rows[0] ?? { entry_id: 0 };
  });

  it.each([
    ['custody_leaf', "(leaf_index, entry_id, leaf_hash) values (9999, $1, '\\x00')"],
    ['custody_node', "(level, node_index, hash) values (2, $1, '\\x00')"],
    ['custody_checkpoint', "(size, root, note, signed_at) values ($1, '\\x00', 'x', now())"],
    ['custody_cursor', "(follower, leaf_index) values ('x', $1)"],
    [
      'log_key',
      "(id, origin, verifier_key, created_at) values (gen_random_uuid(), 'a', $1::bigint::text, now())",
    ],
    [
      'pack_used',
      "(id, pack_id, version, fingerprint, content, first_used_at) values (gen_random_uuid(), 'a', 1, 'x', $1::bigint::text, now())",
    ],
    [
      'calendar_used',
      "(id, fingerprint, content, used_from) values (gen_random_uuid(), 'x', $1::bigint::text, now())",
    ],
  ])('writes nothing into %s, which the house can', async (table, values) => {
    const statement = `insert into ${table} ${values}`;
    expect(await tryAs('liuhen_app', statement, [leaf.entry_id])).toContain('permission denied');
    expect(await tryAs('liuhen_system', statement, [leaf.entry_id])).toBe('done: 1');
  });

  it('does not take away what waits for the sequencer, nor move a follower', async () => {
    for (const statement of ['delete from custody_pending', 'update custody_pending set entry_id = 1'])
      expect(await tryAs('liuhen_app', statement)).toContain('permission denied');
    expect(await tryAs('liuhen_app', 'update custody_cursor set leaf_index = 0')).toContain(
      'permission denied',
    );
    expect(await tryAs('liuhen_system', 'delete from custody_pending')).toBe('done: 1');
  });

  const append = (organId: string | null, actor = 'system') =>
    [
      appendAloneText,
      ['unit.created', organId, actor, new Date(), 'unit', randomUUID(), '{}', 's', '{}'],
    ] as const;

  it('appends entries of its own organ, and of no other', async () => {
    expect(await tryAs('liuhen_app', ...append(organ.id))).toBe('done: 1');
    expect(await tryAs('liuhen_app', ...append(other.id))).toMatch(/row-level security/);
    expect(await tryAs('liuhen_app', ...append(null))).toMatch(/row-level security/);
  });

  it('cannot choose the number of an entry', async () => {
    const statement = `insert into custody_entry (entry_id, kind, organ_id, actor, at, subject_type, subject_id, leaf)
      values (1, 'x', $1, 'system', now(), 'unit', gen_random_uuid(), '{}')`;
    expect(await tryAs('liuhen_app', statement, [organ.id])).toMatch(/cannot insert a non-DEFAULT value/);
  });

  it('sees of entries and payloads those of its organ only', async () => {
    for (const table of ['custody_entry', 'custody_payload']) {
      const { rows } = await client.query<{ n: number }>(
        `select count(*) as n from ${table} where organ_id = $1`,
        [organ.id],
      );
      expect(await tryAs('liuhen_app', `select 1 from ${table}`)).toBe(`done: ${rows[0]?.n}`);
      expect(await tryAs('liuhen_app', `select 1 from ${table} where organ_id = $1`, [other.id])).toBe(
        'done: 0',
      );
    }
  });

  it('without an organ sees nothing', async () => {
    for (const table of ['custody_entry', 'custody_payload', 'recording', 'organ'])
      expect(await tryAs('liuhen_app', `select 1 from ${table}`, [], '')).toBe('done: 0');
  });
});
