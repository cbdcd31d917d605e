-- Registers that regulations ask for (training, budget, faults …). A version of an entry says all of it; a correction or
-- withdrawal is a further row that names the one it replaces. No row is replaced twice: of two people who correct one
-- entry at once one is told that the other was first.
create table register_entry (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  entry_id     uuid not null,
  kind         text not null,
  version      integer not null,
  content      jsonb not null,
  on_day       date not null,
  device_id    uuid references device,
  recording_id uuid references recording,
  replaces     uuid unique references register_entry,
  withdrawn    boolean not null,
  reason       text,
  stated_by    uuid not null references account,
  stated_at    timestamptz not null,
  unique (entry_id, version),
  check ((replaces is null) = (id = entry_id)),
  check ((replaces is null) = (version = 1)),
  check ((replaces is null) = (reason is null)),
  check (not withdrawn or replaces is not null)
);
create index register_entry_listed on register_entry (organ_id, kind, on_day desc, id desc);
create index register_entry_device on register_entry (device_id) where device_id is not null;
comment on column register_entry.entry_id is 'id of the first version';
comment on column register_entry.on_day is 'the day by which the register is listed, in Beijing';

grant select, insert on register_entry to liuhen_app, liuhen_system;
create trigger register_entry_sealed before update or delete or truncate on register_entry for each statement execute function refuse_change();
alter table register_entry enable always trigger register_entry_sealed;
alter table register_entry enable row level security;
create policy own_organ on register_entry to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on register_entry to liuhen_system using (true) with check (true);

-- A device with a fault that nobody has put right stays out of use, whichever page or program would have it used.
create function keep_faulty_out() returns trigger language plpgsql as $$
begin
  if exists (
    select from register_entry e
    where e.device_id = new.id and e.kind = 'fault' and not e.withdrawn and e.content ->> 'returnedAt' is null
      and not exists (select from register_entry n where n.replaces = e.id)
  ) then
    raise exception 'the device has a fault that is not put right'
      using errcode = 'restrict_violation', constraint = 'device_faulty';
  end if;
  return new;
end $$;
create trigger device_faulty before update on device for each row
  when (new.in_use) execute function keep_faulty_out();
alter table device enable always trigger device_faulty;
