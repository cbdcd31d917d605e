-- What was sealed can be erased where the law wants it: proposed by one person, decided by another. Entry, proof and all
-- that follows stay valid, since the log holds salted digests only. Sealed when proposed and when decided.
create table payload_erasure (
  id              uuid primary key,
  organ_id        uuid not null references organ,
  -- Whose payload, and its place in the log.
  entry_id        bigint not null,
  erased_entry    bigint not null,
  subject         text not null,
  -- The article that wants it, and why.
  basis           text not null,
  reason          text not null,
  state           text not null check (state in ('proposed', 'approved', 'refused')),
  proposed_by     uuid not null references account,
  proposed_at     timestamptz not null,
  decided_by      uuid references account,
  decided_at      timestamptz,
  decision_reason text,
  check ((state = 'proposed') = (decided_by is null)),
  check ((state = 'proposed') = (decided_at is null)),
  check ((state = 'refused') = (decision_reason is not null)),
  check (decided_by <> proposed_by)
);
-- One that stands for each entry; a refused one may be proposed again.
create unique index payload_erasure_entry on payload_erasure (entry_id) where state <> 'refused';
create index payload_erasure_organ on payload_erasure (organ_id, proposed_at desc);

grant select, insert, update on payload_erasure to liuhen_app, liuhen_system;
create trigger payload_erasure_kept before delete or truncate on payload_erasure for each statement execute function refuse_change();
alter table payload_erasure enable always trigger payload_erasure_kept;
alter table payload_erasure enable row level security;
create policy own_organ on payload_erasure to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on payload_erasure to liuhen_system using (true) with check (true);

-- The one way past the guard of custody_payload: neither role may delete there, and its owner only while erase_payload runs.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'custody_payload' and tg_op = 'DELETE' and current_setting('liuhen.erasing', true) = 'yes' then
    return null;
  end if;
  raise exception 'sealed table %: % is refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

create function erase_payload(erasure uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted payload_erasure;
begin
  select * into wanted from payload_erasure where id = erasure and state = 'approved';
  if wanted.id is null or wanted.organ_id is distinct from current_organ() then
    raise exception 'no approved erasure %', erasure using errcode = 'restrict_violation';
  end if;
  perform set_config('liuhen.erasing', 'yes', true);
  delete from custody_payload where entry_id = wanted.entry_id and organ_id = wanted.organ_id;
  perform set_config('liuhen.erasing', '', true);
end $$;
revoke all on function erase_payload(uuid) from public;
grant execute on function erase_payload(uuid) to liuhen_app;
