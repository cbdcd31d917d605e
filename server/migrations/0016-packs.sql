-- Every version of a pack that the house was ever started with, as it then read. A version is never edited after that,
-- only superseded; and what an old duty rests on can be explained for ever.
create table pack_used (
  id            uuid primary key,
  pack_id       text not null,
  version       integer not null check (version > 0),
  fingerprint   text not null,
  content       text not null,
  first_used_at timestamptz not null,
  unique (pack_id, version)
);

grant select on pack_used to liuhen_app;
grant select, insert on pack_used to liuhen_system;
create trigger pack_used_sealed before update or delete or truncate on pack_used for each statement execute function refuse_change();
alter table pack_used enable always trigger pack_used_sealed;
