-- The log's own tables are only ever appended to, by append_entry() and the sequencer, and their guards refuse every
-- change: a reference between them has nothing to protect, and costs a lookup and a row lock for each entry. What a
-- check finds (liuhen doctor) does not rest on them either: it must hold against an owner who drops references.
alter table custody_payload drop constraint custody_payload_entry_id_fkey;
alter table custody_leaf drop constraint custody_leaf_entry_id_fkey;
-- What seal() appends is one statement of its own now, prepared on each connection.
drop function append_entry;
