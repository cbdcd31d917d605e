-- Appends an entry with its payload and lets it wait for the sequencer, in the caller's transaction and with the
-- caller's rights. A function, because its three inserts are then planned once for a connection and not for each entry.
create function append_entry(kind text, organ_id uuid, actor text, at timestamptz, subject_type text, subject_id uuid,
  leaf text, salt text, payload text) returns bigint language plpgsql as $$
declare
  entry bigint;
begin
  insert into custody_entry (kind, organ_id, actor, at, subject_type, subject_id, leaf)
    values ($1, $2, $3, $4, $5, $6, $7) returning custody_entry.entry_id into entry;
  insert into custody_payload (entry_id, organ_id, salt, payload) values (entry, $2, $8, $9);
  insert into custody_pending (entry_id) values (entry);
  return entry;
end $$;
