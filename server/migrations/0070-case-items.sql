-- What people state of the items of a case's record: that one is there and where, or that it does not apply and why. A
-- change or withdrawal is a further row that names the one it replaces.
create table case_item (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  case_id    uuid not null,
  item       text not null,
  applicable boolean not null,
  reason     text not null,
  withdrawn  boolean not null,
  replaces   uuid unique references case_item,
  stated_by  uuid not null references account,
  stated_at  timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  check (not withdrawn or replaces is not null)
);
-- Of two who state something of one item first, the second is told of the other.
create unique index case_item_first on case_item (case_id, item) where replaces is null;

grant select, insert on case_item to liuhen_app, liuhen_system;
create trigger case_item_sealed before update or delete or truncate on case_item for each statement execute function refuse_change();
alter table case_item enable always trigger case_item_sealed;
alter table case_item enable row level security;
create policy own_organ on case_item to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on case_item to liuhen_system using (true) with check (true);
