-- The calendar files of every version that the house was started with, as they then read: what an old count rests on.
create table calendar_used (
  id          uuid primary key,
  fingerprint text not null,
  content     text not null,
  used_from   timestamptz not null
);

grant select on calendar_used to liuhen_app;
grant select, insert on calendar_used to liuhen_system;
create trigger calendar_used_sealed before update or delete or truncate on calendar_used for each statement execute function refuse_change();
alter table calendar_used enable always trigger calendar_used_sealed;
