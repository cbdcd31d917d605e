-- The custody log (RFC 6962 tree over canonical entries). Insert-only: see 0006-guards.sql.
create table custody_entry (
  entry_id     bigint generated always as identity primary key,
  kind         text not null,
  organ_id     uuid,
  actor        text not null,
  at           timestamptz(3) not null,
  subject_type text not null,
  subject_id   uuid not null,
  leaf         text not null
);
comment on column custody_entry.leaf is 'RFC 8785 bytes that are hashed; ids and a salted payload digest only, so it can be published';
create index custody_entry_subject on custody_entry (subject_id, entry_id);
create index custody_entry_organ on custody_entry (organ_id, entry_id);

-- Personal content of an entry, apart from it so that it can be erased lawfully while every proof still verifies.
create table custody_payload (
  entry_id bigint primary key references custody_entry,
  organ_id uuid,
  salt     text not null,
  payload  text not null
);

-- Sealed but not yet in the tree. Written by seal() in the caller's transaction, emptied by the sequencer.
create table custody_pending (entry_id bigint primary key);

create table custody_leaf (
  leaf_index bigint primary key,
  entry_id   bigint not null unique references custody_entry,
  leaf_hash  bytea not null
);

-- Hashes of complete 256-leaf subtrees at tile levels 1, 2, 3 (C2SP tlog-tiles); level 0 is custody_leaf.
create table custody_node (
  level      smallint not null check (level between 1 and 7),
  node_index bigint not null,
  hash       bytea not null,
  primary key (level, node_index)
);

create table custody_checkpoint (
  size      bigint primary key,
  root      bytea not null,
  note      text not null,
  signed_at timestamptz(3) not null
);

-- How far each follower of the log has come: the next leaf index it will read.
create table custody_cursor (
  follower   text primary key,
  leaf_index bigint not null
);
