import { sql } from 'kysely';
import { makeId } from '../src/base/ids.ts';
import { asHouse } from './custody.ts';
import type { TestGround } from './house.ts';
import type { TestOrgan } from './people.ts';

/** Rows that commands make of what is judged or read; here only whose they are matters. */
export async function layWhatIsMade(ground: TestGround, { id, people }: TestOrgan): Promise<void> {
  const { accountId } = people.officer;
  const textId = makeId(ground.clock);
  await asHouse(ground, async ({ tx }) => {
    await sql`insert into regulation_text (id, organ_id, pack_id, version, file_name, format, size, sha256, parsed,
        imported_by, imported_name, imported_at)
      values (${textId}, ${id}, 'xz', 1, 'text.txt', 'text', 1, ${'0'.repeat(64)}, '{}', ${accountId}, '', now())`.execute(
      tx,
    );
    await sql`insert into case_item (id, organ_id, case_id, item, applicable, reason, withdrawn, stated_by, stated_at)
      select ${makeId(ground.clock)}, organ_id, id, 'hearing', false, '', false, ${accountId}, now()
      from enforcement_case where organ_id = ${id}`.execute(tx);
    const packageId = makeId(ground.clock);
    await sql`insert into evidence_package (id, organ_id, subject_kind, subject_ids, title, recipient, purpose, state,
        ordered_by, ordered_at)
      values (${packageId}, ${id}, 'act', '{}', '', '', '', 'ordered', ${accountId}, now())`.execute(tx);
    await sql`insert into evidence_package_progress (package_id, organ_id) values (${packageId}, ${id})`.execute(
      tx,
    );
    await sql`insert into evidence_package_file (package_id, organ_id, path, size, sha256, sm3, crc32)
      values (${packageId}, ${id}, 'a', 0, '', '', 0)`.execute(tx);
    await sql`insert into payload_erasure (id, organ_id, entry_id, erased_entry, subject, basis, reason, state,
        proposed_by, proposed_at)
      select ${makeId(ground.clock)}, ${id}, min(entry_id), 0, '', '', '', 'proposed', ${accountId}, now()
      from custody_entry where organ_id = ${id}`.execute(tx);
    await sql`insert into volume_number (organ_id, year, last) values (${id}, 2026, 1)`.execute(tx);
    // A case of its own: nothing may be added to one whose volume is closed.
    const closedId = makeId(ground.clock);
    await sql`insert into enforcement_case
      select (jsonb_populate_record(c, jsonb_build_object('id', ${closedId}::uuid, 'number', 'closed', 'own_number', null))).*
      from enforcement_case c where organ_id = ${id} limit 1`.execute(tx);
    await sql`insert into case_volume (id, organ_id, case_id, version, number, content, digest, note, filed_by, closed_at)
      values (${makeId(ground.clock)}, ${id}, ${closedId}, 1, '20260001', '{}', '', '', ${accountId}, now())`.execute(
      tx,
    );
    await sql`insert into volume_check (id, organ_id, volume_id, remarks, checked_by, checked_at)
      select ${makeId(ground.clock)}, organ_id, id, '', ${accountId}, now() from case_volume where organ_id = ${id}`.execute(
      tx,
    );
    await sql`insert into drawn_signature (id, organ_id, act_id, signer_name, signer_role, text_shown, text_sha256, strokes,
        at, stated_by, stated_at)
      select ${makeId(ground.clock)}, organ_id, id, '', 'party', '', ${'0'.repeat(64)}, '[[[0, 0, 0]]]', now(),
        ${accountId}, now() from act where organ_id = ${id} limit 1`.execute(tx);
    await sql`insert into field_entry (id, organ_id, act_id, kind, content_sha256, phone, ordinal, tapped_at, sent_by,
        arrived_at)
      select ${makeId(ground.clock)}, organ_id, id, 'act', ${'0'.repeat(64)}, ${makeId(ground.clock)}, 1, now(),
        ${accountId}, now() from act where organ_id = ${id} limit 1`.execute(tx);
    await sql`insert into regulation_file (text_id, organ_id, bytes) values (${textId}, ${id}, 'x')`.execute(
      tx,
    );
    await sql`insert into excuse (id, organ_id, obligation_id, version, kind, ground, note, recording_ids, steps,
        state, awaits, stated_by, stated_at)
      select ${makeId(ground.clock)}, organ_id, id, 1, 'other', '', '十个字以上的说明文字。', '{}', '{organHead}',
        'stated', 'head', ${accountId}, now() from obligation where organ_id = ${id} limit 1`.execute(tx);
  });
}
