import { connectOwner } from '../../server/src/base/database.ts';
import { type MadeOrgan, type MadeRow, makeRow } from './queries-rows.ts';
import { makeRandom } from './statistics.ts';

type Owner = Awaited<ReturnType<typeof connectOwner>>;

const batch = 5000;

/** Puts an organ and `count` recordings of it into the database: uploads, recordings and their lines on the shelf. */
export async function fillOrgan(
  ownerUrl: string,
  organ: MadeOrgan,
  kindNumber: number,
  count: number,
): Promise<void> {
  const owner = await connectOwner(ownerUrl);
  try {
    // References are right by how the rows are made; checking three million of them is not what is measured.
    await owner.query('set session_replication_role = replica');
    await fillRegisters(owner, organ, kindNumber);
    const random = makeRandom(kindNumber);
    for (let done = 0; done < count; done += batch) {
      const rows = Array.from({ length: Math.min(batch, count - done) }, (_, i) =>
        makeRow(organ, kindNumber, { n: done + i, count }, random),
      );
      await insertRows(owner, organ, rows);
    }
  } finally {
    await owner.end();
  }
}

/** Takes the indexes of a table away while it is filled, those of its keys apart, and builds the same again: hours against minutes. */
export async function withoutIndexes(
  ownerUrl: string,
  table: string,
  fill: () => Promise<void>,
): Promise<void> {
  const owner = await connectOwner(ownerUrl);
  try {
    const { rows } = await owner.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
      [table],
    );
    for (const { name } of rows) await owner.query(`drop index ${name}`);
    await fill();
    await owner.query("set maintenance_work_mem = '512MB'");
    for (const { definition } of rows) await owner.query(definition);
    await owner.query('vacuum analyze');
    await owner.query('checkpoint');
  } finally {
    await owner.end();
  }
}

export async function fillRegisters(owner: Owner, organ: MadeOrgan, kindNumber: number): Promise<void> {
  const { organId } = organ;
  const code = `bench${kindNumber}`;
  await owner.query(`insert into organ (id, code, name, pack_id) values ($1, $2, $2, 'xz')`, [organId, code]);
  await owner.query(
    `insert into account (id, organ_id, login_name, display_name, roles)
     values ($1, $2, $3, $3, '{custodian}')`,
    [organ.accountId, organId, code],
  );
  await owner.query(
    `insert into device_model (id, organ_id, name, maker, name_patterns) values ($1, $2, 'DSJ', 'DSJ', '{}')`,
    [organ.modelId, organId],
  );
  await owner.query(
    'insert into unit (id, organ_id, name) select id, $1, name from unnest($2::uuid[], $3::text[]) as t(id, name)',
    [organId, organ.units.map((unit) => unit.id), organ.units.map((unit) => unit.name)],
  );
  const unitOf = (place: { unit: number }) => organ.units[place.unit]?.id ?? '';
  await owner.query(
    `insert into officer (id, organ_id, unit_id, name, kind, device_user_id)
     select id, $1, unit, name, 'officer', user_id
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as t(id, unit, name, user_id)`,
    [
      organId,
      organ.officers.map((officer) => officer.id),
      organ.officers.map(unitOf),
      organ.officers.map((officer) => officer.name),
      organ.officers.map((officer) => officer.userId),
    ],
  );
  await owner.query(
    `insert into device (id, organ_id, device_no, model_id, unit_id)
     select id, $1, no, $2, unit from unnest($3::uuid[], $4::text[], $5::uuid[]) as t(id, no, unit)`,
    [
      organId,
      organ.modelId,
      organ.devices.map((device) => device.id),
      organ.devices.map((device) => device.no),
      organ.devices.map(unitOf),
    ],
  );
}

async function insertRows(owner: Owner, organ: MadeOrgan, rows: readonly MadeRow[]): Promise<void> {
  await owner.query(
    `with row as materialized (
       select * from jsonb_to_recordset($3::jsonb) as t(id uuid, upload uuid, name text, kind text, size bigint,
         duration bigint, unit uuid, device uuid, officer uuid, "usedAt" timestamptz, "registeredAt" timestamptz,
         party text, cause text, linked boolean, conflicts int, "lateSince" timestamptz, storage text, words text)
     ), sent as (
       insert into upload (id, organ_id, account_id, name, source, size, received, state, step, recording_id,
         created_at, touched_at)
       select upload, $1, $2, name, 'station', size, size, 'registered', 'done', id, "registeredAt", "registeredAt"
       from row
     ), kept as (
       insert into recording (id, organ_id, upload_id, name, kind, mime, size, sha256, sm3, probe, playable, source,
         uploaded_by, registered_at)
       select id, $1, upload, name, kind, 'video/mp4', size, encode(sha256(id::text::bytea), 'hex'),
         encode(sha256(upload::text::bytea), 'hex'), '{}', 'browser', 'station', $2, "registeredAt"
       from row
     )
     insert into recording_shelf (recording_id, organ_id, name, kind, size, duration_ms, unit_id, device_id,
       officer_id, used_at, started_at, registered_at, party, cause, linked, poster, conflicts, storage, late_since,
       search, uploaded_by)
     select id, $1, name, kind, size, duration, unit, device, officer, "usedAt", "usedAt", "registeredAt", party,
       cause, linked, true, conflicts, storage::jsonb, "lateSince", array_to_tsvector(string_to_array(words, ' ')), $2
     from row`,
    [organ.organId, organ.accountId, JSON.stringify(rows)],
  );
}
